"""Several lots as they are sent: their tenders, the limit of lots, and the published rule."""

from forms.lots_tender.reading import FORMAT, LARGEST_LOTS, read_lots

__all__ = ["FORMAT", "LARGEST_LOTS", "read_lots"]
