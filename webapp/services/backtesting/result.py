"""What a back-test returns: its counts, and its rows in a file that is gone when it is closed."""

import json
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import Self

from rules.serialisation import JsonObject
from webapp.services.backtesting.rows import flat
from webapp.services.csv_lines import csv_line

_IN_MEMORY = 4_000_000
_COLUMNS = ("ocid", "release", "buyer", "title", "amount", "commenced_on", "decided")


class Spool:
    """Rows kept aside, one a line: the first few in memory, many on the disk."""

    def __init__(self) -> None:
        """Begin with no row."""
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY, mode="w+", encoding="utf-8")  # noqa: SIM115 - closed by `close`

    def add(self, row: JsonObject) -> None:
        """Keep a row."""
        self._file.write(json.dumps(row, ensure_ascii=False) + "\n")

    def rows(self) -> Iterator[JsonObject]:
        """Yield the rows in the order in which they came."""
        self._file.seek(0)
        for line in self._file:
            yield json.loads(line)

    def close(self) -> None:
        """Drop the rows."""
        self._file.close()


class BackTest:
    """A back-test's counts (`head`: `podium/backtest/1` without its rows) and its rows."""

    def __init__(self, head: JsonObject, spool: Spool) -> None:
        """Take the counts and the rows."""
        self.head = head
        self._spool = spool

    def __enter__(self) -> Self:
        """Return itself; the rows go when the block ends."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Drop the rows."""
        self._spool.close()

    def rows(self) -> Iterator[JsonObject]:
        """Yield the rows in order."""
        yield from self._spool.rows()

    def whole(self) -> JsonObject:
        """Return `podium/backtest/1` with its rows, in memory."""
        return {**self.head, "rows": list(self.rows())}


def json_parts(found: BackTest) -> Iterator[str]:
    """Yield `podium/backtest/1` as text, a row a line."""
    head = json.dumps(found.head, ensure_ascii=False, indent=2)
    yield head.removesuffix("\n}") + ',\n  "rows": ['
    separator = "\n    "
    for row in found.rows():
        yield separator + json.dumps(row, ensure_ascii=False)
        separator = ",\n    "
    yield "\n  ]\n}\n"


def csv_parts(found: BackTest) -> Iterator[str]:
    """Yield the rows as CSV, a column for each conclusion, safe to open in a spreadsheet.

    Beside a second policy each conclusion has a second column, headed by `against`.
    """
    names = list(dict.fromkeys(item["conclusion"] for item in found.head["summary"]))
    columns = list(dict.fromkeys(name for row in found.rows() for name, _ in _flat(row)))
    names = [name for name in columns if name in names] or columns
    has_other = found.head["against"] is not None
    others = [f"{name} against" for name in names] if has_other else []
    yield csv_line([*_COLUMNS, "needs", *names, *others, "differs"])
    for row in found.rows():
        values = dict(_flat(row))
        cells = ["" if row[name] is None else str(row[name]) for name in _COLUMNS]
        cells.append(" ".join(row["needs"]))
        cells.extend(_cell(values.get(name)) for name in names)
        if has_other:
            differing = {item["conclusion"]: item["against"] for item in row["differs"]}
            cells.extend(_cell(differing.get(name, values.get(name))) for name in names)
        cells.append(" ".join(item["conclusion"] for item in row["differs"]))
        yield csv_line(cells)


def _flat(row: JsonObject) -> Iterator[tuple[str, object]]:
    yield from flat(row["conclusions"])
    conclusions = dict(flat(row["conclusions"]))
    for item in row["differs"]:
        if item["conclusion"] not in conclusions:
            yield item["conclusion"], None


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case list():
            return " ".join(str(item) for item in value)
        case {"amount": amount, "vat": vat}:
            return f"{amount} {vat}"
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)
