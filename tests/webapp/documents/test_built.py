"""The outline of a procurement that a buyer has built: what stands where, in whose words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest

from evaluation.outline.case import Case as Story
from evaluation.outline.clause_problems import library_clause
from evaluation.outline.clauses import Clauses, as_it_is
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Choice, Proposal, Screen, Screened
from rules.decide import decide
from rules.decision import Decision
from rules.library import stack
from rules.pack import Clause
from rules.procurement import Procurement
from tests.evaluation.outline.samples import complete
from tests.rules.procurements import gross, procurement
from tests.webapp.documents.builders import ISSUED_ON
from tests.webapp.documents.built_sample import STORY, built
from webapp.documents.content import (
    Block,
    Card,
    Document,
    Lines,
    Link,
    Section,
    Table,
    shown,
)
from webapp.documents.html import render_html
from webapp.documents.outline import outline
from webapp.documents.outline.built import NOTHING_BUILT, Built

COVENTRY = stack("coventry")
PROCUREMENT = replace(
    procurement(),
    answers=MappingProxyType(
        {
            "work_in_area": True,
            "labour_intensive": True,
            "trainee_roles_possible": True,
            "subcontracting_possible": True,
            "affects_land": True,
            "uses_vehicles": True,
            "serves_residents": False,
            "serves_vulnerable_people": False,
            "uses_energy": True,
            "uses_materials": True,
        }
    ),
)


@pytest.fixture(scope="module")
def decision() -> Decision:
    return decide(PROCUREMENT, COVENTRY)


def outline_of(decision: Decision, what: Built) -> Document:
    return outline(PROCUREMENT, decision, COVENTRY, issued_on=ISSUED_ON, built=what)


def section(document: Document, anchor: str) -> Section:
    (found,) = (one for one in document.sections if one.anchor == anchor)
    return found


def texts(value: object) -> Iterator[str]:
    """Yield every word of a block."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from texts(getattr(value, name))


def words(blocks: Block | tuple[Block, ...] | Section) -> str:
    return " ".join(texts(blocks))


def _shown(cell: Lines) -> str:
    return " ".join(shown(span) for line in cell for span in line)


def test_the_sections_are_numbered_in_their_order(decision: Decision) -> None:
    document = outline_of(decision, built(decision))

    assert [one.heading() for one in document.sections] == [
        "Summary",
        "1. The case for it",
        "2. What is bought",
        "3. The legal position",
        "4. The social value proposal",
        "5. How bids will be judged",
        "6. Duties and notices",
        "7. Approvals needed",
        "8. What is still missing",
        "Appendix A. Why each measure may be asked",
        "Appendix B. What bidders are asked",
        "Appendix C. Draft clauses",
        "Appendix D. What the stress test found",
        "Appendix E. Duties and notices in full",
        "Appendix F. What rests on values that are unverified or for the authority to set",
        "Appendix G. Packs and sources",
        "Appendix H. Attachments",
        "Appendix I. How it was reached: the full trace",
    ]


def test_what_nothing_was_built_for_is_the_outline_of_the_decision(decision: Decision) -> None:
    assert outline_of(decision, NOTHING_BUILT) == outline(
        PROCUREMENT, decision, COVENTRY, issued_on=ISSUED_ON
    )


def test_the_first_page_names_the_gravest_risks_and_the_question(decision: Decision) -> None:
    summary = words(section(outline_of(decision, built(decision)), "summary"))

    assert "Which risks" in summary
    assert summary.index("Staff do not transfer") < summary.index("Nobody bids for the north")
    assert "The depot opens late" not in summary
    assert "1 more in the section on the case." in summary
    assert "In the buyer's words: To approve grounds maintenance in two lots" in summary
    assert "It weighs 12% of the total score: bidders compete on 1 measure" in summary


def test_a_proposal_that_asks_for_nothing_says_so(decision: Decision) -> None:
    nothing = replace(built(decision), proposal=Proposal(weight=0, weight_because="Nothing fits"))
    document = outline_of(decision, nothing)

    assert "of the total score: no measure is asked for." in words(section(document, "summary"))
    assert "No measure is asked of bidders." in words(section(document, "social-value"))


