"""A panel whose members act at once: of two acts that exclude each other one is on record.

Two processes answer, and each race is run on both kinds of database.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from sqlalchemy import select

from tests.webapp.browsers import at_once, statuses
from tests.webapp.cli.sites import HOUR, Site
from tests.webapp.moderating import chair_panel, give, opened_all
from tests.webapp.results import moderated_tender
from tests.webapp.scoring import REASONS, Scene, Stakes, opened_tender, seat
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.store.award_tables import EvaluationRun
from webapp.store.scoring_tables import EvaluatorMark, ModerationStep

pytestmark = pytest.mark.slow

SCORES = {"staff": ("4", "3"), "care": ("7", "7.5"), "licence": ("passed", "passed")}
CELLS = [("staff", 1), ("staff", 2), ("care", 1), ("care", 2)]
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A tender that a panel scores or moderates: who chairs it, and who scores."""

    scene: Scene
    chair: Person
    evaluator: Person

    def at(self, place: str) -> str:
        """Return the address of a page of it."""
        return f"/procurements/{self.scene.procurement_id}{place}"


def panel(site: Site, *, is_in: bool) -> Table:
    """Put a tender on record whose bids are open, with own scores handed in or not given."""
    now = datetime.now(UTC) - HOUR
    hands = (site.person_of(Role.BUYER), site.person_of(Role.PROCUREMENT_OFFICER))
    scene = opened_tender(site.store, hands, now, stakes=Stakes(reference=site.reference()))
    chair, evaluator = site.person_of(Role.EVALUATION_CHAIR), site.somebody(Role.EVALUATOR)
    chair_panel(site.store, scene, chair, now)
    seat(site.store, scene, evaluator, now)
    if is_in:
        give(site.store, scene, evaluator, SCORES, now)
    return Table(scene, chair, evaluator)


def scored(criterion: str, bidder: int, score: str, words: str) -> dict[str, str]:
    """Return a score as it is typed, of which nothing is lacking."""
    quoted = {"staff": ("Two crews", "Nine gardeners"), "care": ("Crowns", "Crowns")}
    return {
        "score": score,
        "rationale": f"{REASONS} {words}",
        "quotation": quoted[criterion][bidder - 1],
        "meant": "yes",
    }


@pytest.mark.parametrize("cell", CELLS)
def test_two_chairs_agree_one_answer_at_once_and_one_score_stands(
    site: Site, cell: tuple[str, int]
) -> None:
    table, (criterion, bidder) = panel(site, is_in=True), cell
    opened_all(site.store, table.scene, table.chair, datetime.now(UTC))
    page = table.at(f"/moderation/{criterion}/{bidder}")
    present = {"present": [str(table.chair.id), str(table.evaluator.id)]}
    forms = [
        site.browser(table.chair).ready(
            page, {**scored(criterion, bidder, str(score), words), **present}, action="/agree"
        )
        for score, words in ((3, "So says the first window."), (4, "So says the second one."))
    ]

    answers = at_once(*(one.send for one in forms))

    assert statuses(answers) == [302, 409]
    lost = next(one for one in answers if one.status == HTTPStatus.CONFLICT)
    assert "So says" in lost.text  # nothing that was typed is lost
    bidder_id = table.scene.bidders[bidder - 1]
    with site.store.reading() as session:
        steps = session.scalars(
            select(ModerationStep)
            .filter_by(bidder_id=bidder_id, criterion=criterion)
            .order_by(ModerationStep.number)
        ).all()
    assert [one.state for one in steps] == ["opened", "agreed"]
    acts = [act for act, _ in site.acts(table.scene.procurement_id)]
    assert acts.count("agree-score") == 1


@pytest.mark.parametrize("cell", CELLS)
def test_a_score_handed_in_while_its_answer_is_opened_is_in_before_or_not_at_all(
    site: Site, cell: tuple[str, int]
) -> None:
    table, (criterion, bidder) = panel(site, is_in=False), cell
    place = f"/{criterion}/{bidder}"
    own = site.browser(table.evaluator).ready(
        table.at(f"/scoring{place}"), scored(criterion, bidder, "4", "Mine."), action="/hand-in"
    )
    chair = site.browser(table.chair).ready(
        table.at(f"/moderation{place}"), {"why": "The evaluator is ill"}, action="/open"
    )

    handed, opened = at_once(own.send, chair.send)

    where = {"criterion": criterion, "bidder": bidder}
    acts = [
        (act, detail)
        for act, detail in site.acts(table.scene.procurement_id)
        if act in {"hand-in-score", "open-answer"} and where.items() <= detail.items()
    ]
    is_in = handed.status == HTTPStatus.FOUND
    assert opened.status == HTTPStatus.FOUND
    assert [act for act, _ in acts] == ["hand-in-score"] * is_in + ["open-answer"]
    assert acts[-1][1]["missing"] == ([] if is_in else [str(table.evaluator.id)])
    with site.store.reading() as session:
        marks = session.scalars(select(EvaluatorMark).filter_by(user_id=table.evaluator.id)).all()
    assert [one.is_in for one in marks] == [True] * is_in


def test_an_evaluation_while_a_score_is_reopened_comes_before_it_or_not_at_all(site: Site) -> None:
    officer, chair = (
        site.person_of(one) for one in (Role.PROCUREMENT_OFFICER, Role.EVALUATION_CHAIR)
    )
    for _ in range(ROUNDS):
        scene = moderated_tender(
            site.store, site.person_of, datetime.now(UTC), reference=site.reference()
        )
        at = f"/procurements/{scene.procurement_id}"
        evaluate = site.browser(officer).ready(f"{at}/result/evaluate", {})
        reopen = site.browser(chair).ready(
            f"{at}/moderation/staff/1/reopen", {"why": "A page of the answer was not read"}
        )

        answers = at_once(evaluate.send, reopen.send)

        acts = [act for act, _ in site.acts(scene.procurement_id)]
        acts = [act for act in acts if act in {"evaluate-bids", "reopen-answer"}]
        is_evaluated = answers[0].status == HTTPStatus.FOUND
        assert answers[0].status in {302, 409}
        assert answers[1].status == HTTPStatus.FOUND
        assert acts == ["evaluate-bids"] * is_evaluated + ["reopen-answer"]
        with site.store.reading() as session:
            runs = session.query(EvaluationRun).filter_by(procurement_id=scene.procurement_id)
            assert runs.count() == is_evaluated
        shown = site.browser(officer).get(f"{at}/award/recommendation")
        assert shown.status == HTTPStatus.CONFLICT or "not evaluated" in shown.text.lower()
