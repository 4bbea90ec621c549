"""The service reads changed packs anew, and keeps what it had when they are broken."""

import logging
from pathlib import Path

import pytest

from rules.library import Library
from tests.rules.test_library import write_pack
from webapp.services.policies.packs import SECONDS_BETWEEN_LOOKS, WatchedLibrary


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        """Begin at nought."""
        self.now = 0.0

    def __call__(self) -> float:
        """Return the seconds."""
        return self.now

    def pass_by(self) -> None:
        """Let the time between two looks go by."""
        self.now += SECONDS_BETWEEN_LOOKS


def test_a_changed_pack_decides_from_the_next_look_on(tmp_path: Path) -> None:
    write_pack(tmp_path)
    clock = Clock()
    watched = WatchedLibrary(Library(tmp_path), clock)
    before = watched.stack(None)
    write_pack(tmp_path, version="22")

    unlooked = watched.stack(None)
    clock.pass_by()
    after = watched.stack(None)

    assert unlooked is before
    assert after.law.version == "22"


def test_a_broken_pack_is_logged_with_its_place_and_the_packs_are_kept(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_pack(tmp_path)
    clock = Clock()
    watched = WatchedLibrary(Library(tmp_path), clock)
    before = watched.stack(None)
    write_pack(tmp_path, when="regime is nowhere")
    clock.pass_by()

    with caplog.at_level(logging.ERROR):
        after = watched.stack(None)

    assert after is before
    assert "keeps the packs it had: uk/rules.yaml:4: «nowhere» is no value" in caplog.text


def test_a_pack_that_is_mended_is_read_again(tmp_path: Path) -> None:
    write_pack(tmp_path)
    clock = Clock()
    watched = WatchedLibrary(Library(tmp_path), clock)
    watched.stack(None)
    write_pack(tmp_path, when="regime is nowhere")
    clock.pass_by()
    watched.stack(None)
    write_pack(tmp_path, version="3")
    clock.pass_by()

    assert watched.stack(None).law.version == "3"
