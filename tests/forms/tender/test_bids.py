"""Bids are read against the model, and each fault names the bid by place and id."""

from fractions import Fraction

import pytest

from evaluation.tender import LowPriceAnswer, LowPriceVerdict, Tender
from forms.tender import read_tender
from tests.forms.tender.documents import EVERYTHING, EXAMPLE, GONE, edited, refused, sent

ID = (
    "Give at most 100 letters, digits, dots, hyphens and underscores, "
    "beginning with a letter or digit."
)
QUANTITY = 'Give a number of 0 or more as a text, such as "120".'
TEXT = "Give a text of at most"
ZERO = (
    "it is zero, and price does not say what a price of zero comes to. Correct the price, or "
    'publish in the model zero_price: "reject_bid", "full_marks" or {"as": "0.01"}.'
)


@pytest.mark.parametrize(
    ("place", "given", "refusal"),
    [
        ("bidder", GONE, f".bidder: it is missing. {TEXT} 300 characters."),
        ("bidder", "", f".bidder: it is blank. {TEXT} 300 characters."),
        ("price", GONE, '.price: it is missing. Give the price in pounds, such as "100000".'),
        (
            "price",
            "-0.01",
            '.price: "-0.01" is below 0. Give a number of 0 or more as a text, such as "100000".',
        ),
        ("price", "0", f".price: {ZERO}"),
        ("price", "-0.00", f".price: {ZERO}"),
        (
            "price",
            100000,
            '.price: it is the JSON number 100000. Write it in quotes, as "100000".',
        ),
        ("price", "100,000.50", '.price: "100,000.50" is not a number. Write "100000.50".'),
        ("Price", "1", '.Price: the key "Price" is not known. Write price, or leave the key out.'),
        (
            "email",
            "a\nb",
            ".email: it holds the character U+000A, which cannot be shown. Take it out.",
        ),
        ("address", 7, f".address: it is a JSON number. {TEXT} 1,000 characters."),
        ("scores", GONE, ".scores: it is missing. Give an object of scores by criterion."),
        ("scores", [], ".scores: it is a list. Give an object of scores by criterion."),
        (
            "exclusions",
            {},
            (
                ".exclusions: it is an object. "
                "Give a list of exclusions, each with ground and because."
            ),
        ),
        (
            "exclusions",
            [{"ground": "Fraud"}],
            f".exclusions[0].because: it is missing. {TEXT} 10,000 characters.",
        ),
        (
            "exclusions",
            [{"because": "Declared.", "ground": " "}],
            f".exclusions[0].ground: it is blank. {TEXT} 300 characters.",
        ),
        (
            "exclusions",
            ["Fraud"],
            ".exclusions[0]: it is a text. Give an object with ground and because.",
        ),
        (
            "commitments",
            [],
            ".commitments: it is a list. Give an object of commitments by measure.",
        ),
        (
            "commitments",
            {"carbn": {"quantity": "1"}},
            '.commitments.carbn: the model has no measure "carbn". Write carbon.',
        ),
        (
            "commitments",
            {"zzz": {"quantity": "1"}},
            (
                '.commitments.zzz: the model has no measure "zzz". '
                "Name a measure of the model by its id."
            ),
        ),
        (
            "commitments.carbon",
            "120",
            '.commitments.carbon: it is a text. Give a commitment such as {"quantity": "120"}.',
        ),
        (
            "commitments.carbon.quantity",
            GONE,
            f".commitments.carbon.quantity: it is missing. {QUANTITY}",
        ),
        (
            "commitments.carbon.quantity",
            "-1",
            f'.commitments.carbon.quantity: "-1" is below 0. {QUANTITY}',
        ),
        (
            "commitments.carbon.attribution",
            "100.01",
            (
                '.commitments.carbon.attribution: "100.01" is more than 100. '
                'Give a number from 0 to 100 as a text, such as "100".'
            ),
        ),
        (
            "commitments.carbon.answers",
            {"in_area": "yes"},
            (
                ".commitments.carbon.answers.in_area: it is a text. "
                "Give true or false, without quotes."
            ),
        ),
        (
            "commitments.carbon.answers",
            {"inarea": True},
            (
                '.commitments.carbon.answers.inarea: the key "inarea" is not known. '
                "Write in_area, or leave the key out."
            ),
        ),
        (
            "commitments.carbon.settled",
            {"verdict": "needs_review", "because": "x", "by_role": "chair"},
            (
                '.commitments.carbon.settled.verdict: "needs_review" is not on the list. '
                "Give one of counted, not_counted."
            ),
        ),
        (
            "commitments.carbon.settled",
            {"verdict": "counted", "because": "", "by_role": "chair"},
            f".commitments.carbon.settled.because: it is blank. {TEXT} 10,000 characters.",
        ),
        (
            "commitments.carbon.settled",
            {"verdict": "counted", "because": "x"},
            (
                ".commitments.carbon.settled.by_role: it is missing. Give the role that settled "
                'it, such as "evaluation_chair".'
            ),
        ),
        (
            "commitments.carbon.settled",
            "counted",
            (
                ".commitments.carbon.settled: it is a text. "
                "Give an object with verdict, because and by_role."
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_bid_names_it_by_id(place: str, given: object, refusal: str) -> None:
    assert refused({f"bids[0].{place}": given}) == [f"bids[0] (A){refusal}"]


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (GONE, f"it is missing. {ID}"),
        ("a b", f'"a b" is not an id. {ID}'),
        (7, f"it is a JSON number. {ID}"),
    ],
)
def test_a_bid_without_an_id_is_named_by_its_place_alone(given: object, refusal: str) -> None:
    assert refused({"bids[0].id": given}) == [f"bids[0].id: {refusal}"]


def test_what_is_no_bid_is_refused() -> None:
    assert refused({"bids[0]": "Alpha"}) == [
        (
            "bids[0]: it is a text. "
            "Give a bid: id, bidder and scores, and a price if the model has one."
        )
    ]


def test_an_id_of_two_bids_is_refused_at_each_later_one() -> None:
    bid = EXAMPLE["bids"][0]

    assert refused({"bids": [bid, {**bid, "id": "B"}, bid, bid]}) == [
        f"bids[{index}] (A).id: the id is that of bids[0] already. Give each bid an id of its own."
        for index in (2, 3)
    ]


def test_a_fault_of_one_bid_does_not_hide_those_of_another() -> None:
    bid = EXAMPLE["bids"][0]
    others = [{**bid, "id": "B", "price": "x"}, {**bid, "id": "C", "bidder": ""}]

    lines = refused({"bids": [bid, *others]})

    assert [line.partition(": ")[0] for line in lines] == [
        "bids[1] (B).price",
        "bids[2] (C).bidder",
    ]


@pytest.mark.parametrize("rule", ["reject_bid", "full_marks", {"as": "0.01"}])
def test_a_price_of_zero_is_read_where_the_model_says_what_it_comes_to(rule: object) -> None:
    changes = {"model.criteria[0].zero_price": rule, "bids[0].price": "0.00"}

    (bid,) = read_tender(sent(edited(EXAMPLE, changes)), name="x").bids

    assert bid.price == 0


def test_a_model_without_a_price_asks_for_none_and_keeps_one_that_is_given() -> None:
    document = edited(EXAMPLE, {"model.criteria": EXAMPLE["model"]["criteria"][1:]})

    (with_price,) = read_tender(sent(document), name="x").bids
    (without,) = read_tender(sent(edited(document, {"bids[0].price": GONE})), name="x").bids

    assert (with_price.price, without.price) == (Fraction(100_000), None)


def test_a_price_of_any_number_of_decimals_is_kept() -> None:
    document = edited(EXAMPLE, {"bids[0].price": "0.0000000000000000000000000001"})

    assert read_tender(sent(document), name="x").bids[0].price == Fraction(1, 10**28)


def test_a_faulty_model_does_not_hide_the_faults_of_bids() -> None:
    lines = refused(
        {"model.places": 9, "bids[0].price": 5, "bids[1].bidder": 5}, document=EVERYTHING
    )

    assert [line.partition(": ")[0] for line in lines] == [
        "model.places",
        "bids[0] (A).price",
        "bids[1] (B).bidder",
    ]


def read_of(changes: dict[str, object]) -> Tender:
    """Return the example as it is read with some values put in."""
    return read_tender(sent(edited(EXAMPLE, changes)), name="t")


def test_a_commitment_may_say_what_shows_its_answers() -> None:
    tender = read_of(
        {
            "bids[0].commitments.carbon.because": "The fuel cards on page 3 are another fleet’s.",
            "bids[0].commitments.carbon.quotation": "See the fuel cards. (page 3)",
        }
    )

    carbon = tender.bids[0].commitments["carbon"]
    assert carbon.because == "The fuel cards on page 3 are another fleet’s."
    assert carbon.quotation == "See the fuel cards. (page 3)"


def test_the_question_about_a_low_price_may_be_settled() -> None:
    answer = {"verdict": "demonstrated", "because": "It owns its mowers.", "by_role": "chair"}

    tender = read_of({"bids[0].abnormally_low": answer})

    assert tender.bids[0].abnormally_low == LowPriceAnswer(
        LowPriceVerdict.DEMONSTRATED, "It owns its mowers.", "chair"
    )


def test_a_low_price_that_was_not_explained_is_no_verdict_here() -> None:
    answer = {"verdict": "disregarded", "because": "x", "by_role": "chair"}

    (found,) = refused({"bids[0].abnormally_low": answer})

    assert found.startswith('bids[0] (A).abnormally_low.verdict: "disregarded" is not')
