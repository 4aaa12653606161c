"""What comes in is kept first, then examined; what stays closed is decided by people."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from poison_corpus import NOWHERE
from poison_pdf import pdfs
from trucewatch.domain.access import MACHINE, Person, Role, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.pipeline.count_sheet import PLAIN
from trucewatch.service import originals, report_settling, reports, table_import
from trucewatch.service.centre import Centre
from trucewatch.service.kept_refusals import read_refusal
from trucewatch.service.refusals import Denied, NotThere
from trucewatch.service.working import Worker
from trucewatch.storage.custody import new_id
from trucewatch.storage.documents import newest, newest_of
from trucewatch.storage.models import CustodyEvent, Evidence
from trucewatch.storage.refusals import KeyReused

OFFICER = Person("p-duty", Role.DUTY_OFFICER)
HEAD = Person("p-head", Role.DELEGATION_HEAD, Side.A)
RUSSIAN = "3 мая армия обстреляла город Хама. Погибли три человека.\n"
ARABIC = "قصف الجيش مدينة حماة يوم الثلاثاء وقتل ثلاثة أشخاص.\n"
LOG = b"date,text,post\n2016-05-03,Army shelled Hama.,4\n3 May,,4\n2016-05-04,Calm in Homs.,4\n"


def taken(centre: Centre, raw: bytes, name: str = "note.txt", **facts: Any) -> str:
    """Received and read by the machine."""
    arrival = reports.Arrival(name=name, **facts)
    report = reports.receive(centre, OFFICER, raw, arrival, key=new_id())
    reports.read(centre, MACHINE, report)
    return report


def body_of(report: str) -> dict[str, Any]:
    """The document as it stands."""
    found = newest_of(report)
    assert found
    assert found.body
    return dict(found.body)


def zipped(**files: bytes) -> bytes:
    """A ZIP of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, raw in files.items():
            archive.writestr(name.replace("_", "."), raw)
    return made.getvalue()


def picture() -> bytes:
    """A PNG that holds a comment."""
    from PIL import Image

    made = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(made, "PNG")
    return made.getvalue()


def test_a_file_with_a_script_stays_closed_with_its_reason(centre: Centre) -> None:
    """The code and its facts are on record, and nothing was made of the file."""
    script = next(one for one in pdfs(NOWHERE) if "pdf_javascript" in one.codes)
    body = body_of(taken(centre, script.raw, script.name))
    assert body["state"] == "quarantined"
    assert "pdf_javascript" in [one["code"] for one in body["reasons"]]
    assert "renditions" not in body
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("words", [RUSSIAN, ARABIC])
def test_a_language_that_is_not_read_is_remarked_on(centre: Centre, words: str) -> None:
    """The document is there, without statements, for people to read."""
    body = body_of(taken(centre, words.encode()))
    assert body["state"] == "read"
    assert [one["code"] for one in body["remarks"]] == ["language_not_read"]
    assert body_of(body["reading"])["statements"] == []


def test_files_in_an_archive_are_reports_of_their_own(centre: Centre) -> None:
    """Each names its whole, and one that stays closed does not close the others."""
    raw = zipped(a_txt=b"Army shelled Hama on 3 May 2016.\n", b_exe=b"MZ\x90\x00" * 40)
    whole = taken(centre, raw, "both.zip")
    parts = {
        one.body["name"]: one.body for one in newest("report") if one.body.get("part_of") == whole
    }
    assert {name: one["state"] for name, one in parts.items()} == {
        "a.txt": "read",
        "b.exe": "quarantined",
    }
    assert body_of(whole)["state"] == "read"


def test_reading_an_archive_again_doubles_nothing(centre: Centre) -> None:
    """As after a kill between the parts and the whole."""
    raw = zipped(a_txt=b"Army shelled Hama on 3 May 2016.\n")
    arrival = reports.Arrival(name="one.zip")
    whole = reports.receive(centre, OFFICER, raw, arrival, key="k")
    reports.receive(
        centre,
        MACHINE,
        b"Army shelled Hama on 3 May 2016.\n",
        reports.Arrival(name="a.txt", more={"part_of": whole}),
        key=f"part:{whole}:1",
    )
    reports.read(centre, MACHINE, whole)
    assert newest("report").count() == 2


def test_pictures_become_renditions_derived_from_the_original(centre: Centre) -> None:
    """They are evidence with a chain, and to look at one is on record."""
    report = taken(centre, picture(), "photo.png", media_type="image/png")
    (one,) = body_of(report)["renditions"]
    made = Evidence.objects.get(id=one["evidence"])
    assert (made.kind, made.derived_from) == ("rendition", body_of(report)["evidence"])
    raw, _ = originals.rendition(centre, HEAD, report, 1)
    assert raw.startswith((b"\x89PNG", b"\xff\xd8"))
    look = CustodyEvent.objects.filter(evidence=one["evidence"]).latest("seq")
    assert (look.action, look.actor) == ("read", HEAD.id)


