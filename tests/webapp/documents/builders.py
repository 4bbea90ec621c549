"""A procurement, two small packs and their decision, made by hand so that figures are known."""

from dataclasses import replace
from datetime import date
from types import MappingProxyType

from rules.condition import AllOf
from rules.decision import (
    Approval,
    Decision,
    DutyDue,
    FailedCondition,
    Finding,
    PackReference,
    ParameterUse,
    Status,
    TraceEntry,
    WhyNot,
)
from rules.money import STANDARD_RATE
from rules.pack import (
    Citation,
    Clause,
    Confidence,
    Indicator,
    Outcome,
    Pack,
    PackKind,
    Parameter,
    ParameterValue,
    Place,
    Rule,
    Source,
    Titled,
)
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME, CONCLUSIONS, Kind, Stage, Value
from tests.rules.procurements import COMMENCED_ON, gross, procurement
from webapp.documents.outline import Outline, outline

ISSUED_ON = date(2026, 3, 4)
PLACE = Place("rules/hand-made.yaml", 1)
ACT = Citation("pa-2023", "s.3")
POLICY = Citation("cov-policy", "app.1")
SEEN, UNVERIFIED = Confidence.SEEN, Confidence.UNVERIFIED
SETTING, SECONDARY = Confidence.AUTHORITY_SETTING, Confidence.SECONDARY


def source(identifier: str, title: str, confidence: Confidence = SEEN) -> Source:
    """Return a source."""
    return Source(identifier, title, "statute", "2023 c. 54", confidence, "text as in force", ())


def parameter(identifier: str, title: str, kind: Kind, value: Value, sure: Confidence) -> Parameter:
    """Return a parameter with one value."""
    cites = (ACT,) if sure is SEEN else (POLICY,)
    dated = ParameterValue(date(2026, 1, 1), None, value, cites, sure)
    why = "" if sure is SEEN else "The policy publishes no figure, so that a start is needed."
    return Parameter(identifier, title, kind, (dated,), PLACE, why, sure is SETTING)


PARAMETERS = {
    "pa-services-threshold": parameter(
        "pa-services-threshold", "Threshold for services", Kind.MONEY, gross(207_720), SEEN
    ),
    "cov-standard-weight": parameter(
        "cov-standard-weight", "Weight in the standard tier", Kind.PERCENT, 1000, SETTING
    ),
    "cov-standard-from": parameter(
        "cov-standard-from", "Value from which the tier is standard", Kind.MONEY, gross(100_000),
        SETTING,
    ),
    "cov-plan-days": parameter(
        "cov-plan-days", "Days to bring a delivery plan", Kind.INTEGER, 20, UNVERIFIED
    ),
}  # fmt: skip

THEMES = (("economic", 6), ("social", 4), ("environmental", 5))


def outcomes() -> tuple[Outcome, ...]:
    """Return outcomes of three themes, each with two indicators."""
    made = []
    for theme, number in THEMES:
        for index in range(1, number + 1):
            identifier = f"cov-{theme}-{index}"
            indicators = (f"{identifier}-a", f"{identifier}-b")
            title = f"Local people and {theme} well-being, part {index}"
            made.append(Outcome(identifier, theme, title, title, indicators, (POLICY,)))
    return tuple(made)


def indicators() -> tuple[Indicator, ...]:
    """Return the indicators of the outcomes; each second one is measured by the authority."""
    return tuple(
        Indicator(
            identifier,
            f"Weeks of {outcome.theme} training for people who live here",
            "weeks",
            outcome.id,
            "authority" if identifier.endswith("b") else "contract",
        )
        for outcome in outcomes()
        for identifier in outcome.indicators
    )


