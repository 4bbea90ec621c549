"""The workbook that a bidder sent, read against the one that was issued, cell by cell."""

from forms.tender_workbook.findings import Finding, FindingKind
from forms.tender_workbook.reading import LARGEST_BID, Promised, Read, read_workbook

__all__ = ["LARGEST_BID", "Finding", "FindingKind", "Promised", "Read", "read_workbook"]
