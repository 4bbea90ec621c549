"""The sample workbook, filled in and saved by LibreOffice: kept, so that no test needs the program.

`python -m tests.webapp.documents.workbook.libreoffice` saves it anew, with LibreOffice installed.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.evaluation.workbook.sample import sample_workbook
from tests.webapp.documents.workbook.filling import filled

KEPT = Path(__file__).with_name("saved_by_libreoffice.xlsx")
CALC = ("scalc", "libsclo.so")
"""What stands beside LibreOffice's program where Calc is installed: its starter, or only itself."""
SECONDS = 180


def office() -> str | None:
    """Return the program that can open and save a workbook, None where there is none."""
    program = shutil.which("soffice")
    if program is None:
        return None
    beside = Path(program).resolve()
    has_calc = any(beside.with_name(name).exists() for name in CALC)
    return program if has_calc else None


def saved_again(data: bytes, program: str) -> bytes:
    """Return a workbook as LibreOffice saves it after opening it."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "bid.xlsx").write_bytes(data)
        subprocess.run(
            [
                program,
                f"-env:UserInstallation={(here / 'profile').as_uri()}",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(here / "saved"),
                str(here / "bid.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=SECONDS,
        )
        return (here / "saved" / "bid.xlsx").read_bytes()


def main() -> None:
    """Save the sample anew."""
    program = office()
    if program is None:
        message = "LibreOffice Calc is not installed; install it, and run this again"
        raise SystemExit(message)
    KEPT.write_bytes(saved_again(filled(sample_workbook()), program))


if __name__ == "__main__":
    main()
