"""Duties and notices with their dates, and the approvals needed."""

from rules.decision import Approval, Decision, DutyDue, Finding, Status, TraceEntry
from rules.stack import Stack
from rules.vocabulary import CONCLUSION_BY_NAME
from rules.vocabulary.labels import event_words
from rules.wording import counted, date_in_words, listed, sentence
from webapp.documents.content import (
    Block,
    Column,
    Heading,
    KeyFacts,
    Line,
    Lines,
    Link,
    Paragraph,
    Section,
    Table,
    Text,
)
from webapp.documents.outline.case import Case, question_titles
from webapp.documents.outline.law import finding_row
from webapp.documents.outline.numbering import APPENDIX, BODY
from webapp.documents.outline.words import words

ROUTING = ("approval_route", "approval_quorum")
"""The conclusions on how an outline is approved, beside the bodies that approve it."""

_IN_FULL = "Duties and notices in full"
_BESIDES = (
    "What the authority's constitution or scheme of delegation asks for besides, such as a "
    "decision of its executive, and whether that is a key decision, is not decided here."
)


def duties(case: Case) -> Section:
    """Return the section on duties and notices."""
    rows = tuple(_duty_row(case, duty) for duty in case.decision.duties)
    blocks: list[Block] = []
    if case.decision.findings["duties"].status is Status.UNDETERMINED:
        asked = question_titles(case.decision.findings["duties"].hangs_on)
        text = "The list is not complete yet"
        blocks.append(Paragraph(words(f"{text}: it hangs on {asked}." if asked else f"{text}.")))
    if rows:
        columns = (Column("What must be done"), Column("When"))
        told = Text("What each of them asks, with its source, stands in the appendices:")
        blocks.append(Paragraph((told, Link(_IN_FULL, "duties-in-full"))))
        blocks.append(Table("Duties and notices that fall due", columns, rows))
    elif not blocks:
        blocks.append(Paragraph(words("No rule that was applied asks for a duty or a notice.")))
    return Section("duties", BODY, "Duties and notices", tuple(blocks))


def _duty_row(case: Case, duty: DutyDue) -> tuple[Lines, ...]:
    return (((_duty_title(duty), *_held(case, duty)),), when(duty))


def _held(case: Case, duty: DutyDue) -> Line:
    return case.held(duty.cites, duty.confidence)


def _asked(duty: DutyDue) -> Lines:
    return (words(duty.text),) if duty.text else ()


def _duty_title(duty: DutyDue) -> Text:
    notice = f" (notice {duty.notice})" if duty.notice else ""
    return Text(duty.title + notice, strong=True)


def duties_in_full(case: Case) -> Section | None:
    """Return the appendix on what each duty asks and where it stands, if there are any."""
    if not case.decision.duties:
        return None
    columns = (Column("Duty or notice"), Column("What it asks, and its source"))
    rows = tuple(
        (((_duty_title(duty),),), (*_asked(duty), (*case.cites(duty.cites), *_held(case, duty))))
        for duty in case.decision.duties
    )
    table = Table("What each duty and notice asks", columns, rows)
    return Section("duties-in-full", APPENDIX, _IN_FULL, (table,))


def when(duty: DutyDue) -> Lines:
    """Return when a duty falls due: the day where it is known, then the rule of the day."""
    rule = due_words(duty)
    if duty.on is None:
        return (words(rule),)
    return ((Text(day_words(duty), strong=True),), words(rule))


def day_words(duty: DutyDue) -> str:
    """Return the day of a duty, such as `Before 2 March 2026`, empty where it is not known."""
    if duty.on is None:
        return ""
    by = "Before" if duty.is_before and not duty.days else "By"
    return f"{by} {date_in_words(duty.on)}"


def due_words(duty: DutyDue) -> str:
    """Return a duty's time limit in words."""
    if not duty.event:
        return "No fixed day."
    event = event_words(duty.event)
    if not duty.days:
        return sentence(f"{'before' if duty.is_before else 'once'} {event}")
    days = counted(duty.days, f"{duty.kind} day" if duty.kind else "day")
    if duty.is_before:
        return f"At least {days} before {event}."
    if duty.begins_with:
        return f"Within {days}, the first of them the day on which {event}."
    return f"Within {days} after {event}."


def approvals(case: Case) -> Section:
    """Return the section on approvals."""
    blocks: list[Block] = []
    finding = case.decision.findings["approvals"]
    if finding.status is Status.UNDETERMINED:
        asked = question_titles(finding.hangs_on)
        blocks.append(Paragraph(words(f"The list is not complete yet: it hangs on {asked}.")))
    if case.decision.approvals:
        columns = (Column("Who approves"), Column("Why"), Column("Source"))
        rows = tuple(_approval_row(case, approval) for approval in case.decision.approvals)
        blocks.append(Table("Approvals needed", columns, rows))
    elif not blocks:
        blocks.append(Paragraph(words(no_approval(case.decision, case.stack))))
    if found := routing_findings(case.decision):
        title = "How it is approved"
        facts = tuple(finding_row(case, one, CONCLUSION_BY_NAME[one.name].title) for one in found)
        blocks += [Heading(3, title, "routing"), KeyFacts(title, facts)]
    return Section("approvals", BODY, "Approvals needed", (*blocks, Paragraph(words(_BESIDES))))


def routing_findings(decision: Decision) -> tuple[Finding, ...]:
    """Return what was found of the route and of the quorum, without what no rule speaks of."""
    found = (decision.findings[name] for name in ROUTING)
    return tuple(one for one in found if one.status is not Status.ABSENT)


def no_approval(decision: Decision, stack: Stack) -> str:
    """Return that no body's approval is needed, and by whose rules."""
    if decision.value("approval_route") == "delegated":
        return "No panel's: the decision is delegated to an officer who did not write the outline."
    is_applied = {decision.policy: decision.policy_in_force}
    titles = [pack.title for pack in stack.packs if is_applied.get(pack.id, True)]
    return f"None needed by {listed(titles, last='or')}: no rule that was applied asks for one."


def _approval_row(case: Case, approval: Approval) -> tuple[Lines, ...]:
    concluding = [
        entry
        for entry in case.entries(case.decision.findings["approvals"])
        if approval.body in _bodies(entry)
    ]
    own = {held for entry in concluding for held in case.confidences(entry)}
    links = tuple(case.link(entry.rule) for entry in concluding)
    return (
        (words(approval.title),),
        (words(sentence(approval.because)),),
        ((*case.cites(approval.cites), *case.held(approval.cites, *own), *links),),
    )


def _bodies(entry: TraceEntry) -> tuple[str, ...]:
    bodies = entry.concluded.get("approvals", ())
    return bodies if isinstance(bodies, tuple) else ()
