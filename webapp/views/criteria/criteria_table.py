"""The criteria as the rows of a table: each with its weight, what follows from it, and a total."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from textwrap import shorten
from types import MappingProxyType

from evaluation.numbers import HUNDRED, plain, rounded
from evaluation.outline.criteria import Basis, BuiltCriterion, Criteria, CriterionKind
from evaluation.outline.criteria.differences import minimum_words, scale_words
from evaluation.outline.criteria.problems import (
    range_words,
    social_value_place,
    social_value_weight_of,
)
from evaluation.outline.criteria.tree import (
    TOP,
    Placed,
    by_id,
    children_of,
    effective_weights,
    has_weight,
    points_of_a_mark,
    swing_of,
    totals,
    walk,
)
from evaluation.outline.criteria.words import FORMULAS, KINDS
from forms.criteria import WeightsTyped, weight_field
from rules.wording import counted, upper_first
from webapp.views.criteria.criteria_words import NoteShown

PLACES = 2
_BEGINNING = 90
"""So much of a question stands in the table; the page of the criterion has all of it."""


@dataclass(frozen=True, slots=True)
class RangeShown:
    """The range of the weight of social value, beside the criterion whose weight it is."""

    words: str
    is_within: bool


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """A criterion as a row: figures as text, empty where there are none.

    `step` and `highest` are those of its scale, for the script that follows the typing.
    """

    id: str
    within: str
    level: int
    title: str
    kind: str
    asked: str
    is_group: bool
    field: str
    weight: str
    error: str
    effective: str
    mark: str
    swing: str
    step: str
    highest: str
    scale: str
    minimum: str
    range: RangeShown | None
    said: tuple[tuple[str, str], ...]
    notes: tuple[NoteShown, ...]

    @property
    def is_weighted(self) -> bool:
        """Whether the criterion is of a kind that has a weight."""
        return bool(self.field)


@dataclass(frozen=True, slots=True)
class TotalRow:
    """What the weights of a group come to; `title` is empty at the top."""

    group: str
    level: int
    title: str
    total: str
    is_right: bool
    off: str


Rows = tuple[CriterionRow | TotalRow, ...]


def table_of(
    criteria: Criteria,
    basis: Basis,
    typed: WeightsTyped | None = None,
    notes: Mapping[str, tuple[NoteShown, ...]] = MappingProxyType({}),
) -> Rows:
    """Return the rows in the order of the tree, the total of each group after what is in it.

    Args:
        criteria: As they stand, or would with what was typed.
        basis: What they are built on.
        typed: What was typed and could not be saved, None where nothing was.
        notes: What stands beside a criterion, by its id.
    """
    weights = effective_weights(criteria)
    sums = totals(criteria)
    place = social_value_place(criteria)
    social = _range(criteria, basis)
    rows: list[CriterionRow | TotalRow] = []
    open_groups: list[Placed] = []
    for placed in walk(criteria):
        while open_groups and open_groups[-1].level >= placed.level:
            rows.append(_total(criteria, open_groups.pop(), sums))
        shown = social if placed.criterion.id == place else None
        row = _row(placed, weights.get(placed.criterion.id), shown, typed)
        rows.append(replace(row, notes=notes.get(row.id, ())))
        if placed.criterion.kind is CriterionKind.GROUP:
            open_groups.append(placed)
    rows += [_total(criteria, group, sums) for group in reversed(open_groups)]
    return (*rows, _total(criteria, None, sums))


def _row(
    placed: Placed,
    effective: Fraction | None,
    social: RangeShown | None,
    typed: WeightsTyped | None,
) -> CriterionRow:
    item = placed.criterion
    weight = item.weight
    if typed is not None:
        weight = typed.typed.get(item.id, weight)
    mark = None if effective is None else points_of_a_mark(item, effective)
    return CriterionRow(
        id=item.id,
        within=item.within,
        level=placed.level,
        title=item.title,
        kind=KINDS[item.kind],
        asked=shorten(item.asked, _BEGINNING, placeholder=" …"),
        is_group=item.kind is CriterionKind.GROUP,
        field=weight_field(item.id) if has_weight(item) else "",
        weight=weight,
        error=typed.errors.get(item.id, "") if typed else "",
        effective="" if effective is None else rounded(effective, PLACES),
        mark="" if mark is None else rounded(mark, PLACES),
        swing=_swing(item, effective),
        step=item.scale.step if item.scale else "",
        highest=item.scale.highest if item.scale else "",
        scale=upper_first(scale_words(item.scale)),
        minimum=upper_first(minimum_words(item.minimum)),
        range=social,
        said=_said(item),
        notes=(),
    )


def _swing(item: BuiltCriterion, effective: Fraction | None) -> str:
    """Return how far a question moves a bid, where that is not all of its weight."""
    swing = None if effective is None else swing_of(item, effective)
    if swing is None or swing == effective:
        return ""
    return f"From the lowest mark to the highest, {rounded(swing, PLACES)} points"


def _range(criteria: Criteria, basis: Basis) -> RangeShown | None:
    words = range_words(basis)
    if not words:
        return None
    chosen = basis.chosen
    if chosen is not None:
        words = f"{words}; the proposal says {plain(chosen)}"
    elif basis.recommended is not None:
        words = f"{words}; {plain(basis.recommended)} is recommended"
    return RangeShown(upper_first(words), basis.is_within(social_value_weight_of(criteria)))


def _total(criteria: Criteria, group: Placed | None, sums: Mapping[str, Fraction]) -> TotalRow:
    id_ = group.criterion.id if group else TOP
    total = sums[id_]
    is_right = total == HUNDRED
    has_any = any(has_weight(one) for one in children_of(criteria, id_))
    off = ""
    if has_any and not is_right:
        short = "too little" if total < HUNDRED else "too much"
        off = f"{plain(abs(HUNDRED - total))} {short}"
    level = group.level + 1 if group else 1
    title = group.criterion.title if group else ""
    return TotalRow(id_, level, title, plain(total), is_right, off)


def _said(item: BuiltCriterion) -> tuple[tuple[str, str], ...]:
    """Return what a criterion says besides its figures, for those who only read."""
    limit = f"At most {counted(int(item.most_words), 'word')}" if item.most_words else ""
    asked = "What bidders are asked" if item.scale else "What shows that it is met"
    found = [(asked, item.asked), ("An answer", limit), ("Formula", FORMULAS.get(item.formula, ""))]
    found += [
        (f"What earns {one.level}" if item.scale else upper_first(one.level), one.text)
        for one in reversed(item.descriptors)
    ]
    for measure in item.measures:
        value = f"£{measure.value} a unit ({measure.unit})" if measure.value else "No value yet"
        cap = f", at most {measure.cap} count" if measure.cap else ""
        found.append((measure.title, f"{value}{cap}"))
    return tuple((title, text) for title, text in found if text)


def opening_of(criteria: Criteria) -> str:
    """Return what weighs how much at the top, as a sentence; empty while weights are missing."""
    top = [one for one in children_of(criteria, TOP) if has_weight(one)]
    if not top or any(not one.weight for one in top):
        return ""
    told = ", ".join(f"{one.title} {one.weight}" for one in top[:6])
    more = len(top) - 6
    return f"{told}{f' and {more} more' if more > 0 else ''}."


def places_to_stand(criteria: Criteria, moved: str) -> tuple[tuple[str, str, str], ...]:
    """Return where a criterion can be put: the group, what it would follow there, and words."""
    found: list[tuple[str, str, str]] = []
    titles = by_id(criteria)
    inside = {moved}
    for placed in walk(criteria):
        if placed.criterion.within in inside:
            inside.add(placed.criterion.id)
    groups = [TOP, *(one.id for one in _groups(criteria) if one.id not in inside)]
    for group in groups:
        where = "At the top" if group == TOP else f"In ‘{titles[group].title}’"
        found.append((group, "", f"{where}, first"))
        found += [
            (group, one.id, f"{where}, after ‘{one.title}’")
            for one in children_of(criteria, group)
            if one.id != moved
        ]
    return tuple(found)


def groups_to_stand_in(criteria: Criteria) -> tuple[tuple[str, str], ...]:
    """Return the groups, as ids with the titles of all that they stand in."""
    titles = by_id(criteria)
    found = []
    for group in _groups(criteria):
        above, path = group.within, [group.title]
        while above:
            path.insert(0, titles[above].title)
            above = titles[above].within
        found.append((group.id, ": ".join(path)))
    return tuple(found)


def compared_in_ties(criteria: Criteria) -> tuple[tuple[str, str], ...]:
    """Return what can part equal bids, as ids with titles: everything that earns points."""
    return tuple(
        (placed.criterion.id, placed.criterion.title)
        for placed in walk(criteria)
        if has_weight(placed.criterion)
    )


def _groups(criteria: Criteria) -> list[BuiltCriterion]:
    return [
        placed.criterion
        for placed in walk(criteria)
        if placed.criterion.kind is CriterionKind.GROUP
    ]