def test_a_text_keeps_its_paragraphs(decision: Decision) -> None:
    case = section(outline_of(decision, built(decision)), "case")

    assert "The contract ends on 31 March." in list(texts(case))
    assert "Without it 214 sites are not cut." in list(texts(case))


def test_a_text_that_is_missing_says_so(decision: Decision) -> None:
    empty = replace(built(decision), story=Story(ask="To decide"))

    case = words(section(outline_of(decision, empty), "case"))

    assert "Not written yet." in case
    assert "No risk is named." in case


def test_whom_it_reaches_is_asked_for_where_the_policy_looks_at_health_inequalities(
    decision: Decision,
) -> None:
    def case(of: Decision, story: Story) -> str:
        what = replace(built(decision), story=story)
        document = outline(PROCUREMENT, of, COVENTRY, issued_on=ISSUED_ON, built=what)
        return words(section(document, "case"))

    title = "Equality, and whom it reaches"
    told = replace(STORY, reach="Sites in the wards with the poorest health are cut first.")
    alone = decide(PROCUREMENT, stack(None))

    assert f"{title} Not written yet." in case(decision, STORY)
    assert f"{title} Sites in the wards with the poorest health" in case(decision, told)
    assert f"{title} The buyer says nothing of it. Whoever decides must" in case(alone, STORY)


def test_an_act_is_cited_for_a_stage_only_where_it_binds(decision: Decision) -> None:
    small = replace(PROCUREMENT, estimated_value=gross(90_000))

    def stages(found: Decision, of: Procurement) -> str:
        document = outline(of, found, COVENTRY, issued_on=ISSUED_ON, built=built(decision))
        return words(section(document, "case"))

    assert "Procurement Act 2023, s.16" in stages(decision, PROCUREMENT)
    below = stages(decide(small, COVENTRY), small)
    assert "Procurement Act 2023" not in below
    assert "Public Services (Social Value) Act 2012" not in below
    assert "Good practice." in below


def test_lots_stand_with_what_is_bought(decision: Decision) -> None:
    bought = words(section(outline_of(decision, built(decision)), "purchase"))

    assert "It is divided into lots." in bought
    assert "A bidder may win at most 1 lot." in bought
    assert "1. North" in bought
    assert "£180,000" in bought


def test_measures_take_the_place_of_what_the_rules_propose(decision: Decision) -> None:
    document = outline_of(decision, built(decision))
    value = section(document, "social-value")
    captions = [block.caption for block in value.blocks if isinstance(block, Table)]

    assert captions == [
        "The measures that are asked of bidders",
        "Measures that the rules propose and that are left out",
    ]
    told = words(value)
    assert "Social value weighs 12% of the total score." in told
    assert "Bat boxes put up" in told
    assert "Already required by the specification." in told
    screened = words(section(document, "screening"))
    assert "Subject matter: yes. It does." in screened
    assert "Subject matter: not answered yet." in screened


def test_a_screen_that_is_not_passed_is_named_in_the_body(decision: Decision) -> None:
    first, *others = complete(Ground(decision, COVENTRY)).choices
    screens = (Screened(Screen.LAWFUL, passes=False, because="It favours local firms."),)
    proposal = Proposal((replace(first, screens=screens), *others))

    value = section(outline_of(decision, replace(NOTHING_BUILT, proposal=proposal)), "social-value")

    (table,) = (block for block in value.blocks if isinstance(block, Table))
    assert [_shown(row[3]) for row in table.rows[:2]] == [
        "Not passed: lawful. Not answered yet: subject matter, proportionate and additional.",
        "Passed.",
    ]


def test_what_the_stress_test_found_stands_in_an_appendix(decision: Decision) -> None:
    document = outline_of(decision, built(decision))

    assert "Price decides in 61 of 100 draws." in words(section(document, "stress-findings"))
    assert "Price decides" not in words(section(document, "judging"))
    assert Link("What the stress test found", "stress-findings") in _links(
        section(document, "judging")
    )


