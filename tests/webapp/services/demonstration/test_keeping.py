"""What the demonstration keeps: for its owner alone, and read back as far as it is there."""

import json
from pathlib import Path

import pytest

from webapp.services.demonstration.keeping import LINKS, keep_private, kept_links


def test_what_is_kept_is_read_back_and_nobody_else_reads_it(tmp_path: Path) -> None:
    keep_private(tmp_path / LINKS, {"DEMO-1": "/bid/in/abc"})

    assert kept_links(tmp_path) == {"DEMO-1": "/bid/in/abc"}
    assert [one.stat().st_mode & 0o777 for one in tmp_path.iterdir()] == [0o600]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", "1"])
def test_links_that_cannot_be_read_are_none(tmp_path: Path, spoilt: str) -> None:
    (tmp_path / LINKS).write_text(spoilt)

    assert kept_links(tmp_path) == {}


def test_what_was_kept_before_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / LINKS
    keep_private(path, {"DEMO-1": "/bid/in/abc", "DEMO-2": "/bid/in/def"})

    keep_private(path, {"DEMO-2": "/bid/in/ghi"})

    assert json.loads(path.read_text()) == {"DEMO-2": "/bid/in/ghi"}
