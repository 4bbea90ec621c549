"""A trial of packs in a process of their own, before they are let into a running service.

The rules engine can hang or crash on rules of certain shapes, which no exception tells of. So
packs that have changed are loaded, compiled and run on their own tests here first.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from rules.errors import PackIsBroken, PodiumError

LONGEST_SECONDS = 120
_SEPARATOR = "\x1f"
_UNDO = "Undo the last change of a rule, and make its conditions simpler"


def try_packs(folder: Path, ids: Iterable[str], *, seconds: float = LONGEST_SECONDS) -> None:
    """Load, compile and test the packs of a folder in a process of its own.

    Raises:
        PackIsBroken: with the first fault, or because the process hung or crashed.
    """
    call = [sys.executable, "-m", "rules.trial", str(folder), *ids]
    try:
        done = subprocess.run(call, capture_output=True, text=True, timeout=seconds, check=False)  # noqa: S603 - ourselves
    except subprocess.TimeoutExpired as error:
        raise PackIsBroken(
            folder.name,
            f"the rules engine did not finish within {seconds:.0f} seconds",
            _UNDO,
        ) from error
    if done.returncode == 0:
        return
    place, _, rest = done.stdout.strip().partition(_SEPARATOR)
    problem, _, remedy = rest.partition(_SEPARATOR)
    raise PackIsBroken(
        place or folder.name,
        problem or f"the rules engine crashed (exit {done.returncode})",
        remedy or _UNDO,
    )


def main(folder: str, *ids: str) -> int:
    """Try packs, and print the first fault; return the exit code."""
    from rules.library import Library  # noqa: PLC0415 - the library uses this module
    from rules.packtests import run_tests  # noqa: PLC0415 - the same

    library = Library(Path(folder))
    try:
        for id_ in ids:
            pack = library.pack(id_)
            report = run_tests(pack, library.stack_of(pack))
            for outcome in report.outcomes:
                for failure in outcome.failures:
                    raise PackIsBroken(
                        str(outcome.test.place),
                        f"the test «{outcome.test.name}» fails: {failure}",
                        "Mend the rule or the test",
                    )
    except PodiumError as error:
        sys.stdout.write(_SEPARATOR.join((error.place, error.problem, error.remedy)))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
