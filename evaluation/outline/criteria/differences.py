"""What differs between two versions of the criteria, criterion by criterion."""

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.outline.criteria.tree import by_id, children_of, walk
from evaluation.outline.criteria.value import (
    BuiltCriterion,
    Criteria,
    MarksFrom,
    MeasureAsked,
    MinimumAsked,
)

NOT_THERE = "Not there"
NOTHING = "Nothing"

_PLAIN = (
    ("title", "Title"),
    ("asked", "What is asked"),
    ("most_words", "Words of an answer"),
    ("weight", "Weight"),
    ("outcome", "Outcome"),
    ("formula", "Formula"),
    ("floor", "Floor"),
    ("ceiling", "Ceiling"),
    ("factor", "Factor"),
    ("target", "Target"),
    ("zero_price", "Price of zero"),
    ("replaced_by", "In its place"),
)

_DOES = {
    None: "what it does is not said",
    True: "below it a bid is out",
    False: "below it a bid stays in, and is told so",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What of a criterion differs, and how each version has it; texts as they were typed."""

    criterion: str
    title: str
    what: str
    mine: str
    theirs: str


def differences(mine: Criteria, theirs: Criteria) -> tuple[Difference, ...]:
    """Return every difference in the order of the tree, what only the other has last."""
    others, own = by_id(theirs), by_id(mine)
    found: list[Difference] = []
    for placed in walk(mine):
        item = placed.criterion
        other = others.get(item.id)
        if other is None:
            found.append(Difference(item.id, item.title, "Criterion", _summary(item), NOT_THERE))
        else:
            found += _between(item, other, mine, theirs)
    for placed in walk(theirs):
        item = placed.criterion
        if item.id not in own:
            found.append(Difference(item.id, item.title, "Criterion", NOT_THERE, _summary(item)))
    return (*found, *_rules(mine, theirs))


def _rules(mine: Criteria, theirs: Criteria) -> Iterator[Difference]:
    """Yield what differs of the rules that belong to no criterion."""
    own, other = mine.price_screen, theirs.price_screen
    told = (
        ("Equal bids", "Compared in turn", _order_of(mine), _order_of(theirs)),
        ("Low prices", "Per cent below the mean", own.below_mean, other.below_mean),
        ("Low prices", "Per cent below the next higher", own.below_next, other.below_next),
    )
    for title, what, here, there in told:
        if here != there:
            yield Difference("", title, what, here or NOTHING, there or NOTHING)


def _order_of(criteria: Criteria) -> str:
    titles = by_id(criteria)
    return ", then ".join(titles[id_].title for id_ in criteria.tie_break if id_ in titles)


def _summary(item: BuiltCriterion) -> str:
    return f"Weight {item.weight}" if item.weight else "There"


def _between(
    mine: BuiltCriterion, theirs: BuiltCriterion, my_tree: Criteria, their_tree: Criteria
) -> Iterator[Difference]:
    for what, own, other in _told(mine, theirs):
        if own != other:
            yield Difference(mine.id, mine.title, what, own or NOTHING, other or NOTHING)
    if mine.within != theirs.within:
        own, other = _group(my_tree, mine.within), _group(their_tree, theirs.within)
        yield Difference(mine.id, mine.title, "Stands in", own, other)
    elif mine.within == theirs.within:
        yield from _order(mine, my_tree, their_tree)


def _order(item: BuiltCriterion, mine: Criteria, theirs: Criteria) -> Iterator[Difference]:
    """Yield that a criterion follows another than it does there, of those that both have."""
    own = [one.id for one in children_of(mine, item.within)]
    other = [one.id for one in children_of(theirs, item.within)]
    shared = [id_ for id_ in own if id_ in other]
    ordered = [id_ for id_ in other if id_ in own]
    at = shared.index(item.id)
    if ordered[at] != item.id:
        here, there = str(at + 1), str(ordered.index(item.id) + 1)
        yield Difference(item.id, item.title, "Place in its group", here, there)


def _group(criteria: Criteria, id_: str) -> str:
    found = by_id(criteria).get(id_)
    return found.title if found else "The top"


def _told(mine: BuiltCriterion, theirs: BuiltCriterion) -> Iterator[tuple[str, str, str]]:
    for name, words in _PLAIN:
        yield words, str(getattr(mine, name)), str(getattr(theirs, name))
    yield "Carries the weight for climate", _yes(mine.is_for_climate), _yes(theirs.is_for_climate)
    yield "Scale", scale_words(mine.scale), scale_words(theirs.scale)
    yield "Minimum", minimum_words(mine.minimum), minimum_words(theirs.minimum)
    yield "Asks about", ", ".join(mine.indicators), ", ".join(theirs.indicators)
    own = {one.level: one.text for one in mine.descriptors}
    other = {one.level: one.text for one in theirs.descriptors}
    for level in dict.fromkeys((*own, *other)):
        yield f"What earns {level}", own.get(level, ""), other.get(level, "")
    measures = {one.id: one for one in mine.measures}
    counted = {one.id: one for one in theirs.measures}
    for id_ in dict.fromkeys((*measures, *counted)):
        one, another = measures.get(id_), counted.get(id_)
        title = next(item.title for item in (one, another) if item)
        yield f"Measure ‘{title}’", _measure(one), _measure(another)


def _yes(is_so: bool) -> str:  # noqa: FBT001 - a flag put into words
    return "Yes" if is_so else "No"


def _measure(measure: MeasureAsked | None) -> str:
    if measure is None:
        return NOT_THERE
    value = f"£{measure.value} a unit" if measure.value else "no value"
    return f"{value}, at most {measure.cap}" if measure.cap else value


def scale_words(scale: MarksFrom | None) -> str:
    """Return a scale as people read it, empty without one.

    >>> scale_words(MarksFrom("0", "5")), scale_words(MarksFrom("0", "10", "0.5"))
    ('0 to 5', '0 to 10 in steps of 0.5')
    """
    if scale is None:
        return ""
    steps = "" if scale.step == "1" else f" in steps of {scale.step}"
    return f"{scale.lowest} to {scale.highest}{steps}"


def minimum_words(minimum: MinimumAsked | None) -> str:
    """Return a minimum as people read it, empty without one.

    >>> minimum_words(MinimumAsked("50", True, True))
    '50 per cent; below it a bid is out'
    """
    if minimum is None:
        return ""
    unit = " per cent" if minimum.is_percent else ""
    does = _DOES[minimum.disqualifies]
    return f"{minimum.amount}{unit}; {does}"
