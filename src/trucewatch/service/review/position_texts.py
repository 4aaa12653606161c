"""The text of a position into its ciphertext and back."""

from __future__ import annotations

import base64

from trucewatch.domain.access import Side
from trucewatch.domain.errors import Refusal
from trucewatch.domain.position import Opened, Position, Stance
from trucewatch.service.centre import Centre
from trucewatch.service.review.rounds import Round
from trucewatch.storage.position_seal import seal, unseal


def sealed_text(centre: Centre, round_: Round, side: Side, opened: Opened) -> str:
    """The ciphertext of a text with its salt and where it belongs, in base64."""
    head = f"{round_.id} {round_.number} {side.value} {opened.salt}\n"
    return base64.b64encode(seal(centre.home, head.encode() + opened.said.value)).decode()


def unsealed(centre: Centre, position: Position) -> Opened | None:
    """The text behind a position's ciphertext; None where the centre does not have it.

    Raises:
        Refusal: it does not open, or is that of another position.
    """
    if position.sealed is None:
        return None
    plain = unseal(centre.home, base64.b64decode(position.sealed)).decode()
    head, _, value = plain.partition("\n")
    case, number, side, salt = head.split(" ")
    if (case, int(number), side) != (position.case, position.round, position.side.value):
        raise Refusal("holds the text of another position", where=position.case)
    stance, _, text = value.partition("\n")
    return Opened(Stance(stance), text, salt)
