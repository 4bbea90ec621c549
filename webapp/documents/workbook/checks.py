"""What a spreadsheet lets be typed into a cell, and what it says where something else is."""

from typing import assert_never

from evaluation.wording import unit_words
from evaluation.workbook import Input, InputKind

_LONGEST_TITLE = 32
_LONGEST_MESSAGE = 255
_LONGEST_CHECKED = 32_767


def validation(cell: Input) -> dict[str, object]:
    """Return the check of a cell as the library takes it.

    A spreadsheet checks what is typed and not what is pasted, so that the reading checks again.
    """
    return {
        **_check(cell),
        "ignore_blank": True,
        "input_title": _titled(cell),
        "input_message": _cut(cell.prompt, _LONGEST_MESSAGE),
        "error_title": "Not taken",
        "error_message": _cut(_expected(cell), _LONGEST_MESSAGE),
    }


def _check(cell: Input) -> dict[str, object]:
    match cell.kind:
        case InputKind.CHOICE:
            return {"validate": "list", "source": list(cell.choices)}
        case InputKind.TEXT:
            longest = min(cell.longest, _LONGEST_CHECKED)
            return {"validate": "length", "criteria": "<=", "value": longest}
        case InputKind.SHARE:
            most = f"={cell.most}/100"
            return {
                "validate": "decimal",
                "criteria": "between",
                "minimum": f"={cell.least}/100",
                "maximum": most,
            }
        case InputKind.AMOUNT | InputKind.QUANTITY:
            return {
                "validate": "decimal",
                "criteria": "between",
                "minimum": f"={cell.least}",
                "maximum": f"={cell.most}",
            }
        case _:
            assert_never(cell.kind)


def _titled(cell: Input) -> str:
    match cell.kind:
        case InputKind.CHOICE:
            return "Yes or No"
        case InputKind.TEXT:
            return "In your words"
        case InputKind.SHARE:
            return "A share in per cent"
        case InputKind.AMOUNT:
            return "Pounds and pence"
        case InputKind.QUANTITY:
            return _cut(f"Quantity ({unit_words(cell.unit)})", _LONGEST_TITLE)
        case _:
            assert_never(cell.kind)


def _expected(cell: Input) -> str:
    match cell.kind:
        case InputKind.CHOICE:
            return f"Choose one of: {', '.join(cell.choices)}."
        case InputKind.TEXT:
            return f"The text is longer than {cell.longest:,} characters. Shorten it."
        case InputKind.SHARE:
            return f"Give a share from {cell.least}% to {cell.most}%, such as 50%."
        case InputKind.AMOUNT:
            return "Give pounds and pence as a number, such as 125000.50."
        case InputKind.QUANTITY:
            unit = unit_words(cell.unit)
            return f"Give a number ({unit}) that is not below zero, such as 12 or 12.5."
        case _:
            assert_never(cell.kind)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
