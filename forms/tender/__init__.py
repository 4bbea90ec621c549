"""A tender as it is sent: the published model, and what bidders answered."""

from forms.tender.reading import DEEPEST_TENDER, FORMAT, LARGEST_TENDER, read_model, read_tender

__all__ = ["DEEPEST_TENDER", "FORMAT", "LARGEST_TENDER", "read_model", "read_tender"]
