"""No rule pack goes without tests that a lawyer can read."""

import re
from pathlib import Path

from tests.architecture.tree import ROOT

PACKS = ROOT / "rules" / "packs"
NAMED = re.compile(r"^- name: *\S", re.MULTILINE)


def untested_packs(folder: Path) -> list[str]:
    """Name the packs in a folder that have no named test."""
    return sorted(
        pack.name
        for pack in folder.iterdir()
        if pack.is_dir()
        and not any(
            NAMED.search(tests.read_text(encoding="utf-8"))
            for tests in (pack / "tests").rglob("*.yaml")
        )
    )


def test_every_pack_is_tested() -> None:
    assert untested_packs(PACKS) == []


def test_a_pack_without_tests_is_caught(tmp_path: Path) -> None:
    for pack, text in {"kept": "- name: Exactly five million\n", "bare": "- base: goods\n"}.items():
        tests = tmp_path / pack / "tests"
        tests.mkdir(parents=True)
        (tests / "thresholds.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "empty").mkdir()

    assert untested_packs(tmp_path) == ["bare", "empty"]
