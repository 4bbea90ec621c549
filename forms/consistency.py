"""Facts that cannot stand together: the rules room knows them; forms turn them into errors."""

from rules.consistency import Inconsistency as Contradiction
from rules.consistency import inconsistencies as contradictions

__all__ = ["Contradiction", "contradictions"]
