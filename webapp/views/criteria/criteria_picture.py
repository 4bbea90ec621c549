"""What the price formula of the criteria does, as a picture, before any stress test was run."""

from evaluation.outline.criteria import Criteria, keeping_from_testing, model_of
from evaluation.stress.contest import Contest
from evaluation.stress.curve import curve_of
from evaluation.stress.expected import expected_prices
from evaluation.stress.result import StressTest
from evaluation.stress.weights import mended
from evaluation.wording import pounds
from rules.decision import Decision
from webapp.documents.content import Chart
from webapp.documents.stress import curve_chart


def budget_words(decision: Decision | None) -> str:
    """Return the estimated value as bids are priced, empty while it is not known."""
    budget = expected_prices(model_of(Criteria()), decision).budget
    return "" if budget is None else f"{pounds(budget)} excluding VAT"


def price_chart(criteria: Criteria, decision: Decision | None) -> Chart | None:
    """Return what prices earn over the expected range, None while no formula can be shown."""
    if keeping_from_testing(criteria):
        return None
    model = model_of(criteria)
    curve = curve_of(Contest(mended(model)), expected_prices(model, decision))
    untested = StressTest(
        places=model.places,
        findings=(),
        titles={},
        effective_weights={},
        largest_swing={},
        simulation=None,
        reversal=None,
        curve=curve,
        notes=(),
    )
    return curve_chart(untested)
