"""The packs that ship: whole, tested rule by rule, and mapped to their sources line by line."""

import re
from collections import Counter
from datetime import date

import pytest

from rules.condition import Literal, ParameterName
from rules.decide import decide
from rules.figures import READ_BY_DOCUMENTS
from rules.library import shipped, stack
from rules.money import Money, Pence, VatBasis
from rules.pack import Pack, Source
from rules.packtests import run_tests
from rules.procurement import Authority, Procurement
from rules.serialisation import decision_json

PACKS = shipped().ids()
POLICIES = PACKS[1:]

SAMPLE = Procurement(
    reference="COV-2026-014",
    title="Grounds maintenance",
    authority=Authority("Coventry City Council", "local_authority", "england"),
    category="services",
    also_includes=(),
    special_regime="none",
    framework="none",
    estimated_value=Money(Pence(360_000_00), VatBasis.INCLUDED),
    commenced_on=date(2026, 3, 2),
    duration_months=36,
    extension_months=24,
    cpv=("77310000",),
)
"""The procurement that the description of the interfaces gives as an example."""


@pytest.mark.parametrize("id_", PACKS)
def test_a_packs_own_tests_pass_and_show_every_rule_firing_and_silent(id_: str) -> None:
    pack = shipped().pack(id_)

    report = run_tests(pack, stack(None if id_ == "uk" else id_))

    failures = [
        f"{outcome.test.place} {outcome.test.name}: {failure}"
        for outcome in report.outcomes
        for failure in outcome.failures
    ]
    assert failures == []
    assert (report.never_fired, report.never_silent) == ((), ())
    assert report.has_passed


def ids_of(pack: Pack) -> list[str]:
    """Return every id that a pack declares."""
    return [
        *(one.id for one in pack.sources),
        *(one.id for one in (*pack.pillars, *pack.bodies)),
        *(one.id for one in pack.parameters),
        *(one.id for one in pack.rules),
        *(one.id for one in pack.outcomes),
        *(one.id for one in pack.indicators),
        *(one.id for one in pack.clauses),
        *(one.id for one in pack.duties),
    ]


