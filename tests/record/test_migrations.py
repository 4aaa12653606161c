"""A running centre is brought to a new release without a change of what was signed."""

from __future__ import annotations

import random

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations import AddField
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from submissions import erasure, incident, reading
from trucewatch.ledger.tree import Tree
from trucewatch.storage.checking import faults
from trucewatch.storage.entries import leaves
from trucewatch.storage.home import Home
from trucewatch.storage.making import migrate, migrate_record
from trucewatch.storage.models import Entry, IncidentRow, Payload
from trucewatch.storage.rebuilding import rebuild
from trucewatch.storage.recorder import Acknowledgement, Recorder
from trucewatch.storage.submission import Submission

ROWS = 400
UNDER_COMMITMENTS = {
    "postgresql": [
        "ALTER TABLE storage_payload DROP CONSTRAINT storage_payload_pkey",
        "ALTER TABLE storage_payload ADD PRIMARY KEY (commitment)",
        "ALTER TABLE storage_payload ADD CONSTRAINT one_payload_a_field UNIQUE (seq, field)",
    ],
    "sqlite": [
        "ALTER TABLE storage_payload RENAME TO later",
        """CREATE TABLE storage_payload (commitment varchar(64) NOT NULL PRIMARY KEY,
            field varchar(64) NOT NULL, json bool NOT NULL, salt BLOB NULL, value BLOB NULL,
            erased_by bigint NULL, seq bigint NOT NULL REFERENCES storage_entry (seq)
            DEFERRABLE INITIALLY DEFERRED, CONSTRAINT one_payload_a_field UNIQUE (seq, field))""",
        """INSERT INTO storage_payload
            SELECT commitment, field, json, salt, value, erased_by, seq FROM later""",
        "DROP TABLE later",
    ],
}
"""How the table once was."""


@pytest.fixture
def filled(home: Home) -> bytes:
    """A record with random things in it; its root."""
    draw = random.Random(5)
    given: list[Submission] = []
    for at in range(ROWS):
        words = "".join(chr(draw.choice((65, 0x430, 0x627, 0x1F525))) for _ in range(9))
        kind = draw.randrange(3)
        given.append(
            incident(f"i{at}", words=words) if kind else reading(f"r{at}", [f"s{at}", f"t{at}"])
        )
    recorder = Recorder(home)
    for start in range(0, ROWS, 200):
        recorder.append(given[start : start + 200])
    recorder.append([erasure(seq, "document") for seq in draw.sample(range(ROWS), 10)])
    recorder.close()
    return recorder.tree.root()


def test_migrating_again_keeps_the_root(filled: bytes, home: Home) -> None:
    """An operator who runs it twice, or for a release that changed no table."""
    migrate()
    assert Tree(leaves()).root() == filled
    assert list(faults(home)) == []


def test_a_new_column_on_the_truth_keeps_the_root(filled: bytes, home: Home) -> None:
    """The only change that entries and payloads may ever see; the rules hold through it."""
    state = MigrationExecutor(connection).loader.project_state()
    for model in ("entry", "payload"):
        state = _with_column(state, model)
    assert Tree(leaves()).root() == filled
    assert list(faults(home)) == []
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.filter(seq=0).update(body=b"x")


def test_the_tables_of_projections_may_change_freely(home: Home) -> None:
    """They are made anew from the record, whatever shape they had."""
    recorder = Recorder(home)
    recorder.append([incident("a")])
    recorder.close()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM storage_incident")
    rebuild(home)
    assert list(faults(home)) == []


def test_a_lost_rule_is_told(home: Home) -> None:
    """A migration that makes a table anew could drop its triggers without a word."""
    with connection.cursor() as cursor:
        on = " ON storage_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER entry_gapless{on}")
    assert list(faults(home)) == ["the database lacks the rule entry_gapless"]


