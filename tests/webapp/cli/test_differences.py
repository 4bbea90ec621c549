"""`podium packs diff`: a policy and its draft, and two policies."""

import shutil
from pathlib import Path

import pytest

from rules.library import SHIPPED
from tests.webapp.cli.conftest import Podium

pytestmark = pytest.mark.slow


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder with a draft of one policy alone: the law that it stands on is not in it."""
    folder = tmp_path / "drafts"
    shutil.copytree(SHIPPED / "coventry", folder / "coventry")
    weights = folder / "coventry" / "parameters" / "weights.yaml"
    weights.write_text(weights.read_text(encoding="utf-8").replace("is: 10%", "is: 12%", 1))
    return folder


def test_a_draft_is_compared_with_what_is_in_force(podium: Podium, drafts: Path) -> None:
    answer = podium("packs", "diff", "coventry", "coventry", "--packs", drafts)
    value = podium(
        "packs", "diff", "coventry", "coventry", "--packs", drafts, "--format", "json"
    ).json

    assert answer.code == 0
    assert "Things that differ: 1 changed." in answer.out
    assert "- 10%" in answer.out
    assert "+ 12%" in answer.out
    assert value["same"] is False
    assert [len(part["changes"]) for part in value["changes"].values()].count(1) == 1


def test_the_first_can_be_the_draft(podium: Podium, drafts: Path) -> None:
    answer = podium("packs", "diff", "coventry", "coventry", "--first-packs", drafts)

    assert answer.code == 0
    assert "- 12%" in answer.out


def test_a_pack_says_the_same_as_itself_and_exits_0_too(podium: Podium) -> None:
    answer = podium("packs", "diff", "uk", "uk")

    assert answer.code == 0
    assert answer.out.rstrip().endswith("They say the same.")


def test_two_policies_are_shown_by_what_each_decides(podium: Podium) -> None:
    answer = podium("packs", "diff", "coventry", "bradford")

    assert answer.code == 0
    assert "They are two policies." in answer.out
    assert "Lowest social value" in answer.out
    assert "not decided" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 100


def test_two_policies_say_how_sure_each_value_is_and_how_each_decides(podium: Podium) -> None:
    answer = podium("packs", "diff", "coventry", "bradford")

    said = " ".join(answer.out.split())
    assert "Conclusion Coventry City Council's social Bradford Council's social value" in said
    assert "[proposed, for the authority to" in said
    assert "more, which --format json lists" in said
    assert "The weight of social value: how each decides" in said
    assert "Table: Lowest social value weight; Recommended social value weight" in said
    assert "yes or no" in said
    assert "First" not in answer.out


@pytest.mark.parametrize(
    ("ids", "option"), [(("nope", "coventry"), "--first-packs"), (("coventry", "nope"), "--packs")]
)
def test_an_unknown_pack_is_refused(podium: Podium, ids: tuple[str, str], option: str) -> None:
    answer = podium("packs", "diff", *ids)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("pack: there is no pack «nope». Name one of: uk")
    assert answer.err.endswith(f". Or name the folder that it is in with {option} FOLDER.\n")


def test_a_folder_without_the_pack_is_refused(podium: Podium, drafts: Path) -> None:
    answer = podium("packs", "diff", "coventry", "bradford", "--packs", drafts)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.endswith("there is no pack «bradford» in it. Name one of: coventry.\n")


def test_a_broken_draft_is_refused_with_its_place(podium: Podium, drafts: Path) -> None:
    (drafts / "coventry" / "duties.yaml").write_text("nonsense: 1\n")

    answer = podium("packs", "diff", "coventry", "coventry", "--packs", drafts)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("coventry/duties.yaml:1")
