"""What the outline says, in which order, and what it says when little is known."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

import pytest

from rules.decision import FailedCondition, Finding, Status, WhyNot
from rules.loader.law import EVENTS
from rules.pack import Confidence
from rules.vocabulary import labels
from rules.vocabulary.labels import event_words
from tests.rules.procurements import procurement
from tests.webapp.documents.builders import (
    ISSUED_ON,
    decision,
    findings,
    hand_made,
    stack,
)
from webapp.documents.content import (
    Blank,
    Card,
    Cited,
    Document,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Link,
    Notice,
    Paragraph,
    Section,
    Table,
    Tag,
    shown,
    spaced,
)
from webapp.documents.outline import outline
from webapp.documents.outline.case import case_of
from webapp.documents.outline.clauses import filled


def section(document: Document, anchor: str) -> Section:
    """Return a section by its anchor."""
    return next(part for part in document.sections if part.anchor == anchor)


def lines_of(part: Section) -> Iterator[Line]:
    """Yield every line of a section."""
    for block in part.blocks:
        match block:
            case Paragraph(line) | Notice(_, line):
                yield line
            case KeyFacts(_, rows) | Card(_, _, _, rows):
                yield from (line for row in rows for line in row.lines)
            case Table(_, _, rows):
                yield from (line for row in rows for lines in row for line in lines)
            case _:
                pass


def said(line: Line) -> str:
    """Return a line as a person reads it."""
    return "".join(space + shown(span) for span, space in spaced(line))


def text_of(part: Section) -> str:
    """Return everything that a section says, a line for each of its own."""
    return "\n".join(said(line) for line in lines_of(part))


def summary_rows(document: Document) -> dict[str, str]:
    """Return the summary by the names of its rows."""
    notice, facts = section(document, "summary").blocks
    assert isinstance(facts, KeyFacts)
    assert isinstance(notice, Notice)
    rows = {row.header: " ".join(said(line) for line in row.lines) for row in facts.rows}
    return {**rows, notice.word: said(notice.line)}


def outline_with(**findings_changed: Finding) -> Document:
    """Return the outline of the hand-made case with some findings changed."""
    changed = MappingProxyType({**findings(), **findings_changed})
    return outline(
        procurement(), replace(decision(), findings=changed), stack(), issued_on=ISSUED_ON
    )


def test_the_sections_stand_in_their_order() -> None:
    headings = [part.heading() for part in hand_made().sections]

    assert headings == [
        "Summary",
        "1. What is bought",
        "2. The legal position",
        "3. The social value proposal",
        "4. Duties and notices",
        "5. Approvals needed",
        "6. What is still missing",
        "Appendix A. Draft clauses",
        "Appendix B. Duties and notices in full",
        "Appendix C. What rests on values that are unverified or for the authority to set",
        "Appendix D. Packs and sources",
        "Appendix E. How it was reached: the full trace",
    ]


def test_the_summary_says_each_point_in_a_sentence() -> None:
    assert summary_rows(hand_made()) == {
        "What": "A contract for services. Coventry City Council buys it, as a local authority in "
        "England.",
        "How much": "£360,000 including VAT (£300,000 excluding VAT), the most that could be paid "
        "over the whole life with every extension.",
        "How long": "36 months, and up to 24 months more if extended: 60 months.",
        "Which law": "Procurement Act 2023. It counts as above the threshold of £207,720 including "
        "VAT, so the full rules apply; the value is £152,280 more. "
        "The legal position, with sources",
        "Social value, and why": "Standard tier. The value, £360,000 including VAT, brings the "
        "contract under cov-standard. unverified proposed, for the authority to set Recommended "
        "weight 10% of the total score, over the pillars economic, social and environmental. "
        "The proposal",
        "What is still missing": "1 question must be answered first: electronic submission. "
        "1 question is open; no required conclusion depends on it. The questions "
        "12 of the values, rules and sources that it rests on are unverified or for the authority "
        "to set. Which",
        "What the panel is asked": "Strategic Procurement Panel: to approve this outline once the "
        "missing answers are given, and not before.",
    }


def test_every_link_leads_somewhere() -> None:
    document = hand_made()
    anchors = [part.anchor for part in document.sections]
    anchors += [
        block.anchor
        for part in document.sections
        for block in part.blocks
        if isinstance(block, Heading | Card)
    ]
    links = {
        span.to
        for part in document.sections
        for line in lines_of(part)
        for span in line
        if isinstance(span, Link)
    }

    assert len(anchors) == len(set(anchors))
    assert links <= set(anchors)


def test_each_legal_conclusion_stands_with_its_reason_and_full_citation() -> None:
    table = next(block for block in section(hand_made(), "law").blocks if isinstance(block, Table))

    standstill = next(row for row in table.rows if said(row[0][0]) == "Standstill period")

    assert [[said(line) for line in lines] for lines in standstill] == [
        ["Standstill period"],
        ["The standstill is 8 working days."],
        [
            "The value, £360,000 including VAT, brings the contract under uk-standstill.",
            "Procurement Act 2023, s.51 R12",
        ],
    ]


def test_what_was_not_seen_in_its_source_carries_its_tag() -> None:
    line = next(line for line in lines_of(section(hand_made(), "law")) if "s.90" in said(line))

    assert Tag(Confidence.SECONDARY) in line


def test_a_conclusion_that_hangs_on_an_answer_says_on_which() -> None:
    assert "It cannot be said yet." in text_of(section(hand_made(), "law"))
    assert (
        "It hangs on what is not answered yet: electronic submission and serves residents."
        in text_of(section(hand_made(), "law"))
    )


def test_a_required_conclusion_without_a_rule_says_so() -> None:
    document = outline_with(threshold=Finding("threshold", Status.ABSENT))

    assert "No rule that was applied covers this time or this case." in text_of(
        section(document, "law")
    )


def test_only_what_is_one_measurable_condition_away_is_shown_as_near() -> None:
    text = text_of(section(hand_made(), "law"))

    assert "Large contracts carry three indicators" in text
    assert "£4,640,000 below it, and it must be passed" in text
    assert "Works have their own threshold" not in text
    assert "1 further rule in force did not apply for other reasons." in text


@pytest.mark.parametrize("name", ["kpis_minimum", "authority_type", "total_months"])
def test_what_a_buyer_cannot_change_is_no_near_miss(name: str) -> None:
    failed = FailedCondition(name, "It is at least 3", "0", "3 below it")
    silent = WhyNot("uk-kpis", "Indicators are published", (), ("duties",), (failed,))
    changed = replace(decision(), why_not=(silent,))

    text = text_of(section(outline(procurement(), changed, stack(), issued_on=ISSUED_ON), "law"))

    assert "Indicators are published" not in text


def purchase_rows(document: Document) -> dict[str, str]:
    return {
        row.header: said(row.lines[0])
        for block in section(document, "purchase").blocks
        if isinstance(block, KeyFacts)
        for row in block.rows
    }


def test_what_was_assumed_says_so_and_what_was_stated_does_not() -> None:
    usual = {
        "Also includes": "Nothing else",
        "Special regime": "No special regime",
        "Framework": "Not part of a framework",
        "VAT rate": "20%",
    }

    assumed = purchase_rows(hand_made())
    stated = purchase_rows(hand_made(assumed=frozenset()))

    assert {name: assumed[name] for name in usual} == {
        name: f"{words} (assumed: not stated)" for name, words in usual.items()
    }
    assert {name: stated[name] for name in usual} == usual
    assert assumed["Route to award"] == "Competition (assumed: not stated)"
    assert assumed["Main purpose"] == "Services"


def test_no_approval_is_said_with_whose_rules_need_none() -> None:
    names = ("approvals", "approval_route", "approval_quorum")
    absent = {name: Finding(name, Status.ABSENT) for name in names}
    changed = replace(decision(), approvals=(), findings={**findings(), **absent})

    def text(**others: bool) -> str:
        with_others = replace(changed, **others)  # type: ignore[arg-type] # its only flag
        document = outline(procurement(), with_others, stack(), issued_on=ISSUED_ON)
        return text_of(section(document, "approvals"))

    law, policy = (pack.title for pack in stack().packs)
    told = "no rule that was applied asks for one."
    none, besides = text().splitlines()
    assert none == f"None needed by {law} or {policy}: {told}"
    assert besides.startswith("What the authority's constitution or scheme of delegation asks for")
    assert text(policy_in_force=False).splitlines()[0] == f"None needed by {law}: {told}"


def test_the_route_and_the_quorum_stand_under_the_approvals_with_reason_and_tag() -> None:
    part = section(hand_made(), "approvals")

    assert [block.text for block in part.blocks if isinstance(block, Heading)] == [
        "How it is approved"
    ]
    (facts,) = (block for block in part.blocks if isinstance(block, KeyFacts))
    assert [(row.header, said(row.lines[0])) for row in facts.rows] == [
        ("Route of the approval", "Decided by a panel"),
        ("Quorum", "3 members"),
    ]
    told = said(facts.rows[1].lines[1])
    assert told.startswith("The value, £360,000 including VAT, brings the contract under cov-quo")
    tags = [[one for one in row.lines[1] if isinstance(one, Tag)] for row in facts.rows]
    unverified, setting = Tag(Confidence.UNVERIFIED), Tag(Confidence.AUTHORITY_SETTING)
    assert tags == [[unverified], [unverified, setting]]


def test_what_is_delegated_needs_no_panel() -> None:
    delegated = Finding("approval_route", Status.CONCLUDED, "delegated", ("cov-route",))
    absent = {name: Finding(name, Status.ABSENT) for name in ("approvals", "approval_quorum")}
    found = {**findings(), **absent, "approval_route": delegated}
    changed = replace(decision(), approvals=(), findings=found)

    document = outline(procurement(), changed, stack(), issued_on=ISSUED_ON)

    told = "No panel's: the decision is delegated to an officer who did not write the outline."
    assert text_of(section(document, "approvals")).startswith(told)
    asked = "No panel: an officer who did not write this outline decides on it."
    assert asked in text_of(section(document, "summary"))


def test_every_event_of_a_duty_has_words_and_no_words_lack_an_event() -> None:
    assert set(EVENTS) == set(labels._EVENTS)
    assert all(event_words(event) for event in EVENTS)


def test_clauses_are_filled_with_what_is_known_and_show_what_is_not() -> None:
    case = case_of(procurement(), decision(), stack(), issued_on=ISSUED_ON, prepared_by="")

    line = filled(case, "{authority} asks £{quantity} of {contract_title} in {area} by {due}.")

    assert said(line) == (
        "Coventry City Council asks £[quantity] of Grounds maintenance in the area of Coventry "
        "City Council by [due]."
    )
    assert [span for span in line if isinstance(span, Blank)] == [Blank("quantity"), Blank("due")]


def test_a_title_with_braces_fills_nothing() -> None:
    document = hand_made(title="{due} {authority} %s {0}")

    assert document.title == "{due} {authority} %s {0}"
    assert "will {due} {authority} %s {0} provide" in text_of(section(document, "clauses"))


def test_each_indicator_stands_under_what_it_is_used_as() -> None:
    table = next(
        block for block in section(hand_made(), "social-value").blocks if isinstance(block, Table)
    )

    def texts(lines: Lines) -> list[str]:
        return [said(line) for line in lines]

    assert [texts(lines) for lines in table.rows[0]] == [
        ["Local people and economic well-being, part 1"],
        ["Weeks of economic training for people who live here (weeks)"],
        ["Weeks of economic training for people who live here (weeks)"],
        ["Weeks of economic training for people who live here (weeks, measured by the authority)"],
    ]


def test_more_award_indicators_than_measures_leave_a_choice_that_is_named() -> None:
    document = outline_with(
        measures_maximum=Finding("measures_maximum", Status.CONCLUDED, 1, ("cov-measures",))
    )

    notices = [
        block for block in section(document, "social-value").blocks if isinstance(block, Notice)
    ]

    assert [notice.word for notice in notices] == ["Still to be chosen"]
    assert "this tier asks at most 1 measure of a bidder" in said(notices[0].line)
    assert not any(
        isinstance(block, Notice) for block in section(hand_made(), "social-value").blocks
    )


def test_duties_show_the_day_or_the_rule_of_the_day() -> None:
    text = text_of(section(hand_made(), "duties"))

    assert "By 2 March 2026\nOnce the procurement commences." in text
    assert "Before the tender notice is published." in text
    assert "Contract details notice (notice UK7)" in text
    assert "Within 30 calendar days, the first of them the day on which the contract" in text


def test_what_a_duty_asks_stands_with_its_source_in_an_appendix() -> None:
    document = hand_made()

    titles = {said(row[0][0]) for row in _rows(document, "duties-in-full")}

    assert "Contract details notice (notice UK7)" in titles
    assert len(titles) == len(_rows(document, "duties"))
    assert all(_cited(row[1]) for row in _rows(document, "duties-in-full"))
    assert not any(_cited(row[1]) for row in _rows(document, "duties"))


def _rows(document: Document, anchor: str) -> tuple[tuple[Lines, ...], ...]:
    (table,) = (block for block in section(document, anchor).blocks if isinstance(block, Table))
    return table.rows


def _cited(lines: Lines) -> list[Cited]:
    return [span for line in lines for span in line if isinstance(span, Cited)]


def test_without_a_policy_there_is_no_appendix_of_clauses() -> None:
    alone = outline_with(social_value_tier=Finding("social_value_tier", Status.ABSENT))

    assert "clauses" not in {part.anchor for part in alone.sections}


def test_missing_answers_are_asked_in_the_buyers_words() -> None:
    text = text_of(section(hand_made(), "missing"))

    assert (
        "May tenders be submitted electronically?\nThe shortest tendering period depends on it.\n"
        "Shortest tendering period and health inequality lens." in text
    )


def test_what_rests_on_unsure_values_is_listed_with_its_tag_and_its_use() -> None:
    part = section(hand_made(), "footing")
    meanings = next(block for block in part.blocks if isinstance(block, KeyFacts))
    table = next(block for block in part.blocks if isinstance(block, Table))

    rows = [[" ".join(said(line) for line in lines) for lines in row] for row in table.rows]

    assert [row.header for row in meanings.rows] == [
        "Secondary source",
        "Unverified",
        "Proposed, for the authority to set",
    ]
    weight = (
        "Weight in the standard tier: 10% Social Value and Sustainability Policy, app.1 The "
        "policy publishes no figure, so that a start is needed."
    )
    assert [weight, "proposed, for the authority to set", "R21"] in rows
    assert [row[1] for row in rows if row[0].startswith("Source:")] == ["unverified"]


def test_the_trace_shows_what_displaced_what() -> None:
    cards = {
        block.label: block
        for block in section(hand_made(), "trace").blocks
        if isinstance(block, Card)
    }
    light = {row.header: said(row.lines[0]) for row in cards["Rule R14, cov-light"].parts}
    standard = {row.header: said(row.lines[0]) for row in cards["Rule R15, cov-standard"].parts}

    assert light["Displaced by"] == "Standard tier (R15); so its conclusions do not stand."
    assert standard["It displaces"] == "Light tier (R14)"
    assert standard["With these values"] == (
        "Value from which the tier is standard: £100,000 including VAT, from 1 January 2026. "
        "Social Value and Sustainability Policy, app.1 unverified "
        "proposed, for the authority to set"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"duration_months": None}, "The duration is not known yet."),
        ({"extension_months": None}, "36 months; whether it may be extended is not known yet."),
        ({"extension_months": 0}, "36 months, with no extension."),
        (
            {"duration_months": 1, "extension_months": 1},
            "1 month, and up to 1 month more if extended: 2 months.",
        ),
    ],
)
def test_the_summary_says_how_long_as_far_as_it_is_known(
    changes: dict[str, int | None], expected: str
) -> None:
    assert summary_rows(hand_made(**changes))["How long"] == expected


def test_a_tier_that_hangs_on_an_answer_says_so() -> None:
    tier = Finding("social_value_tier", Status.UNDETERMINED, hangs_on=("nhs_body_kind",))

    document = outline_with(social_value_tier=tier)

    assert summary_rows(document)["Social value, and why"] == (
        "The tier cannot be said yet: it hangs on kind of NHS body."
    )
    assert "It cannot be said yet. It hangs on kind of NHS body." in text_of(
        section(document, "social-value")
    )