def test_the_shape_before_is_brought_to_today(filled: bytes, home: Home) -> None:
    """Its index goes and the root stays."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE INDEX storage_payload_seq_0 ON storage_payload (seq)")
    _once_more("0090_fewer_indexes")
    migrate()
    assert Tree(leaves()).root() == filled
    assert list(faults(home)) == []
    assert "storage_payload_seq_0" not in _indexes("payload")


def test_payloads_under_their_commitments_come_to_stand_by_entry(filled: bytes, home: Home) -> None:
    """As every record of the releases before kept them; all of them stay, erased ones too."""
    before = _payloads()
    with connection.cursor() as cursor:
        for statement in UNDER_COMMITMENTS[connection.vendor]:
            cursor.execute(statement)
    _once_more("0135_payload_by_entry")
    assert _payloads() == before
    assert Tree(leaves()).root() == filled
    assert list(faults(home)) == []
    with connection.cursor() as cursor:
        key = connection.introspection.get_primary_key_columns(cursor, "storage_payload")
    assert key == ["seq", "field"]


def test_a_rule_of_the_shape_before_gives_way(postgresql: Home) -> None:
    """PostgreSQL looked for a gap at every row."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER entry_gapless ON storage_entry")
        cursor.execute(
            "CREATE TRIGGER entry_gapless BEFORE INSERT ON storage_entry "
            "FOR EACH ROW EXECUTE FUNCTION entry_append_only()"
        )
    _once_more("0090_fewer_indexes")
    migrate()
    recorder = Recorder(postgresql)
    assert isinstance(recorder.append([incident("a")])[0], Acknowledgement)
    recorder.close()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("table", ["payload", "receipt", "head", "evidence"])
def test_no_text_is_indexed_for_parts_of_it(table: str) -> None:
    """Django makes such indexes on PostgreSQL; every row would pay, and no question asks so."""
    assert [name for name in _indexes(table) if name.endswith("_like")] == []


@pytest.mark.usefixtures("sqlite")
def test_payloads_of_an_entry_are_found_by_an_index() -> None:
    """That of the constraint, since there is none by the entry alone."""
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN QUERY PLAN SELECT salt FROM storage_payload WHERE seq IN (1, 2)")
        assert "USING INDEX" in str(cursor.fetchall())


@pytest.mark.usefixtures("home")
def test_the_models_have_their_migrations() -> None:
    """A model that changes without one would stop an operator in the night."""
    call_command("makemigrations", "storage", check=True, dry_run=True, verbosity=0)


def _once_more(name: str) -> None:
    """Apply one migration again, as if it and all after it had not been; those stay as they are."""
    recorder = MigrationRecorder(connection)
    done = [one for app, one in recorder.applied_migrations() if app == "storage" and one >= name]
    for one in done:
        recorder.record_unapplied("storage", one)
    call_command("migrate", "storage", name, verbosity=0)
    for one in done:
        recorder.record_applied("storage", one)


def _indexes(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return list(connection.introspection.get_constraints(cursor, f"storage_{table}"))


def _payloads() -> list[tuple[object, ...]]:
    columns = "entry_id", "field", "commitment", "json", "salt", "value", "erased_by"
    return list(Payload.objects.order_by("pk").values_list(*columns))


def _with_column(state: ProjectState, model: str) -> ProjectState:
    operation = AddField(model, "added", models.IntegerField(null=True))
    after = state.clone()
    operation.state_forwards("storage", after)
    with connection.schema_editor() as editor:
        operation.database_forwards("storage", editor, state, after)
    return after


def test_a_record_of_before_gets_rows_of_new_tables(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its incidents would otherwise be in no list until somebody rebuilds it."""
    recorder = Recorder(home)
    recorder.append([incident("a"), incident("a", 1), incident("b")])
    recorder.close()
    IncidentRow.objects.all().delete()  # as the step that makes the table leaves it
    monkeypatch.setattr("trucewatch.storage.making.lacks_steps", lambda: True)
    migrate_record(home)
    assert set(IncidentRow.objects.values_list("subject", "version")) == {("a", 2), ("b", 1)}
