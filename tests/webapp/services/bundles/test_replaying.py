"""Replaying: equal only if nothing was changed; each change is named, however well it is hidden."""

import io
import json
import random
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from forms.bundles import MANIFEST, read_bundle
from forms.errors import InvalidInput
from rules.errors import PodiumError
from tests.webapp.services.bundles.conftest import (
    DAY,
    DRAWS,
    TENDER,
    files_of,
    replayed,
    with_fixed_seals,
    zipped,
)
from webapp.services.bundles import CannotBeHonoured, Sealed, replay, replaying
from webapp.services.bundles.canonical import canonical_of
from webapp.services.bundles.recomputation import Recomputed, recompute

EVALUATION = "results/evaluation.json"
ASKED = {"issued_on": DAY, "draws": DRAWS}


def edited(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """Return JSON after a change, written as Podium writes it."""
    value = json.loads(data)
    change(value)
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


@pytest.mark.slow
def test_what_was_sealed_comes_out_again(sealed: Sealed) -> None:
    found = replay(read_bundle(sealed.data, name="b.zip"))

    assert (found.differences, found.other_versions) == ((), ())
    assert found.is_equal
    assert found.sha256 == sealed.sha256
    assert found.made is not None
    assert set(found.made.files) == set(files_of(sealed)) - {MANIFEST}


def test_a_changed_result_is_named_with_both_values(small: Sealed) -> None:
    files = files_of(small)
    files[EVALUATION] = edited(files[EVALUATION], lambda value: value.update(winner="B"))

    told = list(map(str, replayed(files).differences))

    assert told[0].startswith(f"{EVALUATION}: the bundle has bytes and a content of SHA-256 ")
    assert told[1:] == [f"{EVALUATION}, winner: the bundle has “B”, and it should be “A”"]


def test_a_changed_result_whose_seals_were_made_to_fit_is_named_all_the_same(small: Sealed) -> None:
    files = files_of(small)
    files[EVALUATION] = edited(files[EVALUATION], lambda value: value.update(winner="B"))

    found = replayed(with_fixed_seals(files, EVALUATION)).differences

    assert [(one.file, one.place) for one in found] == [(EVALUATION, "winner")]


def test_a_digest_of_content_that_fits_nothing_is_named(small: Sealed) -> None:
    files = files_of(small)
    seals = json.loads(files[MANIFEST])["files"]
    name, other = "documents/award-report.pdf", seals[TENDER]["content_sha256"]
    files[MANIFEST] = edited(
        files[MANIFEST],
        lambda value: value["files"][name].update(content_sha256=other),
    )

    (found,) = replayed(files).differences

    assert (found.file, found.place) == (MANIFEST, f"files[{name}].content_sha256")


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_a_changed_layout_whose_seals_were_made_to_fit_is_named_by_its_byte(
    small: Sealed, kind: str
) -> None:
    files, name = files_of(small), f"documents/award-report.{kind}"
    files[name] = files[name][:200] + b"?" + files[name][201:]

    (found,) = replayed(with_fixed_seals(files, name)).differences

    assert (found.file, found.place) == (name, "byte 201")


def test_a_missing_file_and_one_too_many_are_named(small: Sealed) -> None:
    files = files_of(small)
    del files[EVALUATION]
    files["results/more.json"] = b"{}"

    told = " ".join(map(str, replayed(files).differences))

    assert f"{EVALUATION}: the bundle has no such file" in told
    assert "results/more.json: the bundle has this file, and it should be absent" in told


def test_a_file_that_the_manifest_was_made_to_forget_is_named(small: Sealed) -> None:
    files = files_of(small)
    del files[EVALUATION]
    files[MANIFEST] = edited(files[MANIFEST], lambda value: value["files"].pop(EVALUATION))

    (found,) = replayed(files).differences

    assert str(found) == (
        f"{EVALUATION}: the bundle has no such file, and it should be there: it was recomputed"
    )


def test_a_bundle_without_its_tender_recomputes_nothing(small: Sealed) -> None:
    files = files_of(small)
    del files[TENDER]
    files[MANIFEST] = edited(files[MANIFEST], lambda value: value["files"].pop(TENDER))

    found = replayed(files)

    assert found.made is None
    assert [one.file for one in found.differences] == [TENDER]


@pytest.mark.slow
def test_each_of_200_single_byte_changes_to_the_inputs_is_found(sealed: Sealed) -> None:
    files, drawn = files_of(sealed), random.Random(200)  # noqa: S311 - repeatable damage, not a secret
    inputs = [name for name in files if name == TENDER or name.startswith("packs/")]

    for _ in range(200):
        name = drawn.choice(inputs)
        data = bytearray(files[name])
        data[drawn.randrange(len(data))] ^= drawn.randrange(1, 256)
        found = replayed({**files, name: bytes(data)})

        assert not found.is_equal
        assert found.made is None
        assert [one.file for one in found.differences] == [name]


def test_white_space_in_an_input_changes_its_bytes_and_not_what_it_says(sealed: Sealed) -> None:
    files = files_of(sealed)
    files[TENDER] = files[TENDER].replace(b'"format": ', b'"format":\t', 1)

    (found,) = replayed(files).differences

    assert str(found).startswith(f"{TENDER}: the bundle has bytes, though not a different content,")


@pytest.mark.slow
def test_each_of_200_bytes_of_the_zip_matters(
    small: Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = random.Random(201)  # noqa: S311 - repeatable damage, not a secret

    def remembered(inputs: dict[str, bytes], **asked: object) -> Recomputed:
        """Recompute only what was not computed when the bundle was sealed."""
        if inputs == {TENDER: small.made.files[TENDER].data} and asked == ASKED:
            return small.made
        return recompute(inputs, **asked)  # type: ignore[arg-type] # as they are passed on

    monkeypatch.setattr(replaying, "recompute", remembered)

    for _ in range(200):
        data = bytearray(small.data)
        data[drawn.randrange(len(data))] ^= drawn.randrange(1, 256)
        with suppress(InvalidInput, PodiumError):
            assert replay(read_bundle(bytes(data), name="b.zip")).differences


@pytest.mark.slow
def test_each_of_200_changes_whose_seals_were_made_to_fit_is_found_by_what_comes_of_it(
    small: Sealed,
) -> None:
    files, found_equal = files_of(small), 0
    drawn = random.Random(202)  # noqa: S311 - repeatable damage, not a secret

    for _ in range(200):
        data = bytearray(files[TENDER])
        data[drawn.randrange(len(data))] = drawn.choice(b'0123456789 \n.ABab"')
        with suppress(InvalidInput, PodiumError):
            says_the_same = canonical_of(bytes(data), "t") == canonical_of(files[TENDER], "t")
            found = replayed(with_fixed_seals({**files, TENDER: bytes(data)}, TENDER))
            found_equal += found.is_equal
            assert found.is_equal is says_the_same
    assert found_equal < 40


@pytest.mark.slow
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        (b'"price": "1000000"', b'"price": "1300000"', "bids[0].total"),
        (b'"quantity": "10"', b'"quantity": "11"', "sections"),
        (b'"in_area": false', b'"in_area": true', "commitments.qualifications.verdict"),
        (b"tenders@ashcombe.example", b"tender@ashcombe.example", "front.rows"),
    ],
)
def test_a_change_that_means_something_is_named_by_its_place(
    sealed: Sealed, old: bytes, new: bytes, place: str
) -> None:
    files = files_of(sealed)
    assert old in files[TENDER]
    files[TENDER] = files[TENDER].replace(old, new, 1)

    found = replayed(with_fixed_seals(files, TENDER))

    assert any(place in one.place for one in found.differences)


