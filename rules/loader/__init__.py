"""The strict loader: a folder of YAML becomes a `Pack`, or is refused with file and line."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from rules.canonical import canonical_text, sha256_of
from rules.errors import PackIsBroken
from rules.loader.checks import check_pack
from rules.loader.citations import check_citations, cited_in
from rules.loader.conditions import Names
from rules.loader.content import read_clause, read_outcomes
from rules.loader.law import read_duty, read_parameter, read_rule, read_source
from rules.loader.nodes import (
    LARGEST_FILE,
    Node,
    Table,
    as_listing,
    as_table,
    canonical,
    places_of,
    read_yaml,
)
from rules.loader.packtests import read_tests
from rules.loader.scalars import read_choice, read_confidence, read_id, read_period
from rules.pack import Clause, Duty, Indicator, Outcome, Pack, PackKind, Parameter, Titled

PARTS = ("sources", "parameters", "rules", "outcomes", "clauses", "duties", "tests")
NEEDED = ("id", "title", "kind", "version", "from")
OPTIONAL = ("until", "until_confidence", "stands_on", "authority", "pillars", "bodies")

Parts: TypeAlias = dict[str, tuple[Node, ...]]


def load_pack(folder: Path, below: Sequence[Pack] = ()) -> Pack:
    """Return the pack in a folder; `below` are the packs that it stands on.

    Raises:
        PackIsBroken: anything in its files is not in the form that packs have.
    """
    if not (folder / "pack.yaml").is_file():
        raise PackIsBroken(
            folder.name, "the folder holds no pack.yaml", "Add one, as the README shows"
        )
    _refuse_other_files(folder)
    manifest = as_table(_read(folder, folder / "pack.yaml"), "pack.yaml")
    parts = {part: _items(folder, part) for part in PARTS}
    pack = _assemble(manifest, parts, below)
    check_pack(pack, below, dict(places_of((manifest, *parts.values()))))
    sources = {source.id: source for one in (*below, pack) for source in one.sources}
    check_citations(cited_in(node for nodes in parts.values() for node in nodes), sources)
    return pack


def manifest_of(folder: Path) -> tuple[str, tuple[str, ...]]:
    """Return a pack's id and the ids of the packs that it stands on."""
    table = as_table(_read(folder, folder / "pack.yaml"), "pack.yaml")
    return read_id(table), table.texts("stands_on")


class _Declared(NamedTuple):
    """What a pack declares by id, for its rules to conclude."""

    pillars: tuple[Titled, ...]
    bodies: tuple[Titled, ...]
    outcomes: tuple[Outcome, ...]
    indicators: tuple[Indicator, ...]
    clauses: tuple[Clause, ...]
    duties: tuple[Duty, ...]


def _assemble(manifest: Table, parts: Parts, below: Sequence[Pack]) -> Pack:
    manifest.allow(*OPTIONAL, need=NEEDED)
    parameters = tuple(read_parameter(node) for node in parts["parameters"])
    known = {item.id: item for pack in below for item in pack.parameters}
    known.update({item.id: item for item in parameters})
    declared = _declared(manifest, parts, known)
    names = Names(known, _known_ids(declared, below))
    first, last = read_period(manifest)
    content = _content(manifest, parts)
    return Pack(
        id=read_id(manifest),
        title=manifest.text("title"),
        kind=PackKind(read_choice(manifest, "kind", [PackKind.LAW.value, PackKind.POLICY.value])),
        version=manifest.text("version"),
        sha256=sha256_of(content),
        from_on=first,
        until_on=last,
        until_confidence=read_confidence(manifest, "until_confidence", "seen"),
        stands_on=manifest.texts("stands_on"),
        authority=manifest.text("authority", ""),
        pillars=declared.pillars,
        bodies=declared.bodies,
        sources=tuple(read_source(node) for node in parts["sources"]),
        parameters=parameters,
        rules=tuple(read_rule(node, names) for node in parts["rules"]),
        outcomes=declared.outcomes,
        indicators=declared.indicators,
        clauses=declared.clauses,
        duties=declared.duties,
        tests=read_tests(parts["tests"], names),
        content=content,
    )


def _declared(manifest: Table, parts: Parts, parameters: dict[str, Parameter]) -> _Declared:
    pillars = _titled(manifest, "pillars")
    outcomes, indicators = read_outcomes(parts["outcomes"], frozenset(one.id for one in pillars))
    carried = frozenset(item.id for item in indicators if item.carried_by == "contract")
    return _Declared(
        pillars=pillars,
        bodies=_titled(manifest, "bodies"),
        outcomes=outcomes,
        indicators=indicators,
        clauses=tuple(read_clause(node, carried) for node in parts["clauses"]),
        duties=tuple(read_duty(node, parameters) for node in parts["duties"]),
    )


def _known_ids(declared: _Declared, below: Sequence[Pack]) -> dict[str, frozenset[str]]:
    """Return the ids that rules may conclude, by what they are of."""
    every: tuple[_Declared | Pack, ...] = (declared, *below)
    return {
        "pillar": frozenset(item.id for one in every for item in one.pillars),
        "outcome": frozenset(item.id for one in every for item in one.outcomes),
        "indicator": frozenset(item.id for one in every for item in one.indicators),
        "clause": frozenset(item.id for one in every for item in one.clauses),
        "duty": frozenset(item.id for one in every for item in one.duties),
        "body": frozenset(item.id for one in every for item in one.bodies),
    }


def _titled(manifest: Table, key: str) -> tuple[Titled, ...]:
    found = []
    for item in manifest.items(key):
        table = as_table(item, f"an entry of «{key}»")
        table.allow(need=("id", "title"))
        found.append(Titled(read_id(table), table.text("title")))
    return tuple(found)


def _read(folder: Path, path: Path) -> Node:
    file = f"{folder.name}/{path.relative_to(folder).as_posix()}"
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise PackIsBroken(file, "this is no ordinary file", "Put one in its place")
    try:
        with path.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise PackIsBroken(file, f"the file cannot be read: {error.strerror}", "Mend it") from error
    return read_yaml(content, file)


def _items(folder: Path, part: str) -> tuple[Node, ...]:
    """Return the items of `part.yaml` and of every file in the folder `part`."""
    nodes: list[Node] = []
    for path in _paths(folder, part):
        if path.exists() or path.is_symlink():
            nodes.extend(as_listing(_read(folder, path), path.name).items)
    if part in {"sources", "rules"} and not nodes:
        remedy = f"Add {part}.yaml or {part}/*.yaml"
        raise PackIsBroken(f"{folder.name}/{part}", f"the pack has no {part}", remedy)
    return tuple(nodes)


def _paths(folder: Path, part: str) -> tuple[Path, ...]:
    return (folder / f"{part}.yaml", *sorted((folder / part).glob("*.yaml")))


def _refuse_other_files(folder: Path) -> None:
    """Refuse YAML that would lie unread, such as `rule.yaml` or `rules/kpis.yml`."""
    read = {folder / "pack.yaml", *(path for part in PARTS for path in _paths(folder, part))}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".yaml", ".yml"} and path not in read:
            raise PackIsBroken(
                f"{folder.name}/{path.relative_to(folder).as_posix()}",
                "no part of a pack is read from here",
                f"Name it <part>.yaml or <part>/<topic>.yaml; the parts are {', '.join(PARTS)}",
            )


def _content(manifest: Table, parts: Parts) -> str:
    """Return what decides as canonical JSON: everything but the pack's own tests."""
    content = {part: [canonical(node) for node in nodes] for part, nodes in parts.items()}
    del content["tests"]
    return canonical_text({"pack": canonical(manifest), **content})
