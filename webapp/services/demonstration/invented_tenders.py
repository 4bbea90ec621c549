"""Two invented purchases beside the tender that ships with Podium: what is asked, and answered."""

import json
from collections.abc import Mapping, Sequence
from fractions import Fraction

from evaluation.numbers import Percentage
from evaluation.outline.criteria import (
    BuiltCriterion,
    Criteria,
    CriterionKind,
    MarksFrom,
    MeasureAsked,
    ZeroPriceRule,
)
from evaluation.outline.criteria.templates import LEVELS
from evaluation.tender import Commitment
from rules.vocabulary import BID_FACTS
from webapp.services.demonstration.notice import FOLDER
from webapp.services.demonstration.panel import Marked
from webapp.services.demonstration.tendering import Written
from webapp.services.tendering.inviting import Supplier

METHOD, PEOPLE, LICENCE = "method", "people", "licence"
CONTACT = "Procurement Services, procurement@coventry.example (invented)"

_SCALE = MarksFrom("0", "5")
_APPRENTICES = MeasureAsked(
    "apprentice-weeks",
    "Weeks of apprentices on the contract",
    "weeks",
    "250",
    "150",
    "cov-2022-young-people",
)
CRITERIA = Criteria(
    (
        BuiltCriterion(
            id=LICENCE,
            title="A licence for everybody who sprays",
            kind=CriterionKind.GATE,
            asked="Does everybody who will spray hold a licence to, from the first day on?",
        ),
        BuiltCriterion(
            id="price",
            title="Price for the whole term",
            kind=CriterionKind.PRICE,
            weight="40",
            formula="relative_to_lowest",
            zero_price=ZeroPriceRule.REJECT_BID,
        ),
        BuiltCriterion(id="quality", title="Quality", kind=CriterionKind.GROUP, weight="45"),
        BuiltCriterion(
            id=METHOD,
            title="How lawns, beds and paths are kept without disturbing visitors",
            kind=CriterionKind.SCORED,
            within="quality",
            weight="60",
            asked="How do you keep lawns, beds and paths, and when? Say how visitors are not "
            "disturbed, and what happens in wet weeks.",
            scale=_SCALE,
            descriptors=LEVELS,
        ),
        BuiltCriterion(
            id=PEOPLE,
            title="The people who do the work, and cover for them",
            kind=CriterionKind.SCORED,
            within="quality",
            weight="40",
            asked="Who does the work, and what have they learned? Say who stands in for whom.",
            scale=_SCALE,
            descriptors=LEVELS,
        ),
        BuiltCriterion(
            id="social-value",
            title="What is promised in numbers",
            kind=CriterionKind.COMMITMENTS,
            weight="15",
            formula="relative_to_highest",
            measures=(_APPRENTICES,),
        ),
    ),
    tie_break=("quality",),
)

SUPPLIERS = (
    Supplier(
        "Fernhollow Grounds Ltd",
        "bids@fernhollow.example",
        "11 Example Street, Coventry CV0 0FF",
        "XX-INVENTED-0011",
    ),
    Supplier(
        "Gristwood & Daughters Ltd",
        "office@gristwood.example",
        "12 Example Lane, Coventry CV0 0GG",
        "XX-INVENTED-0012",
    ),
    Supplier(
        "Hollowell Gardens CIC",
        "hello@hollowell.example",
        "13 Example Road, Coventry CV0 0HH",
        "XX-INVENTED-0013",
    ),
)

_PRICES = ("412000", "398500", "437250")
_WEEKS = ("104", "52", "120")
_ANSWERS: Mapping[str, Sequence[str]] = json.loads((FOLDER / "invented-answers.json").read_text())
_SHOWN = "Apprenticeship agreements with the land-based college, and the attendance of each month."
_ANSWERED: Mapping[str, bool] = {
    fact.name: fact.name != "counted_elsewhere" for fact in BID_FACTS if fact.question
}

BIDS = tuple(
    Written(
        price,
        {question: answers[place] for question, answers in _ANSWERS.items()},
        {
            _APPRENTICES.id: Commitment(
                Fraction(weeks), attribution=Percentage(Fraction(100)), answers=_ANSWERED
            )
        },
        {_APPRENTICES.id: _SHOWN},
    )
    for place, (price, weeks) in enumerate(zip(_PRICES, _WEEKS, strict=True))
)
"""What each supplier sends, in their order."""

_STOPS = "Mowers stop from half an hour before a burial until the last mourner has left"
_BEFORE_TEN = "We mow on Tuesdays and Thursdays, before ten."
_STEWARD = "A steward walks each site before work begins"
METHOD_MARKS: tuple[tuple[Marked, ...], ...] = (
    (
        Marked(
            "4",
            "The registrar’s list sets when machines stop, and the distance to stones is given; "
            "the planting of beds is not spoken of.",
            _STOPS,
        ),
        Marked(
            "3",
            "Fixed mornings keep noise away from most visits. A burial on a Thursday morning is "
            "not thought of.",
            _BEFORE_TEN,
        ),
        Marked(
            "5",
            "A steward meets families before work begins, and photographs prove each visit the "
            "same day.",
            _STEWARD,
        ),
    ),
    (
        Marked(
            "4",
            "Twelve days between cuts and hand work around stones are exact. How wet weeks are "
            "caught up is missing.",
            "Lawn sections are cut at 40 mm every twelve days from March.",
        ),
        Marked(
            "4",
            "Peat-free beds from a nursery of its own, and gritting at a stated temperature: more "
            "than was asked of paths.",
            "Beds are planted twice a year from our own nursery, without peat.",
        ),
        Marked(
            "3",
            "Long grass until August suits the old sections; for the lawns no height and no round "
            "is given.",
            "Long grass stays in the old sections until August",
        ),
    ),
    (
        Marked(
            "5",
            "I find every hour of a burial day covered by a rule that a foreman can keep.",
            _STOPS,
        ),
        Marked(
            "2",
            "Two mornings a week for all sites: the hours do not reach for eighteen hectares.",
            _BEFORE_TEN,
        ),
        Marked(
            "4",
            "The log with photographs lets the council see what was done; heights of cut are left "
            "open.",
            "We log each visit with a photograph that you can see the same day.",
        ),
    ),
)
"""By evaluator and bidder: what each gave the answers about the method."""

AGREED_METHOD = Marked(
    "4",
    "Machines stop by the registrar’s list, stones are cut round by hand and the round is stated; "
    "the beds, which the question names, are not described.",
    _STOPS,
)
"""What the panel agrees of the first answer about the method."""

PEOPLE_MARKS = (
    Marked(
        "4",
        "Long service, and two relief gardeners who know the sites; the certificates are only "
        "listed, not shown.",
        "Two relief gardeners know every site and come the same morning.",
    ),
    Marked(
        "3",
        "A second gardener for each site is good cover. What students may do without supervision "
        "stays open.",
        "Each site has its own gardener, and a second who knows it.",
    ),
    Marked(
        "4",
        "A trainer beside the crew two days a week, and a rota that shows absences in full.",
        "A trainer works beside them two days a week.",
    ),
)
"""By bidder: what an evaluator gives the answers about people."""

PASSED = Marked(
    "passed", "The tender says that all who spray hold a licence from the first day on."
)

QUESTION = "May we visit the sites before we price, and is somebody there who opens the gates?"
ANSWER = "Yes: on any weekday from eight to four. Ring the park office the day before."
OPEN_QUESTION = "Is the watering of new trees in the first two summers part of the price?"
