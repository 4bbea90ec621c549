"""A folder becomes a pack: which files are read, and what the pack's digest tells apart."""

from pathlib import Path

import pytest

from rules.errors import PackIsBroken
from rules.loader import load_pack, manifest_of
from rules.pack import PackKind
from tests.rules.small_packs import (
    LAW,
    SOURCES,
    all_of,
    law,
    parameter,
    policy,
    rule,
    write_pack,
)

RULES = rule("one", "kpis_minimum: limit", all_of("nation is wales", "category is goods"))
LIMIT = parameter("limit", "integer", "from: 2020-01-01, is: 5")


def digest(folder: Path, **files: str) -> str:
    """Return the digest of a law of these files."""
    return law(folder, **{"rules": RULES, "parameters": LIMIT, **files}).sha256


def refused(folder: Path, **files: str) -> str:
    """Return the words in which a folder is refused, whatever is missing in it."""
    with pytest.raises(PackIsBroken) as found:
        load_pack(write_pack(folder / "law", files))
    return str(found.value)


def test_a_manifest_is_read(tmp_path: Path) -> None:
    text = LAW.replace('"1"', '"2.1"') + "until: 2027-12-31\nuntil_confidence: unverified\n"

    pack = law(tmp_path, pack=text)

    assert (pack.id, pack.title, pack.kind, pack.version) == (
        "law",
        "A small law",
        PackKind.LAW,
        "2.1",
    )
    assert (str(pack.from_on), str(pack.until_on), pack.until_confidence) == (
        "2020-01-01",
        "2027-12-31",
        "unverified",
    )
    assert (pack.stands_on, pack.authority, pack.pillars, pack.bodies) == ((), "", (), ())


def test_a_policys_manifest_is_read(tmp_path: Path) -> None:
    pack = policy(tmp_path, law(tmp_path))

    assert (pack.kind, pack.stands_on, pack.authority) == (
        PackKind.POLICY,
        ("law",),
        "Smallbury Council",
    )
    assert [(item.id, item.title) for item in (*pack.pillars, *pack.bodies)] == [
        ("green", "Green"),
        ("fair", "Fair"),
        ("board", "The Board"),
    ]


def test_a_manifest_is_read_alone(tmp_path: Path) -> None:
    policy(tmp_path, law(tmp_path))

    assert manifest_of(tmp_path / "policy") == ("policy", ("law",))


def test_a_parts_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    files = {
        "pack": LAW,
        "sources": SOURCES["law"],
        "rules": rule("one", "notifiable: true"),
        "rules/b": rule("three", "notifiable: true"),
        "rules/a": rule("two", "notifiable: true"),
    }

    pack = load_pack(write_pack(tmp_path / "law", files))

    assert [(item.id, str(item.place)) for item in pack.rules] == [
        ("one", "law/rules.yaml:1"),
        ("two", "law/rules/a.yaml:1"),
        ("three", "law/rules/b.yaml:1"),
    ]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "law: the folder holds no pack.yaml. Add one, as the README shows."),
        (
            {"pack": LAW, "rules": RULES},
            "law/sources: the pack has no sources. Add sources.yaml or sources/*.yaml.",
        ),
        (
            {"pack": LAW, "sources": SOURCES["law"]},
            "law/rules: the pack has no rules. Add rules.yaml or rules/*.yaml.",
        ),
        (
            {"pack": "- law\n"},
            (
                "law/pack.yaml:1: pack.yaml is not a set of keys and values. "
                "Write «key: value» lines."
            ),
        ),
        (
            {"pack": LAW, "sources": SOURCES["law"], "rules": "one: two\n"},
            "law/rules.yaml:1: «rules.yaml» is not a list. Write a list, as in [a, b].",
        ),
        (
            {"pack": LAW, "sources": SOURCES["law"], "rules": "[one]\n"},
            "law/rules.yaml:1: a rule is not a set of keys and values. Write «key: value» lines.",
        ),
        (
            {"pack": LAW, "sources": SOURCES["law"], "rules": ""},
            "law/rules.yaml:1: the file is empty. Write its content or delete the file.",
        ),
    ],
)
def test_a_folder_is_refused_for_what_it_lacks(
    files: dict[str, str], words: str, tmp_path: Path
) -> None:
    (tmp_path / "law").mkdir()

    assert refused(tmp_path, **files) == words


