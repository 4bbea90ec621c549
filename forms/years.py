"""Years as a person types them."""

FIRST_YEAR, LAST_YEAR = 1990, 2100


def read_year(text: str) -> int:
    """Return a year.

    >>> read_year(" 2026 ")
    2026

    Raises:
        ValueError: With what to type instead.
    """
    bare = text.strip()
    is_year = bare.isascii() and bare.isdigit() and len(bare) == len(str(FIRST_YEAR))
    if not is_year or not FIRST_YEAR <= int(bare) <= LAST_YEAR:
        message = f"Enter a year from {FIRST_YEAR} to {LAST_YEAR}, such as 2026"
        raise ValueError(message)
    return int(bare)
