"""What a round of a case came to: the reveal, the finding that was worded, the determination."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query

from trucewatch.domain.access import Person
from trucewatch.domain.determination import determination_id
from trucewatch.domain.position import reveal_id
from trucewatch.domain.wording import finding_id
from trucewatch.service.review.rounds import round_for
from trucewatch.storage.models.documents import Version
from trucewatch.web.api.schemas import Number, Subject
from trucewatch.web.api.seen import document_seen
from trucewatch.web.api.serving import serves
from trucewatch.web.api.standing import Signed, Standing, signed, standing
from trucewatch.web.person import person_of

MOST_ROUNDS = 999
Round = Annotated[
    Number | None,
    Query(alias="round", ge=1, le=MOST_ROUNDS, description="The newest where none is named."),
]


@serves("GET", "/cases/{subject}/reveal", action="case.see", answers=Standing)
def get_reveal(request: HttpRequest, subject: Subject, number: Round = None) -> Any:
    """Both positions of a round as they were opened in one entry; nothing is here before that."""
    return standing(_of(person_of(request), subject, number, "reveal"))


@serves("GET", "/cases/{subject}/finding", action="case.see", answers=Signed)
def get_finding(request: HttpRequest, subject: Subject, number: Round = None) -> Any:
    """The finding of a round, line by line with both sides' answers; wording.schema.json."""
    found = _of(person_of(request), subject, number, "finding")
    return signed(found)


@serves("GET", "/cases/{subject}/determination", action="case.see", answers=Standing)
def get_determination(request: HttpRequest, subject: Subject, number: Round = None) -> Any:
    """What a round came to, with the exact text and the notes that sign it."""
    return standing(_of(person_of(request), subject, number, "determination"))


IDS = {"reveal": reveal_id, "finding": finding_id, "determination": determination_id}


def _of(person: Person, case: str, number: int | None, kind: str) -> Version:
    found = round_for(person, case, number)
    return document_seen(person, kind, IDS[kind](found.id, found.number))
