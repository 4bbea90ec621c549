"""Where cells stand, in the notation of spreadsheets."""

_ALPHABET = 26


def column_letters(column: int) -> str:
    """Return the letters of a column.

    >>> column_letters(1), column_letters(26), column_letters(27), column_letters(703)
    ('A', 'Z', 'AA', 'AAA')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, _ALPHABET)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_at(row: int, column: int) -> str:
    """Return the reference of a cell.

    >>> cell_at(17, 4)
    'D17'
    """
    return f"{column_letters(column)}{row}"


def cells_between(rows: tuple[int, int], columns: tuple[int, int], *, sheet: str = "") -> str:
    """Return the reference of a block of cells, first and last row and column included.

    >>> cells_between((5, 9), (3, 3)), cells_between((5, 9), (3, 4), sheet="Price")
    ('C5:C9', 'Price!C5:D9')
    """
    block = f"{cell_at(rows[0], columns[0])}:{cell_at(rows[1], columns[1])}"
    return f"{sheet}!{block}" if sheet else block
