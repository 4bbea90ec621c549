"""Criteria changed while a tender is out: what the Act asks, who is told, and what bids become."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from evaluation.outline.criteria import BuiltCriterion, Criteria, CriterionKind
from evaluation.publication import Basis, checks_of
from tests.webapp.bids import bid_file, bidder_ids, filled, sent_in
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench, benched, send, version_of
from tests.webapp.tenders import (
    SUPPLIERS,
    change_of,
    deadline_after,
    invited,
    published,
    publishing_of,
    sealed,
    terms_after,
)
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.stepping import Done
from webapp.services.bids.opening import Opened, open_bids
from webapp.services.bids.reading import issued, look_through
from webapp.services.bids.sealed import Vault
from webapp.services.criteria import change_criteria, run_stress_test
from webapp.services.criteria.reading import open_criteria
from webapp.services.refusals import Refused
from webapp.services.submission.taking_back import reopen
from webapp.services.tendering.publishing import CLOSED, PublishedNow, publish
from webapp.settings import Settings
from webapp.store import bids as rows
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Mail
from webapp.store.tender_tables import PublicationTelling

LATER = NOW + timedelta(days=1)
POWERS = (Basis.MODIFIED, Basis.MODIFIED_LATER, Basis.REFINED)


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.instance_folder, settings.secret_key)


@pytest.fixture
def bench(store: WatchedStore, person_of: Callable[..., Person]) -> Bench:
    return benched(store, person_of(Role.PANEL_CHAIR), NOW)


@pytest.fixture
def out_id(store: WatchedStore, buyer: Person, officer: Person, bench: Bench) -> UUID:
    """A tender that is out, with two bidders."""
    procurement_id = sealed(store, buyer, bench, NOW)
    published(store, officer, procurement_id, NOW)
    for supplier in SUPPLIERS:
        invited(store, officer, procurement_id, supplier, NOW)
    return procurement_id


def shifted(criteria: Criteria) -> Criteria:
    """Return criteria of which one question weighs one more, and the one beside it one less."""
    scored = [one for one in criteria.criteria if one.kind is CriterionKind.SCORED and one.within]
    first = next(
        one for one in scored if len([two for two in scored if two.within == one.within]) > 1
    )
    other = next(one for one in scored if one.within == first.within and one is not first)
    weights = {first.id: Decimal(first.weight) + 1, other.id: Decimal(other.weight) - 1}

    def weighed(one: BuiltCriterion) -> BuiltCriterion:
        return replace(one, weight=str(weights[one.id])) if one.id in weights else one

    return replace(criteria, criteria=tuple(weighed(one) for one in criteria.criteria))


@pytest.fixture
def changed_id(store: WatchedStore, buyer: Person, bench: Bench, out_id: UUID) -> UUID:
    """That tender, with a second outline approved whose criteria weigh otherwise."""
    first = publishing_of(store, out_id).offer.version.id
    begun = reopen(store, buyer, version_id=first, why="A question weighs too little", now=LATER)
    assert begun == Done(), begun
    found = open_criteria(store, out_id)
    assert found is not None
    change_criteria(
        store, buyer, procurement_id=out_id, revision=found.revision, change=shifted, now=LATER
    )
    revision = found.revision + 1
    run_stress_test(store, buyer, procurement_id=out_id, revision=revision, now=LATER)
    version_id = send(store, buyer, out_id, LATER, after=1)
    bench.approve(store, version_id, LATER)
    assert version_of(store, version_id).number == 2
    return out_id


def every(basis: Basis) -> dict[str, bool]:
    """Return the checks of a power, all confirmed."""
    return {one.id: True for one in checks_of(basis)}


def changed(
    store: WatchedStore, officer: Person, procurement_id: UUID, basis: Basis, **given: object
) -> object:
    """Publish the change of the criteria, with the deadline as it was."""
    told: dict[str, object] = {"basis": basis, "checks": every(basis), **given}
    sent = change_of(publishing_of(store, procurement_id), terms_after(NOW), **told)
    return publish(store, officer, procurement_id=procurement_id, sent=sent, now=LATER)


def test_the_change_is_shown_criterion_by_criterion_with_the_powers_that_there_are(
    store: WatchedStore, changed_id: UUID
) -> None:
    found = publishing_of(store, changed_id)

    assert found.is_model_changed
    assert [one.what for one in found.criteria] == ["Weight", "Weight"]
    assert all(Decimal(one.mine) - Decimal(one.theirs) in {1, -1} for one in found.criteria)
    assert found.bases == (Basis.MODIFIED, Basis.MODIFIED_LATER, Basis.REFINED)
    assert found.bidders == 2


@pytest.mark.parametrize("basis", POWERS)
def test_every_bidder_is_told_what_weighs_otherwise_and_by_which_power(
    basis: Basis, store: WatchedStore, officer: Person, changed_id: UUID
) -> None:
    differences = publishing_of(store, changed_id).criteria

    outcome = changed(store, officer, changed_id, basis)

    assert outcome == PublishedNow(2, 2)
    with store.reading() as session:
        mails = session.query(Mail).filter(Mail.subject.startswith("The tender has changed")).all()
        tellings = session.query(PublicationTelling).count()
        entry = session.query(AuditEntry).filter_by(act="change-tender").one()
    assert sorted(one.recipient for one in mails) == sorted(one.email for one in SUPPLIERS)
    for one in differences:
        line = f"- {one.title}, weight: {one.mine} (before: {one.theirs})"
        assert all(line in mail.text for mail in mails)
    assert tellings == 2
    detail = json.loads(entry.detail)
    assert (detail["basis"], detail["changed"]) == (basis.words, ["Award criteria"])


def test_without_any_one_of_what_the_act_asks_the_change_is_refused_with_its_subsection(
    store: WatchedStore, officer: Person, changed_id: UUID
) -> None:
    asked = [(basis, one) for basis in POWERS for one in checks_of(basis)]

    outcomes = [
        changed(store, officer, changed_id, basis, checks={**every(basis), one.id: False})
        for basis, one in asked
    ]

    for (_, one), outcome in zip(asked, outcomes, strict=True):
        assert isinstance(outcome, Refused)
        assert f"(Procurement Act 2023 {one.cite})" in outcome.problem
        assert outcome.remedy == one.remedy
    assert len(asked) == 9
    assert publishing_of(store, changed_id).is_model_changed


def test_nothing_of_the_criteria_changes_after_the_deadline(
    store: WatchedStore, officer: Person, changed_id: UUID
) -> None:
    late = deadline_after(NOW) + timedelta(seconds=1)
    sent = change_of(publishing_of(store, changed_id), terms_after(NOW, days=90))

    assert publish(store, officer, procurement_id=changed_id, sent=sent, now=late) == CLOSED


def test_a_bid_on_the_workbook_before_the_change_is_compared_with_what_was_issued_then(
    store: WatchedStore,
    officer: Person,
    vault: Vault,
    changed_id: UUID,
    buyer: Person,
    person_of: Callable[..., Person],
) -> None:
    before = issued(store, changed_id)
    assert before is not None
    old, old_receipt = filled(before, "Old"), bid_file(store, changed_id, "Old")
    bidders = bidder_ids(store, changed_id, NOW)
    sent_in(store, vault, bidders[0], old_receipt, NOW)
    assert changed(store, officer, changed_id, Basis.MODIFIED) == PublishedNow(2, 2)
    sent_in(store, vault, bidders[1], bid_file(store, changed_id, "New"), LATER)

    now = issued(store, changed_id)
    assert now is not None
    read = look_through(now, old)
    after = deadline_after(NOW) + timedelta(seconds=1)
    hands = (buyer, person_of(Role.EVALUATION_CHAIR))
    opened = [open_bids(store, vault, one, procurement_id=changed_id, now=after) for one in hands]

    assert [one.found for one in read.findings] == [f"“{before.edition}”"]
    assert read.price is not None
    assert read.answers == look_through(before, old).answers
    assert opened[-1] == Opened(2, 2)
    with store.reading() as session:
        findings = [
            json.loads(one.findings)
            for bidder_id in bidders
            for one in rows.opened(session, changed_id)
            if one.bidder_id == bidder_id
        ]
    assert [len(one) for one in findings] == [1, 0]
    assert before.edition in findings[0][0]["found"]
