"""The notice of an abnormally low price, of a disregarded tender, and what happens next."""

from dataclasses import replace
from datetime import date

import pytest

from evaluation.evaluate import evaluate
from evaluation.tender import Exclusion
from rules.decide import decide
from rules.library import stack
from rules.procurement import Procurement
from tests.evaluation import tenders
from tests.rules.procurements import gross, procurement
from tests.webapp.documents.summaries import reading
from webapp.documents.content import Document
from webapp.documents.summaries import (
    NoLowPriceNotice,
    assessment_summary,
    disregarded_notice,
    low_price_notice,
    low_price_notices,
)


def notice() -> Document:
    """Return the notice about the price of C."""
    made, evaluation = tenders.tender(), tenders.evaluation()
    return low_price_notice(made, evaluation, None, "C", issue=reading.ISSUE)


def test_the_notice_tells_price_screen_opportunity_and_what_follows() -> None:
    text = reading.words(notice())

    assert "£60,000 for performance of the contract." in text
    assert "considers this price to be abnormally low" in text
    assert "Procurement Act 2023, s.19(4)(b)" in text
    assert (
        "40 per cent or more below the mean price of the tenders that were not disqualified" in text
    )
    assert "30 per cent or more below the next higher price" in text
    assert "your tender may not be disregarded because of its price" in text


def test_the_notice_gives_away_no_other_price_and_not_how_far_apart() -> None:
    text = reading.words(notice())

    prices = [f"£{int(price):,}" for bid, (price, *_) in tenders.MARKS.items() if bid != "C"]
    assert not any(price in text for price in prices)
    assert "37.5" not in text
    assert "96,500" not in text
    assert not any(name in text for bid, name in tenders.NAMES.items() if bid != "C")


def test_the_notice_cannot_be_sent_before_a_person_completed_it() -> None:
    assert reading.blanks(notice()) == [
        "contact at the authority",
        "name and role",
        "date",
        "date and time",
        "address or system",
        "the authority’s own reasons, without figures of other tenders",
    ]


def test_there_is_a_notice_for_each_price_that_is_asked_about() -> None:
    made, evaluation = tenders.tender(), tenders.evaluation()

    found = low_price_notices(made, evaluation, None, issue=reading.ISSUE)

    assert [letter.stem for letter in found] == ["abnormally-low-price-C"]


def test_a_price_that_is_not_asked_about_has_no_notice() -> None:
    made, evaluation = tenders.tender(), tenders.evaluation()

    with pytest.raises(NoLowPriceNotice, match="does not ask about this price"):
        low_price_notice(made, evaluation, None, "A", issue=reading.ISSUE)


def test_a_disregarded_tender_is_told_its_grounds_and_nothing_of_the_assessment() -> None:
    made = tenders.tender()
    grounds = (
        Exclusion("Improper behaviour", "It approached the panel before the deadline."),
        Exclusion("Tax evasion", "A conviction of 3 May 2024"),
    )
    bids = (*made.bids[:4], replace(made.bids[4], exclusions=grounds))
    changed = replace(made, bids=bids)
    evaluation = evaluate(changed, tenders.findings())

    document = disregarded_notice(changed, evaluation, None, "E", issue=reading.ISSUE)

    text = reading.words(document)
    assert "Ground 2\nTax evasion\nA conviction of 3 May 2024." in text
    assert "no assessment summary is provided for it" in text
    assert "Arden" not in text
    assert tenders.METHOD["E"].rationale not in text


def test_the_standstill_begins_with_the_publication_of_the_notice() -> None:
    text = reading.section(decided(procurement()), "next")

    assert (
        "The authority may not enter into the contract before the end of 8 working days, "
        "beginning with the day on which the contract award notice is published"
    ) in text
    assert "the publication of the notice starts the period" in text


def test_a_light_touch_contract_has_no_mandatory_standstill() -> None:
    made = replace(procurement(), special_regime="light_touch", estimated_value=gross(700_000))

    assert (
        "No mandatory standstill period applies. The mandatory standstill does not apply to light "
        "touch contracts"
    ) in reading.section(decided(made), "next")


def decided(made: Procurement) -> Document:
    """Return a summary under the decision of a procurement."""
    tender = replace(tenders.tender(), procurement=made)
    decision = decide(made, stack(None))
    evaluation = tenders.evaluation()
    return assessment_summary(tender, evaluation, decision, "B", issue=reading.ISSUE)


def test_without_a_decision_the_standstill_is_left_to_the_notice() -> None:
    document = assessment_summary(
        tenders.tender(), tenders.evaluation(), None, "B", issue=reading.ISSUE
    )

    assert "Whether a mandatory standstill period applies to this contract" in (
        reading.section(document, "next")
    )


def test_below_the_threshold_the_summary_says_that_the_law_does_not_require_it() -> None:
    document = decided(replace(procurement(), estimated_value=gross(100_000)))

    assert "does not require an assessment summary" in reading.section(document, "outcome")
    follows = reading.section(document, "next")
    assert "asks for no contract award notice and no standstill period here" in follows
    assert "publishes a contract award notice" not in follows


def test_under_another_law_the_summary_cites_nothing_of_the_act_on_what_happens_next() -> None:
    made = replace(procurement(), commenced_on=date(2024, 3, 1))

    follows = reading.section(decided(made), "next")

    assert "That law is not the Procurement Act 2023." in follows
    assert "s.5" not in follows
