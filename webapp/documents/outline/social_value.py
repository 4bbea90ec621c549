"""Section 3: the social value proposal, from the tier to the draft clauses."""

import re

from rules.decision import Status
from rules.pack import Clause, Outcome
from webapp.documents.content import (
    Blank,
    Block,
    Card,
    Column,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Notice,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Text,
)
from webapp.documents.outline.built.measures import measures
from webapp.documents.outline.built.settled import settled
from webapp.documents.outline.case import Case, question_titles
from webapp.documents.outline.law import finding_row
from webapp.documents.outline.summary import no_social_value
from webapp.documents.outline.words import counted, sentence, words

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
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
    clauses = case.built.clauses
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
            *(measures(case, chosen) if chosen else _outcomes(case)),
            *(settled(case, chosen, clauses) if chosen and clauses else _clauses(case)),
        )
    return Section("social-value", "3", "The social value proposal", blocks)


def _under_which_policy(case: Case) -> str:
    policy = case.stack.policy
    title = policy.title if policy else ""
    return (
        f"This proposal follows from {title}. Percentages are of the total score. Every measure "
        "must be relevant to what is bought and proportionate to it."
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
            line
            for entry in entries
            if pillar in _ids(entry.concluded.get("pillars"))
            for line in case.reason(entry)
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
        text = f"No outcome is settled yet: that hangs on {asked}." if asked else (
            "No outcome of the policy is relevant to this procurement."
        )  # fmt: skip
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
        notes = [_unit(indicator.unit)] if indicator.unit else []
        if indicator.carried_by == "authority":
            notes.append("measured by the authority")
        noted = f" ({', '.join(notes)})" if notes else ""
        lines.append(words(indicator.title + noted))
    return tuple(lines) or (words("None"),)


def _unit(unit: str) -> str:
    return "number" if unit == "count" else unit.replace("_", " ")


def used_as(case: Case, indicator: str) -> str:
    """Return what an indicator is proposed as: award criterion, obligation, both or neither."""
    is_award = indicator in case.ids("award_indicators")
    is_performance = indicator in case.ids("performance_indicators")
    match is_award, is_performance:
        case True, True:
            return "Award criterion and performance obligation"
        case True, False:
            return "Award criterion"
        case False, True:
            return "Performance obligation"
        case _:
            return "Not proposed"


def _clauses(case: Case) -> tuple[Block, ...]:
    clauses = [case.stack.clauses[identifier] for identifier in case.ids("clauses")]
    if not clauses:
        return ()
    text = (
        "Drafts, to be settled before tenders are invited. What stands in square brackets is "
        "still to be filled in. The question is for the tender; the rest is for the contract. "
        "The question on an obligation is asked for information, and the answer is not scored."
    )
    cards = tuple(_card(case, clause) for clause in clauses)
    heading = Heading(3, "Draft clauses", "clauses")
    return (heading, Paragraph(words(text)), *_choice(case), *cards)


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


def _card(case: Case, clause: Clause) -> Card:
    indicator = case.stack.indicators[clause.indicator]
    is_scored = indicator.id in case.ids("award_indicators")
    parts = (
        ("Question" if is_scored else "Question (not scored)", clause.question),
        ("Obligation", clause.obligation),
        ("Indicator", clause.kpi),
        ("Evidence", clause.evidence),
        ("If missed", clause.if_missed),
    )
    outcome = case.stack.outcomes[indicator.outcome]
    use = used_as(case, indicator.id)
    held = case.held(outcome.cites)
    rows = [Row("Serves", ((Text(f"{outcome.title}. {sentence(use)}"), *held),))]
    rows += [Row(title, (filled(case, text),)) for title, text in parts]
    label = f"Clause {clause.id}, version {clause.version}"
    return Card(f"clause-{clause.id}", label, indicator.title, tuple(rows))


def filled(case: Case, text: str) -> Line:
    """Return a clause's text with what is known put in and visible blanks for the rest."""
    known = {
        "authority": case.procurement.authority.name,
        "contract_title": case.procurement.title,
        "area": f"the area of {case.procurement.authority.name}",
    }
    spans: list[Span] = []
    written = ""
    for index, part in enumerate(_PLACEHOLDER.split(text)):
        if index % 2 == 0:
            written += part
        elif part in known:
            written += known[part]
        else:
            spans += [Text(written.strip())] if written.strip() else []
            spans.append(Blank(part.replace("_", " ")))
            written = ""
    if written.strip():
        spans.append(Text(written.strip()))
    return tuple(spans)
