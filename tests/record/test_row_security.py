"""PostgreSQL itself shows a program only what belongs to whom it says it asks for."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from access_world import documents, draft_of, note_of
from default_database import point_at
from postgres_server import Server, programs
from trucewatch.domain.access import Audience
from trucewatch.storage import sight
from trucewatch.storage.backup import dump
from trucewatch.storage.home import Home
from trucewatch.storage.models import (
    DelegationNote,
    Document,
    Head,
    Payload,
    PositionComment,
    PositionDraft,
)
from trucewatch.storage.recorder import Recorder
from trucewatch.storage.restoring import restore_database
from trucewatch.storage.rights import grant
from trucewatch.storage.row_security import open_doors
from trucewatch.storage.sight import seeing

ROLE = "centre_pages"


@pytest.fixture
def as_role(postgresql: Home, server: Server) -> Iterator[str]:
    """One document of each audience, and a note of each side; then the role of the programs."""
    recorder = Recorder(postgresql)
    recorder.append(documents())
    recorder.close()
    for side in ("a", "b"):
        note_of(side).save(force_insert=True)
    server.run(f"DROP ROLE IF EXISTS {ROLE}")
    server.run(f"CREATE ROLE {ROLE} LOGIN")
    grant(ROLE)
    address = server.address(str(connection.settings_dict["NAME"]), user=ROLE)
    sight.see_nothing()
    point_at(address, postgresql.root)
    yield address
    connection.close()
    sight.see_everything()
    server.run(f"DROP OWNED BY {ROLE}", str(connection.settings_dict["NAME"]))
    server.run(f"DROP ROLE {ROLE}")


@pytest.mark.usefixtures("as_role")
@pytest.mark.parametrize("audience", list(Audience))
def test_each_audience_sees_its_own(audience: Audience) -> None:
    """Its document with the head of it, and nothing of the others."""
    with seeing({audience}):
        assert list(Document.objects.values_list("audience", flat=True)) == [audience.value]
        assert list(Head.objects.values_list("subject", flat=True)) == [f"on-{audience.value}"]
        assert not Payload.objects.exists()


@pytest.mark.usefixtures("as_role")
def test_where_nothing_is_set_nothing_shows() -> None:
    """The fourth door: a setting that was never made is nobody's, and so is an empty one."""
    for table in (Document, Head, Payload, DelegationNote):
        assert not table.objects.exists()
    with seeing(set()):
        assert not Document.objects.exists()


@pytest.mark.usefixtures("as_role")
def test_a_setting_ends_with_its_transaction() -> None:
    """The next who gets the connection sees nothing of it."""
    with seeing({Audience.A}):
        assert Document.objects.count() == 1
        with seeing({Audience.B}):
            assert Document.objects.get().audience == "b"
        assert Document.objects.get().audience == "a"
    assert not Document.objects.exists()


@pytest.mark.usefixtures("as_role")
def test_a_side_sees_its_own_notes_alone() -> None:
    """Not the other side, not the shared record, not even the recorder of the centre."""
    seen = {}
    for audience in Audience:
        with seeing({audience}):
            seen[audience] = list(DelegationNote.objects.values_list("side", flat=True))
    assert seen.pop(Audience.A) == ["a"]
    assert seen.pop(Audience.B) == ["b"]
    assert not any(seen.values())
    sight.see_everything()
    assert not DelegationNote.objects.exists()
    sight.see_nothing()


@pytest.mark.usefixtures("as_role")
def test_a_side_cannot_write_for_the_other() -> None:
    """Neither a new note nor a move of one's own."""
    with seeing({Audience.A}):
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            note_of("b", "another").save(force_insert=True)
        with pytest.raises(Exception, match="row-level security"), transaction.atomic():
            DelegationNote.objects.update(side="b")
        assert DelegationNote.objects.filter(side="b").update(text="x") == 0


@pytest.mark.usefixtures("as_role")
def test_pages_cannot_write_documents() -> None:
    """Whatever they see, the recorder alone writes."""
    with seeing(set(Audience)):
        assert Document.objects.count() == len(Audience)
        assert Document.objects.update(verb="bent") == 0
        assert Document.objects.all().delete()[0] == 0


