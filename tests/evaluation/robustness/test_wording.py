"""What a panel reads out about how sure an award is."""

from dataclasses import replace

from evaluation.evaluate import NO_FINDINGS, evaluate
from evaluation.model import Method, PriceFormula
from evaluation.robustness import robustness
from evaluation.robustness.budget import Budget
from evaluation.robustness.flips import flips
from evaluation.robustness.what_if import WhatIf
from evaluation.robustness.wording import in_plain_words
from evaluation.tender import Tender
from tests.evaluation import builders as make
from tests.evaluation.robustness.small_tenders import close_tender


def told(tender: Tender) -> str:
    evaluation = evaluate(tender)
    return in_plain_words(tender, evaluation, robustness(tender, NO_FINDINGS, evaluation))


def test_the_published_example_is_told_in_one_paragraph() -> None:
    assert told(make.example()) == (
        "A Ltd is first with 80.00 points, 3.50 ahead of B Ltd. "
        "A Ltd stays first whatever ‘Sv’ weighs. "
        "A Ltd stays first for any weight of ‘Price’ up to 48.9 per cent and of ‘Quality’ from "
        "39.4 per cent upwards. "
        "One step of one mark would change that: 3 in place of 4 for A Ltd on ‘Q1’ would make "
        "B Ltd first, and so would 3 other changes of one mark. "
        "Leaving out any one of the other bids leaves the first place as it is; the places behind "
        "it may change. "
        "Rounding decides nothing."
    )


def test_a_single_bid_has_no_rival_to_speak_of() -> None:
    made = make.model(make.price("40"), make.scored("q1", "60"))

    assert told(make.tender(made, make.bid("A", "100", {"q1": "3"}))) == (
        "A Ltd is the only bid that is ranked, with 76.00 points. "
        "A Ltd stays first whatever any one criterion weighs. "
        "A Ltd would still be first had any one, two or three marks been one step higher or lower."
    )


def test_a_shared_first_place_is_said_with_all_who_share_it() -> None:
    made = make.model(make.scored("q1", "100"))
    tender = make.tender(made, *(make.bid(id_, None, {"q1": "3"}) for id_ in "ABC"))

    assert told(tender) == (
        "A Ltd, B Ltd and C Ltd share the first place with 60.00 points, so there is no winner "
        "whose lead could be tested."
    )


def test_an_empty_ranking_is_said() -> None:
    made = make.model(make.scored("q1", "100", minimum=make.at_least(score="3")))

    assert told(make.tender(made, make.bid("A", None, {"q1": "2"}))) == (
        "No bid is ranked, so there is no winner."
    )


def test_a_tie_that_the_model_broke_is_said() -> None:
    made = make.model(make.scored("q1", "50"), make.scored("q2", "50"), tie_break=("q1",))
    tender = make.tender(
        made,
        make.bid("A", None, {"q1": "3", "q2": "4"}),
        make.bid("B", None, {"q1": "4", "q2": "3"}),
    )

    text = told(tender)

    assert text.startswith(
        "B Ltd and A Ltd are level with 70.00 points; B Ltd is first by the published order of "
        "ties. B Ltd stays first for any weight of ‘Q1’ from 50.0 per cent upwards and of ‘Q2’ up "
        "to 50.0 per cent."
    )
    assert text.endswith("Rounding decides nothing.")


def test_bidders_of_one_name_are_told_apart_and_a_small_lead_is_not_nothing() -> None:
    made = make.model(make.scored("q1", "100", "0-10000"), places=1)
    bids = make.bid("A", None, {"q1": "5001"}), make.bid("B", None, {"q1": "5000"})
    tender = make.tender(made, *(replace(bid, bidder="Alpha Ltd") for bid in bids))

    text = told(tender)

    assert text.startswith(
        "Alpha Ltd (bid A) is first with 50.0 points, less than 0.1 ahead of Alpha Ltd (bid B)."
    )
    assert (
        "With figures rounded to whole numbers the first place would be shared; with figures "
        "rounded to one place the first place would be shared."
    ) in text


def test_the_other_methods_speak_of_prices() -> None:
    ratio = make.model(
        make.price(None, None), make.scored("q1", "100"), method=Method.PRICE_PER_QUALITY_POINT
    )
    credit = make.model(
        make.price(None, None),
        make.scored("q1", "100"),
        method=Method.QUALITY_CREDIT,
        credit_per_point="1000",
    )
    bids = make.bid("A", "120000", {"q1": "3"}), make.bid("B", "150000", {"q1": "3"})

    assert told(make.tender(ratio, *bids)).startswith(
        "A Ltd is first with a price of £2,000.00 for each quality point, £500.00 ahead of B Ltd."
    )
    assert told(make.tender(credit, *bids)).startswith(
        "A Ltd is first with a price less credit for quality of £60,000.00, £30,000.00 ahead of "
        "B Ltd."
    )


def test_who_owes_the_first_place_to_another_bid_is_told() -> None:
    made = make.model(
        make.price("50", PriceFormula.LINEAR_BETWEEN_BIDS), make.scored("q1", "50", "0-10")
    )
    tender = make.tender(
        made,
        make.bid("A", "110", {"q1": "9"}),
        make.bid("B", "100", {"q1": "7"}),
        make.bid("C", "200", {"q1": "0"}),
    )

    assert (
        "A Ltd owes the first place to which bids were made: without C Ltd the first would be "
        "B Ltd."
    ) in told(tender)


def test_pairs_and_a_search_that_was_cut_off_are_told() -> None:
    tender = close_tender(3, 10)
    evaluation = evaluate(tender)
    whole = robustness(tender, NO_FINDINGS, evaluation)
    early, late = (
        replace(whole, flips=flips(WhatIf(tender, NO_FINDINGS, evaluation), Budget(steps)))
        for steps in (5, 100)
    )

    assert (
        "No one mark moved by one step would change that; two together would: 2 in place of 3 for "
        "B0 Ltd on ‘Q1’ and 2 in place of 3 for B0 Ltd on ‘Q2’ would leave no bid alone in first "
        "place, and so would 334 other sets of two marks."
    ) in in_plain_words(tender, evaluation, whole)
    assert "Whether one step of one mark would change that was not searched to its end." in (
        in_plain_words(tender, evaluation, early)
    )
    assert " and so would at least " in in_plain_words(tender, evaluation, late)
