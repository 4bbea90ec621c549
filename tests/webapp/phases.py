"""A tender in each of its phases, with secrets planted in everything that may be kept from some.

What a bidder sent is in the tables from the first phase on: that it is sealed then is for the
pages to keep. The bidding itself is acted out, so that acts and e-mails tell of it.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from evaluation.letters.issuing import Issuing
from evaluation.panel.declarations import bidders_sha256
from evaluation.panel.phases import Phase
from evaluation.panel.visibility import Sight
from forms.bidding import BidFile
from tests.webapp.award_rows import Signed, add_telling
from tests.webapp.clients import WatchedStore
from tests.webapp.letters import step
from tests.webapp.people import open_session
from tests.webapp.scoring import Scene, Stakes, opened_tender, seat
from tests.webapp.tender_rows import Offered
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person, who_is
from webapp.services.bids.entering import Begun, begin_visit
from webapp.services.bids.late import decide_late
from webapp.services.bids.sealed import Vault
from webapp.services.bids.taking_in import TakenIn, take_in
from webapp.services.bids.withdrawing import withdraw_bid
from webapp.services.panel.access import PanelAccess, panel_access
from webapp.services.result.running import EvaluatedNow, evaluate_now
from webapp.services.tendering.clarifying import Asked, ask
from webapp.services.tendering.inviting import BidderInvited, Supplier, invite, renew
from webapp.services.tendering.standing import standing_of
from webapp.store.award_tables import AwardStep, EvaluationRun
from webapp.store.models import Organisation, RoleHeld, User
from webapp.store.scoring_tables import EvaluationChairing, EvaluatorMark, ModerationStep

NAMES = ("Quillfeather Gardens CIC", "Oxbowmere Parks Ltd")
LATE = "Vexholm Turf Ltd"
PRICES = ("918273.64", "827364.91")
ANSWERS = {
    "staff": "The zorvexian crews of four start at dawn and cover each other’s leave.",
    "care": "By the brindlewick method, crowns are lifted in winter.",
}
PLANTED = {"staff": "zorvexian", "care": "brindlewick"}
"""The word of each answer that stands nowhere else."""

SCORES = {"staff": ("4", "3"), "care": ("7.5", "6"), "licence": ("passed", "passed")}
SCORED_BY = {"one": ("staff",), "two": ("care", "licence")}


LETTER_IDS = (UUID(int=101), UUID(int=102))
"""The ids of the letters that tell bidders of the award."""


class Stage(StrEnum):
    """How far a tender is brought; the first hand alone opens nothing."""

    PUBLISHED = "published"
    SEALED = "sealed"
    FIRST_HAND = "first hand"
    SCORING = "scoring"
    MODERATING = "moderating"
    MODERATED = "moderated"
    EVALUATED = "evaluated"
    RECOMMENDED = "recommended"
    APPROVED = "approved"
    TOLD = "told"
    TAKEN_BACK = "taken back"

    def reaches(self, other: "Stage") -> bool:
        """Return whether this stage is that one or comes after it."""
        order = list(Stage)
        return order.index(self) >= order.index(other)


PHASES = {
    Stage.PUBLISHED: Phase.OUT,
    Stage.SEALED: Phase.SEALED,
    Stage.FIRST_HAND: Phase.SEALED,
    Stage.SCORING: Phase.SCORING,
    Stage.MODERATING: Phase.MODERATING,
    Stage.MODERATED: Phase.MODERATED,
    Stage.EVALUATED: Phase.EVALUATED,
    Stage.RECOMMENDED: Phase.RECOMMENDED,
    Stage.APPROVED: Phase.APPROVED,
    Stage.TOLD: Phase.TOLD,
    Stage.TAKEN_BACK: Phase.EVALUATED,
}


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is to be found only by whoever `may_see` it, by what the panel lets them."""

    text: str
    may_see: Callable[[Person, PanelAccess], bool]


