"""What a call of the command answers, and the procurement that most tests give it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from tests.forms.samples import GROUNDS

PODIUM = Path(sys.executable).with_name("podium")
NOTICES = Path(__file__).parents[2] / "data" / "contracts-finder-packages-2017-2020.json"

SAMPLE: dict[str, Any] = {**GROUNDS}
"""The procurement that the interfaces print as their example."""


class Answer(NamedTuple):
    """The exit code, and what stood on standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """What standard output holds, which must be JSON alone."""
        return json.loads(self.out)


def in_a_shell(line: str, folder: Path, *arguments: object) -> Answer:
    """Run a line of bash in which "$0" is podium and "$1" the first argument."""
    done = subprocess.run(
        ["/bin/bash", "-c", line, PODIUM, *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return Answer(done.returncode, done.stdout, done.stderr)
