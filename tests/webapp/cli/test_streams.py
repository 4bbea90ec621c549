"""Pipes that close, streams that are missing, terminals that know no pound sign, Ctrl-C."""

import json
import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.webapp.cli.calling import PODIUM, in_a_shell

pytestmark = pytest.mark.slow

Sample = Callable[..., Path]


@pytest.mark.parametrize(
    "command",
    ['decide "$1"', 'decide "$1" --format json', "packs list", "packs show uk --format json"],
)
def test_a_reader_that_leaves_early_is_no_error(
    tmp_path: Path, sample: Sample, command: str
) -> None:
    line = f'"$0" {command} | head -c 1 >/dev/null; echo "${{PIPESTATUS[0]}}"'

    answer = in_a_shell(line, tmp_path, sample())

    assert (answer.out, answer.err) == ("0\n", "")


def test_a_closed_standard_output_is_told(tmp_path: Path, sample: Sample) -> None:
    answer = in_a_shell('"$0" decide "$1" >&-', tmp_path, sample())

    assert answer.code == 2
    assert answer.err.startswith("standard output: it is closed.")


def test_a_full_disk_is_told(tmp_path: Path, sample: Sample) -> None:
    answer = in_a_shell('"$0" decide "$1" --format json >/dev/full', tmp_path, sample())

    assert answer.code == 2
    assert "No space left on device" in answer.err


def test_a_closed_standard_input_is_told(tmp_path: Path) -> None:
    answer = in_a_shell('"$0" decide - <&-', tmp_path)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("standard input: it is closed.")


def test_a_terminal_without_a_pound_sign_gets_it_all_the_same(
    tmp_path: Path, sample: Sample
) -> None:
    line = 'PYTHONIOENCODING=ascii "$0" decide "$1" --policy none'

    answer = in_a_shell(line, tmp_path, sample())

    assert answer.code == 0
    assert "£207,720" in answer.out


def test_json_is_utf_8_in_any_locale(tmp_path: Path, sample: Sample) -> None:
    line = 'PYTHONIOENCODING=latin-1 "$0" decide "$1" --policy none --format json'

    answer = in_a_shell(line, tmp_path, sample())

    assert any("£" in entry["because"] for entry in json.loads(answer.out)["trace"])


def _hear_interrupts() -> None:
    """Undo what a background shell does to its children: they would not hear SIGINT."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.slow
def test_ctrl_c_stops_in_a_word(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    started = subprocess.Popen(
        [PODIUM, "decide", "-"],
        cwd=tmp_path,
        stdin=reading,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_hear_interrupts,  # noqa: PLW1509 - no thread runs here
    )
    os.close(reading)
    os.write(writing, b"{")
    with pytest.raises(subprocess.TimeoutExpired):
        started.wait(2)

    started.send_signal(signal.SIGINT)
    out, err = started.communicate(timeout=20)
    os.close(writing)

    assert (started.returncode, out) == (130, "")
    assert err.strip() == "Stopped."


@pytest.mark.slow
def test_a_decision_starts_cold_in_under_a_second_and_a_half(
    tmp_path: Path, sample: Sample
) -> None:
    line = 'TIMEFORMAT=%U+%S; for i in 1 2 3; do time "$0" decide "$1" >/dev/null; done'

    answer = in_a_shell(line, tmp_path, sample())

    spent = sorted(sum(map(float, one.split("+"))) for one in answer.err.split())
    assert spent[1] < 1.5
