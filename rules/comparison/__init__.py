"""Two packs compared by meaning: what was added, removed and changed, and what each decides."""

from rules.comparison.changes import Change, Chapter, Detail, Way
from rules.comparison.comparison import Comparison, compare
from rules.comparison.deciding import Decided
from rules.comparison.serialisation import comparison_json
from rules.comparison.tables import StageTables, stage_tables

__all__ = [
    "Change",
    "Chapter",
    "Comparison",
    "Decided",
    "Detail",
    "StageTables",
    "Way",
    "compare",
    "comparison_json",
    "stage_tables",
]
