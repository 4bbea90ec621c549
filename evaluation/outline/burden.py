"""The work that a proposal makes for a bidder: hours against their cap, measures against theirs."""

from dataclasses import dataclass
from fractions import Fraction

from evaluation.numbers import exact, plain, rounded
from evaluation.outline.ground import Ground
from evaluation.outline.proposal import Proposal
from rules.wording import counted, listed

HOURS_A_DAY = 8
"""What a working day is taken for where hours are told in days: an assumption, which is said."""
_PART_OF_VALUE = 100_000_00
_MANY_DAYS = 5


@dataclass(frozen=True, slots=True)
class Burden:
    """What is asked of a bidder: counts, hours where the rules say how many a measure takes.

    `hours` is None where no rule says how many hours a measure takes, `cap` and `most` where none
    sets a limit; `pence` is the estimated value as it was stated, None where it is not known.
    """

    award: int
    performance: int
    hours_award: int | None
    hours_performance: int | None
    cap: int | None
    least: int | None
    most: int | None
    pence: int | None

    @property
    def hours(self) -> int | None:
        """The hours that all measures take together."""
        if self.hours_award is None or self.hours_performance is None:
            return None
        return self.award * self.hours_award + self.performance * self.hours_performance

    @property
    def is_over_cap(self) -> bool:
        """Whether more hours are asked than the cap allows."""
        return self.hours is not None and self.cap is not None and self.hours > self.cap

    @property
    def is_over_most(self) -> bool:
        """Whether bidders compete on more measures than may be asked."""
        return self.most is not None and self.award > self.most

    @property
    def is_under_least(self) -> bool:
        """Whether bidders compete on fewer measures than must be asked."""
        return self.least is not None and self.award < self.least


def burden_of(proposal: Proposal, ground: Ground) -> Burden:
    """Return the burden of a proposal. A measure used as both is answered once and read once."""
    value = ground.value
    return Burden(
        award=len(proposal.award),
        performance=len(proposal.performance),
        hours_award=ground.figure("hours_per_award_measure"),
        hours_performance=ground.figure("hours_per_performance_measure"),
        cap=ground.figure("burden_hours_maximum"),
        least=ground.figure("measures_minimum"),
        most=ground.figure("measures_maximum"),
        pence=None if value is None else value.pence,
    )


def derivation(burden: Burden) -> str:
    """Return how the hours come about, in words."""
    if burden.hours_award is None or burden.hours_performance is None:
        return "No rule says how many hours a measure takes, so none are counted."
    competed = counted(burden.award, "award criterion", "award criteria")
    obliged = counted(burden.performance, "obligation")
    total = counted(burden.hours or 0, "hour")
    return (
        f"{competed} × {counted(burden.hours_award, 'hour')} + {obliged} × "
        f"{counted(burden.hours_performance, 'hour')} = {total}."
    )


def hours_words(burden: Burden) -> str:
    """Return the hours against their cap, in words."""
    if burden.hours is None:
        return "Hours are not counted here"
    if burden.cap is None:
        return f"{counted(burden.hours, 'hour')}; no cap is set"
    return f"{burden.hours:,} of {counted(burden.cap, 'hour')}"


def measures_words(burden: Burden) -> str:
    """Return the number of award criteria against its limits, in words."""
    if burden.most is None:
        words = f"{counted(burden.award, 'award criterion', 'award criteria')}; no maximum is set"
    else:
        words = f"{burden.award} of {counted(burden.most, 'award criterion', 'award criteria')}"
    least = f", at least {burden.least}" if burden.least else ""
    return words + least


def micro_business(burden: Burden) -> str:
    """Return what the hours mean for a firm in which one person writes the bid, and why."""
    if burden.hours is None:
        return (
            "What this means for a micro-business can't be told, because no rule says how many "
            "hours a measure takes."
        )
    if not burden.hours:
        return "Nothing is asked yet, so social value takes no time of a micro-business."
    days = Fraction(burden.hours, HOURS_A_DAY)
    if days < 1:
        taken = f"{_tenths(days)} of a working day"
    else:
        taken = f"{_tenths(days)} working {'day' if days == 1 else 'days'}"
    text = (
        f"In a micro-business, where one person writes the bid beside the work, "
        f"{counted(burden.hours, 'hour')} {'is' if burden.hours == 1 else 'are'} "
        f"{'1 working day' if days == 1 else taken}"
    )
    if burden.pence:
        each = Fraction(burden.hours * _PART_OF_VALUE, burden.pence)
        text += f", or {_tenths(each)} hours for each £100,000 of the estimated value"
    ending = _ENDING_LONG if days >= _MANY_DAYS else _ENDING
    return f"{text}{ending}{_protection(burden)}"


def _protection(burden: Burden) -> str:
    """Return which limits keep the work small, as a sentence after a space; empty without any."""
    limits = []
    if burden.cap is not None:
        limits.append(f"{counted(burden.cap, 'hour')} in all")
    if burden.most is not None:
        limits.append(f"{counted(burden.most, 'award criterion', 'award criteria')}")
    if not limits:
        return ""
    return f" What protects it: at most {listed(limits)} may be asked."


_ASSUMED = f"A day is taken as {HOURS_A_DAY} hours."
_ENDING = f". {_ASSUMED}"
_ENDING_LONG = f". {_ASSUMED} That is a working week: think of a longer time to tender."


def _tenths(number: Fraction) -> str:
    """Return a number to one decimal; what is there at all is never told as nothing."""
    shown = exact(rounded(number, 1))
    return plain(shown) if shown else "less than 0.1"
