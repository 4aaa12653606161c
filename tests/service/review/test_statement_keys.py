"""Keys of a side: who sets one shows that they hold it, and the side that it hands over."""

from __future__ import annotations

import pytest

from position_world import FACILITATOR, HEADS, OFFICERS, sets_key, signer_of
from session_world import signer
from trucewatch.domain.access import Person, Side
from trucewatch.domain.errors import InvalidValue
from trucewatch.ledger.keys import NOTE, Signer
from trucewatch.ledger.note import sign_note
from trucewatch.ledger.statement_note import key_name
from trucewatch.review.refusals import NotLawful
from trucewatch.service.centre import Centre
from trucewatch.service.refusals import Denied
from trucewatch.service.review.lost_keys import confirm, pending, report_lost
from trucewatch.service.review.statement_keys import current, proof_of, set_key, subject
from trucewatch.storage.documents import content, newest_of

A, B = Side.A, Side.B
ONE, OTHER = signer_of(A), signer_of(A, "next")
CHAIR_KEY = signer(FACILITATOR)


def note(text: str, *by: Signer) -> str:
    """A text, signed by these keys."""
    return sign_note(text, list(by)).decode()


@pytest.fixture
def held(centre: Centre) -> Centre:
    """A centre in which all three have set a key."""
    for side in (A, B):
        sets_key(centre, HEADS[side], signer_of(side), key=f"key-{side}")
    sets_key(centre, FACILITATOR, CHAIR_KEY, key="key-f")
    return centre


def lost(centre: Centre, person: Person, new: Signer, side: str) -> int:
    """The side says that its key is lost; the version of what is asked."""
    text = proof_of(centre, side, str(new.key), lost=True).text
    proofs = [note(text, new)]
    report_lost(centre, person, str(new.key), "The safe burnt.", key=f"l-{side}", proofs=proofs)
    asked = pending(side)
    assert asked is not None
    return asked.version


def test_a_key_is_set_by_who_holds_it(centre: Centre) -> None:
    """What they signed with it stays on record beside it."""
    text = proof_of(centre, "a", str(ONE.key)).text
    set_key(centre, HEADS[A], str(ONE.key), key="k", proofs=[note(text, ONE)])
    assert current("a") == ONE.key
    stands = newest_of(subject("a"))
    assert stands is not None
    assert content(stands)["proofs"] == [note(text, ONE)]


@pytest.mark.parametrize("by", [(), (OTHER,), (signer_of(B),)])
def test_a_key_that_nobody_signed_with_is_refused(centre: Centre, by: tuple[Signer, ...]) -> None:
    """Somebody could name a key that another holds, or that nobody does."""
    text = proof_of(centre, "a", str(ONE.key)).text
    with pytest.raises(InvalidValue):
        set_key(centre, HEADS[A], str(ONE.key), key="k", proofs=[note(text, one) for one in by])
    assert current("a") is None


def test_the_key_before_hands_over(held: Centre) -> None:
    """In one note or in two; with the new key alone nothing is set."""
    text = proof_of(held, "a", str(OTHER.key)).text
    with pytest.raises(InvalidValue):
        set_key(held, HEADS[A], str(OTHER.key), key="k", proofs=[note(text, OTHER)])
    assert current("a") == ONE.key
    both = [note(text, OTHER), note(text, ONE)]
    set_key(held, HEADS[A], str(OTHER.key), key="k", proofs=both)
    assert current("a") == OTHER.key


def test_a_proof_is_good_for_one_setting(held: Centre) -> None:
    """What was signed to set a key says nothing for another number, side or key."""
    text = proof_of(held, "a", str(OTHER.key)).text
    third = signer_of(A, "third")
    with pytest.raises(InvalidValue):
        set_key(held, HEADS[A], str(third.key), key="k", proofs=[note(text, third, ONE)])
    with pytest.raises(InvalidValue):
        set_key(held, HEADS[B], str(OTHER.key), key="k", proofs=[note(text, OTHER, ONE)])


def test_a_key_that_a_side_has_set_is_refused_to_all(held: Centre) -> None:
    """Under another name it is the same key; and none comes back that was replaced."""
    name = key_name("trucewatch/geneva/ledger-1", "a")
    theirs = Signer(name, NOTE, signer_of(B).private)
    with pytest.raises(InvalidValue, match="set already"):
        proof_of(held, "a", str(theirs.key))
    sets_key(held, HEADS[A], OTHER, key="next", by=ONE)
    with pytest.raises(InvalidValue, match="set already"):
        proof_of(held, "a", str(ONE.key))


def test_a_key_that_is_set_already_stays(held: Centre) -> None:
    """The same click twice adds no version."""
    set_key(held, HEADS[A], str(ONE.key), key="again")
    stands = newest_of(subject("a"))
    assert stands is not None
    assert stands.version == 1


def test_the_facilitator_confirms_a_delegations_loss(held: Centre) -> None:
    """Before that the old key signs; after it the new one, and how it came to that is on record."""
    version = lost(held, HEADS[A], OTHER, "a")
    assert current("a") == ONE.key
    assert confirm(held, FACILITATOR, "a", version, key="c")
    assert current("a") == OTHER.key
    stands = newest_of(subject("a"))
    assert stands is not None
    told = content(stands)
    assert (told["lost"], told["asked_by"]) == ("The safe burnt.", HEADS[A].id)
    assert told["confirmed"] == {"facilitator": FACILITATOR.id}
    assert pending("a") is None


def test_nobody_confirms_for_themselves(held: Centre) -> None:
    """Neither the side itself nor the other delegation confirms for a delegation."""
    version = lost(held, HEADS[A], OTHER, "a")
    for person in HEADS.values():
        with pytest.raises(NotLawful):
            confirm(held, person, "a", version, key="c")
    with pytest.raises(Denied):
        confirm(held, OFFICERS[B], "a", version, key="c")


def test_both_delegations_confirm_the_facilitators_loss(held: Centre) -> None:
    """One alone is not enough, and no one twice."""
    name = key_name("trucewatch/geneva/ledger-1", "facilitator")
    fresh = Signer.from_seed(name, NOTE, b"n" * 32)
    version = lost(held, FACILITATOR, fresh, "facilitator")
    assert not confirm(held, HEADS[A], "facilitator", version, key="c-a")
    with pytest.raises(NotLawful):
        confirm(held, HEADS[A], "facilitator", version + 1, key="c-a2")
    assert confirm(held, HEADS[B], "facilitator", version + 1, key="c-b")
    assert current("facilitator") == fresh.key


def test_what_was_asked_before_is_not_confirmed(held: Centre) -> None:
    """Whoever read one key does not confirm another; a key that is set ends the asking."""
    version = lost(held, HEADS[A], OTHER, "a")
    third = signer_of(A, "third")
    text = proof_of(held, "a", str(third.key), lost=True).text
    proofs = [note(text, third)]
    report_lost(held, HEADS[A], str(third.key), "That too.", key="l2", proofs=proofs)
    with pytest.raises(NotLawful):
        confirm(held, FACILITATOR, "a", version, key="c")
    sets_key(held, HEADS[A], OTHER, key="found", by=ONE)
    assert pending("a") is None


def test_a_loss_takes_a_reason_and_a_key_before(centre: Centre) -> None:
    """Whoever has set none sets it in the common way."""
    text = proof_of(centre, "a", str(ONE.key)).text
    with pytest.raises(NotLawful):
        report_lost(centre, HEADS[A], str(ONE.key), "x", key="k", proofs=[note(text, ONE)])
