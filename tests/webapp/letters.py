"""Awards that are approved, and whose letters lack nothing, as the record has them."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from evaluation.letters.issuing import LetterWords
from evaluation.quotations import Quotation, quotations_json
from rules.uk_time import day_of
from tests.webapp.award_rows import Signed, add_step
from tests.webapp.clients import WatchedStore
from tests.webapp.results import evaluated, moderated_tender
from tests.webapp.scoring import Scene
from tests.webapp.tenders import LINKS
from webapp.roles import Role
from webapp.services.accounts import Person
from webapp.services.letters.drafting import Drafted, letters_of
from webapp.services.letters.sending import Sent, send_letters
from webapp.services.refusals import Refused
from webapp.store.award_tables import LetterWords as LetterWordsRow
from webapp.store.scoring_tables import ModerationStep


class Said(NamedTuple):
    """What the panel agrees on an answer, and the words of the bid that this rests on."""

    rationale: str
    words: str


SAID: tuple[Mapping[str, Said], ...] = (
    {
        "staff": Said(
            "The tender gives two crews of four, a rota that is printed weekly and a deputy for "
            "each post. It does not say how new gardeners are trained, which the question asks "
            "for, so that it meets the question in part.",
            "Two crews of four start at 6.30 am.",
        ),
        "care": Said(
            "Crowns are lifted in winter, outside the nesting season, and wounds are inspected "
            "twice. Who inspects the trees in the years after is left open.",
            "Crowns are lifted in winter.",
        ),
        "licence": Said("The certificate of competence names both sprayers, and is in force.", ""),
    },
    {
        "staff": Said(
            "Nine gardeners are named with their qualifications, a supervisor walks each site on "
            "Fridays, and section 3 sets out the training of every new starter: all that the "
            "question asks for is shown.",
            "Nine gardeners work in the parks; a supervisor walks each site on Fridays.",
        ),
        "care": Said(
            "Pruning follows the British Standard that the specification cites. The method for "
            "mature oaks is described in one sentence, without the season in which it is done.",
            "Crowns are lifted in winter.",
        ),
        "licence": Said("Annex 2 holds a copy of the sprayer’s certificate, valid until 2028.", ""),
    },
    {
        "staff": Said(
            "A crew of six is offered without saying who stands in during leave. Supervision is "
            "promised monthly, where the specification asks for weekly.",
            "A crew of six covers the sites.",
        ),
        "care": Said(
            "An arborist surveys every tree each spring, and the tender shows a sample of the "
            "survey sheet. Disposal of diseased wood is not described.",
            "Crowns are lifted in winter.",
        ),
        "licence": Said("The register entry of the sprayer is given with its number.", ""),
    },
)
"""By bidder and question: what the panel agrees on, and the words of the bid that it rests on."""

ADDRESS = "{number} High Street, Coventry, CV1 {number}AA"
IDENTIFIER = "GB-COH-0123456{number}"


def approved_tender(
    store: WatchedStore,
    person_of: Callable[..., Person],
    now: datetime,
    *,
    prepare: Callable[[Scene], None] | None = None,
    is_complete: bool = True,
    **given: object,
) -> Scene:
    """Put a tender on record whose award is approved, and whose letters could be sent.

    What `prepare` puts on record comes before the tender is evaluated.
    """
    scene = moderated_tender(store, person_of, now - timedelta(hours=1), **given)  # type: ignore[arg-type] # what a test names is of its type
    explain(store, scene, person_of(Role.EVALUATION_CHAIR), now - timedelta(minutes=50))
    if prepare is not None:
        prepare(scene)
    evaluated(store, scene, person_of(Role.PROCUREMENT_OFFICER), now - timedelta(minutes=30))
    if is_complete:
        complete(store, scene, person_of(Role.PROCUREMENT_OFFICER), now - timedelta(minutes=20))
    approve(store, scene, person_of, now - timedelta(minutes=10))
    return scene


def approve(
    store: WatchedStore,
    scene: Scene,
    person_of: Callable[..., Person],
    now: datetime,
    *,
    run: int = 1,
    first: int = 1,
) -> None:
    """Put on record that the award by an evaluation was recommended and approved."""
    hands = (
        ("recommended", person_of(Role.PROCUREMENT_OFFICER), Role.PROCUREMENT_OFFICER),
        ("approved", person_of(Role.PANEL_CHAIR), Role.PANEL_CHAIR),
    )
    for number, (state, person, role) in enumerate(hands, start=first):
        step(store, scene, state, person, role, now, number=number, run=run)


def step(
    store: WatchedStore,
    scene: Scene,
    state: str,
    person: Person,
    role: Role,
    now: datetime,
    *,
    number: int,
    run: int = 1,
) -> None:
    """Put a step of the award on record."""
    with store.by_hand() as session:
        add_step(session, scene, Signed(person, now, role), number=number, state=state, run=run)


def explain(store: WatchedStore, scene: Scene, chair: Person, now: datetime) -> None:
    """Put reasons on record that are each bid's own, in place of those that were agreed first."""
    with store.by_hand() as session:
        steps = session.query(ModerationStep).filter_by(
            procurement_id=scene.procurement_id, state="agreed"
        )
        for one in list(steps):
            place = scene.bidders.index(one.bidder_id)
            if one.criterion not in SAID[place % len(SAID)]:
                continue
            rationale, words = SAID[place % len(SAID)][one.criterion]
            session.add(
                ModerationStep(
                    procurement_id=one.procurement_id,
                    bidder_id=one.bidder_id,
                    criterion=one.criterion,
                    number=one.number + 1,
                    state="agreed",
                    score=one.score,
                    rationale=rationale,
                    quotations=quotations_json([Quotation(words, 0, len(words))] if words else []),
                    present=one.present,
                    dissent="",
                    made_by=chair.id,
                    made_at=now,
                )
            )


