"""Values that several operations take or tell."""

import re
from typing import Annotated, Any

from ninja import Header, Path, Schema
from pydantic import BeforeValidator, ConfigDict, Field

ID = r"^[!-.0-~]{1,128}$"
"""Visible ASCII but the slash, which parts an address."""
DAY = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
INSTANT = rf"^{DAY}(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][01][0-9]:[0-5][0-9]))?$"
WORDS = r"^[^\x00]*[^\s\x00][^\x00]*$"
"""Something is said, and PostgreSQL can keep it: it has no place for U+0000."""
NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


def plain_number(value: Any) -> Any:
    """A whole number in its one spelling; what else Python would read as one is left to fail."""
    return int(value) if isinstance(value, str) and NUMBER.fullmatch(value) else {"not": value}


Number = Annotated[int, BeforeValidator(plain_number)]
Subject = Annotated[str, Path(pattern=ID, description="Its id, as lists tell it.")]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern="^[!-~]{1,100}$",
        description="Random, made once for this request and sent again with every repetition.",
    ),
]
Document = dict[str, Any]


class Told(Schema):
    """What an answer says."""

    model_config = ConfigDict(extra="forbid")


class Asked(Schema):
    """What a request says, in exactly these members and types: `false` is no number."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Trouble(Told):
    """Why something was refused."""

    code: str = Field(description="Stable; what a program asks.")
    what: str = Field(description="One line for a person.")
    where: str = Field(description="The parameter or member it is about; empty for the whole.")
    remedy: str = Field(description="What helps; empty where nothing does.")


class Count(Told):
    """A number of incidents."""

    number: int = Field(description="Exact to 10,000.")
    more: bool = Field(description="Whether there are more than that.")


class Recorded(Told):
    """What a change came to; the same for every repetition under its key, but for `repeated`."""

    id: str = Field(description="Of the thing that was made or changed.")
    version: int
    seq: int = Field(description="Place of its entry in the ledger.")
    repeated: bool = Field(description="Whether an earlier request under the same key did it.")
