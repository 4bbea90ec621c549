"""The pillars of a policy with their outcomes and measures, as the building of a proposal shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from rules.condition import Literal
from rules.pack import Outcome
from webapp.documents.outline.case import question_titles
from webapp.documents.outline.words import counted, listed
from webapp.views.proposal_words import MeasureLine, line_of, own_line


@dataclass(frozen=True, slots=True)
class OutcomeCard:
    """An outcome with the measures that are proposed or chosen, and with its other indicators."""

    id: str
    title: str
    wording: str
    source: str
    lines: tuple[MeasureLine, ...]
    others: tuple[MeasureLine, ...]

    @property
    def waiting(self) -> int:
        """How many of its measures wait for a decision or for a screen."""
        return sum(line.is_waiting for line in self.lines)

    @property
    def is_open(self) -> bool:
        """Whether it stands unfolded."""
        return self.waiting > 0

    @property
    def state(self) -> str:
        """How its measures stand, in words."""
        if not self.lines:
            return "no measure"
        total = counted(len(self.lines), "measure")
        return f"{total}, {self.waiting} to look at" if self.waiting else f"{total}, settled"


@dataclass(frozen=True, slots=True)
class PillarPart:
    """A pillar: a word for whether it applies, why, its relevant outcomes and the others."""

    id: str
    title: str
    word: str
    tag: str
    because: str
    cards: tuple[OutcomeCard, ...]
    rest: tuple[OutcomeCard, ...]


def pillars_shown(
    proposal: Proposal, ground: Ground, procurement_id: UUID
) -> tuple[PillarPart, ...]:
    """Return the pillars of the policy with everything under them, those that apply first."""
    known = _outcomes_of_the_day(proposal, ground)
    parts = [
        _pillar(pillar, known, proposal, ground, procurement_id)
        for pillar in ground.stack.pillars
        if any(outcome.theme == pillar for outcome in known)
    ]
    return tuple(sorted(parts, key=lambda part: not part.cards))


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
    known: tuple[Outcome, ...],
    proposal: Proposal,
    ground: Ground,
    procurement_id: UUID,
) -> PillarPart:
    relevant, chosen = ground.ids("outcomes"), _served(proposal, ground)
    cards = [
        (one, _card(one, proposal, ground, procurement_id)) for one in known if one.theme == pillar
    ]
    word, tag, because = _standing_of(pillar, ground)
    return PillarPart(
        pillar,
        ground.stack.title_of(pillar),
        word,
        tag,
        because,
        tuple(card for one, card in cards if one.id in relevant or one.id in chosen),
        tuple(card for one, card in cards if one.id not in relevant and one.id not in chosen),
    )


def _served(proposal: Proposal, ground: Ground) -> set[str]:
    return {ground.outcome(one.measure, one.own) for one in proposal.included}


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


def _card(
    outcome: Outcome, proposal: Proposal, ground: Ground, procurement_id: UUID
) -> OutcomeCard:
    lines: list[MeasureLine] = []
    others: list[MeasureLine] = []
    for id_ in outcome.indicators:
        if _home(id_, ground) != outcome.id:
            continue
        choice = proposal.choice(id_)
        line = line_of(ground.stack.indicators[id_], choice, ground, procurement_id)
        is_shown = ground.proposed_use(id_) is not None or choice is not None
        (lines if is_shown else others).append(line)
    lines += [
        own_line(one, procurement_id)
        for one in proposal.choices
        if one.own is not None and one.own.outcome == outcome.id
    ]
    cites = listed(ground.stack.full_citation(cite) for cite in outcome.cites)
    return OutcomeCard(
        outcome.id, outcome.title, outcome.wording, cites, tuple(lines), tuple(others)
    )


def _home(indicator: str, ground: Ground) -> str:
    """Return the one outcome under which an indicator is shown: its own, if that is relevant."""
    own, relevant = ground.outcome(indicator), ground.ids("outcomes")
    if own in relevant:
        return own
    return next((one for one in ground.serves(indicator) if one in relevant), own)