def clauses() -> tuple[Clause, ...]:
    """Return a clause for each indicator that a contract carries."""
    return tuple(
        Clause(
            f"clause-{item.id}",
            1,
            item.id,
            "How many weeks will {contract_title} provide to people living in {area}, and when?",
            "The Supplier provides {quantity} weeks in {area} by {due}; no week counts twice, and "
            "{authority} may count them. A week is five days, or the part-time equivalent.",
            "Weeks delivered against {quantity}, each quarter.",
            "Training agreement and monthly attendance record, open to inspection.",
            "A recovery plan within 20 working days.",
        )
        for item in indicators()
        if item.carried_by == "contract"
    )


STANDING: tuple[tuple[str, str, str, Value, Citation, tuple[str, ...], Confidence], ...] = (
    ("uk-act-governs", "The Act governs what commences now", "regime", "procurement_act_2023",
     Citation("si-2024-716", "reg.5"), (), SEEN),
    ("uk-council-sub-central", "A council is sub-central", "authority_group", "sub_central",
     Citation("pa-2023", "sch.1"), (), SEEN),
    ("uk-threshold", "Threshold for services", "threshold", gross(207_720),
     Citation("pa-2023", "sch.1 row 12"), ("pa-services-threshold",), SEEN),
    ("uk-above", "At or above the threshold", "coverage", "above_threshold", ACT,
     ("pa-services-threshold",), SEEN),
    ("uk-not-notifiable", "Above the threshold none is notifiable", "notifiable", False,
     Citation("pa-2023", "s.84"), (), SEEN),
    ("uk-prequalification", "Suppliers may be selected", "prequalification_allowed", True,
     Citation("pa-2023", "s.22"), (), SEEN),
    ("uk-no-reservation", "No reservation above the threshold", "local_reservation_allowed", False,
     Citation("pa-2023", "s.90"), (), SECONDARY),
    ("uk-social-value", "Social Value Act duty", "social_value_act_duty", True,
     Citation("sva-2012", "s.1(3)"), (), SEEN),
    ("uk-consult", "Consultation is considered", "consultation_to_be_considered", True,
     Citation("sva-2012", "s.1(7)"), (), SEEN),
    ("uk-no-kpis", "No indicators up to £5 million", "kpis_minimum", 0,
     Citation("pa-2023", "s.52(1)"), (), SEEN),
    ("uk-no-copy", "No copy up to £5 million", "contract_copy_published", False,
     Citation("pa-2023", "s.53(3)"), (), SEEN),
    ("uk-standstill", "Standstill", "standstill_working_days", 8,
     Citation("pa-2023", "s.51"), (), SEEN),
    ("uk-summaries", "Assessment summaries", "assessment_summaries_required", True,
     Citation("pa-2023", "s.50(3)"), (), SEEN),
    ("cov-standard", "Standard tier", "social_value_tier", "standard", POLICY,
     ("cov-standard-from",), SETTING),
    ("cov-measures", "No more than six measures", "measures_maximum", 6, POLICY, (), SETTING),
    ("cov-plan", "A delivery plan", "delivery_plan", True, POLICY, ("cov-plan-days",), UNVERIFIED),
    ("cov-pillars", "Pillars of the standard tier", "pillars",
     ("economic", "social", "environmental"), POLICY, (), SEEN),
    ("cov-outcomes", "Outcomes that are relevant", "outcomes",
     tuple(item.id for item in outcomes()), POLICY, (), SEEN),
    ("cov-lowest", "Lowest weight", "social_value_minimum", 500, POLICY, (), SETTING),
    ("cov-weight", "Weight of the standard tier", "social_value_recommended", 1000, POLICY,
     ("cov-standard-weight",), SETTING),
    ("cov-highest", "Highest weight", "social_value_maximum", 1500, POLICY, (), SETTING),
    ("cov-award", "Indicators that distinguish tenders", "award_indicators",
     ("cov-economic-1-a", "cov-social-1-a"), POLICY, (), SEEN),
    ("cov-performance", "Indicators that bind", "performance_indicators",
     ("cov-economic-1-a", "cov-environmental-1-a"), POLICY, (), SEEN),
    ("cov-clauses", "Model clauses", "clauses",
     tuple(item.id for item in clauses()[:6]), POLICY, (), SEEN),
    ("cov-panel", "The panel approves", "approvals", ("strategic-panel",), POLICY, (), SEEN),
    ("cov-route", "A panel decides", "approval_route", "by_panel", POLICY, (), SEEN),
    ("cov-quorum", "Three members decide", "approval_quorum", 3, POLICY, (), SETTING),
)  # fmt: skip


