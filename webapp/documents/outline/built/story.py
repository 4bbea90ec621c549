"""The case: why something is bought, what else was considered, and what could go wrong."""

from evaluation.outline.case import PROMPTS, REACH, missing
from evaluation.outline.case import Case as Story
from evaluation.outline.checklist import GUIDE_OF, Checklist
from rules.wording import sentence
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    plain,
)
from webapp.documents.outline.built.parts import written
from webapp.documents.outline.case import Case
from webapp.documents.outline.numbering import BODY
from webapp.documents.outline.words import cited, words

TITLE = "The case for it"
_NOT_WRITTEN: Lines = (words("Not written yet."),)
_NOTHING_OF_EQUALITY: Lines = (
    words(
        "The buyer says nothing of it. Whoever decides must have due regard to equality all the "
        "same: Equality Act 2010, s.149(1)."
    ),
)
MOST_RISKS_IN_SUMMARY = 3


def story(case: Case) -> Section:
    """Return the section on the case: its texts, its risks, and how it was prepared."""
    built = case.built
    told = built.story or Story()
    lacking = missing(told, needs_reach=case.decision.value("health_inequality_lens") is True)
    is_bound = case.procurement.authority.nation != "northern_ireland"
    rows = tuple(
        Row(
            prompt.title,
            written(getattr(told, prompt.name))
            or (_NOT_WRITTEN if prompt in lacking else _NOTHING_OF_EQUALITY),
        )
        for prompt in PROMPTS
        if prompt in lacking or getattr(told, prompt.name) or (prompt.name == REACH and is_bound)
    )
    blocks: list[Block] = [KeyFacts(TITLE, rows), *_risks(told)]
    blocks += _preparation(case, built.checklist or Checklist())
    return Section("case", BODY, TITLE, tuple(blocks))


def gravest_risks(case: Case) -> Lines:
    """Return the risks that the first page names, the gravest first, and how many others."""
    ranked = case.built.story.risks_ranked if case.built.story else ()
    if not ranked:
        return (words("None are named."),)
    lines: list[Line] = [
        (
            Text(plain(risk.what), strong=True),
            Text(f"({risk.words.lower()}):"),
            Text(_response(risk.response)),
        )
        for risk in ranked[:MOST_RISKS_IN_SUMMARY]
    ]
    others = len(ranked) - MOST_RISKS_IN_SUMMARY
    if others > 0:
        lines.append(words(f"{others} more in the section on the case."))
    return tuple(lines)


def _response(text: str) -> str:
    return sentence(plain(text)) or "No response is named."


def _risks(told: Story) -> tuple[Block, ...]:
    heading = Heading(3, "Risks", "risks")
    if not told.risks:
        return (heading, Paragraph(words("No risk is named.")))
    columns = (
        Column("What could go wrong"),
        Column("Likelihood"),
        Column("Impact"),
        Column("What is done about it"),
        Column("Who"),
    )
    rows = tuple(
        (
            written(risk.what),
            (words(risk.likelihood.words),),
            (words(risk.gravity.words),),
            written(risk.response) or _NOT_WRITTEN,
            written(risk.owner) or _NOT_WRITTEN,
        )
        for risk in told.risks_ranked
    )
    return (heading, Table("Risks, the gravest first", columns, rows))


def _preparation(case: Case, checklist: Checklist) -> tuple[Block, ...]:
    columns = (
        Column("Stage, and where it is asked for"),
        Column("State"),
        Column("What came of it"),
    )
    rows = tuple(
        (
            (words(GUIDE_OF[item.topic].title), _sources(case, GUIDE_OF[item.topic].cites)),
            (words(item.state.words),),
            written(item.note) or (words("Nothing was noted."),),
        )
        for item in checklist.every
    )
    title = "How it was prepared"
    return (
        Heading(3, title, "preparation"),
        Table("The stages of the commissioning cycle", columns, rows),
    )


def _sources(case: Case, cites: tuple[tuple[str, str], ...]) -> Line:
    """Return where a stage is asked for, as far as the packs that decided declare the source."""
    told = [
        f"{case.stack.sources[source].title}, {place}"
        for source, place in cites
        if source in case.stack.sources and _governs(case, source)
    ]
    return cited(told) or words("Good practice.")


def _governs(case: Case, source: str) -> bool:
    """Whether a source speaks to this procurement: a policy does, an Act only where it binds."""
    decided = case.decision
    match source:
        case "pa-2023":
            is_above = decided.value("coverage") == "above_threshold"
            return is_above and decided.value("regime") == "procurement_act_2023"
        case "sva-2012":
            return decided.value("social_value_act_duty") is True
        case _:
            return True