def test_the_criteria_stand_with_their_points(decision: Decision) -> None:
    judging = section(outline_of(decision, built(decision)), "judging")
    (tree,) = (block for block in judging.blocks if isinstance(block, Table))

    rows = [
        [" ".join(shown(span) for line in cell for span in line) for cell in row]
        for row in tree.rows
    ]
    assert [row[:3] for row in rows] == [
        ["Price", "40%", "40.00"],
        ["Quality", "60%", "60.00"],
        ["– Method", "100%", "60.00"],
        ["Insurance", "–", "–"],
    ]
    assert "A score below 3 disqualifies the tender." in rows[2][3]
    assert "Nothing keeps this model from being published." in words(judging)


def test_criteria_that_were_not_tested_say_so(decision: Decision) -> None:
    untested = replace(built(decision), stress=None)

    judging = words(section(outline_of(decision, untested), "judging"))

    assert "have not been stress-tested yet" in judging


def test_what_a_person_wrote_is_never_markup(decision: Decision) -> None:
    story = replace(STORY, need="<script>alert(1)</script>\u202e & <b>bold</b>")
    document = outline_of(decision, replace(built(decision), story=story))

    html = render_html(document, standalone=True)

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)" in html
    assert "\u202e" not in html


def test_attachments_stand_with_their_digests(decision: Decision) -> None:
    attached = words(section(outline_of(decision, built(decision)), "attached"))

    assert "plan.pdf" in attached
    assert "81 kB" in attached
    assert "a" * 64 in attached


def test_every_link_of_the_outline_leads_somewhere(decision: Decision) -> None:
    document = outline_of(decision, built(decision))
    html = render_html(document, standalone=True)

    wanted = {part.split('"')[0] for part in html.split('href="#')[1:]}
    assert wanted <= {part.split('"')[0] for part in html.split('id="')[1:]}


def test_the_case_is_dated_by_its_issue(decision: Decision) -> None:
    assert outline_of(decision, built(decision)).issued_on == date(2026, 3, 4)


def test_clauses_stand_in_an_appendix_to_which_the_body_leads(decision: Decision) -> None:
    document = outline_of(decision, built(decision))
    held = {part.anchor: part.blocks for part in document.sections}

    assert any(isinstance(block, Card) for block in held["clauses"])
    assert not any(isinstance(block, Card) for block in held["social-value"])
    assert Link("the clauses", "clauses") in _links(section(document, "social-value"))


def _links(value: object) -> list[Link]:
    if isinstance(value, Link):
        return [value]
    if isinstance(value, tuple):
        return [link for item in value for link in _links(item)]
    names = getattr(value, "__dataclass_fields__", ())
    return [link for name in names for link in _links(getattr(value, name))]


def test_a_measure_without_a_clause_is_told_in_the_body(decision: Decision) -> None:
    ground = Ground(decision, COVENTRY)
    first, *others = complete(ground).included
    settled = Clauses(tuple(as_it_is(one, clause) for one, clause in _library(others, ground)))
    what = replace(NOTHING_BUILT, proposal=complete(ground), clauses=settled)

    document = outline_of(decision, what)

    told = section(document, "social-value").blocks
    (table,) = (
        block
        for block in told
        if isinstance(block, Table) and block.caption == "Measures without a clause"
    )
    assert [_shown(cell) for cell in table.rows[0]] == [ground.title(first), "Not settled yet."]


def _library(choices: Iterable[Choice], ground: Ground) -> Iterator[tuple[str, Clause]]:
    for choice in choices:
        if clause := library_clause(choice.measure, ground):
            yield choice.measure, clause


def test_the_question_on_an_obligation_is_named_as_not_scored(decision: Decision) -> None:
    ground = Ground(decision, COVENTRY)
    found = ((one, library_clause(one, ground)) for one in ground.proposed)
    clauses = Clauses(tuple(as_it_is(one, clause) for one, clause in found if clause))
    settled = replace(NOTHING_BUILT, proposal=complete(ground), clauses=clauses)

    for what in (settled, NOTHING_BUILT):
        value = section(outline_of(decision, what), "clauses")
        asked = {
            row.header
            for block in value.blocks
            if isinstance(block, Card)
            for row in block.parts
            if row.header.startswith("Question")
        }
        assert len(asked) == 2
        assert "the answer is not scored" in words(value)
