"""A tender as it is sent: the published model, and what bidders answered."""

from forms.tender.reading import (
    DEEPEST_TENDER,
    FORMAT,
    LARGEST_TENDER,
    read_model,
    read_tender,
    tender_of,
)

__all__ = [
    "DEEPEST_TENDER",
    "FORMAT",
    "LARGEST_TENDER",
    "read_model",
    "read_tender",
    "tender_of",
]
