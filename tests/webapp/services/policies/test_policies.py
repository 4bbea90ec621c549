"""The policies to be read, the broken ones with what is wrong."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.library import SHIPPED, Library
from webapp.services.policies import policies as service
from webapp.services.policies.packs import stack_in_force
from webapp.services.policies.policies import BrokenPolicy, Policy, policies, policy_of, policy_pdf


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with the law and one policy, in place of the shipped packs."""
    for id_ in ("uk", "bradford"):
        shutil.copytree(SHIPPED / id_, tmp_path / id_)
    library = Library(tmp_path)
    monkeypatch.setattr(service, "shipped", lambda: library)
    monkeypatch.setattr(service, "Library", lambda: Library(tmp_path))
    service._library_of.cache_clear()
    yield tmp_path
    service._library_of.cache_clear()


def test_every_shipped_pack_is_listed_the_law_first() -> None:
    found = policies()

    ids = [one.pack.id for one in found if isinstance(one, Policy)]
    assert ids[0] == "uk"
    assert "coventry" in ids


def test_a_pack_that_is_none_is_not_found(folder: Path) -> None:
    del folder

    assert policy_of("nope") is None


def test_a_broken_pack_is_told_with_its_fault_and_stands_in_no_others_way(folder: Path) -> None:
    (folder / "bradford" / "duties.yaml").write_text("nonsense: 1\n", encoding="utf-8")

    law, broken = policies()

    assert isinstance(law, Policy)
    assert isinstance(broken, BrokenPolicy)
    assert broken.id == "bradford"
    assert broken.place == "bradford/duties.yaml:1"
    assert broken.problem
    assert broken.remedy


def test_a_change_of_a_file_is_read(folder: Path) -> None:
    before = policy_of("bradford")
    manifest = folder / "bradford" / "pack.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('version: "1"', 'version: "17"'), encoding="utf-8")

    after = policy_of("bradford")

    assert isinstance(before, Policy)
    assert isinstance(after, Policy)
    assert after.pack.version == "17"
    assert policy_of("bradford").pack is after.pack  # type: ignore[union-attr] # the same as above


def test_reading_makes_the_service_hold_no_further_packs() -> None:
    stack = stack_in_force("coventry")

    policies()

    assert stack_in_force("coventry") is stack


@pytest.mark.slow
def test_the_pdf_is_the_same_each_time(folder: Path) -> None:
    del folder
    found = policy_of("bradford")
    assert isinstance(found, Policy)

    first = policy_pdf(found)
    service._pdf.cache_clear()

    assert first == policy_pdf(found)
    assert first.startswith(b"%PDF-")
