"""The library: packs by id, broken ones apart, and a reload that keeps what it had."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from rules.decide import decide_facts
from rules.errors import PackIsBroken, UnknownPack
from rules.library import SHIPPED, Library
from rules.loader import load_pack
from rules.pack import Pack
from rules.procurement import known_facts
from rules.trial import try_packs

MANIFEST = """\
id: {id}
title: A law
kind: law
version: "{version}"
from: 2020-01-01
"""
SOURCES = """\
- {id: the-act, title: The Act, kind: statute, confidence: seen}
"""
RULES = """\
- id: {id}-is-notified
  title: Everything is notified
  from: 2020-01-01
  when: {when}
  then: {{notifiable: true}}
  because: So the Act says.
  cites: [the-act s.1]
"""
TESTS = """\
- name: A case
  given: {{commenced_on: 2020-01-01}}
  fires: [{id}-is-notified]
"""


def write_pack(folder: Path, id_: str = "uk", version: str = "1", when: str = "always") -> None:
    pack = folder / id_
    (pack / "tests").mkdir(parents=True, exist_ok=True)
    (pack / "pack.yaml").write_text(MANIFEST.format(id=id_, version=version))
    (pack / "sources.yaml").write_text(SOURCES)
    (pack / "rules.yaml").write_text(RULES.format(id=id_, when=when))
    (pack / "tests" / "all.yaml").write_text(TESTS.format(id=id_))


def test_the_shipped_library_has_the_law_first() -> None:
    law, *policies = Library(SHIPPED).ids()

    assert law == "uk"
    assert "coventry" in policies
    assert policies == sorted(policies)


def test_a_pack_that_is_not_there_is_refused_with_those_that_are(tmp_path: Path) -> None:
    write_pack(tmp_path)

    with pytest.raises(UnknownPack) as refused:
        Library(tmp_path).pack("elsewhere")

    assert str(refused.value) == "pack: there is no pack «elsewhere». Name one of: uk."


def test_the_law_is_no_policy(tmp_path: Path) -> None:
    write_pack(tmp_path)

    with pytest.raises(UnknownPack, match="there is no policy «uk»"):
        Library(tmp_path).stack("uk")


def test_a_broken_manifest_stands_in_no_other_packs_way(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "pack.yaml").write_text("id: draft\nid: twice\n")

    library = Library(tmp_path)

    assert library.ids() == ("uk", "draft")
    assert library.stack(None).law.id == "uk"
    with pytest.raises(PackIsBroken, match=r"^draft/pack.yaml:2: the key «id» stands twice"):
        library.pack("draft")


def test_a_reload_decides_with_what_the_files_say_now(tmp_path: Path) -> None:
    write_pack(tmp_path)
    library = Library(tmp_path)
    before = library.stack(None)
    write_pack(tmp_path, version="2")

    library.reload()

    assert before.law.version == "1"
    assert library.stack(None).law.version == "2"


def test_a_reload_of_a_broken_pack_is_refused_and_keeps_what_it_had(tmp_path: Path) -> None:
    write_pack(tmp_path)
    library = Library(tmp_path)
    before = library.stack(None)
    write_pack(tmp_path, version="2", when="regime is nowhere")

    with pytest.raises(PackIsBroken, match=r"^uk/rules.yaml:4: «nowhere» is no value of «regime»"):
        library.reload()

    assert library.stack(None) is before
    decided = decide_facts(known_facts({"commenced_on": date(2020, 1, 1)}), before)
    assert decided.value("notifiable") is True


def test_a_reload_of_a_pack_that_fails_its_tests_is_refused(tmp_path: Path) -> None:
    write_pack(tmp_path)
    library = Library(tmp_path)
    before = library.stack(None)
    write_pack(tmp_path, version="2", when="nation is wales")

    with pytest.raises(PackIsBroken, match="the test «A case» fails: uk-is-notified should fire"):
        library.reload()

    assert library.stack(None) is before


def test_what_was_being_read_when_a_reload_came_never_reaches_the_packs_reloaded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """One thread has begun to read a pack; another reloads before the first has done."""
    write_pack(tmp_path)
    library = Library(tmp_path)

    def read_while_another_reloads(folder: Path, below: Sequence[Pack]) -> Pack:
        monkeypatch.setattr("rules.library.load_pack", load_pack)
        pack = load_pack(folder, below)
        write_pack(tmp_path, version="2")
        library.reload()
        return pack

    monkeypatch.setattr("rules.library.load_pack", read_while_another_reloads)

    begun_before = library.stack(None)

    assert begun_before.law.version == "1"
    assert library.pack("uk").version == "2"
    assert library.stack(None).law.version == "2"


def test_a_trial_that_hangs_is_ended_and_refused(tmp_path: Path) -> None:
    write_pack(tmp_path)

    with pytest.raises(PackIsBroken, match="did not finish within 0 seconds"):
        try_packs(tmp_path, ["uk"], seconds=0.01)


def test_the_fingerprint_tells_that_a_file_has_changed(tmp_path: Path) -> None:
    write_pack(tmp_path)
    library = Library(tmp_path)
    before = library.fingerprint()

    shutil.copy(tmp_path / "uk" / "rules.yaml", tmp_path / "uk" / "tests" / "more.yaml")

    assert library.fingerprint() != before


def test_a_pack_stands_on_the_law_that_ships_where_its_own_folder_has_none(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED / "coventry", tmp_path / "coventry")

    library = Library(tmp_path, beneath=SHIPPED)

    assert library.ids() == ("coventry",)
    assert library.stack("coventry") == Library(SHIPPED).stack("coventry")
    with pytest.raises(PackIsBroken, match=r"coventry/pack.yaml:1: the pack stands on «uk», and"):
        Library(tmp_path).stack("coventry")


def test_a_folder_without_a_policy_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(UnknownPack, match=r"there is no policy «draft»\. Name another folder"):
        Library(tmp_path, beneath=SHIPPED).stack("draft")
