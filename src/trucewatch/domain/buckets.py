"""How often something may be tried: a bucket that runs empty and fills again with time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Allowance:
    """So many at once, and one more after every so many seconds.

    Args:
        most: tries in a full bucket; at least 1.
        one_in_s: seconds after which one more is allowed; over 0.
    """

    most: float
    one_in_s: float


@dataclass(frozen=True)
class Level:
    """What was left in a bucket, and when that was seen, in seconds of any clock."""

    left: float
    at_s: float


def take(allowance: Allowance, level: Level | None, now_s: float) -> tuple[Level, float]:
    """Take one.

    Args:
        level: None for a bucket nobody took from.
        now_s: of the same clock; a clock that went back fills nothing and takes nothing away.

    Returns:
        What is left, and the seconds to wait until one can be taken; 0 where one was taken.

    >>> thrice = Allowance(most=3, one_in_s=10)
    >>> level, wait = take(thrice, None, 0)
    >>> level.left, wait
    (2.0, 0.0)

    An empty bucket says how long, and asking again does not make it longer:

    >>> take(thrice, Level(0.0, 0.0), 4.0)
    (Level(left=0.4, at_s=4.0), 6.0)
    """
    if level is None:
        return Level(float(allowance.most) - 1, now_s), 0.0
    gained = max(0.0, now_s - level.at_s) / allowance.one_in_s
    left = min(float(allowance.most), level.left + gained)
    at_s = max(level.at_s, now_s)
    if left < 1:
        return Level(left, at_s), (1 - left) * allowance.one_in_s
    return Level(left - 1, at_s), 0.0
