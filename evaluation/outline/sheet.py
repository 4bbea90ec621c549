"""The sheet of a proposal: every measure and the weight on one form, taken together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from evaluation.outline.burden import Burden, burden_of
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import (
    Choice,
    Judging,
    OwnMeasure,
    Proposal,
    Screen,
    Screened,
    Use,
    with_choices,
    with_weight,
)
from evaluation.outline.screens import Suggestion, suggestions

_AS_HELD: Mapping[str, Use] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Row:
    """A measure on the sheet.

    `use` is what asking for it means here: the use that was chosen, or else the one that the rules
    propose. `choice` is what was decided, None before; `suggested` is what the machine proposes to
    each screen, in their order.
    """

    measure: str
    title: str
    use: Use
    proposed: Use | None
    choice: Choice | None
    suggested: tuple[Suggestion, ...]

    @property
    def own(self) -> OwnMeasure | None:
        """What it is, if the policy does not list it."""
        return self.choice.own if self.choice else None

    @property
    def because(self) -> str:
        """The reason that was given for the choice."""
        return self.choice.because if self.choice else ""

    @property
    def is_asked(self) -> bool:
        """Whether it is asked of bidders, as the rules propose before anything was decided."""
        return self.choice is None or self.choice.is_included

    @property
    def departs(self) -> bool:
        """Whether asking for it is other than what the rules propose."""
        return self.use is not self.proposed

    @property
    def is_checked(self) -> bool:
        """Whether every screen is answered, and none fails."""
        if self.choice is None or self.choice.failed:
            return False
        return all(self.choice.answer(screen) for screen in Screen)

    @property
    def can_be_ticked(self) -> bool:
        """Whether one tick answers the screens: nothing speaks against it, each has a reason."""
        return self.is_checked or (
            not self._has_failed and all(one.reason for one in self.suggested)
        )

    @property
    def questions(self) -> tuple[Suggestion, ...]:
        """The checks that are for the buyer to judge, where a tick without a reason is not enough.

        A measure of one's own, and one that fails a check, are judged on pages of their own.
        """
        is_tick_enough = all(one.reason for one in self.suggested)
        if self.own is not None or self._has_failed or is_tick_enough:
            return ()
        return tuple(one for one in self.suggested if one.passes is None)

    @property
    def open_questions(self) -> tuple[Suggestion, ...]:
        """The checks that are for the buyer to judge and that have no answer yet."""
        choice = self.choice
        return tuple(
            one for one in self.questions if choice is None or choice.answer(one.screen) is None
        )

    @property
    def judging(self) -> Judging | None:
        """What was put by of its checks."""
        return self.choice.judging if self.choice else None

    def judged(self, asked: Iterable[Suggestion], because: str) -> tuple[Screened, ...]:
        """Return what goes on record once all that was `asked` passes, for the buyer's reason.

        Other answers that were given stay; the rest pass for the reasons of the machine.
        """
        given = {one.screen: one for one in (self.choice.screens if self.choice else ())}
        given |= {one.screen: Screened(one.screen, passes=True, because=because) for one in asked}
        return tuple(
            given.get(one.screen) or Screened(one.screen, passes=True, because=one.reason)
            for one in self.suggested
        )

    @property
    def _has_failed(self) -> bool:
        has_failed = self.choice is not None and bool(self.choice.failed)
        return has_failed or any(one.fails for one in self.suggested)

    @property
    def screens(self) -> tuple[Screened, ...]:
        """What goes on record when it is ticked; answers that were given before stay."""
        if self.choice is not None and self.is_checked:
            return self.choice.screens
        return tuple(
            Screened(one.screen, passes=True, because=one.reason) for one in self.suggested
        )

    @property
    def cautions(self) -> tuple[Suggestion, ...]:
        """What is to be looked at in this measure before it is ticked.

        Whether something requires it already is to be looked at in every measure alike, and so
        is said once for all.
        """
        return tuple(
            one
            for one in self.suggested
            if one.passes is not True and one.screen is not Screen.ADDITIONAL
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form says of measures, and of the weight, None where it says nothing of it."""

    choices: tuple[Choice, ...] = ()
    weight: int | None = None
    weight_because: str = ""

    @property
    def measures(self) -> frozenset[str]:
        """The measures that it says something of."""
        return frozenset(one.measure for one in self.choices)


def rows_of(
    proposal: Proposal, ground: Ground, uses: Mapping[str, Use] = _AS_HELD
) -> tuple[Row, ...]:
    """Return the measures of the sheet: those that the rules propose, then what was added.

    `uses` are the uses of a form that was sent, by measure; without them each measure is taken as
    it was chosen or proposed. What is said of the size of the proposal counts all rows together.
    """
    burden = burden_of(offered(proposal, ground, uses), ground)
    rows = [_row(one, proposal.choice(one), ground, burden) for one in ground.proposed]
    rows += [
        _row(one.measure, one, ground, burden)
        for one in proposal.choices
        if ground.proposed_use(one.measure) is None and (one.is_included or one.own)
    ]
    return tuple(rows)


def offered(proposal: Proposal, ground: Ground, uses: Mapping[str, Use] = _AS_HELD) -> Proposal:
    """Return the proposal with what the rules propose where nothing was decided yet."""
    fresh = [
        Choice(one, ground.proposed_use(one) or Use.AWARD)
        for one in ground.proposed
        if proposal.choice(one) is None
    ]
    filled = with_choices(proposal, fresh)
    sent = [
        Choice(one.measure, uses[one.measure], own=one.own)
        for one in filled.choices
        if one.measure in uses
    ]
    return with_choices(filled, sent)


def changed_in(sheet: Sheet, before: Proposal) -> Sheet:
    """Return what a sheet says other than the proposal that it was read from."""
    choices = tuple(one for one in sheet.choices if one != before.choice(one.measure))
    if (sheet.weight, sheet.weight_because) == (before.weight, before.weight_because):
        return Sheet(choices)
    return Sheet(choices, sheet.weight, sheet.weight_because)


def with_sheet(proposal: Proposal, sheet: Sheet) -> Proposal:
    """Return the proposal with what a sheet says of it."""
    changed = with_choices(proposal, sheet.choices)
    if sheet.weight is None:
        return changed
    return with_weight(changed, sheet.weight, sheet.weight_because)


def _row(measure: str, choice: Choice | None, ground: Ground, burden: Burden) -> Row:
    proposed = ground.proposed_use(measure)
    use = choice.use if choice and choice.is_included else proposed or Use.AWARD
    own = choice.own if choice else None
    suggested = suggestions(measure, use, own, ground, burden)
    return Row(measure, ground.title_of(measure, own), use, proposed, choice, suggested)
