"""What a bid is called before anybody may know whose it is."""

_LETTERS = 26


def bid_id(number: int) -> str:
    """Return the id of the bid of a bidder by its number from 1 on: A to Z, then AA, AB and on."""
    letters = ""
    while number > 0:
        number, letter = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def masked_name(number: int) -> str:
    """Return what a bidder is called while its name is masked."""
    return f"Bidder {bid_id(number)}"
