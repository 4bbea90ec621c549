"""The clauses of a procurement: opening them, and settling what they say."""

from webapp.services.clauses.opening import OpenClauses, begun, open_clauses
from webapp.services.clauses.settling import Outcome, settle, share, take_library

__all__ = [
    "OpenClauses",
    "Outcome",
    "begun",
    "open_clauses",
    "settle",
    "share",
    "take_library",
]
