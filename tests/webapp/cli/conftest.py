"""Calling the command as a person or another program does."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.webapp.cli.calling import SAMPLE, Answer
from webapp.cli import main

Podium = Callable[..., Answer]


@pytest.fixture(autouse=True)
def _hash_quickly(quick_hashes: None) -> None:
    """Let no command take its time over a password: nothing here opens anything."""
    del quick_hashes


@pytest.fixture
def podium(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Podium:
    """Call `podium` in a folder of its own; `given` is what is piped into it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PODIUM_INSTANCE", str(tmp_path / "instance"))

    def call(*arguments: object, given: bytes = b"") -> Answer:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        assert isinstance(left.value.code, int)
        return Answer(left.value.code, out, err)

    return call


@pytest.fixture
def sample(tmp_path: Path) -> Callable[..., Path]:
    """Write the sample procurement to a file, with some of its keys changed."""

    def write(**changes: Any) -> Path:  # noqa: ANN401 - any JSON value, wrong ones too
        path = tmp_path / "procurement.json"
        path.write_text(json.dumps({**SAMPLE, **changes}))
        return path

    return write
