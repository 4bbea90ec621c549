"""What a buyer built beside the answers, as sections of the outline."""

from webapp.documents.outline.built.parts import NOTHING_BUILT, Attached, Built, StressVerdict

__all__ = ["NOTHING_BUILT", "Attached", "Built", "StressVerdict"]
