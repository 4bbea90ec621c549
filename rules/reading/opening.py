"""How a reading opens: whose rules these are, from when, on what they stand, how sure they are."""

from collections import Counter
from collections.abc import Iterable, Iterator

from rules.pack import Confidence, Pack, PackKind
from rules.reading.rulings import confidence_of
from rules.stack import Stack
from rules.wording import date_in_words

_LATEST = (
    "Where a sentence or a table names a value, it is the latest within the rule’s time; all that "
    "it was stands under Values."
)
_CERTAINTY = {
    Confidence.SEEN: "read in the text that it cites",
    Confidence.SECONDARY: "read in a secondary source",
    Confidence.UNVERIFIED: "not checked against the text",
    Confidence.AUTHORITY_SETTING: "proposed, for the authority to set",
}


def opening(pack: Pack, stack: Stack) -> Iterator[str]:
    """Yield the opening paragraphs of a pack."""
    yield f"{_whose(pack)} {_when(pack)} {_stands_on(pack, stack)}".rstrip()
    yield f"It holds {listed(counts(pack))}. {_accounts(pack)}".rstrip()
    yield f"{sureness(pack, stack)} {_LATEST if pack.parameters else ''}".rstrip()


def counts(pack: Pack) -> list[str]:
    """Return what a pack holds, each as a number and a noun."""
    held = (
        (len(pack.rules), "rule"),
        (len(pack.parameters), "value"),
        (len(pack.outcomes), "outcome"),
        (len(pack.indicators), "indicator"),
        (len(pack.clauses), "model clause"),
        (len(pack.duties), "duty"),
        (len(pack.sources), "source"),
    )
    return [_counted(number, noun) for number, noun in held if number]


def _accounts(pack: Pack) -> str:
    """Return how its sources and its rules are accounted for."""
    paragraphs = sum(len(source.covers) for source in pack.sources)
    told = []
    if paragraphs:
        told.append(
            f"It accounts for {_counted(paragraphs, 'paragraph')} of its sources: each is carried "
            "by something here, or it is said why nothing carries it."
        )
    if pack.tests:
        told.append(
            f"Its rules are shown applying and not applying by {_counted(len(pack.tests), 'test')}."
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
    parts = [f"{held[kind]:,} {_CERTAINTY[kind]}" for kind in Confidence if held[kind]]
    if len(parts) == 1:
        (kind,) = held
        each = "Its one value is" if total == 1 else f"Each of its {total:,} values is"
        return f"{each} {_CERTAINTY[kind]}."
    return f"Of its {total:,} values, {listed(_with_verbs(parts))}."


def _with_verbs(parts: Iterable[str]) -> list[str]:
    return [
        f"{number} {'was' if number == '1' else 'were'} {rest}"
        if rest.startswith(("read", "not"))
        else f"{number} {'is' if number == '1' else 'are'} {rest}"
        for number, _, rest in (part.partition(" ") for part in parts)
    ]


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


def listed(items: Iterable[str]) -> str:
    """Return items as a sentence lists them."""
    words = list(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _counted(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("ty") else f"{number:,} {noun}s"
