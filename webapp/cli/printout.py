"""A decision in a terminal: the sentence first, then what applies, why, and where it stands."""

from collections.abc import Iterable

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from rules.decision import Decision, Finding, Status, TraceEntry
from rules.pack import Confidence
from rules.stack import Stack
from rules.summary import decision_sentence
from rules.vocabulary import CONCLUSIONS, FACT_BY_NAME, Conclusion, Kind, Stage
from rules.wording import CONFIDENCE_WORDS, date_in_words, tag_word
from webapp.documents.outline.obligations import due_words
from webapp.documents.outline.words import conclusion_words

NARROWEST = 80
NEAR_MISSES = 12

_LISTED_APART = ("duties", "approvals")


def console() -> Console:
    """Return the console that commands print on; a pipe gets 100 columns and no colour."""
    found = Console(highlight=False)
    if not found.is_terminal:
        found = Console(highlight=False, width=100)
    return found


def safe(text: str) -> Text:
    """Return text that is never read as markup, without control characters."""
    return Text("".join(char if char.isprintable() or char == "\n" else "�" for char in text))


def print_decision(decision: Decision, title: str, stack: Stack, out: Console) -> None:
    """Print everything that a decision says but its near misses."""
    out.print(safe(f"{decision.reference}  {title}"), style="bold")
    out.print(safe(f"Decided as of {date_in_words(decision.decided_as_of)}"), style="dim")
    out.print()
    out.print(safe(decision_sentence(decision)))
    out.print()
    out.print(_conclusions(decision, stack, "The law", law=True))
    if decision.policy is not None:
        out.print(_conclusions(decision, stack, "Social value", law=False))
    _print_list(out, "Duties and notices", _duties(decision, stack), decision, "duties")
    _print_list(out, "Approvals", _approvals(decision, stack), decision, "approvals")
    _print_missing(decision, out)
    _print_unverified(decision, stack, out)


def _conclusions(decision: Decision, stack: Stack, title: str, *, law: bool) -> RenderableType:
    table = _table(title, "What", "Answer", "Because", "Source")
    traced = decision.traced()
    for conclusion in CONCLUSIONS:
        is_law = conclusion.stage <= Stage.REQUIREMENTS
        finding = decision.findings[conclusion.name]
        if is_law is not law or conclusion.name in _LISTED_APART:
            continue
        if finding.status is Status.ABSENT and not conclusion.required:
            continue
        entries = [traced[rule] for rule in finding.rules if rule in traced]
        table.add_row(
            conclusion.title,
            safe(answer(conclusion, finding, stack)),
            safe(_because(finding, entries, conclusion)),
            _source(entries, stack, conclusion),
        )
    return table


def answer(conclusion: Conclusion, finding: Finding, stack: Stack) -> str:
    """Return what became of a conclusion in a few words."""
    match finding.status:
        case Status.ABSENT:
            return "no rule"
        case Status.UNDETERMINED:
            sure = f"{len(finding.so_far)} so far; " if finding.so_far else ""
            return f"{sure}not known yet"
        case Status.CONCLUDED:
            if conclusion.kind is Kind.IDS and len(finding.ids()) > _LONGEST_LIST:
                return f"{len(finding.ids())}: in the outline"
            assert finding.value is not None  # noqa: S101 - concluded means a value
            return conclusion_words(conclusion.name, finding.value, stack)


_LONGEST_LIST = 8


def _because(finding: Finding, entries: Iterable[TraceEntry], conclusion: Conclusion) -> str:
    if finding.status is Status.UNDETERMINED:
        asked = ", ".join(FACT_BY_NAME[name].title.lower() for name in finding.hangs_on)
        return f"hangs on: {asked}"
    if finding.status is Status.ABSENT:
        return "the packs hold no rule for this time and case"
    reasons = list(dict.fromkeys(entry.because for entry in entries))
    if conclusion.kind is Kind.IDS and len(reasons) > 1:
        return f"{len(reasons)} reasons: see the outline, or --format json"
    return " ".join(reasons)


def _source(entries: list[TraceEntry], stack: Stack, conclusion: Conclusion) -> Text:
    if conclusion.kind is Kind.IDS and len(entries) > 1:
        entries = entries[:1]
    text = safe("; ".join(dict.fromkeys(str(cite) for one in entries for cite in one.cites)))
    for tag in _tags(entries, stack):
        text.append(f" [{tag}]", style="yellow")
    return text


def _tags(entries: Iterable[TraceEntry], stack: Stack) -> list[str]:
    found = {
        confidence
        for entry in entries
        for confidence in (
            entry.confidence,
            *(use.confidence for use in entry.parameters),
            *(stack.sources[cite.source].confidence for cite in entry.cites),
        )
    }
    return [tag_word(item) for item in Confidence if item in found and item in CONFIDENCE_WORDS]


