"""Labels that say who speaks, and bodies that issue a document."""

import pytest

from trucewatch.domain.span import Span
from trucewatch.text.labels import label_at
from unit.text import saying

BRIEFING = """Foreign Ministry

Daily Briefing (transcript)

06/07/2016

Briefer: Ellen Carver, Deputy Spokesperson

MS. CARVER: The army shelled Hama on Monday.

Rebels shelled Homs.

QUESTION: The Russian military says rebels shelled Nubl.

MS. CARVER: We hope the talks will resume.
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("QUESTION: Why?", "QUESTION"),
        ("MS. CARVER: No.", "MS. CARVER"),
        ("Duty officer: no fire.", "Duty officer"),
        ("SECOND CALLER, 19:50: fire.", "SECOND CALLER"),
        ("Q: Why?", "Q"),
    ],
)
def test_a_label_is_known_by_its_form(text: str, name: str) -> None:
    """Capitals, a title or a role before a colon are a label."""
    label = label_at(text, Span(0, len(text)))
    assert label is not None
    assert label.name == name


@pytest.mark.parametrize("text", ["He said: no.", "Damascus: the army left.", "At 10:15 it fell."])
def test_other_words_before_a_colon_are_none(text: str) -> None:
    """A dateline, a clock and a clause are no labels."""
    assert label_at(text, Span(0, len(text))) is None


def test_a_label_holds_until_the_next() -> None:
    """A paragraph without a label is spoken by whoever spoke before."""
    found = [(said.act, saying.speakers(said)[-1]) for said in saying.told(BRIEFING)]
    assert found == [
        ("shelling", "Ellen Carver"),
        ("shelling", "Ellen Carver"),
        ("shelling", "unnamed journalist"),
        ("resume_talks", "Ellen Carver"),
    ]


def test_a_caller_is_called_by_his_code_name() -> None:
    """Who calls in is the code name that the log gives him."""
    text = "CALL NOTE 7\n\nCaller: code name HERON.\n\nCaller says two shells hit Aqrab."
    assert saying.speakers(saying.the("shelling", text)) == ["HERON"]


def test_a_clause_without_subject_is_the_callers() -> None:
    """Logs leave the caller out: "Says two shells hit the town"."""
    text = "CALL NOTE 7\n\nCaller: code name HERON. Says two shells hit Aqrab."
    assert saying.speakers(saying.the("shelling", text)) == ["HERON"]


def test_an_issuer_is_meant_by_its_common_noun() -> None:
    """In a bulletin "the Centre" is the centre that issues it."""
    text = (
        "BULLETIN of the Russian Centre for Reconciliation of Opposing Sides\n\n12 May 2016\n\n"
        "The Centre delivered four tonnes of food to Hama."
    )
    said = saying.the("deliver_aid", text)
    assert saying.agents(said) == ["russia-reconciliation-centre"]


def test_we_is_the_issuer() -> None:
    """A record of breaches speaks for the body that keeps it."""
    text = (
        "Syrian High Negotiations Committee, daily record of breaches\n\n18 March 2016\n\n"
        "We call on Russia to send monitors to Hama. The army shelled Homs."
    )
    assert saying.speakers(saying.told(text)[0]) == ["Syrian High Negotiations Committee"]
