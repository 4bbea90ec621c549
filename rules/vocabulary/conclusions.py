"""Every conclusion that a rule can reach, in the order in which they are reached."""

from rules.vocabulary.kinds import Combination, Conclusion, Kind, Stage

REGIMES = ("pcr_2006", "pcr_2015", "procurement_act_2023", "outside")
TIERS = ("none", "light", "standard", "enhanced")
OBLIGATIONS = ("none", "discretionary", "required")
ROUTES = ("delegated", "by_panel")

_LAW = "law"
_POLICY = "policy"


def _finding(name: str, title: str, *, required: str = _LAW) -> Conclusion:
    return Conclusion(
        name, title, Kind.BOOLEAN, Stage.REQUIREMENTS, Combination.ONLY, name, required
    )


def _ids(name: str, title: str, stage: Stage, path: str, refers_to: str) -> Conclusion:
    return Conclusion(name, title, Kind.IDS, stage, Combination.ALL, path, refers_to=refers_to)


def _percent(name: str, title: str, combines: Combination) -> Conclusion:
    path = name.replace("social_value_", "social_value.")
    return Conclusion(
        name, title, Kind.PERCENT, Stage.WEIGHTING, combines, path, _POLICY, unit="of total score"
    )


def _hours(name: str, title: str, combines: Combination) -> Conclusion:
    path = f"social_value.{name}"
    return Conclusion(name, title, Kind.INTEGER, Stage.PILLARS, combines, path, unit="hours")


def _further_percent(name: str, title: str, unit: str) -> Conclusion:
    return Conclusion(
        name,
        title,
        Kind.PERCENT,
        Stage.WEIGHTING,
        Combination.HIGHEST,
        f"social_value.{name}",
        unit=unit,
    )