def rules() -> tuple[Rule, ...]:
    """Return the rules that fired, and one that was displaced."""
    made = [
        Rule(
            identifier, title, CONCLUSION_BY_NAME[conclusion].stage, date(2025, 2, 24), None,
            AllOf(()), (), because(identifier), (cite,), PLACE, confidence=sure,
        )
        for identifier, title, conclusion, _, cite, _, sure in STANDING
    ]  # fmt: skip
    made.append(
        Rule(
            "cov-light", "Light tier", Stage.PROPORTIONALITY, date(2022, 11, 9), None,
            AllOf(()), (), "The contract is small.", (POLICY,), PLACE,
        )
    )  # fmt: skip
    return tuple(made)


def because(rule: str) -> str:
    """Return the reason of a rule."""
    return f"The value, £360,000 including VAT, brings the contract under {rule}."


def packs() -> tuple[Pack, ...]:
    """Return the law and a policy."""
    law = Pack(
        "uk", "United Kingdom procurement law", PackKind.LAW, "1", "1f" * 32, date(2012, 1, 1),
        date(2027, 12, 31), UNVERIFIED, (), "", (), (),
        (
            source("pa-2023", "Procurement Act 2023"),
            source("sva-2012", "Public Services (Social Value) Act 2012"),
            source("si-2024-716", "Procurement Act 2023 (Commencement No. 3) Regulations 2024"),
        ),
        tuple(item for item in PARAMETERS.values() if item.id.startswith("pa")),
        tuple(rule for rule in rules() if rule.id.startswith("uk")), (), (), (), (), (), "",
    )  # fmt: skip
    policy = Pack(
        "coventry", "Coventry’s Social Value and Sustainability Policy", PackKind.POLICY, "2",
        "c0" * 32, date(2014, 1, 1), None, SEEN, ("uk",), "Coventry City Council",
        tuple(Titled(theme, theme.capitalize()) for theme, _ in THEMES),
        (Titled("strategic-panel", "Strategic Procurement Panel"),),
        (source("cov-policy", "Social Value and Sustainability Policy", UNVERIFIED),),
        tuple(item for item in PARAMETERS.values() if item.id.startswith("cov")),
        tuple(rule for rule in rules() if rule.id.startswith("cov")),
        outcomes(), indicators(), clauses(), (), (), "",
    )  # fmt: skip
    return (law, policy)


def stack() -> Stack:
    """Return the law with the policy on it."""
    return Stack(packs())


def uses(names: tuple[str, ...]) -> tuple[ParameterUse, ...]:
    """Return the values of parameters as a rule used them."""
    return tuple(
        ParameterUse(
            item.id, item.title, item.kind, dated.value, dated.from_on, dated.cites,
            dated.confidence,
        )
        for item in (PARAMETERS[name] for name in names)
        for dated in item.values
    )  # fmt: skip


def trace() -> tuple[TraceEntry, ...]:
    """Return an entry for each rule that fired, one of them displaced by another."""
    entries = [
        TraceEntry(
            identifier, title, because(identifier), (cite,),
            MappingProxyType({"category": "services", "estimated_value": gross(360_000)}),
            uses(used), MappingProxyType({conclusion: value}),
            ("cov-light",) if identifier == "cov-standard" else (), (), sure,
        )
        for identifier, title, conclusion, value, cite, used, sure in STANDING
    ]  # fmt: skip
    light = TraceEntry(
        "cov-light", "Light tier", "The contract is small.", (POLICY,), MappingProxyType({}), (),
        MappingProxyType({"social_value_tier": "light"}), (), ("cov-standard",), SEEN,
    )  # fmt: skip
    position = next(i for i, entry in enumerate(entries) if entry.rule == "cov-standard")
    return (*entries[:position], light, *entries[position:])


