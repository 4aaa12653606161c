"""Looking at what came in: first it is on record who looks and for what, then there are bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trucewatch.domain.access import Person, Resource
from trucewatch.domain.errors import InvalidValue
from trucewatch.service.arrivals import standing
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import NotThere
from trucewatch.service.sight import about
from trucewatch.service.verb import permit
from trucewatch.storage.custody import new_id

LONGEST_PURPOSE = 200


def original(centre: Centre, person: Person, report: str, purpose: str) -> bytes:
    """The bytes of a report as they came.

    Args:
        purpose: what for, in the person's words; it stands in the chain of custody.
    """
    permit(person, "report.read", Resource("report"))
    stands = standing(report)
    if not purpose.strip() or len(purpose) > LONGEST_PURPOSE:
        raise InvalidValue("a purpose has 1 to 200 characters", remedy="say what you need it for")
    evidence = (stands.body or {})["evidence"]
    return b"".join(centre.custody(person).look(evidence, key=new_id(), purpose=purpose.strip()))


def rendition(
    centre: Centre, person: Person, report: str, page: int
) -> tuple[bytes, Mapping[str, Any]]:
    """A picture that was drawn anew from a report, and what is known of it.

    Raises:
        NotThere: no such picture.
    """
    stands = standing(report)
    permit(person, "record.see", about(stands))
    found = [one for one in (stands.body or {}).get("renditions", ()) if one["page"] == page]
    if not found:
        raise NotThere(f"no picture {page} of report {report}")
    looked = centre.custody(person).look(
        found[0]["evidence"], key=new_id(), purpose="shown on the page of the report"
    )
    return b"".join(looked), found[0]


def table(centre: Centre, person: Person, report: str) -> bytes:
    """The bytes of a table, to be tried out."""
    permit(person, "table.import", Resource("report"))
    stands = standing(report)
    evidence = (stands.body or {})["evidence"]
    looked = centre.custody(person).look(evidence, key=new_id(), purpose="to try the table out")
    return b"".join(looked)
