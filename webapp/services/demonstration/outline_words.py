"""What the buyer of the demonstration writes: invented, and it says so.

The notice tells nothing of risks or budgets, and nothing of its neighbours in the record is real.
"""

from collections.abc import Mapping
from types import MappingProxyType

from evaluation.outline.case import Case, Level, Risk
from evaluation.outline.checklist import Checklist, Item, State, Topic
from evaluation.outline.clauses import Filled
from evaluation.outline.conflicts import Assessment
from evaluation.outline.lots import Division, Lots
from rules.vocabulary import Value

INVENTED = "Invented for the demonstration."
JUDGED = f"Gone through with the council's solicitor, who sees no obstacle. {INVENTED}"

WRITTEN_CHECKLIST = Checklist(
    tuple(
        Item(topic, State.DONE, note)
        for topic, note in (
            (Topic.REVIEW, f"The present contract meets its mowing standard. {INVENTED}"),
            (Topic.NEEDS, f"214 sites, nine hectares more by 2028. {INVENTED}"),
            (Topic.CONSULTATION, f"Considered; friends' groups were asked. {INVENTED}"),
            (Topic.MARKET, f"Nine firms came, four of them small. {INVENTED}"),
            (Topic.SPECIFICATION, f"Output based, peat-free planting required. {INVENTED}"),
        )
    )
)
WRITTEN_CASE = Case(
    need=f"The contract for grounds maintenance ends next spring. {INVENTED}",
    options="Doing it ourselves needs a depot; the framework has no small firms on it; a contract "
    "of our own serves both ends.",
    budget="Parks revenue, for the whole term; four per cent is held for rising prices.",
    approved_where="The council's budget meeting, as part of the parks revenue.",
    reach="Open spaces in the wards with the poorest health are cut first, and paths stay open to "
    "wheelchairs during works. The equality impact assessment found no group worse off. "
    f"{INVENTED}",
    ask="To approve that grounds maintenance is bought by a competition, with its social value.",
    risks=(
        Risk(
            "Fewer than three firms bid",
            Level.MEDIUM,
            Level.HIGH,
            "Early engagement, and six weeks to tender",
            "Head of parks",
        ),
        Risk(
            "Fuel and wages rise faster than the index",
            Level.MEDIUM,
            Level.MEDIUM,
            "The price follows a published index once a year",
            "Contract manager",
        ),
    ),
)
UNDIVIDED = Lots(
    Division.WHOLE, "One crew works all areas in turn; two contracts would need two depots."
)
ASSESSED = Assessment(
    asked=f"The buyer, the head of parks, the panel and its adviser on horticulture. {INVENTED}",
    found="None was found. That the adviser worked until 2019 for a firm that may bid could be "
    "taken for one: the adviser speaks of plants alone, sees no price and scores no bid. "
    f"{INVENTED}",
    is_prepared=True,
)
UNTOLD: Mapping[str, Value] = MappingProxyType(
    {
        "extension_months": 0,
        "procedure": "open",
        "tenders_invited_from": "any_supplier",
        "qualifying_planned_procurement_notice": False,
        "electronic_submission": True,
        "documents_supplied_together": True,
        "state_of_urgency": False,
    }
)
"""Answers that the notice does not tell, so that no question is left open."""

FILLED = (Filled("quantity", "4"), Filled("percent", "25"))
"""What stands in the gaps of an obligation, on which bidders do not compete."""
