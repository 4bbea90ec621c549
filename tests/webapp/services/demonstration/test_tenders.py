"""The demonstration's tenders: on record as if weeks had passed, with work for everybody."""

import json
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select

from evaluation.serialisation import evaluation_json
from evaluation.workbook import Locked
from tests.webapp.clients import WatchedStore
from tests.webapp.services.demonstration.conftest import NOW, Told, tell_all
from webapp.documents.tender_pack import Pack
from webapp.roles import Role
from webapp.services.bids.reading import issued_in
from webapp.services.dashboards import Task, Work, dashboard_of
from webapp.services.demonstration.award import demonstrate_award
from webapp.services.demonstration.awarded import REFERENCE as AWARDED
from webapp.services.demonstration.before_panel import REFERENCE as BEFORE_PANEL
from webapp.services.demonstration.keeping import LINKS
from webapp.services.demonstration.people import SEATS, Seat
from webapp.services.demonstration.record import REFERENCE as PREPARED
from webapp.services.demonstration.under_way import OUT, SCORED
from webapp.services.result.building import tender_of
from webapp.services.tendering.documents import pack_of
from webapp.services.tendering.steps import Step
from webapp.store import audit, results
from webapp.store.award_tables import LetterSent
from webapp.store.bid_tables import OpenedBid
from webapp.store.models import AuditEntry, ProcurementRecord
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep

pytestmark = pytest.mark.slow

_MEETING = (Work.MEETING, None, "Council House, committee room 2 (invented)")


def procurement_of(told: Told, reference: str) -> UUID:
    with told.store.reading() as session:
        return session.scalars(
            select(ProcurementRecord.id).where(ProcurementRecord.reference == reference)
        ).one()


def waiting(told: Told, seat: Seat) -> list[Task]:
    return list(dashboard_of(told.store, told.person(seat), now=NOW).mine)


@pytest.mark.usefixtures("quick_hashes")
def test_a_second_time_adds_nothing_and_shows_the_same_links(
    store: WatchedStore, tmp_path: Path
) -> None:
    first = tell_all(store, tmp_path)
    with store.reading() as session:
        before = audit.verify(session)

    second = tell_all(store, tmp_path)

    with store.reading() as session:
        after = audit.verify(session)
    assert (before.broken_at, after) == (None, before)
    assert second.links == first.links
    assert set(first.links) == {AWARDED, OUT}
    assert (tmp_path / LINKS).stat().st_mode & 0o777 == 0o600


def test_the_award_in_the_browser_is_the_one_of_the_command_line(told: Told) -> None:
    shown = demonstrate_award(issued_on=NOW.date()).evaluated
    with told.store.reading() as session:
        tender = tender_of(session, procurement_of(told, AWARDED))
        run = results.last_run(session, procurement_of(told, AWARDED))
        assert run is not None
        result = json.loads(run.run.result)

    expected = evaluation_json(shown.evaluation, None)
    assert tender.model.sha256 == shown.tender.model.sha256
    for key in ("ranking", "winner", "abnormally_low", "ties_broken"):
        assert result[key] == expected[key]
    for here, there in zip(result["bids"], expected["bids"], strict=True):
        for key in ("id", "bidder", "rank", "total", "points", "reasons"):
            assert here[key] == there[key]


def test_evaluators_gave_what_the_file_says_and_every_quotation_has_its_place(told: Told) -> None:
    with told.store.reading() as session:
        marks = session.scalars(select(EvaluatorMark)).all()
        agreed = session.scalars(select(ModerationStep).where(ModerationStep.score.is_not(None)))
        quoted = [
            *(json.loads(one.quotations) for one in marks),
            *(json.loads(one.quotations) for one in agreed),
        ]
        given = session.scalar(
            select(func.count())
            .select_from(EvaluatorMark)
            .where(EvaluatorMark.procurement_id == procurement_of(told, AWARDED))
        )

    assert given == 5 * (5 * 3 + 1)
    assert all("start" in words for each in quoted for words in each)
    assert sum(bool(each) for each in quoted) > 100


def test_bids_are_read_whole_but_for_the_answer_that_was_asked_for_later(told: Told) -> None:
    with told.store.reading() as session:
        findings = [
            (bid.price, one["label"] if "label" in one else one["expected"])
            for bid in session.scalars(select(OpenedBid))
            for one in json.loads(bid.findings)
        ]

    ((price, what),) = findings
    assert price == "875000"
    assert "Paid work placements for care leavers" in what


def test_the_workbook_says_what_counts_of_each_measure_as_the_guide_does(told: Told) -> None:
    id_ = procurement_of(told, AWARDED)
    with told.store.reading() as session:
        pack = pack_of(session, id_)
        workbook = issued_in(session, id_)

    assert isinstance(pack, Pack)
    assert workbook is not None
    (sheet,) = [one for one in workbook.sheets if one.name == "Commitments"]
    words = [one.cell.text for one in sheet.placed if isinstance(one.cell, Locked)]
    assert pack.meanings
    for meaning in pack.meanings.values():
        told_there = "\n".join((f"What counts: {meaning[0]}", *meaning[1:]))
        assert [one for one in words if one.startswith(f"{told_there}\nEach unit is worth")]


def test_every_letter_is_sent_and_says_that_its_bidder_is_invented(told: Told) -> None:
    with told.store.reading() as session:
        letters = session.scalars(
            select(LetterSent.html).where(LetterSent.award_telling_id.is_not(None))
        ).all()

    assert len(letters) == 5
    assert all("every bidder and bid is invented" in letter for letter in letters)


def test_the_record_reads_in_the_order_of_time(told: Told) -> None:
    with told.store.reading() as session:
        moments = session.scalars(select(AuditEntry.at).order_by(AuditEntry.number)).all()

    assert moments == sorted(moments)
    assert moments[-1] <= NOW


@pytest.mark.parametrize(
    ("role", "work"),
    [
        (Role.BUYER, {(Work.PREPARE, None, PREPARED)}),
        (Role.PANEL_MEMBER, {(Work.VOTE, None, BEFORE_PANEL), _MEETING}),
        (Role.PANEL_CHAIR, {(Work.VOTE, None, BEFORE_PANEL), _MEETING}),
        (
            Role.PROCUREMENT_OFFICER,
            {(Work.TENDER, Step.ANSWER, OUT), (Work.TENDER, Step.NOTICE, AWARDED)},
        ),
        (Role.EVALUATOR, {(Work.SCORE, None, SCORED), (Work.DECLARE_INTERESTS, None, OUT)}),
        (
            Role.EVALUATION_CHAIR,
            {(Work.TENDER, Step.AGREE, SCORED), (Work.DECLARE_INTERESTS, None, OUT)},
        ),
    ],
)
def test_everybody_finds_at_home_what_waits_for_them(
    told: Told, role: Role, work: set[tuple[Work, Step | None, str]]
) -> None:
    for seat in SEATS:
        if seat.role is role:
            found = {(one.work, one.step, one.note) for one in waiting(told, seat)}
            assert found == work, seat.name


def test_nothing_of_the_demonstration_is_late(told: Told) -> None:
    late = [
        task for seat in SEATS for task in dashboard_of(told.store, told.person(seat), now=NOW).late
    ]

    assert late == []
