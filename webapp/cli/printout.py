"""A decision in a terminal: the sentence first, then what applies, why, and where it stands."""

from collections.abc import Iterable, Iterator

from rich.console import Console

from rules.decision import Decision, DutyDue, Finding, Status
from rules.pack import Confidence
from rules.serialisation import conclusions_of
from rules.stack import Stack
from rules.summary import decision_sentence, out_of_force_sentence
from rules.vocabulary import (
    CONCLUSION_BY_NAME,
    FACT_BY_NAME,
    Conclusion,
    Stage,
    duties_of,
    is_of_development,
)
from rules.wording import counted, date_in_words, lower_first, named_in_words, tag_word
from webapp.cli.output import (
    INDENT,
    Words,
    print_columns,
    print_entry,
    print_heading,
    print_text,
    safe,
    widths_of,
)
from webapp.cli.reasons import answer, asked, because_words, cited, source_words
from webapp.cli.sources_printout import print_sources
from webapp.documents.outline.obligations import (
    ROUTING,
    day_words,
    due_words,
    no_approval,
    routing_findings,
)

_PLANNING_LAW = (Stage.PLANNING_LAW, Stage.DEVELOPMENT)
_LISTED_APART = ("duties", "planning_duties", "approvals", *ROUTING)
_NO_DAY = "No fixed day"


def print_decision(decision: Decision, title: str, stack: Stack, out: Console) -> None:
    """Print everything that a decision says but its near misses."""
    _print_head(decision, title, out)
    print_text(out, _paragraph(decision, stack))
    _print_conclusions(decision, stack, "The law", out, law=True)
    if decision.policy is not None and not _out_of_force(decision, stack):
        _print_conclusions(decision, stack, "Social value", out, law=False)
    _print_duties(decision, out)
    if not is_of_development(decision.facts):
        _print_approvals(decision, stack, out)
    _print_missing(decision, out)
    _print_unverified(decision, stack, out)
    print_sources(decision, stack, out)


def print_summary(decision: Decision, title: str, stack: Stack, out: Console) -> None:
    """Print a decision in one paragraph."""
    _print_head(decision, title, out)
    print_text(out, _paragraph(decision, stack))


def _out_of_force(decision: Decision, stack: Stack) -> str:
    """Return why a policy says nothing on the day of a decision, nothing where it is in force."""
    if stack.policy is None or decision.is_outside:
        return ""
    return out_of_force_sentence(stack.policy, decision.decided_as_of)


def _print_head(decision: Decision, title: str, out: Console) -> None:
    print_text(out, f"{decision.reference}  {title}", "bold")
    out.print(safe(f"Decided as of {date_in_words(decision.decided_as_of)}"), style="dim")
    out.print()


def _paragraph(decision: Decision, stack: Stack) -> str:
    sentences = (
        decision_sentence(decision),
        *_social_value(decision),
        _out_of_force(decision, stack),
        *_still_open(decision),
    )
    return " ".join(filter(None, sentences))


def _social_value(decision: Decision) -> Iterator[str]:
    if is_of_development(decision.facts):
        return
    match decision.value("social_value_tier"), decision.value("social_value_recommended"):
        case "none", _:
            yield "No social value is sought."
        case str(tier), int(weight):
            recommended = named_in_words("social_value_recommended", weight)
            yield f"Social value: {tier} tier, {recommended} of the score recommended."
        case str(tier), _:
            yield f"Social value: {tier} tier."


def _still_open(decision: Decision) -> Iterator[str]:
    if decision.needs:
        asked = counted(len(decision.needs), "required answer is", "required answers are")
        yield f"{asked} missing."
    if decision.open:
        yield f"{counted(len(decision.open), 'open question')} could settle more."


def _print_conclusions(
    decision: Decision, stack: Stack, title: str, out: Console, *, law: bool
) -> None:
    possible = conclusions_of(decision)
    reached = [item for item in possible if _is_shown(item, decision, law=law)]
    if not reached:
        return
    print_heading(out, title)
    traced = decision.traced()
    before: list[Words] = []
    for conclusion in reached:
        finding = decision.findings[conclusion.name]
        entries = [traced[rule] for rule in finding.rules if rule in traced]
        reason = [
            Words(because_words(finding, entries, conclusion)),
            Words(source_words(entries, stack, conclusion), "dim"),
        ]
        said = [Words("For the same reason.")] if entries and reason == before else reason
        ids = _ids(conclusion, finding, stack)
        is_listed = ids and finding.status is Status.CONCLUDED
        told = f"{len(ids)}:" if is_listed else answer(conclusion, finding, stack)
        print_entry(out, conclusion.title, [Words(told, "bold"), *ids, *said])
        before = reason


def _is_shown(conclusion: Conclusion, decision: Decision, *, law: bool) -> bool:
    is_law = conclusion.stage <= Stage.REQUIREMENTS or conclusion.stage in _PLANNING_LAW
    if is_law is not law or conclusion.name in _LISTED_APART:
        return False
    is_absent = decision.findings[conclusion.name].status is Status.ABSENT
    return not is_absent or bool(conclusion.required)


