"""How facts and conclusions read within a sentence: a subject, or a whole clause for a member.

What stands in neither table reads by its title, so that a vocabulary may grow.
"""

from collections.abc import Iterable

from rules.reading.yes_no import YES_NO
from rules.vocabulary import Conclusion, Fact
from rules.vocabulary.labels import NAMED_BY_PROPER_NOUNS, label
from rules.wording import lower_first

_SUBJECTS: dict[str, str] = {
    "framework": "the contract",
    "social_value_obligation": "asking for social value",
    "kpis_minimum": "the smallest number of key performance indicators",
    "measures_minimum": "the smallest number of measures",
    "measures_maximum": "the largest number of measures",
    "burden_hours_maximum": "the burden for a bidder",
    "hours_per_award_measure": "the time for each award criterion",
    "hours_per_performance_measure": "the time for each obligation",
    "approval_route": "the decision on the outline",
    "approval_quorum": "the quorum",
    "commitment_verdict": "the commitment",
    "regime": "the governing law",
    "planning_law": "the planning law",
    "authority_type": "the authority",
    "authority_group": "the authority’s threshold group",
    "nation": "the nation",
    "nhs_body_kind": "the NHS body",
    "category": "the main purpose",
    "threshold": "the threshold",
    "procurement_risk": "the risk",
    "commenced_on": "the procurement commences",
    "framework_commenced_on": "the framework commenced",
    "determined_on": "the application is determined",
    "extension_months": "the length of extensions",
    "direct_award_ground": "the ground of the direct award",
    "procedure": "the procedure",
    "measure_place": "the measure’s place among those that the bid offers",
    "floor_area_m2": "the floor space",
    "site_area_ha": "the site",
    "dwellings": "the number of dwellings",
}

_MEMBERS: dict[tuple[str, str], str] = {
    ("regime", "pcr_2006"): "the Public Contracts Regulations 2006",
    ("regime", "pcr_2015"): "the Public Contracts Regulations 2015",
    ("regime", "procurement_act_2023"): "the Procurement Act 2023",
    ("regime", "outside"): "outside what these rules cover",
    ("social_value_tier", "none"): "none",
    ("social_value_obligation", "none"): "not spoken of",
    ("social_value_obligation", "discretionary"): "left to the buyer",
    ("special_regime", "none"): "none",
    ("special_regime", "light_touch"): "light touch",
    ("special_regime", "provider_selection"): "that of provider selection",
    ("special_rules", "light_touch"): "light touch",
    ("special_rules", "none"): "none",
    ("framework", "none"): "not part of a framework",
    ("framework", "establishing"): "establishing a framework",
    ("framework", "call_off"): "a call-off from a framework",
    ("authority_type", "local_authority"): "a local authority",
    ("authority_type", "central_government"): "a central government authority",
    ("authority_type", "nhs_body"): "an NHS body",
    ("authority_type", "school"): "a school",
    ("authority_type", "other_sub_central"): "another sub-central authority",
}

_CELLS: dict[tuple[str, str], str] = {
    ("regime", "pcr_2006"): "Regulations of 2006",
    ("regime", "pcr_2015"): "Regulations of 2015",
    ("regime", "procurement_act_2023"): "Act of 2023",
    ("planning_law", "outside"): "outside",
    ("regime", "outside"): "outside",
    ("special_regime", "provider_selection"): "provider selection",
    ("framework", "none"): "no framework",
    ("framework", "establishing"): "establishes a framework",
    ("framework", "call_off"): "call-off",
    ("approval_route", "delegated"): "delegated",
    ("approval_route", "by_panel"): "panel",
    ("award_route", "competitive"): "competitive",
    ("award_route", "direct_award"): "direct",
}

_LISTS: dict[tuple[str, frozenset[str]], str] = {
    ("regime", frozenset({"pcr_2006", "pcr_2015", "procurement_act_2023"})): (
        "the procurement falls under the Regulations of 2006 or 2015 or the Act of 2023"
    ),
    ("regime", frozenset({"pcr_2006", "pcr_2015"})): (
        "the procurement falls under the Regulations of 2006 or 2015"
    ),
}

_LIST_CELLS: dict[tuple[str, frozenset[str]], str] = {
    ("regime", frozenset({"pcr_2006", "pcr_2015", "procurement_act_2023"})): "Regulations or Act",
}

