"""The packs of a bundle are read by the strict loader, from the bundle's own files."""

from pathlib import Path

import pytest

from rules.errors import PackIsBroken, PodiumError
from rules.library import stack
from webapp.services.bundles import packs as packs_of_bundles
from webapp.services.bundles.packs import files_of, library_of


def test_what_goes_in_comes_out_with_the_same_digests() -> None:
    ours = stack("coventry")

    with library_of(files_of(ours)) as library:
        assert library.stack("coventry").digests == ours.digests
        assert library.ids() == ("uk", "coventry")


def test_the_law_alone_needs_its_own_files_alone() -> None:
    files = files_of(stack(None))

    assert {name.split("/")[1] for name in files} == {"uk"}


def test_nothing_is_left_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    with library_of(files_of(stack(None))):
        assert list(tmp_path.iterdir())

    assert not list(tmp_path.iterdir())


def test_a_pack_that_does_not_ship_is_tried_in_a_process_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[str] = []
    monkeypatch.setattr(packs_of_bundles, "try_packs", lambda _, ids: tried.extend(ids))
    files = files_of(stack("coventry"))
    name = "packs/coventry/pack.yaml"
    files[name] = files[name].replace(b'version: "1"', b'version: "2"')

    with library_of(files) as library:
        assert library.stack("coventry").policy is not None

    assert tried == ["coventry"]


@pytest.mark.parametrize("change", [b"nonsense: [", b"\xff\xfe", b"colour: red\n", b"&a [*a]"])
def test_a_broken_pack_is_refused_with_its_file(change: bytes) -> None:
    files = files_of(stack(None))
    files["packs/uk/pack.yaml"] += change

    with pytest.raises(PodiumError) as refused, library_of(files) as library:
        library.stack(None)

    assert isinstance(refused.value, PackIsBroken)
    assert "uk/pack.yaml" in refused.value.place
