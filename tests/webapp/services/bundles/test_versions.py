"""The versions on which a bundle's bytes hang."""

import sys

from webapp.services.bundles.versions import line_of, versions_here


def test_every_version_is_named() -> None:
    found = versions_here()

    assert set(found) >= {"podium", "python", "durable-rules", "numpy", "reportlab", "zlib"}
    assert found["python"] == ".".join(map(str, sys.version_info[:2]))
    assert list(found) == sorted(found)


def test_a_line_of_versions_is_two_numbers() -> None:
    assert [line_of(one) for one in ("0.1.0", "1.12.3", "2.0")] == ["0.1", "1.12", "2.0"]