_CLAUSES: dict[tuple[str, str], tuple[str, str]] = {
    ("coverage", "above_threshold"): (
        "the value counts as above the threshold",
        "the value does not count as above the threshold",
    ),
    ("coverage", "below_threshold"): (
        "the value is below the threshold",
        "the value is not below the threshold",
    ),
    ("framework", "none"): (
        "the contract is not part of a framework",
        "the contract is part of a framework",
    ),
    ("framework", "establishing"): (
        "the contract establishes a framework",
        "the contract does not establish a framework",
    ),
    ("framework", "call_off"): (
        "the contract is a call-off from a framework",
        "the contract is not a call-off from a framework",
    ),
    ("award_route", "competitive"): (
        "the contract is awarded in a competition",
        "the contract is not awarded in a competition",
    ),
    ("award_route", "direct_award"): (
        "the contract is awarded directly",
        "the contract is not awarded directly",
    ),
    ("special_regime", "none"): (
        "no special regime applies",
        "a special regime applies",
    ),
    ("special_rules", "none"): ("no special rules apply", "special rules apply"),
    ("social_value_obligation", "none"): (
        "the policy does not speak of social value here",
        "the policy speaks of social value here",
    ),
    ("social_value_obligation", "discretionary"): (
        "the buyer may ask for social value",
        "it is not left to the buyer whether to ask for social value",
    ),
    ("social_value_obligation", "required"): (
        "the buyer must ask for social value",
        "the buyer need not ask for social value",
    ),
    ("commitment_verdict", "counted"): (
        "the commitment counts",
        "the commitment does not count",
    ),
    ("commitment_verdict", "not_counted"): (
        "the commitment does not count",
        "the commitment is not ruled out",
    ),
    ("social_value_tier", "none"): ("no social value is sought", "social value is sought"),
    ("approval_route", "delegated"): (
        "the decision on the outline is delegated to an officer",
        "the decision on the outline is not delegated to an officer",
    ),
    ("approval_route", "by_panel"): (
        "a panel decides on the outline",
        "no panel decides on the outline",
    ),
    ("outcome_standing", "applies"): (
        "the measure’s outcome applies to this procurement",
        "the measure’s outcome does not apply to this procurement",
    ),
    ("outcome_standing", "pillar_not_applicable"): (
        "the pillar of the measure’s outcome does not apply",
        "the pillar of the measure’s outcome applies",
    ),
    ("outcome_standing", "outcome_not_applicable"): (
        "the measure’s outcome does not apply to this procurement",
        "the measure’s outcome is not ruled out for this procurement",
    ),
    ("outcome_standing", "not_in_policy"): (
        "the policy has no such outcome",
        "the policy has such an outcome",
    ),
    ("outcome_standing", "not_named"): (
        "the tender names no outcome for the measure",
        "the tender names an outcome for the measure",
    ),
}

_IDS: dict[str, tuple[str, str]] = {
    "pillars": ("the pillar {} applies", "the pillar {} does not apply"),
    "required_pillars": (
        "at least one measure serves the pillar {}",
        "no measure has to serve the pillar {}",
    ),
    "outcomes": ("the outcome “{}” is relevant", "the outcome “{}” is not relevant"),
    "award_indicators": (
        "“{}” may be an award criterion",
        "“{}” is no award criterion",
    ),
    "performance_indicators": (
        "“{}” may be an obligation of the contract",
        "“{}” is no obligation of the contract",
    ),
    "clauses": ("the model clause on “{}” is proposed", "no clause on “{}” is proposed"),
    "duties": ("the duty “{}” falls due", "the duty “{}” does not fall due"),
    "approvals": ("the {} approves", "the {} does not approve"),
    "also_includes": ("{} are also part of it", "{} are not also part of it"),
    "planning_indicators": ("there is a target for “{}”", "there is no target for “{}”"),
    "planning_duties": ("the duty “{}” falls due", "the duty “{}” does not fall due"),
}


def subject_words(subject: Fact | Conclusion) -> str:
    """Return what a sentence calls a fact or a conclusion."""
    return _SUBJECTS.get(subject.name) or f"the {lower_first(subject.title)}"


def member_words(name: str, member: str) -> str:
    """Return a member of an enumeration as it reads after “is”."""
    found = _MEMBERS.get((name, member))
    if found:
        return found
    words = label(name, member)
    return words if name in NAMED_BY_PROPER_NOUNS else lower_first(words)


def member_cell(name: str, member: str) -> str:
    """Return a member of an enumeration as it reads in a table that names its subject."""
    return _CELLS.get((name, member)) or member_words(name, member)


def whole_clause(name: str, member: str, *, is_so: bool) -> str:
    """Return a clause that says a member of an enumeration without “is”, empty if none does."""
    return _CLAUSES.get((name, member), ("", ""))[not is_so]


def list_clause(name: str, members: Iterable[str]) -> str:
    """Return a clause that says several members at once, empty if none does."""
    return _LISTS.get((name, frozenset(members)), "")


def list_cell(name: str, members: Iterable[str]) -> str:
    """Return several members at once as a table has them, empty if there are no such words."""
    return _LIST_CELLS.get((name, frozenset(members)), "")


def yes_no_clause(subject: Fact | Conclusion, *, is_so: bool) -> str:
    """Return a yes or no as a clause."""
    found = YES_NO.get(subject.name)
    return found[not is_so] if found else f"“{subject.title}” is {'yes' if is_so else 'no'}"


def ids_pattern(subject: Fact | Conclusion, *, is_so: bool) -> tuple[str, str]:
    """Return what stands before and after an id's title where a list holds it, or does not."""
    fallback = (f"“{subject.title}” holds {{}}", f"“{subject.title}” does not hold {{}}")
    before, _, after = _IDS.get(subject.name, fallback)[not is_so].partition("{}")
    return before, after
