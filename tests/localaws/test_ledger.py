"""The ledger: an id is an orphan until the engine names it."""

from localaws.ledger import Ledger, Made

ONE, OTHER = "urn:pulumi:s::p::t::one", "urn:pulumi:s::p::t::other"
MADE = Made({"a": 1}, {"arn": "x"})


def test_a_create_nobody_heard_of() -> None:
    ledger = Ledger()
    ledger.made(ONE, "id-1", MADE)
    assert ledger.orphans(ONE) == {"id-1": MADE}
    assert ledger.orphans(OTHER) == {}


def test_an_orphan_stays_until_it_is_heard_of() -> None:
    ledger = Ledger()
    ledger.made(ONE, "id-1", MADE)
    ledger.orphans(ONE)
    assert ledger.orphans(ONE) == {"id-1": MADE}
    ledger.heard(ONE, "id-1")
    assert ledger.orphans(ONE) == {}


def test_only_the_named_id_is_heard() -> None:
    ledger = Ledger()
    ledger.made(ONE, "id-1", MADE)
    ledger.made(ONE, "id-2", MADE)
    ledger.heard(ONE, "id-1")
    ledger.heard(OTHER, "id-2")
    assert set(ledger.orphans(ONE)) == {"id-2"}
