"""Why a rule fired: what it read, the reason with its figures, and what it concluded."""

from datetime import date
from pathlib import Path
from types import MappingProxyType

from rules.decision import ParameterUse, TraceEntry
from rules.money import Money, Pence, VatBasis
from rules.pack import Citation, Confidence
from rules.vocabulary import Kind
from tests.rules.small_packs import all_of, any_of, decided, law_stack, parameter, rule, value_of

LIMITS = parameter(
    "an-amount",
    "money",
    "from: 2020-01-01, is: £10.00, vat: excluded",
    "from: 2021-01-01, is: £5000.00, vat: included",
)


def test_an_entry_holds_everything_that_the_rule_rests_on(tmp_path: Path) -> None:
    text = rule("first", "regime: procurement_act_2023") + rule(
        "second",
        "kpis_minimum: 3",
        all_of("regime is procurement_act_2023", "estimated_value is more than an-amount"),
        because="'Under the {regime}, {estimated_value} is more than {an-amount}.'",
        confidence="secondary",
        cites="[act s.1, act s.2]",
    )

    decision = decided(
        law_stack(tmp_path, rules=text, parameters=LIMITS), estimated_value=value_of("£5000.01")
    )

    assert decision.traced()["second"] == TraceEntry(
        rule="second",
        title="What second says",
        because="Under the Procurement Act 2023, £5,000.01 including VAT is more than £5,000 "
        "including VAT.",
        cites=(Citation("act", "s.1"), Citation("act", "s.2")),
        facts=MappingProxyType(
            {"regime": "procurement_act_2023", "estimated_value": value_of("£5000.01")}
        ),
        parameters=(
            ParameterUse(
                id="an-amount",
                title="The an-amount",
                kind=Kind.MONEY,
                value=Money(Pence(500000), VatBasis.INCLUDED),
                from_on=date(2021, 1, 1),
                cites=(Citation("act", "s.2"),),
                confidence=Confidence.SEEN,
            ),
        ),
        concluded=MappingProxyType({"kpis_minimum": 3}),
        displaced=(),
        displaced_by=(),
        confidence=Confidence.SECONDARY,
    )


def test_a_fact_that_is_missing_is_not_known_in_a_reason(tmp_path: Path) -> None:
    text = rule(
        "one",
        "notifiable: true",
        any_of("nation is wales", "category is goods"),
        because="'Nation: {nation}. Category: {category}.'",
    )

    (entry,) = decided(law_stack(tmp_path, rules=text), nation="wales").trace

    assert entry.because == "Nation: Wales. Category: not known."
    assert dict(entry.facts) == {"nation": "wales"}


def test_a_parameter_and_a_fact_may_be_concluded(tmp_path: Path) -> None:
    text = rule("one", "threshold: an-amount", because="'It is {an-amount}.'") + rule(
        "two", "kpis_minimum: duration_months", because="'It is {duration_months}.'"
    )

    decision = decided(law_stack(tmp_path, rules=text, parameters=LIMITS), duration_months=12)

    assert [(dict(entry.concluded), entry.because) for entry in decision.trace] == [
        (
            {"threshold": Money(Pence(500000), VatBasis.INCLUDED)},
            "It is £5,000 including VAT.",
        ),
        ({"kpis_minimum": 12}, "It is 12 months."),
    ]


def test_a_repealed_parameter_is_said_to_be_so(tmp_path: Path) -> None:
    gone = parameter("gone", "integer", "from: 2020-01-01, is: 5", "from: 2021-01-01, is: repealed")
    text = rule("one", "kpis_minimum: gone, notifiable: true", because="'It was {gone}.'")

    (entry,) = decided(law_stack(tmp_path, rules=text, parameters=gone)).trace

    assert (entry.because, dict(entry.concluded)) == ("It was repealed.", {"notifiable": True})


def test_the_trace_is_in_the_order_of_the_stages_and_of_the_pack(tmp_path: Path) -> None:
    text = (
        rule("last", "notifiable: true")
        + rule("first", "regime: outside")
        + rule("next-to-last", "kpis_minimum: 3")
    )

    decision = decided(law_stack(tmp_path, rules=text))

    assert [entry.rule for entry in decision.trace] == ["first", "last", "next-to-last"]
