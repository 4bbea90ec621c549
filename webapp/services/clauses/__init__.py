"""The clauses of a procurement: opening them, and settling what they say."""

from webapp.services.clauses.opening import OpenClauses, begun, open_clauses, standing_of
from webapp.services.clauses.settling import Outcome, fill_in, settle, values_asked

__all__ = [
    "OpenClauses",
    "Outcome",
    "begun",
    "fill_in",
    "open_clauses",
    "settle",
    "standing_of",
    "values_asked",
]