def test_a_view_of_the_owner_is_found(as_role: str, server: Server) -> None:
    """The first door: such a view shows everything, so the check names it."""
    name = str(connection.settings_dict["NAME"])
    server.run("CREATE VIEW leak AS SELECT * FROM storage_document", name)
    server.run(f"GRANT SELECT ON leak TO {ROLE}", name)
    with psycopg.connect(as_role) as session:
        assert len(session.execute("SELECT * FROM leak").fetchall()) == len(Audience)
    assert open_doors(ROLE) == ["leak shows storage_document as its owner sees it"]
    server.run("ALTER VIEW leak SET (security_invoker = on)", name)
    with psycopg.connect(as_role) as session:
        assert session.execute("SELECT * FROM leak").fetchall() == []
    assert open_doors(ROLE) == []


def test_a_function_of_the_owner_is_found(as_role: str, server: Server) -> None:
    """The second door: it runs as a role that passes by every policy."""
    name = str(connection.settings_dict["NAME"])
    made = "SECURITY DEFINER AS $$ SELECT count(*) FROM storage_document $$"
    server.run(f"CREATE FUNCTION leak() RETURNS bigint LANGUAGE sql {made}", name)
    with psycopg.connect(as_role) as session:
        assert session.execute("SELECT leak()").fetchone() == (len(Audience),)
    assert open_doors(ROLE) == ["leak() runs as its owner"]


def test_a_clash_tells_only_of_what_nobody_can_guess(as_role: str, server: Server) -> None:
    """The third door: a clash does tell that a row is there, so every unique column is random."""
    with seeing({Audience.A}), pytest.raises(IntegrityError), transaction.atomic():
        note_of("a", "note-b").save(force_insert=True)
    name = str(connection.settings_dict["NAME"])
    server.run("CREATE UNIQUE INDEX leak ON storage_delegationnote (subject, side)", name)
    told = "a clash of side,subject in storage_delegationnote tells that such a row is there"
    assert open_doors(ROLE) == [told]
    del as_role


@pytest.mark.usefixtures("as_role")
def test_no_door_stands_open() -> None:
    """What the migrations and `record grant` leave behind."""
    assert open_doors(ROLE) == []


@pytest.mark.usefixtures("as_role")
def test_an_owner_or_a_superuser_is_found() -> None:
    """Policies hold for neither; programs must not come as one."""
    assert "postgres passes by every policy" in open_doors("postgres")
    assert "postgres owns storage_document" in open_doors("postgres")


def test_policies_hold_for_an_owner_who_is_no_superuser(as_role: str, server: Server) -> None:
    """FORCE: also where the programs come as the role that made the tables."""
    name = str(connection.settings_dict["NAME"])
    server.run(f"ALTER TABLE storage_document OWNER TO {ROLE}", name)
    with psycopg.connect(as_role) as session:
        assert session.execute("SELECT * FROM storage_document").fetchall() == []
    server.run("ALTER TABLE storage_document OWNER TO postgres", name)


def test_a_backup_holds_every_note(
    as_role: str, server: Server, postgresql: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where its role is no superuser: all of it is there, and comes back with its policies."""
    name = str(connection.settings_dict["NAME"])
    connection.close()
    monkeypatch.setenv("TRUCEWATCH_PG_BIN", str(programs()))  # this role may not ask where they are
    server.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {ROLE}", name)
    server.run(f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO {ROLE}", name)
    dump(postgresql.root)
    connection.close()
    point_at(server.address(name), postgresql.root)
    restore_database(postgresql.root)
    assert DelegationNote.objects.count() == 2
    assert Document.objects.count() == len(Audience)
    connection.close()
    grant(ROLE)
    point_at(as_role, postgresql.root)
    assert not Document.objects.exists()
    assert open_doors(ROLE) == []


@pytest.mark.usefixtures("as_role")
@pytest.mark.parametrize("table", [PositionDraft, PositionComment])
def test_drafts_of_positions_are_of_their_side_alone(table: type[PositionDraft]) -> None:
    """Neither read, nor written for, nor counted by the other; not by the recorder either."""
    for side in (Audience.A, Audience.B):
        with seeing({side}):
            draft_of(table, side.value).save(force_insert=True)
    for audience in Audience:
        with seeing({audience}):
            shown = [audience.value] if audience in (Audience.A, Audience.B) else []
            assert list(table.objects.values_list("side", flat=True)) == shown
    with seeing({Audience.A}), pytest.raises(Exception, match="row-level"), transaction.atomic():
        draft_of(table, "b", "another").save(force_insert=True)
    sight.see_everything()
    assert not table.objects.exists()
    sight.see_nothing()