@pytest.mark.parametrize("name", ["rule.yaml", "rules/kpis.yml", "rules/new/kpis.yaml", "a/b.YAML"])
def test_no_yaml_lies_in_a_pack_unread(name: str, tmp_path: Path) -> None:
    assert refused(tmp_path, pack=LAW, sources=SOURCES["law"], rules=RULES, **{name: RULES}) == (
        f"law/{name}: no part of a pack is read from here. Name it <part>.yaml or "
        "<part>/<topic>.yaml; the parts are sources, parameters, rules, outcomes, clauses, "
        "duties, tests."
    )


def test_other_files_may_lie_in_a_pack(tmp_path: Path) -> None:
    assert law(tmp_path, **{"README.md": "Read me.\n"}).id == "law"


def test_a_part_that_is_a_folder_by_mistake_is_refused(tmp_path: Path) -> None:
    (tmp_path / "law" / "rules.yaml").mkdir(parents=True)

    words = refused(tmp_path, pack=LAW, sources=SOURCES["law"])

    assert words == "law/rules.yaml: the file cannot be read: Is a directory. Mend it."


@pytest.mark.parametrize(
    "rules",
    [
        f"# a comment\n\n{RULES}",
        RULES.replace("cites: [act s.1]", "cites:\n    - act s.1"),
        RULES.replace("title: What one says", 'title: "What one says"'),
        RULES.replace("  because: It is so.\n", "") + "  because: It is so.\n",
        RULES.replace("because: It is so.", "because: >-\n    It is\n    so."),
    ],
    ids=["a comment", "a list in lines", "quotes", "another order of keys", "a folded text"],
)
def test_the_digest_does_not_hang_on_how_the_content_is_written(rules: str, tmp_path: Path) -> None:
    assert digest(tmp_path / "b", rules=rules) == digest(tmp_path / "a")


def test_the_digest_does_not_hang_on_how_rules_are_split_into_files(tmp_path: Path) -> None:
    second = rule("two", "notifiable: true")
    both = {"pack": LAW, "sources": SOURCES["law"], "parameters": LIMIT}

    whole = load_pack(write_pack(tmp_path / "a", {**both, "rules": RULES + second}))
    parts = load_pack(
        write_pack(tmp_path / "b", {**both, "rules/1-kpis": RULES, "rules/2-rest": second})
    )

    assert parts.sha256 == whole.sha256


def test_the_digest_does_not_hang_on_the_packs_tests(tmp_path: Path) -> None:
    tests = "- {name: A case, silent: [one], given: {commenced_on: 2022-06-01}}\n"

    assert digest(tmp_path / "b", tests=tests) == digest(tmp_path / "a")


def test_the_digest_hangs_on_the_order_of_the_rules(tmp_path: Path) -> None:
    first, second = rule("one", "kpis_minimum: 3"), rule("two", "notifiable: true")

    assert digest(tmp_path / "a", rules=first + second) != digest(
        tmp_path / "b", rules=second + first
    )


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("pack", 'version: "1"', 'version: "2"'),
        ("pack", "from: 2020-01-01", "from: 2019-12-31"),
        ("pack", "title: A small law", "title: A Small Law"),
        ("sources", "confidence: seen", "confidence: secondary"),
        ("parameters", "is: 5", "is: 6"),
        ("parameters", "s.2", "s.3"),
        ("rules", "nation is wales", "nation is england"),
        ("rules", "{all:", "{any:"),
        ("rules", "because: It is so.", "because: It is so!"),
        ("rules", "from: 2020-01-01", "from: 2020-01-02"),
        ("rules", "kpis_minimum: limit", "kpis_minimum: 5"),
        ("rules", "id: one", "id: two"),
        ("rules", "title: What one says", "title: What one says\n  confidence: secondary"),
    ],
)
def test_the_digest_hangs_on_everything_that_decides_or_is_shown(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    texts = {"pack": LAW, "sources": SOURCES["law"], "rules": RULES, "parameters": LIMIT}
    assert old in texts[file]

    changed = digest(tmp_path / "b", **{file: texts[file].replace(old, new, 1)})

    assert changed != digest(tmp_path / "a")