def _ids(conclusion: Conclusion, finding: Finding, stack: Stack) -> list[Words]:
    """Return outcomes as a tender names them, and targets with their units, one in a line."""
    if conclusion.name == "outcomes":
        return [Words(f"{id_}: {stack.outcomes[id_].title}") for id_ in finding.ids()]
    if conclusion.name != "planning_indicators":
        return []
    targets = [stack.indicators[id_] for id_ in finding.ids()]
    return [Words(f"{one.title}, in {one.unit.replace('_', ' ')}") for one in targets]


def _print_duties(decision: Decision, out: Console) -> None:
    """Print the duties under the moment at which each falls due, those of no day last."""
    finding = decision.findings[duties_of(decision.facts)]
    grouped: dict[str, list[DutyDue]] = {}
    for duty in decision.duties:
        grouped.setdefault(_when(duty), []).append(duty)
    if not grouped and finding.status is not Status.UNDETERMINED:
        return
    print_heading(out, "Duties" if is_of_development(decision.facts) else "Duties and notices")
    for when in sorted(grouped, key=lambda text: text == _NO_DAY):
        print_text(out, when, "bold", indent=INDENT)
        for duty in grouped[when]:
            _print_duty(duty, out)
    if finding.status is Status.UNDETERMINED:
        print_text(out, f"More may follow: that hangs on {asked(finding.hangs_on)}.", indent=INDENT)


def _when(duty: DutyDue) -> str:
    rule = due_words(duty).rstrip(".")
    if duty.on is None:
        return rule
    return f"{rule}: {lower_first(day_words(duty))}"


def _print_duty(duty: DutyDue, out: Console) -> None:
    notice = f" (notice {duty.notice})" if duty.notice else ""
    cells = [[Words(duty.title + notice)], [Words(cited(duty.cites), "dim")]]
    print_columns(out, cells, widths_of(out, (4, 3), indent=2 * INDENT), indent=2 * INDENT)


def _print_approvals(decision: Decision, stack: Stack, out: Console) -> None:
    finding = decision.findings["approvals"]
    print_heading(out, "Approvals")
    if not decision.approvals and finding.status is not Status.UNDETERMINED:
        print_text(out, no_approval(decision, stack), indent=INDENT)
    for approval in decision.approvals:
        said = [Words(approval.because), Words(cited(approval.cites), "dim")]
        print_entry(out, approval.title, said)
    before = decision.approvals[-1].because if decision.approvals else ""
    for found in routing_findings(decision):
        before = _print_routing(found, before, decision, stack, out)
    if finding.status is Status.UNDETERMINED:
        print_text(out, f"More may follow: that hangs on {asked(finding.hangs_on)}.", indent=INDENT)


def _print_routing(
    finding: Finding, before: str, decision: Decision, stack: Stack, out: Console
) -> str:
    """Print the route or the quorum with its reason, unless that was just told; return it."""
    conclusion, traced = CONCLUSION_BY_NAME[finding.name], decision.traced()
    entries = [traced[rule] for rule in finding.rules if rule in traced]
    because = because_words(finding, entries, conclusion)
    reason = [Words(because), Words(source_words(entries, stack, conclusion), "dim")]
    said = [Words("For the same reason.")] if because == before else reason
    told = Words(answer(conclusion, finding, stack), "bold")
    print_entry(out, conclusion.title, [told, *said])
    return because


def _print_missing(decision: Decision, out: Console) -> None:
    if decision.needs:
        print_heading(out, "Needed before the decision is whole")
        for name in decision.needs:
            fact = FACT_BY_NAME[name]
            said = [Words(fact.question), Words(fact.why, "dim")]
            print_entry(out, name, said, label=_longest(decision.needs, out))
    if decision.open:
        print_heading(out, "Open questions, which would settle further conclusions")
        for name in decision.open:
            question = Words(FACT_BY_NAME[name].question)
            print_entry(out, name, [question], label=_longest(decision.open, out))
    if decision.needs or decision.open:
        text = (
            "Give the answers by these names in the file."
            if is_of_development(decision.facts)
            else "Give the answers by these names under “answers” in the file, "
            "or try one with --what-if NAME=VALUE."
        )
        print_text(out, text, "dim", indent=INDENT)


def _longest(names: Iterable[str], out: Console) -> int:
    return min(max(map(len, names)), out.width // 2)


def _print_unverified(decision: Decision, stack: Stack, out: Console) -> None:
    if not decision.unverified:
        return
    print_heading(out, "What rests on more than the text of the law or the policy")
    grouped: dict[str, list[str]] = {}
    for id_ in decision.unverified:
        confidence, title = _held(id_, decision, stack)
        grouped.setdefault(tag_word(confidence), []).append(f"{title} ({id_})")
    for tag, items in grouped.items():
        print_entry(out, tag.capitalize(), [Words(item) for item in items])


def _held(id_: str, decision: Decision, stack: Stack) -> tuple[Confidence, str]:
    if id_ in stack.sources:
        return stack.sources[id_].confidence, stack.sources[id_].title
    if id_ in stack.rules:
        return stack.rules[id_].confidence, stack.rules[id_].title
    dated = stack.parameters[id_].on(decision.decided_as_of)
    return dated.confidence if dated else Confidence.UNVERIFIED, stack.parameters[id_].title
