"""The layout of the bidder's workbook."""
