"""The social value proposal: its tier and weight, its pillars, and what is asked of bidders."""

from evaluation.wording import unit_words
from rules.decision import Status
from rules.pack import Outcome
from rules.wording import counted
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Lines,
    Link,
    Notice,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from webapp.documents.outline.built.measures import measures
from webapp.documents.outline.case import Case, question_titles
from webapp.documents.outline.clauses import has_clauses, without_clauses
from webapp.documents.outline.law import finding_row
from webapp.documents.outline.numbering import BODY
from webapp.documents.outline.summary import no_social_value
from webapp.documents.outline.words import words

_TIER_AND_WEIGHT = (
    ("social_value_tier", "Tier"),
    ("social_value_obligation", "Whether the policy requires it"),
    ("social_value_recommended", "Recommended weight"),
    ("social_value_minimum", "Lowest weight"),
    ("social_value_maximum", "Highest weight"),
    ("quality_share_minimum", "Lowest share within the quality score"),
    ("climate_minimum", "Lowest weight for climate"),
    ("required_pillars", "Pillars that at least one measure serves"),
    ("measures_minimum", "Fewest award criteria"),
    ("measures_maximum", "Most award criteria"),
    ("burden_hours_maximum", "Most hours asked of a bidder"),
    ("hours_per_award_measure", "Hours for each award criterion"),
    ("hours_per_performance_measure", "Hours for each obligation"),
    ("delivery_radius_miles", "Delivered within"),
    ("delivery_plan", "Delivery plan"),
    ("quantified_commitments", "Quantified commitments"),
    ("health_inequality_lens", "Health inequality lens"),
)


def social_value(case: Case) -> Section:
    """Return the section on social value: a sentence where no policy reaches a tier."""
    tier, chosen = case.decision.findings["social_value_tier"], case.built.proposal
    if case.decision.policy is None:
        text = "No social value policy was applied, so no proposal is made: this is the law alone."
        blocks: tuple[Block, ...] = (Paragraph(words(text)),)
    elif tier.status is Status.ABSENT:
        blocks = (Paragraph(words(no_social_value(case))),)
    else:
        blocks = (
            Paragraph(words(_under_which_policy(case))),
            *_tier_and_weight(case),
            *_pillars(case),
            *(measures(case, chosen) if chosen else (*_outcomes(case), *_choice(case))),
            *_where_the_clauses_stand(case),
        )
    return Section("social-value", BODY, "The social value proposal", blocks)


def _under_which_policy(case: Case) -> str:
    policy = case.stack.policy
    title = policy.title if policy else ""
    return (
        f"This proposal follows from {title}. Percentages are of the total score. Every measure "
        "must be relevant to what is bought and proportionate to it. The number after a reason "
        "leads to the rule in the last appendix, with its source and the values it used."
    )


def _tier_and_weight(case: Case) -> tuple[Block, ...]:
    findings = case.decision.findings
    rows = tuple(
        finding_row(case, findings[name], title)
        for name, title in _TIER_AND_WEIGHT
        if findings[name].status is not Status.ABSENT
    )
    title = "Tier and weight"
    return (Heading(3, title, "tier"), KeyFacts(title, rows))


def _pillars(case: Case) -> tuple[Block, ...]:
    finding = case.decision.findings["pillars"]
    entries = case.entries(finding)
    rows = []
    for pillar in case.ids("pillars"):
        lines: Lines = tuple(
            case.reason_in_brief(entry)
            for entry in entries
            if pillar in _ids(entry.concluded.get("pillars"))
        )
        rows.append(Row(case.stack.pillars[pillar].title, lines))
    title = "Pillars"
    if not rows:
        asked = question_titles(finding.hangs_on)
        text = (
            f"No pillar is settled yet: that hangs on {asked}." if asked else "No pillar applies."
        )
        return (Heading(3, title, "pillars"), Paragraph(words(text)))
    return (Heading(3, title, "pillars"), KeyFacts("Pillars, and why each applies", tuple(rows)))


def _ids(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else ()


def _outcomes(case: Case) -> tuple[Block, ...]:
    heading = Heading(3, "Outcomes and indicators", "outcomes")
    rows = tuple(
        _outcome_row(case, case.stack.outcomes[identifier]) for identifier in case.ids("outcomes")
    )
    if not rows:
        asked = question_titles(case.decision.findings["outcomes"].hangs_on)
        text = (
            f"No outcome is settled yet: that hangs on {asked}."
            if asked
            else ("No outcome of the policy is relevant to this procurement.")
        )
        return (heading, Paragraph(words(text)))
    columns = (
        Column("Outcome"),
        Column("Indicators as award criteria"),
        Column("Indicators as performance obligations"),
        Column("Not asked here"),
    )
    cites = [cite for item in case.ids("outcomes") for cite in case.stack.outcomes[item].cites]
    held = case.held(cites)
    source = (Text("The outcomes and indicators are those of"), *case.cites(cites), *held)
    table = Table("Outcomes, and what each indicator is used as", columns, rows)
    return (heading, Paragraph(source), table)


def _outcome_row(case: Case, outcome: Outcome) -> tuple[Lines, ...]:
    award, performance = case.ids("award_indicators"), case.ids("performance_indicators")
    neither = [item for item in outcome.indicators if item not in (*award, *performance)]
    return (
        (words(outcome.title),),
        _indicators(case, [item for item in outcome.indicators if item in award]),
        _indicators(case, [item for item in outcome.indicators if item in performance]),
        _indicators(case, neither),
    )


def _indicators(case: Case, identifiers: list[str]) -> Lines:
    """Return indicators with their units, those of the authority marked."""
    lines = []
    for identifier in identifiers:
        indicator = case.stack.indicators[identifier]
        notes = [unit_words(indicator.unit)] if indicator.unit else []
        if indicator.carried_by == "authority":
            notes.append("measured by the authority")
        noted = f" ({', '.join(notes)})" if notes else ""
        lines.append(words(indicator.title + noted))
    return tuple(lines) or (words("None"),)


def _where_the_clauses_stand(case: Case) -> tuple[Block, ...]:
    """Return the way to the clauses, and the measures that have none."""
    blocks: list[Block] = []
    if has_clauses(case):
        told = Text("The questions, the obligations and what proves them stand in an appendix:")
        blocks.append(Paragraph((told, Link("the clauses", "clauses"))))
    blocks += without_clauses(case)
    return (Heading(3, "Clauses", "contract-clauses"), *blocks) if blocks else ()


def _choice(case: Case) -> tuple[Notice, ...]:
    """Return what remains to be chosen, where bidders would compete on more than they may."""
    most, competed = case.integer("measures_maximum"), len(case.ids("award_indicators"))
    if most is None or competed <= most:
        return ()
    text = (
        f"Bidders would compete on {counted(competed, 'indicator')}, and this tier asks at most "
        f"{counted(most, 'measure')} of a bidder. Strike out the others before tenders are invited."
    )
    return (Notice("Still to be chosen", words(text)),)