@dataclass(frozen=True, slots=True)
class Stand:
    """A tender at a stage, those who stand in it, and the link of the bidder that came late."""

    scene: Scene
    people: Mapping[str, Person]
    token: str
    totals: tuple[str, ...]

    @property
    def procurement_id(self) -> UUID:
        """The procurement."""
        return self.scene.procurement_id

    def secrets(self) -> Iterator[Secret]:
        """Yield every secret with who may see it."""
        for name in (*NAMES, LATE):
            yield Secret(name, _sees(Sight.BIDDERS, Sight.NAMES))
        for amount in PRICES:
            grouped = f"{int(amount.partition('.')[0]):,}.{amount.partition('.')[2]}"
            yield Secret(amount, _sees(Sight.PRICES))
            yield Secret(grouped, _sees(Sight.PRICES))
        for question, word in PLANTED.items():
            yield Secret(word, _reads(question))
        for who, questions in SCORED_BY.items():
            for question in questions:
                for number in (1, 2):
                    yield Secret(
                        mark_words(who, question, number), self._marks(who, question, number)
                    )
        for question in SCORES:
            for number in (1, 2):
                yield Secret(agreed_words(question, number), _sees(Sight.MARKS, Sight.RESULT))
        for total in self.totals:
            yield Secret(total, _sees(Sight.RESULT))

    def _marks(self, who: str, question: str, number: int) -> Callable[[Person, PanelAccess], bool]:
        cell = (self.scene.bidders[number - 1], question)

        def may_see(person: Person, access: PanelAccess) -> bool:
            is_own = person.id == self.people[who].id and access.visible.reads(question)
            return is_own or (access.sees(Sight.MARKS) and cell in access.locked)

        return may_see


def mark_words(who: str, question: str, number: int) -> str:
    """Return the words that tell an evaluator's reasons for a score from all others."""
    return f"kestrelmoor-{who}-{question}-{number}"


def agreed_words(question: str, number: int) -> str:
    """Return the words that tell the panel's reasons for a score from all others."""
    return f"palfreyhurst-{question}-{number}"


def _sees(*sights: Sight) -> Callable[[Person, PanelAccess], bool]:
    return lambda _, access: any(access.sees(sight) for sight in sights)


def _reads(question: str) -> Callable[[Person, PanelAccess], bool]:
    return lambda _, access: access.visible.reads(question)


def access_of(store: WatchedStore, stand: Stand, person: Person, now: datetime) -> PanelAccess:
    """Return what the table of sights lets somebody see."""
    with store.reading() as session:
        return panel_access(session, person, stand.procurement_id, now=now)


def stand_at(
    stage: Stage,
    store: WatchedStore,
    vault: Vault,
    person_of: Callable[..., Person],
    now: datetime,
) -> Stand:
    """Bring a tender to a stage."""
    buyer, officer = person_of(Role.BUYER), person_of(Role.PROCUREMENT_OFFICER)
    hands = {Stage.PUBLISHED: 0, Stage.SEALED: 0, Stage.FIRST_HAND: 1}.get(stage, 2)
    at = now + timedelta(days=2) if stage is Stage.PUBLISHED else now - timedelta(hours=6)
    offered = tuple(Offered(price) for price in PRICES)
    scene = opened_tender(
        store,
        (buyer, officer),
        at,
        names=NAMES,
        answers=ANSWERS,
        stakes=Stakes(offered, hands=hands),
    )
    token = _bidding(store, vault, scene, officer, at)
    with store.reading() as session:
        bidders = standing_of(session, scene.procurement_id, now=now).bidders
    sha256 = bidders_sha256((one.bidder_id, one.name) for one in bidders)
    scene = replace(scene, sha256=sha256)
    people = _panel(store, scene, person_of, now - timedelta(hours=5))
    stand = Stand(scene, people, token, ())
    if stage.reaches(Stage.SCORING):
        _score(store, stand, now - timedelta(hours=4), is_in=stage.reaches(Stage.MODERATING))
    if stage.reaches(Stage.MODERATING):
        _moderate(store, stand, now - timedelta(hours=3), whole=stage.reaches(Stage.MODERATED))
    if stage.reaches(Stage.EVALUATED):
        stand = _awarded(store, stand, stage, person_of, now)
    return stand


