"""JSON whose numbers have exactly the digits that they were given: no float ever holds one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

Field: TypeAlias = "str | int | bool | Decimal | Sequence[Field] | Mapping[str, Field]"
Object: TypeAlias = Mapping[str, Field]

_INDENT = "  "


class NotANumberOfJson(ValueError):
    """A decimal is infinite or no number, which JSON can't say."""


def written(value: Field) -> str:
    """Return a value as JSON text: keys in their order, two spaces a level, a last line break.

    >>> print(written({"amount": Decimal("360000.10"), "tags": ["award"], "is_over": True}), end="")
    {
      "amount": 360000.10,
      "tags": [
        "award"
      ],
      "is_over": true
    }

    Raises:
        NotANumberOfJson: a decimal is not finite.
    """
    return "".join(_written(value, "\n")) + "\n"


def _written(value: Field, line: str) -> Iterator[str]:
    match value:
        case bool() | str():
            yield json.dumps(value, ensure_ascii=False)
        case Decimal():
            yield _number(value)
        case int():
            yield str(value)
        case Mapping():
            yield from _listed("{}", _named(value), line)
        case _:
            yield from _listed("[]", (("", one) for one in value), line)


def _listed(brackets: str, items: Iterator[tuple[str, Field]], line: str) -> Iterator[str]:
    within, before = line + _INDENT, brackets[0]
    for name, value in items:
        yield f"{before}{within}{name}"
        yield from _written(value, within)
        before = ","
    yield brackets if before == brackets[0] else f"{line}{brackets[1]}"


def _named(value: Object) -> Iterator[tuple[str, Field]]:
    for name, one in value.items():
        yield f"{json.dumps(name, ensure_ascii=False)}: ", one


def _number(value: Decimal) -> str:
    if not value.is_finite():
        raise NotANumberOfJson(value)
    return f"{value:f}"
