"""The bidder's workbook: written as an Excel file, filled in, and read back."""
