"""Planning applications: what the Orders define and Coventry practises, in both evaluators."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rules.area import Area
from rules.decide import decide
from rules.decision import Decision, Status
from rules.development import Development
from rules.errors import OutsidePeriod
from rules.library import stack
from rules.procurement import Authority
from rules.serialisation import decision_json
from rules.summary import decision_sentence
from rules.vocabulary import DEVELOPMENT_CONCLUSIONS

DAY = date(2026, 3, 2)
SQUARE_METRE = 10_000
HECTARE = 10_000 * SQUARE_METRE
UNDER = "under the Development Management Procedure Order 2015"
OF_PROCUREMENTS_ALONE = ("regime", "coverage", "social_value_tier", "duties", "approvals")


def development(
    *,
    dwellings: int | None = None,
    floor: int | None = None,
    site: int | None = None,
    minerals: bool = False,
    nation: str = "england",
    on: date = DAY,
) -> Development:
    """Return an application with areas in square centimetres."""
    return Development(
        reference="FUL-1",
        title="A former works",
        authority=Authority("Coventry City Council", "local_authority", nation),
        determined_on=on,
        dwellings=dwellings,
        floor_area_m2=None if floor is None else Area(floor),
        site_area_ha=None if site is None else Area(site),
        minerals_or_waste=minerals,
    )


def decided(
    one: Development, policy: str | None = "coventry", *, why_not: bool = False
) -> Decision:
    """Return the decision under the law and a policy."""
    return decide(one, stack(policy), why_not=why_not)


def is_major(
    dwellings: int | None, floor: int | None, site: int | None, *, minerals: bool
) -> bool | None:
    """Return what art. 2(1) of the Orders says, None while a missing size could still tell."""
    if minerals or (dwellings or 0) >= 10:
        return True
    if (floor or 0) >= 1000 * SQUARE_METRE or (site or 0) >= HECTARE:
        return True
    if dwellings is None:
        return True if (site or 0) >= HECTARE // 2 else None
    return None if floor is None or site is None else False


SIZES = {
    "dwellings": st.none() | st.integers(0, 20),
    "floor": st.none() | st.integers(998 * SQUARE_METRE, 1002 * SQUARE_METRE),
    "site": st.none()
    | st.integers(HECTARE - 3, HECTARE + 3)
    | st.integers(HECTARE // 2 - 3, HECTARE // 2 + 3),
}


@settings(max_examples=200, deadline=None)
@given(**SIZES, minerals=st.booleans(), day=st.dates(date(2012, 1, 1), date(2027, 12, 31)))
@example(dwellings=9, floor=1000 * SQUARE_METRE - 1, site=HECTARE - 1, minerals=False, day=DAY)
@example(dwellings=None, floor=None, site=HECTARE // 2, minerals=False, day=DAY)
def test_major_developments_are_those_of_the_definition(
    *, dwellings: int | None, floor: int | None, site: int | None, minerals: bool, day: date
) -> None:
    decision = decided(
        development(dwellings=dwellings, floor=floor, site=site, minerals=minerals, on=day)
    )

    assert decision.value("major_development") is is_major(
        dwellings, floor, site, minerals=minerals
    )


def test_a_decision_holds_the_conclusions_of_developments_alone() -> None:
    decision = decided(development(dwellings=10))

    assert decision.findings.keys() == {item.name for item in DEVELOPMENT_CONCLUSIONS}
    assert decision.findings.keys().isdisjoint(OF_PROCUREMENTS_ALONE)
    assert decision.approvals == ()


def test_coventry_sets_a_condition_with_targets_a_plan_and_monitoring() -> None:
    decision = decided(development(dwellings=10))

    assert decision.value("planning_condition") is True
    assert decision.value("planning_action_plan") is True
    assert len(decision.findings["planning_indicators"].ids()) == 6
    dated = {duty.id: (duty.event, duty.is_before, duty.on) for duty in decision.duties}
    assert dated == {
        "cov-planning-identify": ("planning_permission_granted", True, DAY),
        "cov-planning-set-condition": ("planning_permission_granted", True, DAY),
        "cov-planning-agree-action-plan": ("development_commenced", True, None),
        "cov-planning-link-stakeholders": ("", False, None),
        "cov-planning-monitor": ("development_completed", True, None),
    }
    assert (decision.needs, decision.open) == ((), ())


def test_what_rests_on_an_article_alone_says_so() -> None:
    decision = decided(development(dwellings=10))

    assert "cov-planning-condition" in decision.unverified
    assert "uk-major-dwellings" not in decision.unverified


def test_without_a_size_the_sizes_are_needed() -> None:
    decision = decided(development())

    assert decision.needs == ("dwellings", "floor_area_m2", "site_area_ha")
    assert decision.findings["planning_condition"].status is Status.UNDETERMINED
    assert decision.duties == ()


def test_the_law_alone_knows_no_condition() -> None:
    decision = decided(development(dwellings=10), None)

    assert decision.value("major_development") is True
    assert decision.findings["planning_condition"].status is Status.ABSENT


@pytest.mark.parametrize("nation", ["wales", "scotland", "northern_ireland"])
def test_elsewhere_than_in_england_it_lies_outside_and_needs_nothing(nation: str) -> None:
    decision = decided(development(nation=nation))

    assert decision.value("planning_law") == "outside"
    assert decision.findings["major_development"].status is Status.ABSENT
    assert (decision.needs, decision.duties) == ((), ())


@pytest.mark.parametrize(
    ("day", "law"), [(date(2015, 4, 14), "dmpo_2010"), (date(2015, 4, 15), "dmpo_2015")]
)
def test_the_order_of_the_day_defines_it_and_is_the_only_one_cited(day: date, law: str) -> None:
    decision = decided(development(dwellings=10, on=day))

    cited = {str(cite).split()[0] for entry in decision.trace for cite in entry.cites}
    assert decision.value("planning_law") == law
    assert cited & {"dmpo-2010", "dmpo-2015"} == {law.replace("_", "-")}


def test_another_day_decides_under_the_law_and_the_policy_of_that_day() -> None:
    one = development(dwellings=10)

    decision = decide(one, stack("coventry"), on=date(2022, 11, 8))

    assert decision.decided_as_of == date(2022, 11, 8)
    assert decision.findings["planning_condition"].status is Status.ABSENT


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2028, 1, 1)])
def test_a_day_whose_law_is_not_known_is_refused(day: date) -> None:
    with pytest.raises(OutsidePeriod) as refused:
        decided(development(dwellings=10, on=day))

    assert refused.value.place == "determined_on"
    assert "lies outside the period of the pack «uk»" in str(refused.value)


def test_why_not_tells_how_far_each_size_is_off() -> None:
    one = development(dwellings=9, floor=9_999_900, site=40_000_000)

    decision = decided(one, why_not=True)

    distances = {
        item.rule: item.failed[0].distance for item in decision.why_not if len(item.failed) == 1
    }
    assert distances["uk-major-dwellings"] == "1 dwelling below it"
    assert distances["uk-major-floor-space"] == "0.01 m² below it"
    assert distances["uk-major-site"] == "0.6 ha below it"
    assert {item.rule for item in decision.why_not}.isdisjoint({"uk-above-act", "cov-tier-none"})


def test_the_json_has_the_conclusions_of_a_development() -> None:
    one = development(dwellings=120, floor=98_000_000, site=240_000_000)
    packs = stack("coventry")

    found = decision_json(decide(one, packs), packs)

    assert found["format"] == "podium/decision/1"
    assert list(found["conclusions"]) == [
        "planning_law",
        "major_development",
        "planning_condition",
        "planning_action_plan",
        "planning_indicators",
        "duties",
    ]
    assert found["conclusions"]["major_development"] is True
    assert found["conclusions"]["duties"][2]["due"] == {
        "days": 0,
        "kind": "calendar",
        "after": None,
        "before": "development_commenced",
        "on": None,
    }
    entry = next(one for one in found["trace"] if one["rule"] == "uk-major-site")
    assert entry["facts"] == {"planning_law": "dmpo_2015", "site_area_ha": "2.4"}
    assert entry["parameters"][0]["value"] == "10000"


def test_the_json_says_what_is_undetermined_and_what_lies_outside() -> None:
    packs = stack("coventry")

    missing = decision_json(decide(development(), packs), packs)
    outside = decision_json(decide(development(nation="wales"), packs), packs)

    assert missing["undetermined"] == [
        "major_development",
        "planning_condition",
        "planning_action_plan",
        "planning_indicators",
        "duties",
    ]
    assert missing["conclusions"]["duties"] is None
    assert outside["conclusions"] == {
        "planning_law": "outside",
        "major_development": None,
        "planning_condition": None,
        "planning_action_plan": None,
        "planning_indicators": None,
        "duties": None,
    }


@pytest.mark.parametrize(
    ("one", "policy", "sentence"),
    [
        (
            development(dwellings=1, floor=1_000_000, site=1_000_000),
            "coventry",
            (
                "This is a planning application for 1 dwelling, 100 m² of floor space and a site "
                f"of 0.01 ha. It is no major development {UNDER}."
            ),
        ),
        (
            development(dwellings=10),
            "coventry",
            (
                "This is a planning application for 10 dwellings. "
                f"It is a major development {UNDER}. The policy asks social value of it."
            ),
        ),
        (
            development(dwellings=10, on=date(2020, 1, 2)),
            "coventry",
            (
                "This is a planning application for 10 dwellings. "
                f"It is a major development {UNDER}. The policy has no rule for it on that day."
            ),
        ),
        (
            development(dwellings=10),
            None,
            (
                "This is a planning application for 10 dwellings. "
                f"It is a major development {UNDER}."
            ),
        ),
        (
            development(),
            None,
            (
                "This is a planning application without a size. "
                "Whether it is a major development can't be said yet: some answers are missing."
            ),
        ),
        (
            development(dwellings=0, nation="wales"),
            None,
            (
                "This is a planning application of no size. "
                "It lies outside the law that Podium's rules cover."
            ),
        ),
    ],
)
def test_the_sentence_says_what_it_is_and_what_the_law_and_the_policy_say(
    one: Development, policy: str | None, sentence: str
) -> None:
    assert decision_sentence(decided(one, policy)) == sentence
