"""Who is given what of a procurement's record, and by which law the rest is withheld."""

from evaluation.disclosure.audiences import Audience, AudienceIsUnknown, Recipient, recipient_of
from evaluation.disclosure.grounds import GROUNDS, Ground
from evaluation.disclosure.profiles import PROFILES, How, Rows, Rule, Treatment, treatment_of
from evaluation.disclosure.things import Sort, Thing

__all__ = [
    "GROUNDS",
    "PROFILES",
    "Audience",
    "AudienceIsUnknown",
    "Ground",
    "How",
    "Recipient",
    "Rows",
    "Rule",
    "Sort",
    "Thing",
    "Treatment",
    "recipient_of",
    "treatment_of",
]