def agreed_anew(
    store: WatchedStore,
    scene: Scene,
    person_of: Callable[..., Person],
    now: datetime,
    rationale: str,
) -> None:
    """Put on record that Staff of the first bid is explained anew, evaluated, and approved."""
    with store.by_hand() as session:
        steps = session.query(ModerationStep).filter_by(
            procurement_id=scene.procurement_id, bidder_id=scene.bidders[0], criterion="staff"
        )
        last = max(steps, key=lambda one: one.number)
        session.add(
            ModerationStep(
                procurement_id=last.procurement_id,
                bidder_id=last.bidder_id,
                criterion=last.criterion,
                number=last.number + 1,
                state="agreed",
                score=last.score,
                rationale=rationale,
                quotations=last.quotations,
                present=last.present,
                dissent="",
                made_by=last.made_by,
                made_at=now,
            )
        )
    evaluated(store, scene, person_of(Role.PROCUREMENT_OFFICER), now, number=2)
    approve(store, scene, person_of, now, run=2, first=3)


def complete(
    store: WatchedStore,
    scene: Scene,
    person: Person,
    now: datetime,
    shown: Mapping[str, str] | None = None,
) -> None:
    """Put on record what every letter lacks."""
    with store.by_hand() as session:
        for number, bidder_id in enumerate(scene.bidders, start=1):
            words = LetterWords(
                ADDRESS.format(number=number), IDENTIFIER.format(number=number), shown or {}
            )
            session.add(
                LetterWordsRow(
                    procurement_id=scene.procurement_id,
                    bidder_id=bidder_id,
                    number=1,
                    words=words.canonical,
                    made_by=person.id,
                    made_at=now,
                )
            )


def drafted(store: WatchedStore, scene: Scene, now: datetime) -> Drafted:
    """Return the letters as they would be sent."""
    with store.reading() as session:
        found = letters_of(session, scene.procurement_id, today=day_of(now))
    assert isinstance(found, Drafted), found
    return found


def sent(store: WatchedStore, scene: Scene, person: Person, now: datetime) -> Sent:
    """Send every letter."""
    outcome = try_to_send(store, scene, person, now)
    assert isinstance(outcome, Sent), outcome
    return outcome


def try_to_send(store: WatchedStore, scene: Scene, person: Person, now: datetime) -> Sent | Refused:
    """Send every letter, if nothing is in the way."""
    return send_letters(
        store,
        person,
        procurement_id=scene.procurement_id,
        read=drafted(store, scene, now).rests_on,
        links=LINKS,
        now=now,
    )