@pytest.mark.slow
def test_a_changed_rule_is_named_by_what_comes_of_it(sealed: Sealed) -> None:
    files, name = files_of(sealed), "packs/coventry/rules/bids-2022.yaml"
    files[name] = files[name].replace(b"when: in_area is false", b"when: in_area is true")

    found = replayed(with_fixed_seals(files, name)).differences

    places = {(one.file, one.place) for one in found}
    assert ("manifest.json", "packs") in places
    assert (EVALUATION, 'bids[0].commitments["apprentice-weeks"].verdict') in places
    assert not any("content_sha256" in place for _, place in places)


def test_a_pack_that_nothing_asks_for_is_named(small: Sealed, sealed: Sealed) -> None:
    files = files_of(small)
    packs = {name: data for name, data in files_of(sealed).items() if "packs/uk/" in name}
    seals = json.loads(files_of(sealed)[MANIFEST])["files"]
    files[MANIFEST] = edited(
        files[MANIFEST],
        lambda value: value["files"].update({name: seals[name] for name in packs}),
    )

    found = replayed(files | packs).differences

    assert {one.file for one in found} == set(packs)


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["packs/uk/evil.txt", "packs/uk/tests/more.yaml", "packs/uk", "packs/evil.yaml"]
)
def test_a_file_that_decides_nothing_is_named_though_the_manifest_lists_it(
    sealed: Sealed, name: str
) -> None:
    files = {**files_of(sealed), name: b"- no rule"}
    files[MANIFEST] = edited(
        files[MANIFEST],
        lambda value: value["files"].update({name: value["files"]["packs/uk/pack.yaml"]}),
    )

    found = replayed(with_fixed_seals(files, name)).differences

    assert [one.file for one in found] == [name]


