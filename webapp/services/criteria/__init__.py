"""The criteria of a procurement: built as a tree, tested before they are published."""

from webapp.services.criteria.changing import StaleCriteria, change_criteria
from webapp.services.criteria.copying import criteria_to_copy, sources
from webapp.services.criteria.reading import Opened, open_criteria
from webapp.services.criteria.standing import StressStanding
from webapp.services.criteria.testing import StressTested, run_stress_test

__all__ = [
    "Opened",
    "StaleCriteria",
    "StressStanding",
    "StressTested",
    "change_criteria",
    "criteria_to_copy",
    "open_criteria",
    "run_stress_test",
    "sources",
]