def _duties(decision: Decision, stack: Stack) -> Table:
    del stack
    table = _table("Duties and notices", "What must be done", "When", "Source")
    for duty in decision.duties:
        notice = f" ({duty.notice})" if duty.notice else ""
        cites = "; ".join(str(cite) for cite in duty.cites)
        table.add_row(safe(duty.title + notice), safe(due_words(duty)), safe(cites))
    return table


def _approvals(decision: Decision, stack: Stack) -> Table:
    del stack
    table = _table("Approvals", "Who approves", "Because", "Source")
    for approval in decision.approvals:
        cites = "; ".join(str(cite) for cite in approval.cites)
        table.add_row(safe(approval.title), safe(approval.because), safe(cites))
    return table


def _print_list(
    out: Console, title: str, table: Table, decision: Decision, conclusion: str
) -> None:
    finding = decision.findings[conclusion]
    if table.row_count:
        out.print(table)
    if finding.status is Status.UNDETERMINED:
        asked = ", ".join(FACT_BY_NAME[name].title.lower() for name in finding.hangs_on)
        out.print(safe(f"{title}: more may follow; that hangs on {asked}.\n"))


def _print_missing(decision: Decision, out: Console) -> None:
    for heading, names in (
        ("Needed before the decision is whole", decision.needs),
        ("Would settle further conclusions", decision.open),
    ):
        if names:
            out.print(heading, style="bold")
            for name in names:
                fact = FACT_BY_NAME[name]
                out.print(safe(f"  {name}: {fact.question} {fact.why}"))
            out.print()


def _print_unverified(decision: Decision, stack: Stack, out: Console) -> None:
    if not decision.unverified:
        return
    out.print("Rests on values that are not seen in the law or the policy itself", style="bold")
    for id_ in decision.unverified:
        if id_ in stack.sources:
            confidence, title = stack.sources[id_].confidence, stack.sources[id_].title
        elif id_ in stack.rules:
            confidence, title = stack.rules[id_].confidence, stack.rules[id_].title
        else:
            dated = stack.parameters[id_].on(decision.decided_as_of)
            confidence = dated.confidence if dated else Confidence.UNVERIFIED
            title = stack.parameters[id_].title
        out.print(safe(f"  {title} ({id_}): {tag_word(confidence)}"))
    out.print()


def print_why_not(decision: Decision, out: Console) -> None:
    """Print the rules that missed by least: those that failed on one condition."""
    near = sorted(
        (item for item in decision.why_not if item.failed),
        key=lambda item: (len(item.failed), not any(one.distance for one in item.failed)),
    )
    table = _table("What does not apply, and how far off", "Rule", "Wants", "Is", "Distance")
    for item in near[:NEAR_MISSES]:
        for place, failure in enumerate(item.failed):
            table.add_row(
                safe(item.title if place == 0 else ""),
                safe(failure.condition),
                safe(failure.actual),
                safe(failure.distance),
            )
    out.print(table)
    rest = len(decision.why_not) - min(len(near), NEAR_MISSES)
    if rest > 0:
        out.print(safe(f"{rest} further rules stayed silent: --format json lists them all.\n"))


def print_what_if(
    before: Decision, after: Decision, changes: Iterable[str], stack: Stack, out: Console
) -> None:
    """Print what a change of facts changes, side by side."""
    table = _table(f"What if {', '.join(changes)}", "What", "Now", "Then")
    for conclusion in changed(before, after):
        one, other = before.findings[conclusion.name], after.findings[conclusion.name]
        table.add_row(
            conclusion.title,
            safe(answer(conclusion, one, stack)),
            safe(answer(conclusion, other, stack)),
        )
    if table.row_count:
        out.print(table)
    else:
        out.print(safe(f"What if {', '.join(changes)}: no conclusion changes."))


def changed(before: Decision, after: Decision) -> list[Conclusion]:
    """Return the conclusions that differ between two decisions."""
    return [
        item
        for item in CONCLUSIONS
        if (
            before.findings[item.name].status,
            before.findings[item.name].ids(),
            before.value(item.name),
        )
        != (
            after.findings[item.name].status,
            after.findings[item.name].ids(),
            after.value(item.name),
        )
    ]


def print_side_by_side(left: Decision, right: Decision, stack: Stack, out: Console) -> None:
    """Print two decisions of one procurement, made as of two days."""
    days = [date_in_words(decision.decided_as_of) for decision in (left, right)]
    table = _table("The same notice under the law and policy of two days", "What", *days)
    differing = {item.name for item in changed(left, right)}
    for conclusion in CONCLUSIONS:
        one, other = left.findings[conclusion.name], right.findings[conclusion.name]
        if {one.status, other.status} == {Status.ABSENT}:
            continue
        style = "bold" if conclusion.name in differing else "dim"
        table.add_row(
            conclusion.title,
            safe(answer(conclusion, one, stack)),
            safe(answer(conclusion, other, stack)),
            style=style,
        )
    out.print(table)


def _table(title: str, *headings: str) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, expand=True
    )
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


__all__ = ["print_decision", "print_side_by_side", "print_what_if"]
