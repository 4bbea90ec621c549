"""How a reading opens: whose rules these are, from when, on what they stand, how sure they are."""

from collections import Counter
from collections.abc import Iterator

from rules.pack import Confidence, Pack, PackKind
from rules.reading.rulings import confidence_of
from rules.stack import Stack
from rules.wording import counted, date_in_words, listed

_LATEST = (
    "Where a sentence or a table names a value, it is the latest within the rule’s time; all that "
    "it was stands under Values."
)
_CERTAINTY = {
    Confidence.SEEN: ("was", "were", "read in the text that it cites"),
    Confidence.SECONDARY: ("was", "were", "read in a secondary source"),
    Confidence.UNVERIFIED: ("was", "were", "not checked against the text"),
    Confidence.AUTHORITY_SETTING: ("is", "are", "proposed, for the authority to set"),
}
"""The verb of one value, that of several, and what is said of them."""


def opening(pack: Pack, stack: Stack, *, is_of_one_day: bool = False) -> Iterator[str]:
    """Yield the opening paragraphs of a pack; one of a single day has one value of each."""
    latest = "" if is_of_one_day or not pack.parameters else _LATEST
    yield f"{_whose(pack)} {_when(pack)} {_stands_on(pack, stack)}".rstrip()
    yield f"It holds {listed(counts(pack))}. {_accounts(pack)}".rstrip()
    yield f"{sureness(pack, stack)} {latest}".rstrip()


def counts(pack: Pack) -> list[str]:
    """Return what a pack holds, each as a number and a noun."""
    held = (
        (pack.rules, "rule", "rules"),
        (pack.parameters, "value", "values"),
        (pack.outcomes, "outcome", "outcomes"),
        (pack.indicators, "indicator", "indicators"),
        (pack.clauses, "model clause", "model clauses"),
        (pack.duties, "duty", "duties"),
        (pack.sources, "source", "sources"),
    )
    return [counted(len(items), one, many) for items, one, many in held if items]


def _accounts(pack: Pack) -> str:
    """Return how its sources and its rules are accounted for."""
    paragraphs = sum(len(source.covers) for source in pack.sources)
    told = []
    if paragraphs:
        told.append(
            f"It accounts for {counted(paragraphs, 'paragraph')} of its sources: each is carried "
            "by something here, or it is said why nothing carries it."
        )
    if pack.tests:
        told.append(
            f"Its rules are shown applying and not applying by {counted(len(pack.tests), 'test')}."
        )
    return " ".join(told)


def sureness(pack: Pack, stack: Stack) -> str:
    """Return how many values are certain, and of which kind the others are."""
    held = Counter(confidence_of(item.values[-1], stack) for item in pack.parameters)
    if not held:
        return "It names no values of its own."
    if set(held) == {Confidence.SEEN}:
        return "Every value was read in the text that it cites."
    total = sum(held.values())
    if len(held) == 1:
        (kind,) = held
        each = "Its one value is" if total == 1 else f"Each of its {total:,} values is"
        return f"{each} {_CERTAINTY[kind][2]}."
    parts = [_many(held[kind], *_CERTAINTY[kind]) for kind in Confidence if held[kind]]
    return f"Of its {total:,} values, {listed(parts)}."


def _many(number: int, one: str, several: str, rest: str) -> str:
    return f"{number:,} {one if number == 1 else several} {rest}"


def _whose(pack: Pack) -> str:
    if pack.kind is PackKind.LAW:
        return f"This is {pack.title}, written as rules."
    whose = "" if pack.authority in pack.title else f"of {pack.authority}, "
    return f"This is the policy {whose}“{pack.title}”, written as rules."


def _when(pack: Pack) -> str:
    if pack.until_on:
        period = f"from {date_in_words(pack.from_on)} to {date_in_words(pack.until_on)}"
        return f"It decides what commences {period}, both days included."
    return f"It decides what commences on {date_in_words(pack.from_on)} or later."


def _stands_on(pack: Pack, stack: Stack) -> str:
    below = [one.title for one in stack.packs if one.id in pack.stands_on]
    if not below:
        return ""
    return f"It stands on {listed(below)}: it can add to the law and tighten it, never undercut it."
