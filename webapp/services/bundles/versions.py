"""The versions under which the same inputs give the same bytes."""

import sys
import zlib
from importlib.metadata import version

LIBRARIES = (
    "durable-rules",
    "Jinja2",
    "MarkupSafe",
    "numpy",
    "pikepdf",
    "PyYAML",
    "reportlab",
)
"""What works on a figure, a sentence or a layout. A PDF is packed by zlib, which is named too."""

PODIUM = "podium"


def versions_here() -> dict[str, str]:
    """Return the versions that a bundle sealed here is made with."""
    found = {name: version(name) for name in LIBRARIES}
    found[PODIUM] = version(PODIUM)
    found["python"] = f"{sys.version_info.major}.{sys.version_info.minor}"
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    return dict(sorted(found.items()))


def line_of(podium: str) -> str:
    """Return the line of versions that a version belongs to: those that replay the same.

    >>> line_of("0.1.7")
    '0.1'
    """
    return ".".join(podium.split(".")[:2])