def _bidding(store: WatchedStore, vault: Vault, scene: Scene, officer: Person, at: datetime) -> str:
    """Act out what bidders do before bids are opened, and return the link of the late one."""
    id_, early, late = scene.procurement_id, at - timedelta(days=12), at - timedelta(hours=12)
    came = invite(
        store,
        officer,
        procurement_id=id_,
        supplier=Supplier(LATE, "tenders@vexholm.example"),
        links=LINKS,
        now=early,
    )
    assert isinstance(came, BidderInvited), came
    again = renew(store, officer, procurement_id=id_, number=3, links=LINKS, now=early + _HOUR)
    assert isinstance(again, BidderInvited), again
    begun = begin_visit(store, again.token, now=early + 2 * _HOUR, lasts=_HOUR)
    assert isinstance(begun, Begun), begun
    with store.reading() as session:
        third = standing_of(session, id_, now=early).bidders[2].bidder_id
    assert isinstance(ask(store, bidder_id=third, question="Which mowers?", now=early), Asked)
    for number, (by, moment) in enumerate(
        ((officer, early + 3 * _HOUR), (None, early + 4 * _HOUR), (None, late))
    ):
        file = BidFile("bid.xlsx", f"bid {number}".encode())
        taken = take_in(store, vault, file, bidder_id=third, received_at=moment, by=by)
        assert isinstance(taken, TakenIn), taken
    given = {"bidder_id": third, "number": 2, "why": "We found a mistake"}
    assert withdraw_bid(store, **given, now=early + 5 * _HOUR) is None  # type: ignore[arg-type] # each is of its type
    told = {
        "bidder": 3,
        "number": 3,
        "is_admitted": False,
        "because": f"{LATE} was half a day late",
    }
    refused = decide_late(store, officer, procurement_id=id_, **told, now=late + _HOUR)  # type: ignore[arg-type] # the same
    assert refused is None, refused
    return again.token


_HOUR = timedelta(hours=1)


def _panel(
    store: WatchedStore, scene: Scene, person_of: Callable[..., Person], at: datetime
) -> dict[str, Person]:
    """Seat a panel: two who score different questions, a chair, and three who must not see."""
    chair = person_of(Role.EVALUATION_CHAIR)
    people = {
        "one": person_of(Role.EVALUATOR),
        "two": another(store, "two", at, Role.EVALUATOR),
        "chair": chair,
        "recused": another(store, "recused", at, Role.EVALUATOR),
        "undeclared": another(store, "undeclared", at, Role.EVALUATOR),
        "officer who scores": another(
            store, "scoring-officer", at, Role.PROCUREMENT_OFFICER, Role.EVALUATOR
        ),
        "auditor who scores": another(store, "scoring-auditor", at, Role.AUDITOR, Role.EVALUATOR),
        "member who scores": another(
            store, "scoring-member", at, Role.PANEL_MEMBER, Role.EVALUATOR
        ),
    }
    for who in ("one", "two"):
        seat(store, scene, people[who], at, questions=SCORED_BY[who])
    seat(store, scene, people["recused"], at, questions=("care",), handling="recused")
    seat(store, scene, people["undeclared"], at, questions=("care",), handling="")
    for who in ("officer", "auditor", "member"):
        seat(store, scene, people[f"{who} who scores"], at, questions=("care",))
    seat(store, scene, chair, at, questions=())
    with store.by_hand() as session:
        session.add(
            EvaluationChairing(
                procurement_id=scene.procurement_id,
                number=1,
                user_id=chair.id,
                why="",
                made_by=chair.id,
                made_at=at,
            )
        )
    return people


def another(store: WatchedStore, name: str, at: datetime, *roles: Role) -> Person:
    """Enrol somebody else of the first organisation."""
    with store.by_hand() as session:
        user = User(
            email=address_of(name), name=f"Somebody {name}", password_hash="-", created_at=at
        )
        session.add(user)
        session.flush()
        organisation = session.query(Organisation).filter_by(name="Coventry City Council").one()
        session.add_all(
            RoleHeld(
                user_id=user.id, organisation_id=organisation.id, role=role.value, granted_at=at
            )
            for role in roles
        )
    return person_named(store, address_of(name), at)


def address_of(name: str) -> str:
    """Return the e-mail address of somebody who is enrolled so."""
    return f"{name}@coventry.example"


