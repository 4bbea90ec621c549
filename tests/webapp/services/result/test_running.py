"""Having the bids evaluated: what is refused, what is put on record, and that it can be checked."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from forms.tender import read_tender
from rules.canonical import sha256_of
from tests.webapp.clients import WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.results import (
    NAMES,
    OFFERED,
    SCORES,
    came_unread,
    excluded,
    moderated_tender,
    settled,
)
from tests.webapp.scoring import Scene, opened_tender
from tests.webapp.tender_rows import Offered
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.awards.evaluating import evaluate_tender
from webapp.services.panel.acting import CHANGED_MEANWHILE
from webapp.services.refusals import Refused
from webapp.services.result import running
from webapp.services.result.building import built
from webapp.services.result.reading import last_run
from webapp.services.result.records import canonical_result, is_of, record_of
from webapp.services.result.running import (
    IS_APPROVED,
    NO_REASON,
    NOT_OPENED,
    NOT_YOURS,
    UNREAD,
    EvaluatedNow,
    evaluate_now,
)
from webapp.store import results
from webapp.store.award_tables import AwardStep, EvaluationRun
from webapp.store.models import AuditEntry
from webapp.store.notification_tables import Notification
from webapp.store.scoring_tables import ModerationStep

LATER = NOW + timedelta(hours=1)


def test_what_came_out_is_on_record_with_who_had_it_evaluated(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert outcome == EvaluatedNow(1)
    with store.reading() as session:
        run = last_run(session, scene.procurement_id)
        assert run is not None
        assert is_of(run, built(session, scene.procurement_id))
    assert (run.number, run.why, run.by_id, run.at) == (1, "", officer.id, NOW)
    assert (run.evaluation["winner"], run.evaluation["ranking"]) == ("A", [["A"], ["B"], ["C"]])
    assert run.report.sha256() == run.report_sha256
    assert run.report.audit_head


def test_a_reader_who_evaluates_the_stored_tender_finds_the_stored_result(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)
    with store.reading() as session:
        run = last_run(session, scene.procurement_id)
    assert run is not None

    again = evaluate_tender(read_tender(run.tender_json.encode(), name="tender"))

    assert canonical_result(again) == run.result_json
    assert sha256_of(run.result_json) == run.result_sha256
    assert sha256_of(run.tender_json) == run.tender_sha256


def test_sent_twice_it_is_on_record_once(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    again = evaluate_now(store, officer, scene.procurement_id, why="", now=LATER)

    assert again == EvaluatedNow(1, is_new=False)
    with store.reading() as session:
        assert len(results.runs(session, scene.procurement_id)) == 1


def test_again_it_needs_its_reason(store: WatchedStore, scene: Scene, officer: Person) -> None:
    evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)
    excluded(store, scene, 2, officer, LATER)

    without = evaluate_now(store, officer, scene.procurement_id, why=" ", now=LATER)
    outcome = evaluate_now(store, officer, scene.procurement_id, why="Gamma is excluded", now=LATER)

    assert (without, outcome) == (NO_REASON, EvaluatedNow(2))
    with store.reading() as session:
        run = last_run(session, scene.procurement_id)
    assert run is not None
    assert (run.number, run.why) == (2, "Gamma is excluded")
    assert run.evaluation["bids"][2]["verdict"] == "disqualified"


def test_what_changes_while_it_is_worked_out_is_not_put_on_record(
    store: WatchedStore, scene: Scene, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: object, **named: object) -> object:
        excluded(store, scene, 0, officer, NOW)
        return record_of(*given, **named)  # type: ignore[arg-type] # as they were given

    monkeypatch.setattr(running, "record_of", meanwhile)

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert outcome == CHANGED_MEANWHILE
    with store.reading() as session:
        assert last_run(session, scene.procurement_id) is None


def test_two_who_evaluate_at_once_put_it_on_record_once(
    store: WatchedStore,
    scene: Scene,
    officer: Person,
    person_of: Callable[..., Person],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chair = person_of(Role.EVALUATION_CHAIR)

    def meanwhile(*given: object, **named: object) -> object:
        monkeypatch.setattr(running, "record_of", record_of)
        first = evaluate_now(store, chair, scene.procurement_id, why="", now=NOW)
        assert first == EvaluatedNow(1)
        return record_of(*given, **named)  # type: ignore[arg-type] # as they were given

    monkeypatch.setattr(running, "record_of", meanwhile)

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert outcome == EvaluatedNow(1, is_new=False)
    with store.reading() as session:
        assert len(results.runs(session, scene.procurement_id)) == 1


def test_what_is_not_agreed_is_named(
    store: WatchedStore, scene: Scene, officer: Person, person_of: Callable[..., Person]
) -> None:
    _reopen(store, scene, person_of(Role.EVALUATION_CHAIR))

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert outcome == Refused(
        "1 score is not agreed: Alpha Ltd on “Staff”",
        "Have the panel agree every score, in moderation",
    )


def test_the_chair_reads_masked_names_in_what_is_missing(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    chair = person_of(Role.EVALUATION_CHAIR)
    _reopen(store, scene, chair)

    outcome = evaluate_now(store, chair, scene.procurement_id, why="", now=NOW)

    assert isinstance(outcome, Refused)
    assert outcome.problem == "1 score is not agreed: Bidder A on “Staff”"


def test_once_reopened_and_agreed_as_before_it_is_evaluated_anew(
    store: WatchedStore, scene: Scene, officer: Person, person_of: Callable[..., Person]
) -> None:
    evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)
    _reopen(store, scene, person_of(Role.EVALUATION_CHAIR), at=LATER, is_agreed_again=True)

    outcome = evaluate_now(
        store, officer, scene.procurement_id, why="Agreed again, as before", now=LATER
    )

    assert outcome == EvaluatedNow(2)


def test_a_bid_without_a_price_is_named(
    store: WatchedStore, officer: Person, person_of: Callable[..., Person]
) -> None:
    scene = moderated_tender(store, person_of, NOW, offered=(OFFERED[0], Offered(None), OFFERED[2]))

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert isinstance(outcome, Refused)
    assert outcome.problem == "No price could be read from the bid of Beta Gardens CIC"


def test_a_bid_that_failed_a_gate_needs_no_other_score(
    store: WatchedStore, officer: Person, person_of: Callable[..., Person]
) -> None:
    scores = (SCORES[0], SCORES[1], {"licence": "failed"})
    scene = moderated_tender(store, person_of, NOW, names=NAMES, scores=scores)

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert outcome == EvaluatedNow(1)


def test_a_promise_settled_against_the_rules_is_refused(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    settled(store, scene, 0, officer, NOW, verdict="not_counted")

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert isinstance(outcome, Refused)
    assert "the published rules decide it for certain" in outcome.problem


@pytest.mark.parametrize("role", [Role.EVALUATOR, Role.BUYER, Role.AUDITOR])
def test_nobody_but_an_officer_or_the_chair_has_bids_evaluated(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person], role: Role
) -> None:
    outcome = evaluate_now(store, person_of(role), scene.procurement_id, why="", now=NOW)

    assert outcome == NOT_YOURS


def test_a_foreign_officer_has_nothing_evaluated(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person]
) -> None:
    foreign = person_of(Role.PROCUREMENT_OFFICER, "elsewhere")

    outcome = evaluate_now(store, foreign, scene.procurement_id, why="", now=NOW)

    assert isinstance(outcome, Refused)


def test_before_bids_are_opened_there_is_nothing_to_evaluate(
    store: WatchedStore, officer: Person, person_of: Callable[..., Person]
) -> None:
    scene = opened_tender(store, (person_of(Role.BUYER), officer), NOW)
    before = scene.deadline_at - timedelta(minutes=1)

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=before)

    assert outcome == NOT_OPENED


def test_an_approved_award_keeps_its_evaluation(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)
    with store.by_hand() as session:
        row = results.last_run(session, scene.procurement_id)
        assert row is not None
        session.add(_approved(row.run, officer))

    outcome = evaluate_now(store, officer, scene.procurement_id, why="Again", now=LATER)

    assert outcome == IS_APPROVED


def test_the_other_officers_are_told_and_the_record_tells_of_it(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person], officer: Person
) -> None:
    evaluate_now(store, person_of(Role.EVALUATION_CHAIR), scene.procurement_id, why="", now=NOW)

    with store.reading() as session:
        told = [one for one in session.query(Notification) if one.kind == "bids-evaluated"]
        run = last_run(session, scene.procurement_id)
        (entry,) = session.query(AuditEntry).filter_by(act="evaluate-bids")
    assert [one.user_id for one in told] == [officer.id]
    assert run is not None
    assert json.loads(entry.detail) == {
        "number": 1,
        "tender_sha256": run.tender_sha256,
        "result_sha256": run.result_sha256,
        "why": "",
    }


def _reopen(
    store: WatchedStore,
    scene: Scene,
    chair: Person,
    *,
    at: datetime = NOW,
    is_agreed_again: bool = False,
) -> None:
    states = ("reopened", "agreed") if is_agreed_again else ("reopened",)
    with store.by_hand() as session:
        before = next(
            one
            for one in results.agreed_scores(session, scene.procurement_id)
            if (one.bidder_id, one.criterion) == (scene.bidders[0], "staff")
        )
        for number, state in enumerate(states, start=3):
            is_agreed = state == "agreed"
            session.add(
                ModerationStep(
                    procurement_id=scene.procurement_id,
                    bidder_id=scene.bidders[0],
                    criterion="staff",
                    number=number,
                    state=state,
                    score=before.score if is_agreed else None,
                    rationale=before.rationale,
                    quotations=before.quotations,
                    present=before.present,
                    dissent="",
                    made_by=chair.id,
                    made_at=at,
                )
            )


def _approved(run: EvaluationRun, person: Person) -> AwardStep:
    return AwardStep(
        procurement_id=run.procurement_id,
        number=1,
        evaluation_run_id=run.id,
        state="approved",
        because="It is first",
        role=Role.PANEL_CHAIR.value,
        on_day=None,
        made_by=person.id,
        made_at=NOW,
    )


def test_nothing_is_evaluated_without_a_bid_that_counts(
    store: WatchedStore, scene: Scene, officer: Person
) -> None:
    came_unread(store, scene, NOW)

    outcome = evaluate_now(store, officer, scene.procurement_id, why="", now=NOW)

    assert outcome == UNREAD
