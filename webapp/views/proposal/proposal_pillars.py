"""The pillars of a policy with their outcomes and measures, as the building of a proposal shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from evaluation.outline.burden import burden_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from evaluation.outline.sheet import Row, offered
from evaluation.wording import unit_words
from rules.condition import Literal
from rules.pack import Outcome
from rules.wording import listed
from webapp.documents.outline.case import question_titles
from webapp.views.proposal.proposal_rows import RowShown, Typed, row_shown
from webapp.views.proposal.proposal_words import MeasureLine


@dataclass(frozen=True, slots=True)
class OutcomeMore:
    """An outcome with those of its indicators that are not on the sheet."""

    title: str
    wording: str
    source: str
    lines: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class PillarPart:
    """A pillar: a word for whether it applies, why, and its measures on the sheet.

    `more` are its outcomes with further indicators; those that no rule finds relevant are `rest`.
    """

    id: str
    title: str
    word: str
    tag: str
    because: str
    rows: tuple[RowShown, ...]
    more: tuple[OutcomeMore, ...] = ()
    rest: tuple[OutcomeMore, ...] = ()

    @property
    def further(self) -> int:
        """How many indicators it has that are not on the sheet."""
        return sum(len(one.lines) for one in (*self.more, *self.rest))


def pillars_shown(
    proposal: Proposal, ground: Ground, rows: Sequence[Row], typed: Typed | None = None
) -> tuple[PillarPart, ...]:
    """Return the pillars of the policy with their measures, those that have any first.

    Measures that serve none of them any more come last, under a heading of their own.
    """
    known = _outcomes_of_the_day(proposal, ground)
    burden = burden_of(offered(proposal, ground), ground)
    of_pillar: dict[str, list[RowShown]] = {}
    for row in rows:
        shown = row_shown(row, ground, burden, typed)
        of_pillar.setdefault(_pillar_of(row, ground), []).append(shown)
    on_sheet = frozenset(row.measure for row in rows)
    parts = [
        _pillar(pillar, known, of_pillar.pop(pillar, []), ground, on_sheet)
        for pillar in ground.stack.pillars
        if pillar in of_pillar or any(outcome.theme == pillar for outcome in known)
    ]
    gone = [row for rows_of_one in of_pillar.values() for row in rows_of_one]
    if gone:
        because = "They stand under no outcome that the policy has: change them, or take them out."
        parts.append(PillarPart("gone", "Not in the policy", "", "", because, tuple(gone)))
    return tuple(sorted(parts, key=lambda part: not part.rows))


def _pillar_of(row: Row, ground: Ground) -> str:
    """Return the pillar under which a measure is shown: that of an outcome that is relevant."""
    if row.own is not None:
        return ground.pillar(row.measure, row.own)
    outcome = ground.stack.outcomes.get(_home(row.measure, ground))
    return outcome.theme if outcome else ""


def _outcomes_of_the_day(proposal: Proposal, ground: Ground) -> tuple[Outcome, ...]:
    """Return the outcomes that a rule in force could find relevant, or that something serves."""
    day = ground.decision.decided_as_of
    found = {
        id_
        for rule in ground.stack.rules.values()
        if rule.in_force(day)
        for name, operand in rule.then
        if name == "outcomes" and isinstance(operand, Literal)
        for id_ in _ids(operand.values)
    }
    found.update(ground.outcome(one.measure, one.own) for one in proposal.choices)
    return tuple(one for one in ground.stack.outcomes.values() if one.id in found)


def _ids(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        yield from value if isinstance(value, tuple) else (str(value),)


def _pillar(
    pillar: str,
    known: Iterable[Outcome],
    rows: Sequence[RowShown],
    ground: Ground,
    on_sheet: frozenset[str],
) -> PillarPart:
    relevant = ground.ids("outcomes")
    more = [(one.id, _more(one, ground, on_sheet)) for one in known if one.theme == pillar]
    word, tag, because = _standing_of(pillar, ground)
    return PillarPart(
        pillar,
        ground.stack.title_of(pillar),
        word,
        tag,
        because,
        tuple(rows),
        tuple(one for id_, one in more if id_ in relevant and one.lines),
        tuple(one for id_, one in more if id_ not in relevant and one.lines),
    )


def _standing_of(pillar: str, ground: Ground) -> tuple[str, str, str]:
    """Return the word for a pillar, its shade, and why."""
    if pillar in ground.ids("pillars"):
        because = ground.because(ground.rules_for(pillar, "pillars"))
        if ground.decision.value("social_value_tier") == "light":
            return "Light", "use", because
        return "Applies", "decided", because
    finding = ground.finding("pillars")
    if finding.hangs_on:
        return "Not settled", "questions", f"It hangs on {question_titles(finding.hangs_on)}."
    return "Not for this contract", "quiet", "No rule finds an outcome of it relevant."


def _more(outcome: Outcome, ground: Ground, on_sheet: frozenset[str]) -> OutcomeMore:
    lines = tuple(
        MeasureLine(id_, found.title, unit_words(found.unit))
        for id_ in outcome.indicators
        if id_ not in on_sheet and _home(id_, ground) == outcome.id
        for found in (ground.stack.indicators[id_],)
    )
    cites = listed(ground.stack.full_citation(cite) for cite in outcome.cites)
    return OutcomeMore(outcome.title, outcome.wording, cites, lines)


def _home(indicator: str, ground: Ground) -> str:
    """Return the one outcome under which an indicator is shown: its own, if that is relevant."""
    own, relevant = ground.outcome(indicator), ground.ids("outcomes")
    if own in relevant:
        return own
    return next((one for one in ground.serves(indicator) if one in relevant), own)
