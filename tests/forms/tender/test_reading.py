"""`podium/tender/1` is read whole or refused whole, each fault with place and remedy."""

import json
from datetime import date
from fractions import Fraction

import pytest

from evaluation.model import (
    AbnormallyLow,
    CommitmentFormula,
    CommitmentsCriterion,
    GateCriterion,
    GroupCriterion,
    Measure,
    Minimum,
    Model,
    PriceCriterion,
    PriceFormula,
    ReplacedBy,
    Scale,
    ScoredCriterion,
    WeightsAre,
)
from evaluation.numbers import Amount, Mark, Percentage
from evaluation.tender import (
    Bid,
    Commitment,
    CommitmentVerdict,
    Exclusion,
    GateScore,
    IndividualScore,
    Score,
    Settled,
    Tender,
)
from forms.tender import LARGEST_TENDER, read_model, read_tender
from rules.money import Money, Pence, VatBasis
from rules.procurement import Authority, Procurement
from tests.forms.samples import refusals
from tests.forms.tender.documents import (
    EVERYTHING,
    EXAMPLE,
    GONE,
    PROCUREMENT,
    Document,
    edited,
    refused,
    sent,
)

ID = (
    "Give at most 100 letters, digits, dots, hyphens and underscores, "
    "beginning with a letter or digit."
)


def read(document: object) -> Tender:
    return read_tender(sent(document), name="tender.json")


