"""The machine's part in screening: it proposes where it has a reason, and leaves the rest."""

from datetime import date

from evaluation.outline.bases import bases_for
from evaluation.outline.burden import burden_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import OwnMeasure, Proposal, Screen, Use
from evaluation.outline.screens import QUESTIONS, Suggestion, suggestions
from rules.money import Money, Pence, VatBasis
from rules.pack import Confidence
from tests.evaluation.outline.samples import INVOLVES, TREES, WAGE, WEEKS, complete, ground_of


def suggested(
    ground: Ground, measure: str, use: Use = Use.AWARD, own: OwnMeasure | None = None
) -> dict[Screen, Suggestion]:
    burden = burden_of(complete(ground), ground)
    return {one.screen: one for one in suggestions(measure, use, own, ground, burden)}


def test_what_the_rules_propose_relates_to_the_contract_for_their_reasons() -> None:
    found = suggested(ground_of(), WEEKS)[Screen.SUBJECT_MATTER]

    assert found.passes is True
    assert "People will work in the city" in found.because
    assert found.reason == found.because


def test_an_outcome_that_no_rule_finds_relevant_fails() -> None:
    found = suggested(ground_of(affects_land=False), "cov-2022-brownfield-land")

    assert found[Screen.SUBJECT_MATTER].passes is not True


def test_a_measure_of_ones_own_is_left_to_the_buyer() -> None:
    found = suggested(ground_of(), "own-trees", own=TREES)

    assert [one.passes for one in found.values()] == [None] * 4


def test_while_answers_are_missing_the_machine_does_not_say_no() -> None:
    ground = ground_of(**dict.fromkeys(INVOLVES))

    found = suggested(ground, "own-trees", own=TREES)[Screen.SUBJECT_MATTER]

    assert found.passes is None
    assert "answers are still missing" in found.because


def test_the_machine_never_says_that_something_is_additional() -> None:
    ground = ground_of()

    found = [suggested(ground, one)[Screen.ADDITIONAL] for one in ground.proposed]

    assert {one.passes for one in found} == {None}
    assert {one.reason for one in found} == {"Neither the specification nor a law asks for it."}


def test_words_of_place_pay_and_people_are_left_to_a_person() -> None:
    ground = ground_of()

    place = suggested(ground, WEEKS)[Screen.LAWFUL]
    pay = suggested(ground, WAGE, Use.PERFORMANCE)[Screen.LAWFUL]
    people = suggested(
        ground, "own-women", own=OwnMeasure("Women hired", "Hires.", "people", "", "")
    )[Screen.LAWFUL]

    assert [one.passes for one in (place, pay, people)] == [None, None, None]
    assert "prefer no supplier" in place.because
    assert "terms of employment" in pay.because
    assert "a quota" in people.because
    assert {basis.confidence for basis in people.bases} == {Confidence.SEEN}
    assert people.bases[0].words.startswith("Equality Act 2010, s.13(2) and (3), s.158")


def test_no_reason_is_ready_where_the_law_turns_on_who_is_paid_hired_or_here() -> None:
    ground = ground_of()
    told = ("Staff paid well", "Women trained", "Local people employed", "Local people trained")

    found = [
        suggested(ground, "own-one", own=OwnMeasure(one, "", "people", "", ""))[Screen.LAWFUL]
        for one in told
    ]

    assert [bool(one.reason) for one in found] == [False, False, False, True]


def test_small_firms_are_no_matter_of_place() -> None:
    small = suggested(
        ground_of(), "own-small", own=OwnMeasure("SMEs that work on it", "", "firms", "", "")
    )[Screen.LAWFUL]

    assert "place" not in small.because
    assert small.reason == (
        "It counts what whoever wins passes on; no bidder earns marks for its own size or form."
    )


def test_what_is_over_a_limit_is_not_called_proportionate() -> None:
    ground = ground_of()
    many = complete(ground)
    more = Proposal((*many.choices, *(one for one in complete(ground).choices)))

    found = {
        one.screen: one
        for one in suggestions(WEEKS, Use.AWARD, None, ground, burden_of(more, ground))
    }

    assert found[Screen.PROPORTIONATE].passes is None
    assert "over the limit" in found[Screen.PROPORTIONATE].because


def test_the_act_is_named_only_where_it_governs() -> None:
    bases = QUESTIONS[Screen.SUBJECT_MATTER].bases
    below = Money(Pence(90_000_00), VatBasis.INCLUDED)

    above = bases_for(bases, ground_of())
    small = bases_for(bases, ground_of(estimated_value=below))

    assert [one.words for one in above] == [
        "Procurement Act 2023, s.23(2)(a) and (5)",
        "Public Services (Social Value) Act 2012, s.1(6)",
    ]
    assert [one.words for one in small] == [
        "Good practice; the law on larger contracts asks the same"
    ]


def test_a_call_off_is_held_to_its_frameworks_criteria_whose_regime_nobody_is_asked() -> None:
    bases = QUESTIONS[Screen.SUBJECT_MATTER].bases
    begun = date(2025, 6, 2)

    ordinary = bases_for(bases, ground_of(framework="call_off", framework_commenced_on=begun))
    light = bases_for(
        bases,
        ground_of(
            framework="call_off",
            framework_commenced_on=begun,
            special_regime="light_touch",
            estimated_value=Money(Pence(700_000_00), VatBasis.INCLUDED),
        ),
    )

    assert ordinary[0].words == (
        "Procurement Act 2023, s.46(8) and (9): only the framework's own award criteria, which "
        "may be refined. If the framework is itself a light touch contract, its own terms instead "
        "(s.46(11))"
    )
    assert light[0] == ordinary[0]
    assert not any("s.23" in one.words for one in (*ordinary, *light))


def test_before_the_act_the_regulations_of_2015_are_named() -> None:
    earlier = ground_of(commenced_on=date(2024, 6, 3))

    linked = bases_for(QUESTIONS[Screen.SUBJECT_MATTER].bases, earlier)
    lawful = bases_for(QUESTIONS[Screen.LAWFUL].bases, earlier)

    assert linked[0].words == "Public Contracts Regulations 2015, reg.67(2) and (5)"
    assert not any("Procurement Act 2023" in one.words for one in (*linked, *lawful))


def test_a_council_may_not_look_at_non_commercial_matters_at_any_value() -> None:
    small = ground_of(estimated_value=Money(Pence(90_000_00), VatBasis.INCLUDED))

    treaties, council = bases_for(QUESTIONS[Screen.LAWFUL].bases, small)

    assert treaties.words.endswith("as far as a treaty covers the contract (s.89(2))")
    assert council.words.startswith("Local Government Act 1988, s.17(5)")