def findings() -> dict[str, Finding]:
    """Return every conclusion of the vocabulary: found, undetermined or absent."""
    found = {item.name: Finding(item.name, Status.ABSENT) for item in CONCLUSIONS}
    for identifier, _, conclusion, value, _, _, _ in STANDING:
        found[conclusion] = Finding(conclusion, Status.CONCLUDED, value, (identifier,))
    found["duties"] = Finding(
        "duties", Status.CONCLUDED, ("uk-details-notice",), ("uk-standstill",)
    )
    for name in ("tendering_days_minimum", "health_inequality_lens"):
        found[name] = Finding(
            name, Status.UNDETERMINED, hangs_on=("electronic_submission", "serves_residents")
        )
    return found


def duties() -> tuple[DutyDue, ...]:
    """Return three duties: with a day, before an event, and with a time limit after one."""
    return (
        DutyDue("uk-lots", "Consider lots", "Consider dividing it, or say why not.", (ACT,), SEEN,
                0, "calendar", "procurement_commenced", on=COMMENCED_ON),
        DutyDue("uk-conflicts", "Conflicts assessment", "Prepare it and keep it under review.",
                (Citation("pa-2023", "s.83"),), SEEN, 0, "", "tender_notice_published",
                is_before=True),
        DutyDue("uk-details-notice", "Contract details notice", "Publish the notice.",
                (Citation("pa-2023", "s.53(1)"),), UNVERIFIED, 30, "calendar", "contract_entered",
                notice="UK7", begins_with=True),
    )  # fmt: skip


def why_not() -> tuple[WhyNot, ...]:
    """Return a rule that one measurable condition kept silent, and one that two did."""
    near = FailedCondition(
        "estimated_value",
        "Estimated value is more than £5,000,000 including VAT",
        "£360,000 including VAT",
        "£4,640,000 below it, and it must be passed",
    )
    other = FailedCondition("category", "Category is works", "Services", "")
    return (
        WhyNot("uk-kpis", "Large contracts carry three indicators", (ACT,), ("kpis_minimum",),
               (near,)),
        WhyNot("uk-works", "Works have their own threshold", (ACT,), ("threshold",),
               (near, other)),
    )  # fmt: skip


def decision() -> Decision:
    """Return the decision on `procurement()` under `stack()`."""
    case = procurement()
    return Decision(
        reference=case.reference,
        decided_as_of=COMMENCED_ON,
        policy="coventry",
        policy_in_force=True,
        vat_rate=STANDARD_RATE,
        packs=tuple(PackReference(pack.id, pack.version, pack.sha256) for pack in packs()),
        facts=MappingProxyType(case.facts()),
        findings=MappingProxyType(findings()),
        duties=duties(),
        approvals=(
            Approval("strategic-panel", "Strategic Procurement Panel",
                     "Every outline goes to the panel.", (POLICY,)),
        ),
        needs=("electronic_submission",),
        open=("serves_residents",),
        unverified=("uk-no-reservation", "cov-policy", "cov-standard", "cov-standard-from",
                    "cov-measures", "cov-plan", "cov-plan-days", "cov-lowest", "cov-weight",
                    "cov-standard-weight", "cov-highest", "cov-quorum"),
        trace=trace(),
        why_not=why_not(),
    )  # fmt: skip


def hand_made(**changes: object) -> Outline:
    """Return the outline of the hand-made case, its procurement changed as asked."""
    return outline(
        replace(procurement(), **changes),  # type: ignore[arg-type] # the field's own type
        decision(),
        stack(),
        issued_on=ISSUED_ON,
        prepared_by="Amira Żółkiewska, Procurement",
        audit_head="ab" * 32,
    )
