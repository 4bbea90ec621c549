"""The rows of a proposal's sheet as its page shows them, and its fields as they were sent."""

from collections.abc import Mapping
from dataclasses import dataclass

from evaluation.outline.burden import Burden
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Use
from evaluation.outline.screens import QUESTIONS
from evaluation.outline.sheet import Row, Sheet
from evaluation.wording import unit_words
from forms.measure_sheet import SheetTyped, judged_field, tick_field, use_field, why_field
from rules.wording import counted, listed, lower_first
from webapp.views.fields import PageError
from webapp.views.proposal.proposal_judging import (
    JudgingShown,
    judged_compared,
    judging_shown,
)
from webapp.views.revisions import Compared


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent of a sheet, to be shown again; `mine` are the rows that it is shown for.

    None stands for all rows; where somebody else was faster, the others are shown as they stand.
    """

    sheet: SheetTyped
    mine: Sheet | None = None

    def of(self, measure: str) -> Mapping[str, str] | None:
        """Return the fields that were sent, None where the row is shown as it stands."""
        is_shown = self.mine is None or measure in self.mine.measures
        return self.sheet.sent if is_shown else None


@dataclass(frozen=True, slots=True)
class RowShown:
    """A measure: what it is, what it asks of a bidder, what was chosen, how its checks stand.

    `outcome` is what it serves, in the policy's own `wording` with its `source`; `asks` is its use
    and `effort` the hours that this takes; `use` is the value of the choice to ask for it.
    `tick_says` is the answer that a tick gives to the cautions.
    `reasons` are what the four checks rest on, `state` and `tag` the word for them. `why_is_open`
    says that the reason is shown whatever is chosen. `judging` is what the buyer is asked in place
    of a tick. `errors` are by control: use, why, tick, judged.
    """

    measure: str
    title: str
    unit: str
    outcome: str
    wording: str
    source: str
    asks: str
    effort: str
    proposed: str
    use: str
    is_asked: bool
    is_own: bool
    why: str
    why_is_open: bool
    can_be_ticked: bool
    is_ticked: bool
    caution: str
    tick_says: str
    reasons: tuple[tuple[str, str], ...]
    state: str
    tag: str
    errors: Mapping[str, str]
    judging: JudgingShown | None


def row_shown(row: Row, ground: Ground, burden: Burden, typed: Typed | None = None) -> RowShown:
    """Return a row, with what was typed in it if it was sent."""
    sent = typed.of(row.measure) if typed else None
    use, why, is_ticked = _as_held(row) if sent is None else _as_sent(row, sent)
    is_asked = use is not Use.LEFT_OUT
    indicator = ground.indicator(row.measure)
    outcome = ground.stack.outcomes.get(ground.outcome(row.measure, row.own))
    judging = judging_shown(row, ground, sent)
    state, tag = _state(row, is_asked=is_asked, is_judged=judging is not None)
    return RowShown(
        row.measure,
        row.title,
        unit_words(row.own.unit if row.own else indicator.unit if indicator else ""),
        outcome.title if outcome else "",
        outcome.wording if outcome else "",
        listed(ground.stack.full_citation(cite) for cite in outcome.cites) if outcome else "",
        row.use.words,
        _effort(row.use, burden),
        _proposed(row),
        row.use.value,
        is_asked,
        row.own is not None,
        why,
        (row.departs and is_asked)
        or why_field(row.measure) in (typed.sheet.errors if typed else ()),
        row.can_be_ticked and judging is None,
        is_ticked,
        " ".join(one.because for one in row.cautions) if not row.is_checked else "",
        _tick_says(row),
        _reasons(row),
        state,
        tag,
        _errors_of(row.measure, typed),
        judging,
    )


def sheet_errors(typed: SheetTyped) -> tuple[PageError, ...]:
    """Return what is wrong with a sheet, each a link to its control."""
    return tuple(PageError(text, f"#{name}") for name, text in typed.errors.items())


def sheets_compared(
    theirs: Mapping[str, Row], weight: tuple[str, str], mine: Sheet, mine_weight: tuple[str, str]
) -> list[Compared]:
    """Return both versions of what a sheet would change, where somebody else was faster.

    Args:
        theirs: The rows as they stand now, by measure.
        weight: The weight that stands, and its reason.
        mine: What the sheet would change.
        mine_weight: The weight of the sheet, and its reason; empty where it changes neither.
    """
    lines = []
    for choice in mine.choices:
        row = theirs.get(choice.measure)
        title = row.title if row else choice.measure
        stands = (
            _told(row.choice.use, row.choice.because, row.is_checked) if row and row.choice else ""
        )
        is_checked = choice.is_included and not choice.unanswered and not choice.failed
        lines.append(Compared(title, stands, _told(choice.use, choice.because, is_checked)))
        if row and row.questions:
            lines.append(judged_compared(row, title, choice))
    if mine.weight is not None:
        lines.append(Compared("Weight", weight[0], mine_weight[0]))
        lines.append(Compared("Why this weight", weight[1], mine_weight[1]))
    return lines


def _told(use: Use, because: str, is_checked: bool) -> str:  # noqa: FBT001 - private
    parts = [use.words]
    if use is not Use.LEFT_OUT:
        parts.append("checked" if is_checked else "not checked")
    words = ", ".join(parts)
    return f"{words}. Because: {because}" if because else words


def _as_held(row: Row) -> tuple[Use, str, bool]:
    return row.use if row.is_asked else Use.LEFT_OUT, row.because, row.is_checked


def _as_sent(row: Row, sent: Mapping[str, str]) -> tuple[Use, str, bool]:
    use = sent.get(use_field(row.measure), "")
    is_left_out = use == Use.LEFT_OUT.value and row.own is None
    return (
        Use.LEFT_OUT if is_left_out else row.use,
        sent.get(why_field(row.measure), row.because),
        tick_field(row.measure) in sent,
    )


def _errors_of(measure: str, typed: Typed | None) -> dict[str, str]:
    errors = typed.sheet.errors if typed else {}
    names = {"use": use_field, "why": why_field, "tick": tick_field, "judged": judged_field}
    return {
        control: errors[name(measure)] for control, name in names.items() if name(measure) in errors
    }


def _effort(use: Use, burden: Burden) -> str:
    """Return the hours that a measure takes a bidder, empty where no rule says how many."""
    each = (
        (use.is_award, burden.hours_award),
        (use.is_performance, burden.hours_performance),
    )
    taken = [hours for is_used, hours in each if is_used]
    return "" if None in taken else counted(sum(hours or 0 for hours in taken), "hour")


def _proposed(row: Row) -> str:
    """Return what the rules propose, where that is something else than what is chosen."""
    if row.own is not None:
        return "Your own"
    if not row.departs:
        return ""
    return (
        f"The rules propose: {lower_first(row.proposed.words)}" if row.proposed else "Not proposed"
    )


def _tick_says(row: Row) -> str:
    """Return what a tick answers to the cautions, empty where a tick is not enough."""
    if row.is_checked or not row.can_be_ticked:
        return ""
    return " ".join(one.draft for one in row.cautions)


def _reasons(row: Row) -> tuple[tuple[str, str], ...]:
    if row.is_checked or row.can_be_ticked:
        return tuple((QUESTIONS[one.screen].title, one.because) for one in row.screens)
    asked = row.open_questions
    return tuple(
        (QUESTIONS[one.screen].title, one.because) for one in row.suggested if one not in asked
    )


def _state(row: Row, *, is_asked: bool, is_judged: bool) -> tuple[str, str]:
    if not is_asked:
        return "Left out", "quiet"
    if is_judged:
        return "For you to judge", "use"
    if row.is_checked:
        return "Checked", "decided"
    if row.choice is not None and row.choice.failed:
        return "Fails a check", "unsure"
    return ("To be checked", "questions") if row.can_be_ticked else ("For you to judge", "use")