def test_an_original_is_given_with_a_purpose_alone(centre: Centre) -> None:
    """And never to those who only read the record."""
    report = taken(centre, b"Army shelled Hama on 3 May 2016.\n")
    with pytest.raises(InvalidValue):
        originals.original(centre, OFFICER, report, " ")
    with pytest.raises(Denied):
        originals.original(centre, HEAD, report, "to read it")
    assert originals.original(centre, OFFICER, report, "to date it").startswith(b"Army")


def test_a_fault_of_the_reader_loses_no_report(
    centre: Centre, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The report says what failed, and those behind it are read."""

    def failing(readable: bytes, **_: Any) -> None:
        raise ZeroDivisionError(f"on {len(readable)} bytes")

    broken = reports.receive(centre, OFFICER, b"Broken.\n", reports.Arrival(), key="k-1")
    with monkeypatch.context() as patch:
        patch.setattr(reports, "read_report", failing)
        Worker(centre).turn()
    body = body_of(broken)
    why = "the program failed at it (ZeroDivisionError: on 8 bytes); tell the operator"
    assert (body["state"], body["why"]) == ("failed", why)
    assert str(read_refusal(body["refused"])) == why
    report_settling.release(centre, OFFICER, broken, "mended", key="k-2")
    Worker(centre).turn()
    assert body_of(broken)["state"] == "read"
    assert {"why", "refused"}.isdisjoint(body_of(broken))


def test_a_wrong_name_may_be_released_and_is_then_read(centre: Centre) -> None:
    """It is examined by its content alone, and the history says who released it and why."""
    report = taken(centre, b"Army shelled Hama on 3 May 2016.\n", "scan.pdf")
    assert [one["code"] for one in body_of(report)["reasons"]] == ["type_mismatch"]
    report_settling.release(centre, OFFICER, report, "they said so on the phone", key="k")
    assert body_of(report)["released"]["by"] == OFFICER.id
    assert reports.waiting() == [report]
    assert reports.read(centre, MACHINE, report)
    assert "reasons" not in body_of(report)


def test_nobody_releases_what_may_run(centre: Centre) -> None:
    """Whatever they say."""
    script = next(one for one in pdfs(NOWHERE) if "pdf_javascript" in one.codes)
    report = taken(centre, script.raw, script.name)
    with pytest.raises(report_settling.NotReleasable, match="pdf_"):
        report_settling.release(centre, OFFICER, report, "it is fine", key="k")
    with pytest.raises(Denied):
        report_settling.release(centre, HEAD, report, "it is fine", key="k")


def test_a_dismissed_file_stays_on_record(centre: Centre) -> None:
    """With the reason, once, and with its bytes."""
    report = taken(centre, b"", "empty.txt")
    report_settling.dismiss(centre, OFFICER, report, "nothing in it", key="k")
    body = body_of(report)
    assert (body["state"], body["reason"]) == ("dismissed", "nothing in it")
    assert Evidence.objects.filter(id=body["evidence"]).exists()
    with pytest.raises(InvalidValue, match="dismissed"):
        report_settling.dismiss(centre, OFFICER, report, "again", key="k2")


def test_rows_of_a_log_become_reports(centre: Centre) -> None:
    """Those that can be taken; the others are told with line, column and remedy."""
    report = taken(centre, LOG, "log.csv")
    assert body_of(report)["state"] == "table"
    done = table_import.take(centre, OFFICER, report, PLAIN, kind=None, key="k")
    assert len(done.reports) == 2
    told = body_of(report)["table"]
    assert (told["kind"], told["rows"], told["unused"]) == ("reports", 2, ["post"])
    assert [(one["line"], one["column"]) for one in told["refused"]] == [(3, "words")]
    assert body_of(done.reports[0])["published"] == "2016-05-03"
    with pytest.raises(InvalidValue):
        table_import.take(centre, OFFICER, report, PLAIN, kind=None, key="k2")


def test_a_key_that_comes_again_is_the_same_receipt(centre: Centre) -> None:
    """With other bytes it is refused."""
    arrival = reports.Arrival(name="a.txt")
    first = reports.take_in(centre, OFFICER, b"one", arrival, key="k")
    again = reports.take_in(centre, OFFICER, b"one", arrival, key="k")
    assert (first.report, first.seq, first.repeated) == (again.report, again.seq, False)
    assert again.repeated
    with pytest.raises(KeyReused):
        reports.take_in(centre, OFFICER, b"two", arrival, key="k")


def test_types_and_names_that_no_record_holds_are_no_reason_to_refuse(centre: Centre) -> None:
    """A document's media type is longer than custody writes; names hold anything."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    report = taken(centre, b"Calm.\n", "a\x00b\ud800.txt", media_type=word)
    assert body_of(report)["name"] == "a b .txt"
    assert body_of(report)["state"] == "quarantined"


def test_no_other_document_is_taken_for_a_report(centre: Centre) -> None:
    """A reading has an id too."""
    reading = body_of(taken(centre, b"Army shelled Hama on 3 May 2016.\n"))["reading"]
    with pytest.raises(NotThere):
        reports.read(centre, MACHINE, reading)
