"""`podium backtest`: a policy over published notices."""

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from forms.notices import LARGEST_NOTICES, NoticeReading, read_notices
from forms.readings import READINGS
from rules.library import stack
from rules.serialisation import JsonObject
from rules.stack import Stack
from rules.vocabulary import CONCLUSIONS, FACT_BY_NAME, Conclusion, Kind
from rules.vocabulary.labels import label
from webapp.cli.arguments import format_option, policy_of, policy_option, read_input
from webapp.cli.output import (
    INDENT,
    Words,
    console,
    print_columns,
    print_entry,
    print_heading,
    print_json,
    print_text,
    refuse_closed_output,
    widths_of,
)
from webapp.documents.outline.words import title_of
from webapp.services.backtesting import backtest as run_backtest
from webapp.services.backtesting import backtest_csv
from webapp.services.files import refuse_missing_folder, write_whole

_ALWAYS_SHOWN = (
    "regime",
    "coverage",
    "social_value_act_duty",
    "notifiable",
    "social_value.tier",
    "social_value.recommended",
)
_MOST_DIFFERENCES = 40
_FEW = 20
"""Up to so many releases are decided in under a second, and need no progress bar."""

_BY_PATH = {item.path: item for item in CONCLUSIONS}


@click.command()
@click.argument("notices", nargs=-1)
@policy_option
@click.option("--against", metavar="ID", help="A second policy, or none, to compare with.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write: .json or .csv by its name.",
)
@click.option("--readings", is_flag=True, help="Show how each fact is read from a notice.")
@format_option
def backtest(
    notices: tuple[str, ...],
    policy: str,
    against: str | None,
    output: Path | None,
    readings: bool,  # noqa: FBT001 - click passes flags so
    form: str,
) -> None:
    """Decide every release in NOTICES, files of published OCDS notices or - for one."""
    refuse_closed_output()
    if readings:
        _print_readings(form)
        return
    if not notices:
        raise click.UsageError("No notices. Name a file of OCDS releases, or -.")
    if notices.count("-") > 1:
        raise click.UsageError("Standard input is named twice. Name - once.")
    if output is not None:
        if output.suffix.lower() not in {".json", ".csv"}:
            raise click.BadParameter("Let the name end in .json or .csv.", param_hint="-o")
        refuse_missing_folder(output)
    packs = stack(policy_of(policy))
    other = None if against is None else stack(policy_of(against))
    read = [one for name in notices for one in _read(name)]
    result = run_backtest(_tracked(read, form), packs, other)
    if output is not None:
        write_whole(output, _as_file(result, output))
    if form == "json":
        print_json(result)
        return
    _print(result, [packs, *([other] if other else [])], console())
    if output is not None:
        click.echo(f"Wrote {output}")


def _read(name: str) -> tuple[NoticeReading, ...]:
    data = read_input(name, LARGEST_NOTICES)
    return read_notices(data, "standard input" if name == "-" else name)


def _tracked(read: list[NoticeReading], form: str) -> Iterator[NoticeReading]:
    out = console()
    is_quiet = form == "json" or not out.is_terminal or len(read) <= _FEW
    return iter(track(read, "Deciding…", console=out, disable=is_quiet, transient=True))


def _as_file(result: JsonObject, path: Path) -> bytes:
    if path.suffix.lower() == ".csv":
        return backtest_csv(result).encode("utf-8-sig")
    return (json.dumps(result, ensure_ascii=False, indent=2) + "\n").encode()


def _print(result: JsonObject, stacks: Sequence[Stack], out: Console) -> None:
    against = result["against"]
    beside = f" against {_policy(against)}" if against else ""
    print_text(
        out,
        f"{result['notices']:,} releases under {_policy(result['policy'])}{beside}: "
        f"{result['decided']:,} decided, {result['undecided']:,} undecided",
        "bold",
    )
    _print_missing(result, out)
    if against:
        _print_differences(result, stacks, out)
    shown = [item for item in result["summary"] if item["conclusion"] in _ALWAYS_SHOWN]
    if shown:
        print_heading(out, "What the decided releases came to")
        order = {name: place for place, name in enumerate(_ALWAYS_SHOWN)}
        shown.sort(key=lambda item: (order[item["conclusion"]], -item["notices"]))
        _print_counts(shown, against, stacks, out)
        print_text(
            out,
            "Every conclusion of every release: --format json, or -o FILE.",
            "dim",
            indent=INDENT,
        )


