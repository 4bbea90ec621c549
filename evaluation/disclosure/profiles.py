"""The one table of redaction: for each kind of thing and each audience, what it is given of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from evaluation.disclosure.audiences import Audience
from evaluation.disclosure.grounds import (
    COMMERCIAL,
    CONFIDENCE,
    LIVE,
    PERSONAL,
    SENSITIVE,
    Ground,
)
from evaluation.disclosure.things import Sort, Thing
from evaluation.panel.phases import Phase


class How(StrEnum):
    """How much is given."""

    WHOLE = "whole"
    REDACTED = "redacted"
    LEFT_OUT = "left out"


class Rows(StrEnum):
    """Which rows are given: every one, or those alone that are about the bidder itself."""

    EVERY = "every"
    OWN = "own"


_NOTHING: Mapping[Sort, Ground] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Rule:
    """What an audience is given of a kind of thing.

    `withheld` are the sorts of data that are blacked out, each with its ground. Before the phase
    `since` it is left out, by `before`.
    """

    how: How
    grounds: tuple[Ground, ...] = ()
    withheld: Mapping[Sort, Ground] = field(default_factory=lambda: _NOTHING)
    rows: Rows = Rows.EVERY
    since: Phase = Phase.PREPARING
    before: Ground | None = None


@dataclass(frozen=True, slots=True)
class Treatment:
    """What is done with a kind of thing in one file; `is_too_early` if only its phase is why."""

    how: How
    grounds: tuple[Ground, ...] = ()
    withheld: Mapping[Sort, Ground] = field(default_factory=lambda: _NOTHING)
    rows: Rows = Rows.EVERY
    is_too_early: bool = False

    @property
    def is_given(self) -> bool:
        """Whether anything of it is in the file."""
        return self.how is not How.LEFT_OUT


_STAFF = MappingProxyType(
    {Sort.PERSON: PERSONAL, Sort.PEOPLE: PERSONAL, Sort.CONTACT: PERSONAL, Sort.WORDS: PERSONAL}
)
"""Whom a redacted file calls by their role; in `WORDS` names alone are blacked out."""
MASKED = frozenset({Sort.WORDS, Sort.PERSON, Sort.PEOPLE, Sort.BIDDER})
"""The sorts that are told without the names in them, and not blacked out whole."""
_WHOLE = Rule(How.WHOLE)


def _redacted(
    since: Phase = Phase.OUT,
    rows: Rows = Rows.EVERY,
    **withheld: Ground,
) -> Rule:
    sorts = {**_STAFF, **{Sort(name): ground for name, ground in withheld.items()}}
    grounds = tuple(dict.fromkeys(sorts.values()))
    return Rule(How.REDACTED, grounds, MappingProxyType(sorts), rows, since, LIVE)


def _out(*grounds: Ground) -> Rule:
    return Rule(How.LEFT_OUT, grounds)


def _both(rule: Rule) -> tuple[Rule, Rule]:
    return rule, rule


_TOLD = Phase.TOLD
_OWN = _redacted(_TOLD, Rows.OWN)
_OTHERS = _out(CONFIDENCE, COMMERCIAL)
_NOT_THEIRS = _out(CONFIDENCE, COMMERCIAL, SENSITIVE)
_OF_BIDDER_AND_PUBLIC: Mapping[Thing, tuple[Rule, Rule]] = {
    Thing.PROCUREMENT: _both(_redacted()),
    Thing.PEOPLE: _both(_out(PERSONAL)),
    Thing.ANSWERS: _both(_redacted(_TOLD)),
    Thing.DECISIONS: _both(_redacted(_TOLD)),
    Thing.WORKING: _both(_out(PERSONAL, COMMERCIAL)),
    Thing.ATTACHMENTS: _both(_out(PERSONAL, COMMERCIAL)),
    Thing.OUTLINE: _both(_redacted(_TOLD)),
    Thing.COMMENTS: _both(_redacted(_TOLD)),
    Thing.INTERESTS: _both(_out(PERSONAL)),
    Thing.APPROVAL: _both(_redacted(_TOLD)),
    Thing.MEETINGS: _both(_out(PERSONAL, COMMERCIAL)),
    Thing.PUBLISHED: _both(_redacted()),
    Thing.CLARIFIED: _both(_redacted()),
    Thing.ASKED: (_OWN, _OTHERS),
    Thing.BIDDERS: (_redacted(_TOLD, Rows.OWN), _out(COMMERCIAL)),
    Thing.RECEIPTS: (_OWN, _OTHERS),
    Thing.OPENING: _both(_redacted(_TOLD)),
    Thing.BIDS: (_OWN, _OTHERS),
    Thing.PANEL: _both(_redacted(_TOLD)),
    Thing.PANEL_INTERESTS: _both(_out(PERSONAL)),
    Thing.CALIBRATION: _both(_out(PERSONAL)),
    Thing.MARKS: _both(_out(PERSONAL)),
    Thing.DRAFTS: _both(_out(PERSONAL)),
    Thing.MODERATION: (_out(PERSONAL, SENSITIVE), _out(PERSONAL, CONFIDENCE, COMMERCIAL)),
    Thing.AGREED: (_OWN, _redacted(_TOLD, reason=COMMERCIAL, bid=CONFIDENCE, bidder=COMMERCIAL)),
    Thing.SETTLED: (_OWN, _OTHERS),
    Thing.LOW_PRICES: (_OWN, _OTHERS),
    Thing.EVALUATIONS: (_NOT_THEIRS, _OTHERS),
    Thing.OUTCOME: (
        _redacted(_TOLD, score=SENSITIVE, bidder=SENSITIVE),
        _redacted(_TOLD, score=COMMERCIAL, bidder=COMMERCIAL),
    ),
    Thing.AWARD: (_redacted(_TOLD, reason=SENSITIVE), _redacted(_TOLD, reason=COMMERCIAL)),
    Thing.LETTERS: (_OWN, _OTHERS),
    Thing.NOTICES: _both(_redacted()),
    Thing.RECORD: (_NOT_THEIRS, _redacted(_TOLD, reason=COMMERCIAL)),
    Thing.LOTS: (_NOT_THEIRS, _OTHERS),
}
PROFILES: Mapping[Audience, Mapping[Thing, Rule]] = MappingProxyType(
    {
        Audience.BIDDER: MappingProxyType(
            {thing: rules[0] for thing, rules in _OF_BIDDER_AND_PUBLIC.items()}
        ),
        Audience.PUBLIC: MappingProxyType(
            {thing: rules[1] for thing, rules in _OF_BIDDER_AND_PUBLIC.items()}
        ),
        Audience.COURT: MappingProxyType(dict.fromkeys(Thing, _WHOLE)),
    }
)
"""By audience and kind of thing, the rule. A bidder has a file only once it has its letter."""


def treatment_of(thing: Thing, audience: Audience, phase: Phase) -> Treatment:
    """Return what is done with a kind of thing in a file that is made in a phase."""
    rule = PROFILES[audience][thing]
    if rule.how is How.LEFT_OUT:
        return Treatment(How.LEFT_OUT, rule.grounds)
    if not phase.is_at_least(thing.since):
        return Treatment(How.LEFT_OUT, is_too_early=True)
    if not phase.is_at_least(rule.since):
        early = (rule.before,) if rule.before else ()
        return Treatment(How.LEFT_OUT, early, is_too_early=True)
    return Treatment(rule.how, rule.grounds, rule.withheld, rule.rows)