CONCLUSIONS: tuple[Conclusion, ...] = (
    Conclusion(
        "regime",
        "Which law governs the procurement",
        Kind.ENUMERATION,
        Stage.REGIME,
        Combination.ONLY,
        "regime",
        _LAW,
        values=REGIMES,
    ),
    Conclusion(
        "authority_group",
        "Threshold group of the authority",
        Kind.ENUMERATION,
        Stage.REGIME,
        Combination.ONLY,
        "authority_group",
        values=("central", "sub_central"),
    ),
    Conclusion(
        "threshold",
        "Threshold for this procurement",
        Kind.MONEY,
        Stage.THRESHOLD,
        Combination.ONLY,
        "threshold",
        _LAW,
        has_basis=True,
    ),
    Conclusion(
        "coverage",
        "Above or below the threshold",
        Kind.ENUMERATION,
        Stage.COVERAGE,
        Combination.ONLY,
        "coverage",
        _LAW,
        values=("above_threshold", "below_threshold"),
    ),
    Conclusion(
        "special_rules",
        "Special rules that apply",
        Kind.ENUMERATION,
        Stage.COVERAGE,
        Combination.ONLY,
        "special_rules",
        values=("none", "light_touch", "concession", "light_touch_concession"),
    ),
    _finding("notifiable", "Notifiable below-threshold contract"),
    _finding("prequalification_allowed", "Suppliers may be pre-qualified"),
    _finding("local_reservation_allowed", "May be reserved to local suppliers"),
    _finding("social_value_act_duty", "Social Value Act duty"),
    _finding("consultation_to_be_considered", "Consultation must be considered"),
    Conclusion(
        "kpis_minimum",
        "Fewest key performance indicators",
        Kind.INTEGER,
        Stage.REQUIREMENTS,
        Combination.HIGHEST,
        "kpis_minimum",
        _LAW,
        unit="indicators",
    ),
    _finding("contract_copy_published", "Copy of the contract is published"),
    Conclusion(
        "standstill_working_days",
        "Standstill period",
        Kind.INTEGER,
        Stage.REQUIREMENTS,
        Combination.HIGHEST,
        "standstill_working_days",
        _LAW,
        unit="working days",
        unknown_to=("pcr_2006", "pcr_2015"),
    ),
    _finding("assessment_summaries_required", "Assessment summaries are required"),
    Conclusion(
        "tendering_days_minimum",
        "Shortest tendering period",
        Kind.INTEGER,
        Stage.REQUIREMENTS,
        Combination.HIGHEST,
        "tendering_days_minimum",
        unit="days",
    ),
    Conclusion(
        "social_value_tier",
        "Social value tier",
        Kind.ENUMERATION,
        Stage.PROPORTIONALITY,
        Combination.HIGHEST,
        "social_value.tier",
        _POLICY,
        values=TIERS,
    ),
    Conclusion(
        "social_value_obligation",
        "Whether the policy requires social value",
        Kind.ENUMERATION,
        Stage.PROPORTIONALITY,
        Combination.HIGHEST,
        "social_value.obligation",
        values=OBLIGATIONS,
    ),
    Conclusion(
        "measures_minimum",
        "Fewest social value award criteria",
        Kind.INTEGER,
        Stage.PILLARS,
        Combination.HIGHEST,
        "social_value.measures_minimum",
        unit="measures",
    ),
    Conclusion(
        "measures_maximum",
        "Most social value award criteria",
        Kind.INTEGER,
        Stage.PILLARS,
        Combination.LOWEST,
        "social_value.measures_maximum",
        unit="measures",
    ),
    _hours("burden_hours_maximum", "Most hours asked of a bidder", Combination.LOWEST),
    _hours("hours_per_award_measure", "Hours for each award criterion", Combination.HIGHEST),
    _hours("hours_per_performance_measure", "Hours for each obligation", Combination.HIGHEST),
    Conclusion(
        "delivery_plan",
        "Social value delivery plan",
        Kind.BOOLEAN,
        Stage.PILLARS,
        Combination.ANY,
        "social_value.delivery_plan",
    ),
    Conclusion(
        "quantified_commitments",
        "Commitments are quantified",
        Kind.BOOLEAN,
        Stage.PILLARS,
        Combination.ANY,
        "social_value.quantified_commitments",
    ),
    Conclusion(
        "health_inequality_lens",
        "Health inequality lens",
        Kind.BOOLEAN,
        Stage.PILLARS,
        Combination.ANY,
        "social_value.health_inequality_lens",
    ),
    Conclusion(
        "delivery_radius_miles",
        "Distance within which social value is delivered",
        Kind.INTEGER,
        Stage.PILLARS,
        Combination.LOWEST,
        "social_value.delivery_radius_miles",
        unit="miles",
    ),
    _ids("pillars", "Social value pillars", Stage.PILLARS, "social_value.pillars", "pillar"),
    _ids(
        "required_pillars",
        "Pillars that at least one measure serves",
        Stage.PILLARS,
        "social_value.required_pillars",
        "pillar",
    ),
    _ids("outcomes", "Social value outcomes", Stage.OUTCOMES, "social_value.outcomes", "outcome"),
    _percent("social_value_minimum", "Lowest social value weight", Combination.HIGHEST),
    _percent("social_value_recommended", "Recommended social value weight", Combination.HIGHEST),
    _percent("social_value_maximum", "Highest social value weight", Combination.LOWEST),
    _further_percent("climate_minimum", "Lowest weight for climate, beside it", "of total score"),
    _further_percent(
        "quality_share_minimum", "Lowest share within the quality score", "of quality score"
    ),
    _ids(
        "award_indicators",
        "Indicators as award criteria",
        Stage.CLAUSES,
        "social_value.award_indicators",
        "indicator",
    ),
    _ids(
        "performance_indicators",
        "Indicators as performance obligations",
        Stage.CLAUSES,
        "social_value.performance_indicators",
        "indicator",
    ),
    _ids("clauses", "Model clauses", Stage.CLAUSES, "clauses", "clause"),
    _ids("duties", "Duties and notices", Stage.DUTIES, "duties", "duty"),
    Conclusion(
        "approval_route",
        "Route of the approval",
        Kind.ENUMERATION,
        Stage.GOVERNANCE,
        Combination.HIGHEST,
        "routing.route",
        values=ROUTES,
    ),
    Conclusion(
        "approval_quorum",
        "Quorum",
        Kind.INTEGER,
        Stage.GOVERNANCE,
        Combination.HIGHEST,
        "routing.quorum",
        unit="members",
    ),
    _ids("approvals", "Approvals", Stage.GOVERNANCE, "approvals", "body"),
)