def canonical(document: Document) -> str:
    return json.dumps(document["model"], ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def mark(text: str) -> Mark:
    return Mark(Fraction(text))


def percent(text: str) -> Percentage:
    return Percentage(Fraction(text))


def amount(text: str) -> Amount:
    return Amount(Fraction(text))


NOUGHT_TO_FIVE = Scale(mark("0"), mark("5"), mark("1"))


def test_the_tender_that_the_interface_prints_is_read() -> None:
    expected = Tender(
        reference="COV-2026-014",
        model=Model(
            canonical=canonical(EXAMPLE),
            criteria=(
                PriceCriterion(
                    id="price",
                    title="Price",
                    weight=Fraction(40),
                    formula=PriceFormula.RELATIVE_TO_LOWEST,
                ),
                GroupCriterion(
                    id="quality",
                    title="Quality",
                    weight=Fraction(50),
                    minimum=Minimum(None, percent("50"), disqualifies=True),
                    criteria=(
                        ScoredCriterion(
                            id="q1",
                            title="Method",
                            weight=Fraction(60),
                            scale=NOUGHT_TO_FIVE,
                            minimum=Minimum(mark("3"), None, disqualifies=True),
                        ),
                        ScoredCriterion(
                            id="q2", title="Staff", weight=Fraction(40), scale=NOUGHT_TO_FIVE
                        ),
                    ),
                ),
                GroupCriterion(
                    id="sv",
                    title="Social value",
                    weight=Fraction(10),
                    criteria=(
                        CommitmentsCriterion(
                            id="sv-offer",
                            title="Commitments",
                            weight=Fraction(50),
                            formula=CommitmentFormula.RELATIVE_TO_HIGHEST,
                            measures=(
                                Measure(
                                    "carbon",
                                    "Carbon saved",
                                    "tCO2e",
                                    amount("277.22"),
                                    Fraction(1000),
                                ),
                            ),
                        ),
                        ScoredCriterion(
                            id="sv-method",
                            title="Method statement",
                            weight=Fraction(50),
                            scale=NOUGHT_TO_FIVE,
                        ),
                    ),
                ),
            ),
        ),
        bids=(
            Bid(
                id="A",
                bidder="Alpha Ltd",
                price=amount("100000"),
                scores={
                    "q1": Score(mark("4")),
                    "q2": Score(
                        mark("4"),
                        (IndividualScore("e1", mark("3")), IndividualScore("e2", mark("5"))),
                        rationale="…",
                    ),
                    "sv-method": Score(mark("3")),
                },
                commitments={"carbon": Commitment(Fraction(120))},
            ),
        ),
    )

    assert read(EXAMPLE) == expected


def test_every_key_of_a_model_is_read() -> None:
    model = read(EVERYTHING).model

    assert model == Model(
        canonical=canonical(EVERYTHING),
        weights=WeightsAre.OF_TOTAL,
        places=4,
        agreed_by_mean=True,
        tie_break=("quality", "price"),
        abnormally_low=AbnormallyLow(percent("40"), percent("30")),
        criteria=(
            GateCriterion(
                id="insured",
                title="Is the supplier insured?",
                descriptors={"passed": "Insured for £5m.", "failed": "Not insured."},
            ),
            PriceCriterion(
                id="price",
                title="Price",
                weight=Fraction("40.5"),
                formula=PriceFormula.SET_RANGE,
                floor=amount("0"),
                ceiling=amount("200000.005"),
                zero_price=ReplacedBy(amount("0.01")),
            ),
            GroupCriterion(
                id="quality",
                title="Quality",
                weight=Fraction("59.5"),
                minimum=Minimum(None, percent("12.5"), disqualifies=False),
                criteria=(
                    ScoredCriterion(
                        id="q1",
                        title="Method",
                        weight=Fraction(50),
                        scale=Scale(mark("1"), mark("3"), mark("0.5")),
                        minimum=Minimum(mark("1.5"), None, disqualifies=True),
                        descriptors={"1": "Poor.", "3": "Good.\n\nIn every part."},
                        outcome="cov-2022-young-people",
                    ),
                    CommitmentsCriterion(
                        id="sv",
                        title="Social value",
                        weight=Fraction("9.5"),
                        formula=CommitmentFormula.RELATIVE_TO_TARGET,
                        target=amount("50000"),
                        minimum=Minimum(None, percent("0"), disqualifies=True),
                        measures=(
                            Measure(
                                "weeks",
                                "Apprentice weeks",
                                "weeks",
                                amount("251.7"),
                                Fraction(200),
                                "cov-2022-young-people",
                            ),
                            Measure("hours", "Hours", "hours", amount("0")),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_every_key_of_a_bid_is_read() -> None:
    first, second = read(EVERYTHING).bids

    assert first == Bid(
        id="A",
        bidder="Alpha Ltd",
        price=amount("0"),
        address="1 High Street\nCoventry",
        email="bids@alpha.example",
        identifier="GB-COH-01234567",
        exclusions=(Exclusion("Misconduct", "As declared on 2 March."),),
        scores={
            "insured": Score(GateScore.PASSED, rationale="Certificate seen."),
            "q1": Score(
                None,
                (
                    IndividualScore("e1", mark("2.5")),
                    IndividualScore("e2", mark("3"), "Clear.", "We will."),
                ),
                "Sound.",
                "We shall.",
                "e1 would give less.",
            ),
        },
        commitments={
            "weeks": Commitment(
                Fraction("120.25"),
                percent("75"),
                {
                    "in_area": True,
                    "counted_elsewhere": False,
                    "method_statement": True,
                    "beyond_requirement": True,
                },
                Settled(
                    CommitmentVerdict.NOT_COUNTED, "It was promised before.", "evaluation chair"
                ),
            ),
            "hours": Commitment(Fraction(0)),
        },
    )
    assert second == Bid(
        id="B",
        bidder="Beta Ltd",
        price=amount("90000"),
        scores={"insured": Score(GateScore.FAILED)},
    )


def test_the_procurement_and_the_policy_are_read() -> None:
    tender = read(EVERYTHING)

    assert (tender.reference, tender.policy) == ("COV-2026-015", "coventry")
    assert tender.procurement == Procurement(
        reference="COV-2026-014",
        title="Grounds maintenance",
        authority=Authority("Coventry City Council", "local_authority", "england"),
        category="services",
        estimated_value=Money(Pence(360_000_00), VatBasis.INCLUDED),
        commenced_on=date(2026, 3, 2),
        assumed=frozenset({"also_includes", "special_regime", "framework", "vat_rate"}),
    )


@pytest.mark.parametrize("absent", ["policy", "procurement"])
def test_a_procurement_without_a_policy_is_read_and_the_other_way_round(absent: str) -> None:
    tender = read(edited(EVERYTHING, {absent: GONE}))

    assert getattr(tender, absent) is None


@pytest.mark.parametrize("bids", [GONE, None, [], 7, {"a": 1}, [{"id": "A"}, {"id": "A"}]])
def test_a_model_is_read_whatever_stands_in_place_of_bids(bids: object) -> None:
    tender = read_model(sent(edited(EVERYTHING, {"bids": bids})), name="tender.json")

    assert tender.bids == ()
    assert tender.model == read(EVERYTHING).model
    assert tender.policy == "coventry"


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"format": GONE}, "format: it is missing. Give podium/tender/1."),
        ({"format": "x"}, 'format: "x" is not on the list. Give podium/tender/1.'),
        (
            {"format": "podium/procurement/1"},
            (
                "format: podium/procurement/1 is another format, not a tender. "
                "Give a tender, in podium/tender/1."
            ),
        ),
        ({"reference": GONE}, f"reference: it is missing. {ID}"),
        ({"reference": "a b"}, f'reference: "a b" is not an id. {ID}'),
        (
            {"model": GONE},
            "model: it is missing. Give the published model, an object with criteria.",
        ),
        ({"model": []}, "model: it is a list. Give the published model, an object with criteria."),
        ({"bids": GONE}, "bids: it is missing. Give a list of bids."),
        ({"bids": {}}, "bids: it is an object. Give a list of bids."),
        (
            {"bids": []},
            ("bids: there is no bid. Give at least one bid; a model alone can be stress-tested."),
        ),
        ({"policy": "Cov entry"}, f'policy: "Cov entry" is not an id. {ID}'),
        (
            {"procurement": 7},
            "procurement: it is a JSON number. Give an object of podium/procurement/1.",
        ),
        (
            {"procurement": {**PROCUREMENT, "category": "labour"}},
            (
                'procurement.category: "labour" is not on the list. '
                "Give one of goods, services, works."
            ),
        ),
        (
            {"procurement": {**PROCUREMENT, "a b": 1}},
            'procurement["a b"]: the key "a b" is not known. Leave the key out.',
        ),
        (
            {"procurement": {"format": "podium/tender/1"}},
            (
                "procurement.format: podium/tender/1 is another format, not a procurement. "
                "Give a procurement, in podium/procurement/1."
            ),
        ),
        ({"Bids": []}, 'Bids: the key "Bids" is not known. Write bids, or leave the key out.'),
    ],
)
def test_what_is_wrong_at_the_top_is_refused(changes: dict[str, object], refusal: str) -> None:
    assert refused(changes) == [refusal]


def test_a_procurement_is_refused_where_bids_are_ignored_too() -> None:
    data = sent(edited(EXAMPLE, {"procurement": 7, "bids": 7}))

    assert refusals(lambda: read_model(data, name="x")) == [
        "procurement: it is a JSON number. Give an object of podium/procurement/1."
    ]


def test_faults_of_every_part_are_listed_at_once() -> None:
    lines = refused(
        {
            "reference": "",
            "model.places": 7,
            "model.criteria[1].criteria[1].weight": 40,
            "bids[0].price": "-1",
            "bids[0].commitments.carbon.quantity": "",
            "procurement": {**PROCUREMENT, "title": ""},
        }
    )

    assert [line.partition(": ")[0] for line in lines] == [
        "reference",
        "model.places",
        "model.criteria[1].criteria[1].weight",
        "bids[0] (A).price",
        "bids[0] (A).commitments.carbon.quantity",
        "procurement.title",
    ]


def test_of_many_faults_fifty_are_listed_and_the_others_counted() -> None:
    lines = refused({"bids": [7] * 1052})

    assert len(lines) == 51
    assert lines[49].startswith("bids[49]: ")
    assert lines[50] == "1,002 more faults are not listed. Correct those above first."


@pytest.mark.parametrize("root", [b"[]", b'"x"', b"7", b"null"])
def test_anything_but_an_object_is_refused(root: bytes) -> None:
    (refusal,) = refusals(lambda: read_tender(root, name="x"))

    assert refusal.endswith(". Give an object of podium/tender/1.")


def test_an_input_beyond_fifty_megabytes_is_refused() -> None:
    assert refusals(lambda: read_tender(b" " * (LARGEST_TENDER + 1), name="x")) == [
        "the input is larger than 50 MB. Send a smaller input, or split it."
    ]


def test_keys_that_stand_twice_are_refused_with_their_paths() -> None:
    data = sent(EXAMPLE).replace(b'"places": 2', b'"places": 2, "places": 3')

    assert refusals(lambda: read_tender(data, name="x")) == [
        "model.places: the key stands twice in one object. Keep one of the two."
    ]


def test_keys_that_stand_twice_in_a_bid_are_refused_by_its_id_too() -> None:
    data = sent(EVERYTHING).replace(b'"price": "90000"', b'"price": "90000", "price": NaN')

    assert refusals(lambda: read_tender(data, name="x")) == [
        "bids[1] (B).price: the key stands twice in one object. Keep one of the two.",
        "bids[1] (B).price: NaN is not a JSON number. Give a figure, or leave the key out.",
    ]


def test_more_brackets_than_any_tree_needs_are_refused() -> None:
    data = b'{"model":' * 1_000_000

    assert refusals(lambda: read_tender(data, name="x")) == [
        "line 1: more than 200 brackets stand open at once. Flatten the input."
    ]


def test_the_same_model_in_another_order_has_the_same_digest() -> None:
    document = edited(EVERYTHING, {"model.criteria[2].title": "Qualité"})
    turned = {key: document[key] for key in reversed(document)}
    turned["model"] = dict(reversed(document["model"].items()))

    assert read(turned).model.sha256 == read(document).model.sha256
    assert read(turned).model.canonical == canonical(document)


def test_what_fills_in_the_blanks_of_letters_may_be_given_or_left_out() -> None:
    keys = {"contact": "Procurement", "documents_at": "the notice", "commitment_rules_at": "part 6"}

    given, without = read({**EXAMPLE, **keys}), read(EXAMPLE)

    assert (given.contact, given.documents_at, given.commitment_rules_at) == tuple(keys.values())
    assert (without.contact, without.documents_at, without.commitment_rules_at) == ("", "", "")


@pytest.mark.parametrize("key", ["contact", "documents_at", "commitment_rules_at"])
def test_what_fills_in_a_blank_is_a_text_of_one_line(key: str) -> None:
    assert refused({key: 7}, document=EXAMPLE)[0].startswith(f"{key}: ")
    assert refused({key: "x" * 501}, document=EXAMPLE)[0].startswith(f"{key}: ")
    assert refused({key: "two\nlines"}, document=EXAMPLE)[0].startswith(f"{key}: ")
