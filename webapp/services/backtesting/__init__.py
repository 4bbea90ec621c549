"""Back-testing: a policy over published notices, against another policy or the law alone.

Every release is a row. What a notice does not tell stays unknown, so that a row says what
is missing instead of guessing it.
"""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from forms.notices import NoticeReading
from rules.decide import decide_facts
from rules.decision import Decision
from rules.errors import Contradiction, OutsidePeriod
from rules.procurement import known_facts
from rules.serialisation import JsonObject, decision_json
from rules.stack import Stack

FORMAT = "podium/backtest/1"

_Counts: TypeAlias = Counter[tuple[str, str]]

_COLUMNS = ("ocid", "release", "buyer", "title", "amount", "commenced_on", "decided")


def backtest(
    notices: Iterable[NoticeReading],
    stack: Stack,
    against: Stack | None,
) -> JsonObject:
    """Return `podium/backtest/1`: a row for each release, and how often each value came out.

    The summary counts the decided releases. Of `against`, only the counts and the differences
    are kept.

    Raises:
        EvaluatorsDisagree: Nothing can be said while the two evaluators differ on a release.
    """
    rows: list[JsonObject] = []
    ours: _Counts = Counter()
    theirs: _Counts = Counter()
    for notice in notices:
        row, other = _row(notice, stack, against)
        rows.append(row)
        if row["decided"]:
            _count(row["conclusions"], ours)
            _count(other, theirs)
    decided = sum(bool(row["decided"]) for row in rows)
    return {
        "format": FORMAT,
        "policy": _policy(stack),
        "against": None if against is None else _policy(against),
        "notices": len(rows),
        "decided": decided,
        "undecided": len(rows) - decided,
        "rows": rows,
        "summary": list(_summary(ours, None if against is None else theirs)),
    }


def _policy(stack: Stack) -> str:
    return stack.policy.id if stack.policy else "none"


def _row(
    notice: NoticeReading, stack: Stack, against: Stack | None
) -> tuple[JsonObject, JsonObject]:
    found = _decided(notice, stack)
    conclusions = _conclusions(found, stack)
    of_other = _conclusions(_decided(notice, against), against) if against else {}
    needs = list(found.needs if isinstance(found, Decision) else notice.missing)
    day = notice.commenced_on
    row = {
        "ocid": notice.ocid,
        "release": notice.release,
        "buyer": notice.buyer,
        "title": notice.title,
        "amount": notice.amount or None,
        "commenced_on": day.isoformat() if day else None,
        "decided": not needs and isinstance(found, Decision),
        "needs": needs,
        "refused": str(found) if isinstance(found, Contradiction) else None,
        "read_from": dict(notice.read_from),
        "conclusions": conclusions,
        "differs": _differences(conclusions, of_other) if against else [],
    }
    return row, of_other


def _decided(notice: NoticeReading, stack: Stack) -> Decision | Contradiction | None:
    """Return the decision on what a notice tells, None where it does not tell the day.

    A fact that the notice leaves in doubt is unknown, even one that is otherwise presumed. Two
    rules of a draft that contradict each other leave the row undecided, with both named.
    """
    if notice.commenced_on is None:
        return None
    doubted = set(notice.missing)
    facts = {
        name: value for name, value in known_facts(notice.facts).items() if name not in doubted
    }
    try:
        return decide_facts(facts, stack, reference=notice.ocid)
    except Contradiction as error:
        return error
    except OutsidePeriod:
        return None


def _conclusions(found: Decision | Contradiction | None, stack: Stack) -> JsonObject:
    if not isinstance(found, Decision):
        return {}
    conclusions: JsonObject = decision_json(found, stack)["conclusions"]
    return conclusions


def _differences(one: JsonObject, other: JsonObject) -> list[JsonObject]:
    left, right = dict(flat(one)), dict(flat(other))
    return [
        {"conclusion": name, "value": left.get(name), "against": right.get(name)}
        for name in dict.fromkeys((*left, *right))
        if left.get(name) != right.get(name)
    ]


def flat(conclusions: JsonObject) -> Iterator[tuple[str, object]]:
    """Yield each conclusion by its path; what is listed by id is told by its ids."""
    for name, value in conclusions.items():
        if name == "social_value" and isinstance(value, dict):
            for inner, held in value.items():
                yield f"social_value.{inner}", held
        elif isinstance(value, list):
            yield name, [item.get("id") if isinstance(item, dict) else item for item in value]
        else:
            yield name, value


def _summary(ours: _Counts, theirs: _Counts | None) -> Iterator[JsonObject]:
    for name, value in dict.fromkeys((*ours, *(theirs or ()))):
        yield {
            "conclusion": name,
            "value": json.loads(value),
            "notices": ours[name, value],
            "against": None if theirs is None else theirs[name, value],
        }


def _count(conclusions: JsonObject, counted: _Counts) -> None:
    """Count each value of each conclusion; lists count by their items."""
    for name, value in flat(conclusions):
        values = value if isinstance(value, list) else [value]
        counted.update((name, json.dumps(one, ensure_ascii=False)) for one in values)


def backtest_csv(result: JsonObject) -> str:
    """Return the rows as CSV, one column for each conclusion, safe to open in a spreadsheet."""
    names = list(
        dict.fromkeys(name for row in result["rows"] for name, _ in flat(row["conclusions"]))
    )
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*_COLUMNS, "needs", *names, "differs"])
    for row in result["rows"]:
        values = dict(flat(row["conclusions"]))
        cells = [row[column] for column in _COLUMNS]
        cells.append(" ".join(row["needs"]))
        cells.extend(_cell(values.get(name)) for name in names)
        cells.append(" ".join(item["conclusion"] for item in row["differs"]))
        writer.writerow([_plain(cell) for cell in cells])
    return out.getvalue()


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


def _plain(cell: object) -> str:
    """Return a cell that a spreadsheet reads as text and never as a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
