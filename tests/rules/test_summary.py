"""What was decided, in two sentences."""

from datetime import date
from pathlib import Path

import pytest

from rules.summary import decision_sentence, out_of_force_sentence
from rules.vocabulary import Value
from tests.rules.small_packs import (
    POLICY,
    decided,
    law,
    law_stack,
    parameter,
    policy,
    rule,
    value_of,
)

AMOUNT = parameter("amount", "money", "from: 2020-01-01, is: £5000.00, vat: included")
RULES = (
    rule("out", "regime: outside", "nation is scotland")
    + rule("in", "regime: procurement_act_2023", "nation is not scotland")
    + rule("is-threshold", "threshold: amount", "category is one of goods, services")
    + rule("above", "coverage: above_threshold", "estimated_value is at least threshold")
    + rule("below", "coverage: below_threshold", "estimated_value is less than threshold")
    + rule("notifiable-one", "notifiable: true", "coverage is below_threshold")
)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"nation": "wales", "category": "services", "estimated_value": value_of("£5000.00")},
            (
                "This is a services contract of £5,000 including VAT. It counts as above the "
                "threshold of £5,000 including VAT, so the full rules of the Procurement Act 2023 "
                "apply."
            ),
        ),
        (
            {
                "nation": "wales",
                "category": "goods",
                "framework": "establishing",
                "estimated_value": value_of("£4999.99"),
            },
            (
                "This is a framework for goods of £4,999.99 including VAT. It is below the "
                "threshold of £5,000 including VAT, so only the lighter rules of the Procurement "
                "Act 2023 apply. It is notifiable."
            ),
        ),
        (
            {
                "nation": "scotland",
                "category": "services",
                "special_regime": "light_touch",
                "value_cannot_be_estimated": True,
            },
            (
                "This is a light touch services contract whose value cannot be estimated. "
                "It lies outside the law that Podium's rules cover."
            ),
        ),
        (
            {"category": "works", "estimated_value": value_of("£1.00")},
            (
                "This is a works contract of £1 including VAT. "
                "Which law governs it can't be said yet: some answers are missing."
            ),
        ),
        (
            {"nation": "wales", "category": "works", "estimated_value": value_of("£1.00")},
            (
                "This is a works contract of £1 including VAT. It falls under the Procurement Act "
                "2023; whether it reaches the threshold can't be said yet."
            ),
        ),
    ],
)
def test_a_decision_in_two_sentences(
    facts: dict[str, Value], sentence: str, tmp_path: Path
) -> None:
    decision = decided(law_stack(tmp_path, rules=RULES, parameters=AMOUNT), **facts)

    assert decision_sentence(decision) == sentence


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (
            date(2020, 12, 31),
            "A small policy begins on 1 January 2021; before it no social value is proposed.",
        ),
        (date(2021, 1, 1), ""),
        (date(2022, 12, 31), ""),
        (
            date(2023, 1, 1),
            "A small policy ended on 31 December 2022; after it no social value is proposed.",
        ),
    ],
)
def test_a_policy_out_of_force_is_said_to_begin_or_to_have_ended(
    tmp_path: Path, day: date, sentence: str
) -> None:
    found = policy(tmp_path, law(tmp_path), pack=POLICY + "until: 2022-12-31\n")

    assert out_of_force_sentence(found, day) == sentence
