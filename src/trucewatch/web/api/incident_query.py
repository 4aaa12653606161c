"""The filters of incidents as OpenAPI tells them; `storage.incidents.parameters` reads them."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from trucewatch.domain.finding import Result
from trucewatch.storage.incident_facts import Status, families
from trucewatch.storage.incidents.pages import MOST_ROWS, PAGE_ROWS
from trucewatch.storage.incidents.parameters import LONGEST_NAME, MOST_TEXT, MOST_VALUES
from trucewatch.storage.incidents.query import Order
from trucewatch.web.api.schemas import INSTANT, Number, plain_number

Time = Annotated[str, StringConstraints(pattern=INSTANT)]
Id = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]+$", max_length=LONGEST_NAME)]
Word = Annotated[str, StringConstraints(min_length=1)]
"""A form that people fill in may leave it empty; a program that does so has lost its filter."""
Family = Annotated[
    Word, WithJsonSchema({"type": "string", "enum": sorted(set(families().values()))})
]
Act = Annotated[Word, WithJsonSchema({"type": "string", "enum": sorted(families())})]
Resolution = Annotated[Literal[3, 4, 5, 7], BeforeValidator(plain_number)]
Several: Any = Field(default=[], max_length=MOST_VALUES)
DEGREES = r"-?[0-9]{1,3}(\.[0-9]{1,10})?"


class Filters(Schema):
    """All of them have to hold; values of one filter are alternatives."""

    text: str = Field("", max_length=MOST_TEXT, description="Words, each the beginning of one.")
    from_: Time | None = Field(None, alias="from", description="What may have been from then on.")
    to: Time | None = Field(None, description="What may have been before then.")
    family: list[Family] = Several
    act: list[Act] = Several
    status: list[Status] = Several
    result: list[Result] = Several
    actor: list[Id] = Several
    place: list[Id] = Several
    agreement: list[Id] = Several
    reading: list[Id] = Several
    bbox: str | None = Field(
        None,
        pattern=f"^{DEGREES},{DEGREES},{DEGREES},{DEGREES}$",
        description="west,south,east,north in degrees; what may lie in it.",
    )
    changed_since: Time | None = Field(None, description="Whose newest version is from then on.")


class Listed(Filters):
    """The filters of a page."""

    order: Order = Order.NEWEST
    cursor: str | None = Field(
        None, pattern="^[A-Za-z0-9_-]{1,200}$", description="`next_cursor` of the page before."
    )
    limit: Number = Field(PAGE_ROWS, ge=1, le=MOST_ROWS)


class Zoomed(Filters):
    """The filters of a map."""

    zoom: Number = Field(3, ge=0, le=24)


class Celled(Filters):
    """The filters of cells."""

    resolution: Resolution = Field(4, description="Cells about 120, 45, 17 and 2.4 km wide.")