def test_a_number_too_long_to_be_read_is_told_and_breaks_nothing(small: Sealed) -> None:
    files = files_of(small)
    files[EVALUATION] = files[EVALUATION].replace(b'"places": 2', b'"places": ' + b"2" * 9_000)

    found = replayed(with_fixed_seals(files, EVALUATION)).differences

    assert [(one.file, one.place) for one in found] == [(EVALUATION, "places")]


def test_another_day_of_issue_is_named_in_the_documents(small: Sealed) -> None:
    files = files_of(small)
    files[MANIFEST] = edited(files[MANIFEST], lambda value: value.update(issued_on="2026-07-02"))

    found = replayed(files).differences

    assert ("documents/award-report.json", "issued_on") in {(one.file, one.place) for one in found}


def test_under_other_versions_bytes_are_not_compared(small: Sealed) -> None:
    files, name = files_of(small), "documents/award-report.pdf"
    files[name] += b"\n"
    files = with_fixed_seals(files, name)
    files[MANIFEST] = edited(files[MANIFEST], lambda value: value["made_with"].pop("zlib"))

    found = replayed(files)

    assert found.is_equal
    assert len(found.other_versions) == 1
    assert found.other_versions[0].startswith("zlib no version, here ")


@pytest.mark.parametrize("needs", ["0.2", "1.0", "0.0"])
def test_a_bundle_that_needs_another_podium_is_refused(small: Sealed, needs: str) -> None:
    files = files_of(small)
    files[MANIFEST] = edited(files[MANIFEST], lambda value: value.update(needs={"podium": needs}))

    with pytest.raises(CannotBeHonoured, match=f"the bundle needs Podium {needs}"):
        replayed(files)


def test_files_that_are_right_in_another_zip_are_told_apart(small: Sealed) -> None:
    written = io.BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as other:
        for name, data in files_of(small).items():
            other.writestr(name, data)

    found = replay(read_bundle(written.getvalue(), name="b.zip"))

    assert [one.file for one in found.differences] == ["the zip itself"]
    assert "the files themselves are as sealed" in found.differences[0].recomputed


def test_a_sealed_tender_that_cannot_be_evaluated_is_refused(small: Sealed) -> None:
    files = files_of(small)
    files[TENDER] = files[TENDER].replace(b'"weight": "40"', b'"weight": "41"')

    with pytest.raises(PodiumError, match="the weights at the top level total 101"):
        replayed(with_fixed_seals(files, TENDER))


@pytest.mark.slow
def test_neither_database_nor_server_is_needed(small: Sealed) -> None:
    program = (
        "import sys; from forms.bundles import read_bundle; from webapp.services.bundles import "
        "replay; found = replay(read_bundle(sys.stdin.buffer.read(), name='b')); "
        "assert found.is_equal; "
        "print([one for one in ('sqlalchemy', 'flask', 'alembic') if one in sys.modules])"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        input=zipped(files_of(small)),
        capture_output=True,
        check=True,
    )

    assert done.stdout.strip() == b"[]"
