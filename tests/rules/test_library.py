"""The packs in a folder: found, loaded when asked for, stacked, and kept when new ones fail."""

from pathlib import Path

import pytest

from rules.errors import PackIsBroken, UnknownPack
from rules.library import Library, pack_ids, shipped, stack
from tests.rules.small_packs import FILLER, LAW, POLICY, SOURCES, write_pack

UK = LAW.replace("id: law", "id: uk")
TOWN = POLICY.replace("id: policy", "id: town").replace("[law]", "[uk]")


def library(folder: Path, **packs: dict[str, str]) -> Library:
    """Return a library of a law, `uk`, a policy, `town`, and further packs."""
    files = {
        "uk": {"pack": UK, "sources": SOURCES["law"], "rules": FILLER["law"]},
        "town": {"pack": TOWN, "sources": SOURCES["policy"], "rules": FILLER["policy"]},
    }
    for name, texts in {**files, **packs}.items():
        write_pack(folder / name, texts)
    return Library(folder)


def test_the_law_comes_first_and_then_the_policies(tmp_path: Path) -> None:
    found = library(tmp_path, city={"pack": TOWN.replace("id: town", "id: city")})

    assert found.ids() == ("uk", "city", "town")


def test_a_policy_is_stacked_on_the_law(tmp_path: Path) -> None:
    found = library(tmp_path)

    assert [pack.id for pack in found.stack("town").packs] == ["uk", "town"]
    assert [pack.id for pack in found.stack(None).packs] == ["uk"]


def test_packs_and_stacks_are_loaded_once(tmp_path: Path) -> None:
    found = library(tmp_path)

    assert found.pack("uk") is found.stack("town").law
    assert found.stack("town") is found.stack("town")


def test_an_unknown_pack_is_refused_with_those_there_are(tmp_path: Path) -> None:
    found = library(tmp_path)

    for ask in (found.pack, found.stack):
        with pytest.raises(UnknownPack) as refused:
            ask("village")
        assert str(refused.value) == ("policy: there is no pack «village». Name one of: uk, town.")


def test_the_law_is_no_policy(tmp_path: Path) -> None:
    with pytest.raises(UnknownPack) as refused:
        library(tmp_path).stack("uk")

    assert str(refused.value) == (
        "policy: «uk» is no policy. Name a policy, or none for the law alone."
    )


@pytest.mark.parametrize("manifest", ["id: [\n", "title: No id\n", "", "id: city\nid: city\n"])
def test_a_broken_pack_stands_in_no_others_way(manifest: str, tmp_path: Path) -> None:
    found = library(tmp_path, city={"pack": manifest})

    assert found.ids() == ("uk", "city", "town")
    assert found.stack("town").policy is not None
    with pytest.raises(PackIsBroken, match=r"^city/pack.yaml:\d: "):
        found.pack("city")


def test_two_folders_with_one_id_are_refused(tmp_path: Path) -> None:
    found = library(tmp_path, village={"pack": TOWN})

    with pytest.raises(PackIsBroken) as refused:
        found.pack("town")

    assert str(refused.value) == (
        "village/pack.yaml:1: the folders town and village both hold a pack «town». Rename one."
    )


def test_packs_that_stand_on_each_other_are_refused(tmp_path: Path) -> None:
    files = {"sources": SOURCES["policy"], "rules": FILLER["policy"]}
    found = library(
        tmp_path,
        one={"pack": TOWN.replace("id: town", "id: one").replace("[uk]", "[two]"), **files},
        two={"pack": TOWN.replace("id: town", "id: two").replace("[uk]", "[one]"), **files},
    )

    with pytest.raises(PackIsBroken) as refused:
        found.stack("one")

    assert str(refused.value) == (
        "one/pack.yaml:1: the packs stand on each other: one → two → one. Mend «stands_on»."
    )


def test_a_reload_decides_with_the_new_packs(tmp_path: Path) -> None:
    found = library(tmp_path)
    before = found.stack("town").packs

    write_pack(tmp_path / "town", {"rules": FILLER["policy"].replace("light", "standard")})
    found.reload()

    after = found.stack("town").packs
    assert after[0].sha256 == before[0].sha256
    assert after[1].sha256 != before[1].sha256


@pytest.mark.parametrize("rules", ["- id: [\n", FILLER["policy"].replace("light", "heavy")])
def test_a_reload_of_broken_packs_is_refused_and_the_old_ones_stay(
    rules: str, tmp_path: Path
) -> None:
    found = library(tmp_path)
    before = found.stack("town")

    write_pack(tmp_path / "town", {"rules": rules})
    with pytest.raises(PackIsBroken, match=r"^town/rules.yaml:\d: "):
        found.reload()

    assert found.stack("town") is before


def test_the_shipped_packs_are_the_law_and_coventrys_policy() -> None:
    assert pack_ids() == ("uk", "coventry")
    assert shipped() is shipped()
    assert stack("coventry").law is stack(None).law
