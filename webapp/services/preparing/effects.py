"""What a change of answers changes in the conclusions, and which parts rest on them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from rules.decision import Decision, Status
from rules.procurement import Answers
from rules.vocabulary import CONCLUSIONS, Conclusion, Stage, Value


@dataclass(frozen=True, slots=True)
class Change:
    """A conclusion that is not what it was."""

    conclusion: Conclusion
    before: Value | None
    before_status: Status
    after: Value | None
    after_status: Status

    @property
    def is_unsaid(self) -> bool:
        """Whether the conclusion can no longer be said."""
        return self.after_status is Status.UNDETERMINED

    @property
    def is_of_lists(self) -> bool:
        """Whether it was a list and is another."""
        return isinstance(self.before, tuple) and isinstance(self.after, tuple)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change of answers changed: the answers that are new, the conclusions that differ.

    `has_earlier` is false when the rules could not be asked before.
    """

    answers: Answers
    conclusions: tuple[Change, ...]
    has_earlier: bool

    @property
    def told(self) -> "Changes":
        """The same without what can't be said afterwards, and without lists that differ."""
        return self._of(lambda change: not change.is_unsaid and not change.is_of_lists)

    @property
    def unsaid(self) -> tuple[Change, ...]:
        """The conclusions that could no longer be said until more is answered."""
        return self._of(lambda change: change.is_unsaid).conclusions

    def _of(self, belongs: Callable[[Change], bool]) -> "Changes":
        return replace(self, conclusions=tuple(filter(belongs, self.conclusions)))


def changed(earlier: Decision, later: Decision) -> tuple[Change, ...]:
    """Return the conclusions in which two decisions differ, in the order of the vocabulary."""
    return tuple(
        Change(item, was.value, was.status, now.value, now.status)
        for item in CONCLUSIONS
        if (was := earlier.findings[item.name]).value != (now := later.findings[item.name]).value
        or was.status is not now.status
    )


def _of_stages(*stages: Stage) -> frozenset[str]:
    return frozenset(item.name for item in CONCLUSIONS if item.stage in stages)


_LENS = "health_inequality_lens"
_SOCIAL_VALUE = _of_stages(Stage.PROPORTIONALITY, Stage.PILLARS, Stage.OUTCOMES, Stage.WEIGHTING)

RESTS_ON: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "lots": frozenset({"estimated_value"}),
        "case": frozenset(
            {
                "estimated_value",
                "duration_months",
                "extension_months",
                "approvals",
                _LENS,
            }
        ),
        "proposal": _SOCIAL_VALUE,
        "criteria": _SOCIAL_VALUE | {"estimated_value"},
        "clauses": _SOCIAL_VALUE | _of_stages(Stage.CLAUSES) | {"duration_months"},
    }
)
"""By the name of a part, the facts and conclusions that it is made from."""


def needs_reach(decision: Decision | None) -> bool:
    """Return whether the policy looks at the contract through the lens of health inequalities.

    The case then has to say whom it reaches.
    """
    return decision is not None and decision.findings[_LENS].value is True
