"""Submitting: once, just what was read, and nothing that is not ready."""

import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

from evaluation.outline.conflicts import NOTHING_SAID, Assessment, is_assessment_due
from rules.money import Money, Pence, VatBasis
from rules.vocabulary import Value
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import ASSESSED, Bench, send, submitted, unseat
from tests.webapp.samples import decided
from webapp.documents.content import Document, canonical_json
from webapp.documents.reading import document_of
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.approval.deciding import decide
from webapp.services.approval.papers import document_in
from webapp.services.approval.recording import Verdict
from webapp.services.approval.records import version_in, versions_of
from webapp.services.approval.states import Choice, Outcome, State
from webapp.services.decisions.deciding import DecisionRecorded, decide_procurement
from webapp.services.outlines.outlines import outline_of
from webapp.services.parts.standing import BEFORE_A_PANEL, REJECTED
from webapp.services.preparing.answering import answer_page
from webapp.services.preparing.procurements import open_procurement, opened
from webapp.services.refusals import NO_PROCUREMENT, Refused
from webapp.services.submission.problems import Check, Ground, Problem
from webapp.services.submission.submitting import (
    CHANGED,
    NO_ASSESSMENT,
    NO_REASON,
    NOT_READY,
    Submitted,
    fingerprint,
    submit,
)
from webapp.services.submission.taking_back import withdraw
from webapp.store import audit
from webapp.store import outlines as rows
from webapp.store import procurements as procurement_rows
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Mail, Notification


def read_of(store: WatchedStore, procurement_id: UUID, *, after: int = 0) -> str:
    with store.reading() as session:
        preparation = opened(session, procurement_id)
        assert preparation is not None
        return fingerprint(session, preparation, after=after)


def sent(
    store: WatchedStore,
    person: Person,
    procurement_id: UUID,
    *,
    read: str,
    why: str = "",
    checks: tuple[Check, ...] = (),
    assessment: Assessment = ASSESSED,
) -> Submitted | Refused:
    return submit(
        store,
        person,
        procurement_id=procurement_id,
        read=read,
        why=why,
        assessment=assessment,
        now=NOW,
        checks=checks,
    )


def answered_anew(
    store: WatchedStore, person: Person, procurement_id: UUID, **answers: Value | None
) -> None:
    """Change answers, and have it decided on them."""
    found = open_procurement(store, procurement_id)
    assert found is not None
    answer_page(
        store,
        person,
        procurement_id=procurement_id,
        answers=answers,
        version=found.version,
        now=NOW,
    )
    outcome = decide_procurement(
        store, person, procurement_id=procurement_id, version=found.version + 1, now=NOW
    )
    assert isinstance(outcome, DecisionRecorded)


def test_what_is_kept_is_the_document_with_the_digest_that_it_prints(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    del bench
    with store.reading() as session:
        before = audit.head(session)
    procurement_id = decided(store, buyer, NOW)
    with store.reading() as session:
        head = audit.head(session)
    assert head != before

    version_id = send(store, buyer, procurement_id, NOW)

    with store.reading() as session:
        version, content = version_in(session, version_id), rows.content(session, version_id)
        document = document_in(session, version_id)
    assert version is not None
    assert content is not None
    assert document is not None
    assert hashlib.sha256(content.encode("ascii")).hexdigest() == version.sha256
    assert document == document_of(json.loads(content))
    assert document.sha256() == version.sha256
    assert (document.audit_head, document.issued_on) == (head, NOW.date())


def test_submitting_twice_submits_once(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)

    first = sent(store, buyer, procurement_id, read=read)
    second = sent(store, buyer, procurement_id, read=read)

    assert isinstance(first, Submitted)
    assert second == first


def test_two_who_submit_at_once_submit_one_version(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)
    officer = person_of(Role.PROCUREMENT_OFFICER)

    with ThreadPoolExecutor(2) as pool:
        outcomes = list(
            pool.map(
                lambda person: sent(store, person, procurement_id, read=read), (buyer, officer)
            )
        )

    assert sum(isinstance(one, Submitted) for one in outcomes) == 1
    assert BEFORE_A_PANEL in outcomes
    with store.reading() as session:
        assert len(versions_of(session, procurement_id)) == 1


def test_an_outline_that_changed_after_it_was_read_is_not_submitted(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)
    answered_anew(store, buyer, procurement_id, extension_months=12)

    assert sent(store, buyer, procurement_id, read=read) == CHANGED


def test_what_is_not_ready_is_not_submitted(store: WatchedStore, buyer: Person) -> None:
    def never(_: Ground) -> list[Problem]:
        return [Problem("Nothing is ready", "Mend it", "case.case")]

    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)

    assert sent(store, buyer, procurement_id, read=read, checks=(never,)) == NOT_READY
    assert sent(store, buyer, uuid4(), read=read) == NO_PROCUREMENT


def test_before_a_panel_nothing_is_submitted_again(
    store: WatchedStore, buyer: Person, person_of: Callable[..., Person]
) -> None:
    procurement_id = decided(store, buyer, NOW)
    send(store, buyer, procurement_id, NOW)
    read = read_of(store, procurement_id, after=1)

    officer = person_of(Role.PROCUREMENT_OFFICER)

    assert sent(store, officer, procurement_id, read=read) == BEFORE_A_PANEL


def test_a_form_from_before_a_withdrawal_submits_nothing(
    store: WatchedStore, buyer: Person
) -> None:
    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)
    version_id = send(store, buyer, procurement_id, NOW)
    withdraw(store, buyer, version_id=version_id, why="A mistake", now=NOW)

    assert sent(store, buyer, procurement_id, read=read, why="Again") == CHANGED


