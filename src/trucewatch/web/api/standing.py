"""Documents as they stand, one by one and page by page, for operations that tell them whole."""

from typing import Annotated, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from ninja import Schema
from pydantic import Field, StringConstraints

from trucewatch.domain.time import write_instant
from trucewatch.service.review.signatures import signatures
from trucewatch.storage.incidents.pages import MOST_ROWS, PAGE_ROWS
from trucewatch.storage.models.documents import Version
from trucewatch.web.api.schemas import Document, Number, Told


class Standing(Told):
    """A document as it stands."""

    id: str
    version: int
    seq: int = Field(description="Place of its entry in the ledger.")
    recorded_at: str
    document: Document = Field(description="All that it says.")


class Signed(Standing):
    """A text that the sides sign, as it stands."""

    signed: list[str] = Field(description="Who signed this version: a, b, facilitator.")


class StandingPage(Told):
    """Documents, the one that changed last first."""

    items: list[Standing]
    next: str | None = Field(description="Address of the page after this one.")
    next_cursor: str | None


class Paged(Schema):
    """Which page; what lists filter by comes beside it."""

    cursor: Annotated[str, StringConstraints(pattern="^[1-9][0-9]{0,14}$")] | None = Field(
        None, description="`next_cursor` of the page before."
    )
    limit: Number = Field(PAGE_ROWS, ge=1, le=MOST_ROWS)


def standing(one: Version) -> dict[str, Any]:
    """A version as operations tell it."""
    facts = {name: getattr(one, name) for name in ("version", "seq")}
    recorded = write_instant(one.recorded_at)
    return {"id": one.subject, **facts, "recorded_at": recorded, "document": one.body}


def signed(one: Version) -> dict[str, Any]:
    """A version of a text that is signed, with who has signed it."""
    return {**standing(one), "signed": [who.value for who in signatures(one.subject, one.version)]}


def page_of(found: QuerySet[Any], listed: Paged, operation: str) -> dict[str, Any]:
    """A page of what a query finds, which has the newest first.

    Args:
        listed: which page; its other members that are named as members of documents filter.
        operation: name of the operation whose address the next page has.
    """
    filters = listed.model_dump(mode="json", exclude={"cursor", "limit"}, exclude_defaults=True)
    for name, values in filters.items():
        found = found.filter(**{f"body__{name}__in": values})
    if listed.cursor:
        found = found.filter(seq__lt=int(listed.cursor))
    rows = list(found.filter(body__isnull=False)[: listed.limit + 1])
    shown = rows[: listed.limit]
    cursor = str(shown[-1].seq) if len(rows) > len(shown) else None
    turned = urlencode({**filters, "limit": listed.limit, "cursor": cursor or ""}, doseq=True)
    return {
        "items": [standing(one) for one in shown],
        "next": f"{reverse(f'api:{operation}')}?{turned}" if cursor else None,
        "next_cursor": cursor,
    }
