"""Finding procurements and what else a person may read: lists, files of them, sums, searches."""

from webapp.services.finding.listing import (
    ROWS_A_PAGE,
    Row,
    Rows,
    list_procurements,
    reading_of,
)

__all__ = ["ROWS_A_PAGE", "Row", "Rows", "list_procurements", "reading_of"]
