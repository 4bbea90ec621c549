"""Drafting the minutes of a meeting from the record: who came, what was decided on whose votes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rules.uk_time import day_of
from rules.wording import counted, date_in_words, listed, lower_first, moment_in_words, upper_first
from webapp.services.approval.agenda import Item
from webapp.services.approval.attendance import Seat
from webapp.services.approval.meetings import Meeting
from webapp.services.approval.panel import Declaration
from webapp.services.approval.states import Choice, Handling, Outcome
from webapp.services.approval.versions import Decided, Obligation, Voted

OUTCOME_SENTENCES = {
    Outcome.APPROVE: "The outline was approved.",
    Outcome.APPROVE_WITH_CONDITIONS: "The outline was approved with conditions.",
    Outcome.RETURN: "The outline was returned to its author.",
    Outcome.REJECT: "The outline was rejected.",
}
CHOICE_WORDS = {
    Choice.APPROVE: "to approve",
    Choice.APPROVE_WITH_CONDITIONS: "to approve with conditions",
    Choice.RETURN: "to return",
    Choice.REJECT: "to reject",
    Choice.ABSTAIN: "abstained",
}


@dataclass(frozen=True, slots=True)
class MinutesSection:
    """A part of the minutes: its heading stands, its text may be edited; a line a paragraph."""

    heading: str
    text: str


def drafted(
    meeting: Meeting, seats: Sequence[Seat], items: Sequence[Item]
) -> tuple[MinutesSection, ...]:
    """Return the minutes of a meeting as the record has it, word for word the same each time."""
    return (
        MinutesSection("Attendance", "\n".join(_attendance(meeting, seats))),
        MinutesSection("Conflicts of interest", "\n".join(_conflicts(items))),
        *(MinutesSection(_heading(item), "\n".join(_item(item, meeting))) for item in items),
        MinutesSection("Close", _close(meeting)),
    )


def _heading(item: Item) -> str:
    version = item.version
    return f"Item {item.position}: {version.title} ({version.reference}, version {version.number})"


def _attendance(meeting: Meeting, seats: Sequence[Seat]) -> Iterator[str]:
    came = [_seat(seat) for seat in seats if seat.is_present]
    yield f"Present: {listed(came) if came else 'nobody was noted'}."
    away = [_seat(seat) for seat in seats if seat.is_present is False]
    yield f"Not present: {listed(away) if away else 'nobody'}."
    if unknown := [_seat(seat) for seat in seats if seat.is_present is None]:
        yield f"Not noted: {listed(unknown)}."
    if meeting.opened_at is not None:
        opened = f"The meeting was opened on {moment_in_words(meeting.opened_at)}"
        if meeting.is_before_its_day(meeting.opened_at):
            opened += f", before its day: it was called for {moment_in_words(meeting.starts_at)}"
        yield f"{opened}."


def _seat(seat: Seat) -> str:
    return f"{seat.name} (chair)" if seat.is_chair else seat.name


def _conflicts(items: Sequence[Item]) -> Iterator[str]:
    is_any = False
    for item in items:
        for name, declaration in item.conflicts:
            is_any = True
            told = f"{name} declared a conflict{_handled(declaration)}: {declaration.detail}"
            yield f"Item {item.position}: {told}"
    if not is_any:
        yield "None was declared."


def _handled(declaration: Declaration) -> str:
    """Return what became of a conflict, and who judged that."""
    if declaration.handling is Handling.RECUSED:
        return ", and takes no part"
    confirmed = declaration.confirmed
    if confirmed is None:
        return " that can be managed, which nobody confirmed"
    if confirmed.is_accepted:
        return f", which is managed, as {confirmed.by} confirmed"
    return f"; that it can be managed was not accepted by {confirmed.by}"


def _item(item: Item, meeting: Meeting) -> Iterator[str]:
    version, decided = item.version, item.decided
    tier = f"social value tier: {lower_first(version.brief.tier)}" if version.brief.tier else ""
    facts = [part for part in (version.brief.value, tier) if part]
    yield f"The panel was asked: {version.brief.ask}"
    if facts:
        told = upper_first("; ".join(facts))
        yield f"{told}. Submitted by {version.submitted_by}."
    if decided is None or decided.meeting_id != meeting.id:
        yield "No decision was recorded at this meeting."
        if decided and meeting.opened_at and decided.at < meeting.opened_at:
            day = date_in_words(day_of(decided.at))
            yield f"Before it, on {day}: {lower_first(OUTCOME_SENTENCES[decided.outcome])}"
        return
    yield OUTCOME_SENTENCES[decided.outcome]
    if decided.reasons:
        yield f"Reasons: {decided.reasons}"
    yield from _votes(decided)
    for condition in version.conditions:
        if condition.body == decided.body:
            yield _condition(condition)


def _votes(decided: Decided) -> Iterator[str]:
    counted_votes = [one for one in decided.voters if one.counts]
    tallies = [
        f"{many} {CHOICE_WORDS[choice]}"
        for choice in Choice
        if (many := sum(one.choice is choice for one in counted_votes))
    ]
    if tallies:
        quorum = counted(decided.quorum, "member")
        yield f"Votes: {listed(tallies)}. The quorum is {quorum}."
    if _is_tied(counted_votes):
        yield (
            "The votes were tied, and the chair's own vote decided: Podium's default, where the "
            "policy does not say otherwise."
        )
    for one in decided.dissent:
        yield f"Dissent: {_voted(one)}"
    for one in decided.voters:
        if not one.counts:
            yield f"The vote of {one.name} did not count: {one.name} {one.because}."


def _is_tied(votes: Sequence[Voted]) -> bool:
    """Whether as many wanted the outline to go on as did not."""
    goes_on = {Choice.APPROVE, Choice.APPROVE_WITH_CONDITIONS}
    cast = [one.choice in goes_on for one in votes if one.choice is not Choice.ABSTAIN]
    return bool(cast) and 2 * sum(cast) == len(cast)


def _voted(one: Voted) -> str:
    words = f"{one.name} voted {CHOICE_WORDS[one.choice]}"
    return f"{words}: {one.reason}" if one.reason else f"{words}."


def _condition(condition: Obligation) -> str:
    due = f", by {date_in_words(condition.due_on)}" if condition.due_on else ""
    text = condition.text.rstrip(".")
    return f"Condition {condition.number}: {text} ({condition.owner}{due})."


def _close(meeting: Meeting) -> str:
    if meeting.closed_at is None:
        return "The meeting is not closed yet."
    return f"The meeting was closed on {moment_in_words(meeting.closed_at)}."
