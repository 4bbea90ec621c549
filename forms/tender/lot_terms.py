"""The published terms of a tender's lot, where it is awarded together with others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from marshmallow import post_load, validates

from evaluation.lot_terms import LotTerms, Rule
from evaluation.outline.lots import MOST_LOTS
from forms.json_fields import Choice, Whole, YesOrNo, refusing
from forms.json_objects import Part, StrictSchema
from forms.tender.fields import LONGEST_PLACE, ListOf, Prose

LONGEST_LOT = 1_000
"""The most characters that say which lot it is: its id and title, and the reference of all."""

_SUMS = (Rule.BEST_TOTAL, Rule.LOWEST_COST)


class _LotTermsSchema(StrictSchema):
    rule = Choice(tuple(Rule), required=True)
    limit = Whole(1, MOST_LOTS, unit="lots")
    tie_break = ListOf(Choice(_SUMS), of="sums to compare", may_be_empty=True)
    rule_at = Prose(longest=LONGEST_PLACE, is_one_line=True)
    lot = Prose(longest=LONGEST_LOT, is_one_line=True)
    has_orders = YesOrNo()
    has_own_limits = YesOrNo()

    @validates("tie_break")
    def once_each(self, value: Sequence[str], **_: object) -> None:
        """Refuse to compare one sum twice."""
        if len(set(value)) < len(value):
            raise refusing("a sum stands there twice", "Take one of the two out")

    @post_load
    def make(self, data: Mapping[str, Any], **_: object) -> LotTerms:
        ties = tuple(map(Rule, data.get("tie_break", ())))
        return LotTerms(**{**data, "rule": Rule(data["rule"]), "tie_break": ties})


def lot_terms() -> Part:
    """Return the field of the terms."""
    return Part(_LotTermsSchema, expects="an object with rule and what else was published")


def lot_terms_json(terms: LotTerms) -> dict[str, object]:
    """Return the terms as an object; what is empty or absent is left out."""
    return dict(_written(terms))


def _written(terms: LotTerms) -> Iterator[tuple[str, object]]:
    yield "rule", terms.rule.value
    if terms.limit is not None:
        yield "limit", terms.limit
    if terms.tie_break:
        yield "tie_break", [one.value for one in terms.tie_break]
    if terms.rule_at:
        yield "rule_at", terms.rule_at
    if terms.lot:
        yield "lot", terms.lot
    if terms.has_orders:
        yield "has_orders", True
    if terms.has_own_limits:
        yield "has_own_limits", True
