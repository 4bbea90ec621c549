"""The tutorial is followed literally, in an empty folder: every file, every command, every line."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[1] / "rules" / "TUTORIAL.md"
_BLOCK = re.compile(r"```(\w+)\n(.*?)\n```", re.DOTALL)
_NAME = re.compile(r"`([\w./-]+\.(?:yaml|json))`")
_ANSWERS_NO = "# answers no: exit 1"


@dataclass(frozen=True, slots=True)
class Step:
    """A block of the tutorial: a file to save, commands to run, or lines to be seen."""

    kind: str
    text: str
    before: str

    @property
    def file(self) -> str:
        """The file that the words before the block name last."""
        return str(_NAME.findall(self.before)[-1])

    @property
    def is_added(self) -> bool:
        """Whether the block goes to the end of a file that is there."""
        return "end of" in self.before or "Add a case" in self.before


def steps() -> Iterator[Step]:
    """Yield the blocks in order, each with the words since the block before it."""
    text, place = TUTORIAL.read_text(encoding="utf-8"), 0
    for found in _BLOCK.finditer(text):
        yield Step(found[1], found[2], text[place : found.start()])
        place = found.end()


@pytest.mark.slow
def test_the_tutorial_leads_from_an_empty_folder_to_a_decision(tmp_path: Path) -> None:
    said: list[str] = []
    for step in steps():
        match step.kind:
            case "yaml" | "json":
                _save(step, tmp_path)
            case "sh":
                said = [_run(line, tmp_path) for line in step.text.splitlines()]
            case "text":
                _compare(step, said)
            case _:
                pytest.fail(f"a block of kind {step.kind} that nothing follows")

    assert (tmp_path / "anytown" / "pack.yaml").is_file()
    assert "Grounds maintenance" in said[-1] or "releases" in said[-1]


def test_every_block_is_followed() -> None:
    kinds = [step.kind for step in steps()]

    assert {"yaml", "json", "sh", "text"} == set(kinds)
    assert TUTORIAL.read_text(encoding="utf-8").count("```") == 2 * len(kinds)


def _save(step: Step, folder: Path) -> None:
    path = folder / step.file
    path.parent.mkdir(parents=True, exist_ok=True)
    assert path.exists() == step.is_added, step.file
    with path.open("a", encoding="utf-8") as file:
        file.write(("\n" if step.is_added else "") + step.text + "\n")


def _run(line: str, folder: Path) -> str:
    """Run a command as it stands in the tutorial, and return what it says."""
    command, _, note = line.partition("  #")
    programs = str(Path(sys.executable).parent)
    done = subprocess.run(  # noqa: S602 - the tutorial's own commands, as a reader types them
        command.strip(),
        shell=True,
        cwd=folder,
        env={**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    said = done.stdout + done.stderr
    assert "Traceback" not in said
    assert done.returncode == (1 if _ANSWERS_NO in f"#{note}" else 0) or "packs list" in line, said
    return said


def _compare(step: Step, said: list[str]) -> None:
    """Find each line of a block in what the commands before it said, but for white space."""
    whole = " ".join(" ".join(said).split())
    for line in step.text.splitlines():
        assert " ".join(line.split()) in whole, f"«{line}» is not in: {whole}"