def test_a_returned_outline_comes_back_as_the_next_version_with_what_changed(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    version_id = submitted(store, buyer, NOW)
    with store.reading() as session:
        version = version_in(session, version_id)
    assert version is not None
    bench.vote(store, version_id, NOW, *[Choice.RETURN] * 3)
    verdict = Verdict(Outcome.RETURN, "Too long")
    decide(
        store,
        bench.chair,
        version_id=version_id,
        body="procurement-panel",
        verdict=verdict,
        now=NOW,
    )
    answered_anew(store, buyer, version.procurement_id, extension_months=12)
    read = read_of(store, version.procurement_id, after=1)

    assert sent(store, buyer, version.procurement_id, read=read) == NO_REASON
    second = sent(store, buyer, version.procurement_id, read=read, why="Shorter")

    assert isinstance(second, Submitted)
    assert second.number == 2


def test_a_rejected_outline_is_closed(store: WatchedStore, buyer: Person, bench: Bench) -> None:
    version_id = submitted(store, buyer, NOW)
    bench.vote(store, version_id, NOW, *[Choice.REJECT] * 3)
    decide(
        store,
        bench.chair,
        version_id=version_id,
        body="procurement-panel",
        verdict=Verdict(Outcome.REJECT, "Not wanted"),
        now=NOW,
    )
    with store.reading() as session:
        version = version_in(session, version_id)
    assert version is not None
    assert version.state is State.REJECTED
    read = read_of(store, version.procurement_id, after=1)

    assert sent(store, buyer, version.procurement_id, read=read, why="Please") == REJECTED


def test_those_who_decide_are_told_in_the_application_and_by_mail(
    store: WatchedStore, buyer: Person, bench: Bench, person_of: Callable[..., Person]
) -> None:
    panel = {bench.chair.id, bench.first.id, bench.second.id}
    panel |= {person_of(Role.PANEL_MEMBER).id}

    version_id = submitted(store, buyer, NOW)

    with store.reading() as session:
        told = session.query(Notification).filter_by(kind="outline-to-decide").all()
        mails = session.query(Mail).all()
    assert {one.user_id for one in told} == panel
    assert {one.address for one in told} == {f"/papers/{version_id}"}
    assert {one.user_id for one in mails} == panel


def test_whoever_has_no_role_any_more_is_not_told(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    unseat(store, bench.second, NOW)

    submitted(store, buyer, NOW)

    with store.reading() as session:
        told = session.query(Notification).filter_by(kind="outline-to-decide").all()
    assert bench.second.id not in {one.user_id for one in told}


def test_the_record_says_whose_turn_it_is(store: WatchedStore, buyer: Person) -> None:
    procurement_id = decided(store, buyer, NOW)
    version_id = send(store, buyer, procurement_id, NOW)

    def turn() -> tuple[str | None, object]:
        with store.reading() as session:
            found = procurement_rows.procurement(session, procurement_id)
        assert found is not None
        return found[0].waits_for, found[0].waits_since

    assert turn() == ("panel", NOW)
    withdraw(store, buyer, version_id=version_id, why="No", now=NOW)
    assert turn() == ("buyer", NOW)


def test_where_the_law_has_a_conflicts_assessment_prepared_it_is_told_of(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    del bench
    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)
    unsaid = replace(ASSESSED, is_prepared=False)

    assert sent(store, buyer, procurement_id, read=read, assessment=unsaid) == NO_ASSESSMENT
    outcome = sent(store, buyer, procurement_id, read=read)

    assert isinstance(outcome, Submitted)
    with store.reading() as session:
        version = version_in(session, outcome.version_id)
        entry = session.query(AuditEntry).filter_by(act="submit-outline").one()
        detail = json.loads(entry.detail)
    assert version is not None
    assert version.assessment == ASSESSED
    assert (detail["conflicts_found"], detail["has_conflicts_assessment"]) == (
        "None was found",
        True,
    )


def test_what_is_said_of_the_assessment_stands_in_what_is_kept_so_that_its_digest_covers_it(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    del bench
    procurement_id = decided(store, buyer, NOW)
    before = outline_of(store, procurement_id)

    version_id = send(store, buyer, procurement_id, NOW)

    with store.reading() as session:
        kept = document_in(session, version_id)
    assert isinstance(before, Document)
    assert kept is not None
    told = {one.anchor: str(canonical_json(one)) for one in kept.sections}
    assert ASSESSED.asked in told["conflicts-assessment"]
    assert ASSESSED.found in told["conflicts-assessment"]
    others = [one.title for one in kept.sections if one.anchor != "conflicts-assessment"]
    assert others == [one.title for one in before.sections]


def test_the_same_outline_sent_with_another_assessment_is_not_taken_for_the_one_submitted(
    store: WatchedStore, buyer: Person, bench: Bench
) -> None:
    del bench
    procurement_id = decided(store, buyer, NOW)
    read = read_of(store, procurement_id)
    sent(store, buyer, procurement_id, read=read)
    other = replace(ASSESSED, found="The adviser's sister works for a bidder")

    assert sent(store, buyer, procurement_id, read=read, assessment=other) == BEFORE_A_PANEL


def test_below_the_threshold_none_is_due(store: WatchedStore, buyer: Person, bench: Bench) -> None:
    del bench
    small = Money(Pence(20_000_00), VatBasis.INCLUDED)
    procurement_id = decided(store, buyer, NOW, estimated_value=small)
    found = open_procurement(store, procurement_id)
    assert found is not None

    assert not is_assessment_due(found.decision)
    outcome = sent(
        store,
        buyer,
        procurement_id,
        read=read_of(store, procurement_id),
        assessment=NOTHING_SAID,
    )

    assert isinstance(outcome, Submitted)
