"""`podium packs`: listed, shown, tested and checked, the broken ones with file and line."""

import shutil
from pathlib import Path

import pytest

from rules.library import SHIPPED, shipped
from tests.rules.small_packs import LAW, SOURCES, rule, write_pack
from tests.webapp.cli.conftest import Podium

pytestmark = pytest.mark.slow


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A folder of packs with the law alone, to be changed."""
    folder = tmp_path / "packs"
    shutil.copytree(SHIPPED / "uk", folder / "uk")
    return folder


def test_the_packs_are_listed(podium: Podium) -> None:
    printed = podium("packs", "list")
    listed = podium("packs", "list", "--format", "json").json

    assert printed.code == 0
    assert listed["format"] == "podium/packs/1"
    assert tuple(pack["id"] for pack in listed["packs"]) == shipped().ids()
    for pack in listed["packs"]:
        assert pack["sha256"] in printed.out
        assert f"{pack['rules']} rules" in printed.out


@pytest.mark.parametrize("pack", ["uk", "coventry"])
def test_a_pack_is_shown_in_each_form(podium: Podium, pack: str) -> None:
    text = podium("packs", "show", pack)
    page = podium("packs", "show", pack, "--format", "html")
    value = podium("packs", "show", pack, "--format", "json")

    assert (text.code, page.code, value.code) == (0, 0, 0)
    assert value.json["id"] == pack
    ids = [rule["id"] for rule in value.json["rules"]]
    assert len(ids) > 50
    assert all(f"({id_})" in text.out for id_ in ids)
    assert page.out.startswith("<!doctype html>")
    assert all(f'id="{id_}"' in page.out for id_ in ids)


@pytest.mark.parametrize("command", ["show", "test", "check"])
def test_an_unknown_pack_is_refused(podium: Podium, command: str) -> None:
    answer = podium("packs", command, "nope")

    assert (answer.code, answer.out) == (2, "")
    ids = ", ".join(shipped().ids())
    assert answer.err == f"pack: there is no pack «nope». Name one of: {ids}.\n"


def test_the_laws_own_tests_pass(podium: Podium) -> None:
    answer = podium("packs", "test", "uk", "--format", "json")

    (pack,) = answer.json["packs"]
    assert answer.code == 0
    assert pack["passed"] is True
    assert len(pack["tests"]) > 100


def test_a_pack_whose_test_fails_is_the_answer_no(podium: Podium, law: Path) -> None:
    (law / "uk" / "tests" / "wrong.yaml").write_text(
        "- name: Works are outside\n"
        "  given: {commenced_on: 2026-03-02, nation: england, authority_type: school}\n"
        "  expect: {regime: outside}\n"
    )

    answer = podium("packs", "test", "uk", "--packs", law)

    assert answer.code == 1
    assert "wrong.yaml:1: Works are outside: regime should be" in answer.out
    assert answer.out.rstrip().endswith("failed")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id: [\n", "broken/pack.yaml"),
        ("id: broken\n", "broken/"),
        ("id: broken\nid: broken\n", "broken/pack.yaml:2"),
        ("", "broken/pack.yaml"),
        ("nonsense: 1\n", "broken/pack.yaml:1"),
    ],
)
def test_a_broken_pack_is_refused_with_its_file_and_the_others_are_listed(
    podium: Podium, law: Path, content: str, said: str
) -> None:
    (law / "broken").mkdir()
    (law / "broken" / "pack.yaml").write_text(content)

    answer = podium("packs", "list", "--packs", law)

    assert answer.code == 2
    assert answer.err.startswith(said)
    assert answer.out.startswith("uk  ")


def test_a_folder_without_packs_is_refused(podium: Podium, tmp_path: Path) -> None:
    for command in ("list", "test", "check"):
        answer = podium("packs", command, "--packs", tmp_path)

        assert (answer.code, answer.out) == (2, "")
        assert "no folder in it holds a pack.yaml" in answer.err


def test_a_missing_folder_of_packs_is_refused(podium: Podium) -> None:
    answer = podium("packs", "list", "--packs", "nowhere")

    assert answer.code == 2
    assert "nowhere" in answer.err


def test_a_value_that_never_shows_is_a_warning(podium: Podium, tmp_path: Path) -> None:
    rules = rule("three", "kpis_minimum: 3") + rule("two", "kpis_minimum: 2")
    manifest = LAW.replace("id: law", "id: uk")
    write_pack(tmp_path / "uk", {"pack": manifest, "sources": SOURCES["law"], "rules": rules})

    printed = podium("packs", "check", "--packs", tmp_path)
    checked = podium("packs", "check", "--packs", tmp_path, "--format", "json")

    assert "warning, value that never shows" in printed.out
    (pack,) = checked.json["packs"]
    (warning,) = pack["warnings"]
    assert (warning["conclusion"], warning["message"]) == (
        "kpis_minimum",
        (
            "«two» fires, but its value never shows: in every case looked at "
            "«three» concludes a higher one"
        ),
    )
    assert warning["message"] not in [finding["message"] for finding in pack["findings"]]


@pytest.mark.slow
def test_the_law_is_clean(podium: Podium) -> None:
    answer = podium("packs", "check", "uk", "--format", "json")

    (pack,) = answer.json["packs"]
    assert (pack["findings"], pack["warnings"]) == ([], [])
    assert answer.code == 0
    assert pack["cases"] > 20_000
    assert pack["decided_again"] == 5_000


def test_show_on_a_day_holds_that_day_alone(podium: Podium) -> None:
    whole = podium("packs", "show", "coventry")
    answer = podium("packs", "show", "coventry", "--on", "2023-01-01")

    assert answer.code == 0
    assert "This is how it stands on 1 January 2023" in answer.out
    assert len(answer.out) < len(whole.out)


def test_show_on_a_day_as_json_is_refused(podium: Podium) -> None:
    answer = podium("packs", "show", "coventry", "--on", "2023-01-01", "--format", "json")

    assert (answer.code, answer.out) == (2, "")
    assert "--on is for text and html" in answer.err