def person_named(store: WatchedStore, email: str, at: datetime) -> Person:
    """Return somebody by their e-mail address."""
    found = who_is(store, open_session(store, email, at), now=at)
    assert found is not None
    return found


def _score(store: WatchedStore, stand: Stand, at: datetime, *, is_in: bool) -> None:
    """Have both evaluators score: the first hands in at once, the second where it says so."""
    with store.by_hand() as session:
        session.add_all(
            EvaluatorMark(
                procurement_id=stand.procurement_id,
                bidder_id=bidder,
                criterion=question,
                user_id=stand.people[who].id,
                number=1,
                is_in=is_in or who == "one",
                score=SCORES[question][at_],
                rationale=f"Seen in the bid, as {mark_words(who, question, at_ + 1)} tells.",
                quotations="[]",
                made_at=at,
            )
            for who, questions in SCORED_BY.items()
            for question in questions
            for at_, bidder in enumerate(stand.scene.bidders)
        )


def _moderate(store: WatchedStore, stand: Stand, at: datetime, *, whole: bool) -> None:
    """Open the first answer to the panel, or agree on all."""
    chair = stand.people["chair"]
    states = ("opened", "agreed") if whole else ("opened",)
    with store.by_hand() as session:
        session.add_all(
            ModerationStep(
                procurement_id=stand.procurement_id,
                bidder_id=bidder,
                criterion=question,
                number=number,
                state=state,
                score=SCORES[question][at_] if state == "agreed" else None,
                rationale=f"As {agreed_words(question, at_ + 1)} has it."
                if state == "agreed"
                else "",
                quotations="[]",
                present=json.dumps([str(chair.id)]) if state == "agreed" else "[]",
                dissent="",
                made_by=chair.id,
                made_at=at + timedelta(minutes=number),
            )
            for question in SCORES
            for at_, bidder in enumerate(stand.scene.bidders)
            if whole or (question, at_) == ("staff", 0)
            for number, state in enumerate(states, start=1)
        )


def _awarded(
    store: WatchedStore,
    stand: Stand,
    stage: Stage,
    person_of: Callable[..., Person],
    now: datetime,
) -> Stand:
    """Have the bids evaluated, and the award recommended, approved and told as far as it goes."""
    officer, panel = person_of(Role.PROCUREMENT_OFFICER), person_of(Role.PANEL_CHAIR)
    id_ = stand.procurement_id
    done = evaluate_now(store, officer, id_, why="", now=now - timedelta(minutes=50))
    assert isinstance(done, EvaluatedNow), done
    steps = (
        (Stage.RECOMMENDED, "recommended", officer, Role.PROCUREMENT_OFFICER),
        (Stage.APPROVED, "approved", panel, Role.PANEL_CHAIR),
    )
    for number, (since, state, person, role) in enumerate(steps, start=1):
        if stage.reaches(since):
            at = now - timedelta(minutes=40 - number)
            step(store, stand.scene, state, person, role, at, number=number)
    if stage.reaches(Stage.TOLD):
        _tell(store, stand, officer, now - timedelta(minutes=20))
    if stage.reaches(Stage.TAKEN_BACK):
        at = now - timedelta(minutes=10)
        step(store, stand.scene, "reversed", panel, Role.PANEL_CHAIR, at, number=3)
    with store.reading() as session:
        run = session.query(EvaluationRun).filter_by(procurement_id=id_).one()
        result = json.loads(run.result)
    return replace(stand, totals=tuple(bid["total"] for bid in result["bids"]))


def _tell(store: WatchedStore, stand: Stand, officer: Person, at: datetime) -> None:
    """Put the letters on record, each with words that tell it from all others."""
    letters = [
        f"<article><p>To {name}: {agreed_words('staff', number)}.</p></article>"
        for number, name in enumerate(NAMES, start=1)
    ]
    issuing = Issuing(criteria_at="the tender notice, part 4").canonical
    with store.by_hand() as session:
        approved = session.query(AwardStep).filter_by(procurement_id=stand.procurement_id, number=2)
        signed = Signed(officer, at)
        add_telling(
            session,
            stand.scene,
            approved.one(),
            signed,
            issuing=issuing,
            letters=letters,
            ids=LETTER_IDS,
        )