@pytest.mark.parametrize("policy", POLICIES)
def test_no_id_stands_twice_in_the_packs_that_are_stacked(policy: str) -> None:
    ids = Counter(id_ for pack in stack(policy).packs for id_ in ids_of(pack))

    assert [id_ for id_, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("id_", PACKS)
def test_everything_that_a_pack_declares_is_used(id_: str) -> None:
    """A duty that no rule concludes, or a value that nothing names, would lie idle."""
    packs = stack(None if id_ == "uk" else id_)
    pack = shipped().pack(id_)
    concluded = {
        value
        for rule in packs.rules.values()
        for _, operand in rule.then
        if isinstance(operand, Literal)
        for value in operand.values
    }
    named = {one for rule in packs.rules.values() for one in rule.parameters}
    due = [duty.due.days for duty in packs.duties.values() if duty.due]
    named |= {days.id for days in due if isinstance(days, ParameterName)}
    named |= set(READ_BY_DOCUMENTS)

    assert [duty.id for duty in pack.duties if duty.id not in concluded] == []
    assert [body.id for body in pack.bodies if body.id not in concluded] == []
    assert [pillar.id for pillar in pack.pillars if pillar.id not in concluded] == []
    assert [item.id for item in pack.parameters if item.id not in named] == []


@pytest.mark.parametrize("id_", PACKS)
def test_every_source_is_mapped_and_every_line_carried_or_explained(id_: str) -> None:
    for source in shipped().pack(id_).sources:
        assert source.covers, f"{source.id} is not mapped"
        assert all(bool(line.carried_by) is not bool(line.because) for line in source.covers)
        at = [line.at for line in source.covers]
        assert len(at) == len(set(at)), source.id


POLICY_2014 = (
    *("1.1", "1.2", "2.1", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3"),
    *("5.1", "6.1", "7.1", "8.1", "app.1 1"),
    *("app.1 1.1.1", "app.1 1.2.1", "app.1 1.2.2", "app.1 1.3.1"),
)
NOTE_2022 = (
    *("1.1", "1.2", "2.1", "2.1(1)", "2.1(2)", "2.1(3)"),
    *(f"3.1.{number}" for number in range(1, 15)),
    *(f"3.2.{number}" for number in range(1, 12)),
    *(f"3.3.{number}" for number in range(1, 9)),
)


def source_of(id_: str) -> Source:
    """Return one of Coventry's sources."""
    (found,) = [source for source in shipped().pack("coventry").sources if source.id == id_]
    return found


@pytest.mark.parametrize(
    ("id_", "paragraphs"),
    [("coventry-policy-2014", POLICY_2014), ("scrutiny-note-2022", NOTE_2022)],
)
def test_every_numbered_paragraph_of_coventrys_policies_is_mapped(
    id_: str, paragraphs: tuple[str, ...]
) -> None:
    mapped = {line.at for line in source_of(id_).covers}

    assert [paragraph for paragraph in paragraphs if paragraph not in mapped] == []


@pytest.mark.parametrize(
    ("id_", "counts"),
    [
        (
            "coventry-policy-2014",
            {
                "economic outcome": 6,
                "economic indicator": 15,
                "social outcome": 4,
                "social indicator": 6,
                "environmental outcome": 4,
                "environmental indicator": 7,
            },
        ),
        (
            "scrutiny-note-2022",
            {
                "economic outcome": 5,
                "economic indicator": 26,
                "social outcome": 6,
                "social indicator": 12,
                "environmental outcome": 4,
                "environmental indicator": 19,
            },
        ),
    ],
)
def test_every_outcome_and_indicator_of_both_appendices_is_mapped(
    id_: str, counts: dict[str, int]
) -> None:
    """Counted in the tables of the two appendices; what stands twice is listed twice."""
    kinds = Counter(
        line.at.removeprefix("app.1 ").partition(", «")[0] for line in source_of(id_).covers
    )

    assert {kind: kinds[kind] for kind in counts} == counts


@pytest.mark.parametrize("id_", ["coventry-policy-2014", "scrutiny-note-2022"])
def test_every_indicator_and_outcome_is_carried_by_one_of_the_pack(id_: str) -> None:
    pack = shipped().pack("coventry")
    declared = {one.id for one in pack.outcomes} | {one.id for one in pack.indicators}

    for line in source_of(id_).covers:
        if re.match(r"app\.1 \w+ (outcome|indicator),", line.at):
            assert declared & set(line.carried_by), line.at


def test_every_indicator_that_a_contract_can_carry_has_one_model_clause() -> None:
    pack = shipped().pack("coventry")
    carried = {item.id for item in pack.indicators if item.carried_by == "contract"}
    clauses = Counter(clause.indicator for clause in pack.clauses)

    assert clauses == dict.fromkeys(carried, 1)


def test_no_two_clauses_share_a_question_an_obligation_or_a_measure() -> None:
    clauses = shipped().pack("coventry").clauses

    for texts in zip(*((one.question, one.obligation, one.kpi) for one in clauses), strict=True):
        assert [text for text, count in Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize("policy", [None, "coventry"])
def test_the_example_of_the_interfaces_is_decided_as_it_is_printed(policy: str | None) -> None:
    packs = stack(policy)

    found = decision_json(decide(SAMPLE, packs), packs)

    law = (
        "regime",
        "threshold",
        "coverage",
        "notifiable",
        "prequalification_allowed",
        "local_reservation_allowed",
        "social_value_act_duty",
        "consultation_to_be_considered",
        "kpis_minimum",
        "contract_copy_published",
        "standstill_working_days",
        "assessment_summaries_required",
    )
    assert {name: found["conclusions"][name] for name in law} == {
        "regime": "procurement_act_2023",
        "threshold": {"amount": "207720.00", "vat": "included"},
        "coverage": "above_threshold",
        "notifiable": False,
        "prequalification_allowed": True,
        "local_reservation_allowed": False,
        "social_value_act_duty": True,
        "consultation_to_be_considered": True,
        "kpis_minimum": 0,
        "contract_copy_published": False,
        "standstill_working_days": 8,
        "assessment_summaries_required": True,
    }
    assert not set(law) & set(found["undetermined"])
    assert found["conclusions"]["duties"]


def test_the_example_has_a_tier_and_weights_under_coventrys_policy() -> None:
    packs = stack("coventry")

    found = decision_json(decide(SAMPLE, packs), packs)

    social_value = found["conclusions"]["social_value"]
    assert social_value["tier"] in {"light", "standard", "enhanced"}
    weights = [int(social_value[name]) for name in ("minimum", "recommended", "maximum")]
    assert weights == sorted(weights)
    assert found["needs"] == []
