"""The terms that incidents are held against."""

from typing import Any

from django.http import HttpRequest
from pydantic import Field

from trucewatch.data.agreement_files import Agreements
from trucewatch.domain.agreement import Agreement
from trucewatch.domain.errors import UnknownName
from trucewatch.domain.wire import to_wire
from trucewatch.service.refusals import NotThere
from trucewatch.web.api.schemas import Document, Subject, Told
from trucewatch.web.api.serving import serves


class Named(Told):
    """An agreement in the list."""

    id: str
    names: list[str]
    kind: str = Field(description="As truce, unilateral.")


class AgreementList(Told):
    """All of them."""

    items: list[Named]


class Terms(Told):
    """An agreement with everything that is known of it."""

    id: str
    document: Document = Field(description="As agreement.schema.json says.")


@serves("GET", "/agreements", action="register.see", answers=AgreementList)
def list_agreements(request: HttpRequest) -> Any:
    """Every agreement."""
    del request
    return {"items": [_named(one) for one in Agreements.packaged()]}


@serves("GET", "/agreements/{subject}", action="register.see", answers=Terms)
def get_agreement(request: HttpRequest, subject: Subject) -> Any:
    """Its clauses, windows, zones, members and sources, with what differs by reading."""
    del request
    try:
        found = Agreements.packaged().get(subject)
    except UnknownName as err:
        raise NotThere("no such agreement") from err
    return {"id": found.id, "document": to_wire(found)}


def _named(one: Agreement) -> dict[str, Any]:
    return {"id": one.id, "names": list(one.names), "kind": str(one.kind)}