def _policy(id_: str) -> str:
    return "the law alone" if id_ == "none" else id_


def _print_missing(result: JsonObject, out: Console) -> None:
    missing: dict[str, int] = {}
    for row in result["rows"]:
        for name in row["needs"]:
            missing[name] = missing.get(name, 0) + 1
    if not missing:
        return
    print_heading(out, "What the undecided releases lack")
    for name, count in sorted(missing.items(), key=lambda item: (-item[1], item[0])):
        print_entry(out, f"{count:>5,}  {name}", [Words(FACT_BY_NAME[name].title)])


def _print_differences(result: JsonObject, stacks: Sequence[Stack], out: Console) -> None:
    decided = [row for row in result["rows"] if row["decided"]]
    differing = sum(bool(row["differs"]) for row in decided)
    print_heading(out, "What differs")
    text = f"{differing:,} of {len(decided):,} decided releases come out differently."
    print_text(out, text, indent=INDENT)
    items = [
        item
        for item in result["summary"]
        if item["notices"] != item["against"]
        and item["value"] is not None
        and item["conclusion"] not in _ALWAYS_SHOWN
    ]
    order = {path: place for place, path in enumerate(_BY_PATH)}
    items.sort(
        key=lambda item: (
            order.get(item["conclusion"], 0),
            -abs(item["notices"] - item["against"]),
        )
    )
    if not items:
        return
    _print_counts(items[:_MOST_DIFFERENCES], result["against"], stacks, out)
    rest = len(items) - _MOST_DIFFERENCES
    if rest > 0:
        print_text(out, f"{rest:,} further values differ: --format json.", "dim", indent=INDENT)


def _print_counts(
    items: list[JsonObject], against: str | None, stacks: Sequence[Stack], out: Console
) -> None:
    widths = widths_of(out, (4, 4, 1, 2))
    heads = ["Conclusion", "Value", "Releases", _policy(against) if against else ""]
    print_columns(out, [[Words(head, "dim")] for head in heads], widths, indent=INDENT)
    before = ""
    for item in items:
        path = item["conclusion"]
        cells = [
            _conclusion(path) if path != before else "",
            _value(path, item["value"], stacks),
            f"{item['notices']:,}",
            f"{item['against']:,}" if against else "",
        ]
        print_columns(out, [[Words(cell)] for cell in cells], widths, indent=INDENT)
        before = path


def _conclusion(path: str) -> str:
    found = _BY_PATH.get(path)
    return found.title if found else path.replace("_", " ").capitalize()


def _value(path: str, value: object, stacks: Sequence[Stack]) -> str:
    match value:
        case None:
            return "none"
        case bool():
            return "yes" if value else "no"
        case str():
            return _words(_BY_PATH[path], value, stacks) if path in _BY_PATH else value
        case {"amount": amount, "vat": vat}:
            return f"£{amount}, VAT {vat}"
        case _:
            return json.dumps(value, ensure_ascii=False)


def _words(conclusion: Conclusion, value: str, stacks: Sequence[Stack]) -> str:
    match conclusion.kind:
        case Kind.PERCENT:
            return f"{value}%"
        case Kind.IDS:
            return _title(conclusion.refers_to, value, stacks)
        case _:
            return label(conclusion.name, value)


def _title(refers_to: str, id_: str, stacks: Sequence[Stack]) -> str:
    for one in stacks:
        with suppress(KeyError):
            return title_of(refers_to, id_, one)
    return id_


def _print_readings(form: str) -> None:
    if form == "json":
        print_json(
            {
                "format": "podium/readings/1",
                "readings": [
                    {
                        "fact": one.fact,
                        "fields": list(one.fields),
                        "how": one.how,
                        "unknown": one.unknown,
                    }
                    for one in READINGS
                ],
            }
        )
        return
    out = console()
    print_text(out, "How each fact is read from a published notice", "bold")
    print_text(out, "The first reading that finds the fact is the one taken.")
    for one in READINGS:
        print_heading(out, one.fact)
        print_entry(out, "Read from", [Words(field) for field in one.fields], label=_HEAD)
        print_entry(out, "How", [Words(one.how)], label=_HEAD)
        print_entry(out, "Unknown when", [Words(one.unknown)], label=_HEAD)


_HEAD = 13
