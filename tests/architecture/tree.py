"""The project's files, as the architecture tests read them."""

import ast
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("rules", "evaluation", "forms", "webapp")


def modules(*rooms: str) -> list[Path]:
    """List the Python modules of some rooms, in order."""
    return sorted(
        path
        for room in rooms
        for path in (ROOT / room).rglob("*.py")
        if "node_modules" not in path.parts
    )


def name(path: Path) -> str:
    """Name a file as the project does: from its root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    """Parse one module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def project_files() -> list[Path]:
    """List what the project consists of: what git holds, or would take if it were added."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(
        [*command, "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = {ROOT / entry for entry in listed.stdout.split("\0") if entry}
    return sorted(path for path in paths if path.is_file())


def project_texts() -> list[tuple[str, str]]:
    """Read every text file of the project: its name and what it says.

    As for git, what holds a zero byte is not text.
    """
    contents = ((name(path), path.read_bytes()) for path in project_files())
    return [(path, content.decode()) for path, content in contents if b"\0" not in content]
