"""Sentences of a synthetic stream, in three languages, and what copying does to them."""

from __future__ import annotations

import random

from stream_world import Account

NAMES = {
    "north-army": ("the Northern Army", "армия Севера", "جيش الشمال"),
    "south-army": ("the Southern Army", "армия Юга", "جيش الجنوب"),
    "river-front": ("the River Front", "Речной фронт", "جبهة النهر"),
    "hill-militia": ("the Hill Militia", "Ополчение холмов", "ميليشيا التلال"),
}
LANGS = ("en", "ru", "ar")
_ACTS = {
    "shelling": ("shelled", "обстрел", "قصف"),
    "rocket_fire": ("fired rockets at", "ракетный обстрел", "إطلاق صواريخ على"),
    "air_bombardment": ("bombed", "авиаудар", "غارة جوية على"),
    "small_arms_fire": ("fired on", "стрельба", "إطلاق نار على"),
    "clash": ("clashed with others at", "столкновение", "اشتباك في"),
    "abduction": ("abducted villagers in", "похищение", "خطف في"),
    "deny_aid_access": ("turned aid away from", "недопуск помощи", "منع مساعدات عن"),
    "attack": ("attacked", "нападение", "هجوم على"),
}
_OPEN = (
    "{who} {act} {place} on {when}, {source} said.",
    "On {when} {who} {act} {place}, according to {source}.",
    "{source} reported that {who} {act} {place} on {when}.",
    "Residents of {place} woke to it on {when}: {who} {act} the area, {source} told reporters.",
)
_RU = "{act}: {place}, {when}. Ответственность возлагают: {who}. Сообщает {source}."
_AR = "{act} {place} يوم {when}. المتهم: {who}. المصدر: {source}."
_HARM = (
    "{killed} people were killed and {wounded} wounded.",
    "Killed: {killed}; wounded: {wounded}.",
)
_NOBODY = ("unknown men", "неизвестные", "مجهولون")
_FILL = (
    "The road to {place} has been closed since the {n}th.",
    "Talks in the capital went into round {n} without a word on the line.",
    "A resident with {n} children said the market would not open.",
    "Both commands denied {n} of the other's complaints this week.",
    "The centre logged {n} calls by the evening.",
    "Snow fell on the pass above {place} for the {n}th day.",
    "An aid agency counted {n} lorries at the gate and none through it.",
    "Officers on either side blamed {n} spoilers whom nobody named.",
    "The school near {place} has had {n} lessons since spring.",
    "A trader said diesel costs {n} times what it did.",
)
_SWAPS = {
    "said": "stated",
    "reported": "announced",
    "killed": "dead",
    "wounded": "injured",
    "people": "persons",
    "residents": "locals",
    "according": "as told",
    "denied": "rejected",
    "evening": "night",
    "market": "bazaar",
}


def written(draw: random.Random, account: Account, lang: str) -> str:
    """An account as an outlet first writes it up, with a few lines of its own."""
    number = LANGS.index(lang)
    district = account.happening.spot.district[6:]
    place = account.spot.name if account.spot else f"district {district}"
    who = (NAMES[account.doer] if account.doer else _NOBODY)[number]
    clock = "%d.%m %H:%M" if account.precision == "minute" else "%d.%m"
    slots = {
        "who": who[0].upper() + who[1:],
        "act": _ACTS[account.act][number],
        "place": place,
        "when": account.start.strftime(clock),
        "source": account.observer,
    }
    lead = (draw.choice(_OPEN), _RU, _AR)[number].format(**slots)
    if account.wounded:
        lead += " " + draw.choice(_HARM).format(killed=account.killed, wounded=account.wounded)
    lines = draw.sample(_FILL, draw.randrange(3, 7))
    filled = (line.format(place=place, n=draw.randrange(2, 60)) for line in lines)
    return lead + "\n" + "\n".join(filled)


def edited(draw: random.Random, text: str, share: float) -> str:
    """A copy in which about a share of the words is changed, dropped or misspelt."""
    out = []
    for word in text.split(" "):
        if draw.random() >= share:
            out.append(word)
            continue
        kind = draw.random()
        if kind < 0.4:
            out.append(_SWAPS.get(word.lower().strip(".,"), word))
        elif kind < 0.7 and len(word) > 4:
            at = draw.randrange(1, len(word) - 2)
            out.append(word[:at] + word[at + 1] + word[at] + word[at + 2 :])
    return " ".join(out)


def lead_of(draw: random.Random, text: str, share: float) -> str:
    """The first part of a text, with an outlet's own lines behind it."""
    lines = text.split("\n")
    kept = lines[: max(1, round(len(lines) * share))]
    own = draw.sample(_FILL, 3)
    return "\n".join(
        [*kept, *(one.format(place="the line", n=draw.randrange(60, 99)) for one in own)]
    )
