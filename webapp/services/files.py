"""Documents written to files, for those who work without the pages."""

import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from rules.decision import Decision
from rules.errors import PodiumError
from rules.procurement import Procurement
from rules.stack import Stack
from webapp.documents.outline import Outline, outline


class FileNotWritten(PodiumError):
    """A file could not be written; what stood there before still does."""


def _pdf(content: Outline) -> bytes:
    from webapp.documents.pdf import render_pdf  # noqa: PLC0415 - reportlab takes its time to load

    return render_pdf(content)


def _html(content: Outline) -> bytes:
    from webapp.documents.html import render_html  # noqa: PLC0415 - loaded only when needed

    return render_html(content, standalone=True).encode()


def _word(content: Outline) -> bytes:
    from webapp.documents.word import render_word  # noqa: PLC0415 - python-docx takes its time too

    return render_word(content)


_LAYOUTS: dict[str, Callable[[Outline], bytes]] = {
    ".pdf": _pdf,
    ".html": _html,
    ".docx": _word,
}

OUTLINE_KINDS = tuple(_LAYOUTS)


def write_outline(
    procurement: Procurement, decision: Decision, stack: Stack, path: Path, *, issued_on: date
) -> Outline:
    """Write the outline of a decision to a file, in the layout that its name asks for.

    Raises:
        FileNotWritten: the folder is missing or may not be written to.
    """
    content = outline(procurement, decision, stack, issued_on=issued_on)
    write_whole(path, _LAYOUTS[path.suffix.lower()](content))
    return content


def refuse_missing_folder(path: Path) -> None:
    """Refuse a file whose folder is missing, before any work is done for it.

    Raises:
        FileNotWritten: the folder is missing.
    """
    if not path.parent.is_dir():
        raise FileNotWritten(
            str(path), f"there is no folder {path.parent}", "Make it, or name one that exists"
        )


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole, or as it was before.

    Raises:
        FileNotWritten: the folder is missing or may not be written to.
    """
    write_parts(path, (data,))


def write_parts(path: Path, parts: Iterable[bytes]) -> None:
    """Write a file part by part so that it is there whole, or as it was before.

    Raises:
        FileNotWritten: the folder is missing or may not be written to.
    """
    held: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            held = Path(file.name)
            file.writelines(parts)
        held.chmod(0o666 & ~_mask())
        held.replace(path)
    except (OSError, ValueError) as error:
        if held is not None:
            held.unlink(missing_ok=True)
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise FileNotWritten(
            str(path),
            f"it cannot be written: {reason}",
            "Name a file in a folder that exists and that you may write to",
        ) from error


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
