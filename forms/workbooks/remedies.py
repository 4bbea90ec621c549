"""What to do with a workbook that can't be taken, where several faults ask for the same."""

SAVE_AGAIN = "Open it in a spreadsheet program and save it as .xlsx again"
DO_NOT_TRUST = "Do not trust this file; ask whoever sent it for another"
UNMERGE = "Unmerge them, and write the content into each row that it belongs to"
FEWER_COLUMNS = "Remove the columns that no measure needs"
