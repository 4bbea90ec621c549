"""What a rule compares has to be there in every lot."""

from evaluation.lots import LotsTender, Rule
from evaluation.model import Method
from forms.json_text import place_in
from forms.tender.refusals import Refusals

MOST_BIDS = 5_000
"""How many bids all lots may have where combinations are compared."""


def check_what_is_compared(lots: LotsTender, refusals: Refusals) -> None:
    """Refuse sums that a lot has no figure for, and ones that are compared twice."""
    for index, rule in enumerate(lots.tie_break):
        if rule in (lots.rule, *lots.tie_break[:index]):
            problem = f"{rule} is compared already"
            refusals.add(place_in("tie_break", index), problem, "Leave it out")
    many = sum(len(lot.tender.bids) for lot in lots.lots)
    if lots.rule.compares_sums and many > MOST_BIDS:
        problem = (
            f"the lots have {many:,} bids, and combinations of at most {MOST_BIDS:,} are compared"
        )
        refusals.add("lots", problem, f"Give fewer, or make the rule {Rule.IN_ORDER}")
    for index, lot in enumerate(lots.lots):
        place = f"{place_in('lots', index)}.tender.model"
        if Rule.BEST_TOTAL in lots.compared and lot.tender.model.method is not Method.WEIGHTED_SUM:
            problem = f"its method is {lot.tender.model.method}, which gives no total to add up"
            refusals.add(place, problem, f"Compare {Rule.LOWEST_COST}, or make it weighted_sum")
        if Rule.LOWEST_COST in lots.compared and lot.tender.model.price is None:
            problem = "it has no price, and prices are compared"
            refusals.add(place, problem, f"Compare {Rule.BEST_TOTAL}, or give the model a price")
