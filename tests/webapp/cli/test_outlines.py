"""`podium outline`: the document in a file, or a reason why not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.webapp.cli.conftest import Podium

Sample = Callable[..., Path]

ISSUED = ("--issued-on", "2026-03-02")


@pytest.mark.parametrize(
    ("kind", "start"),
    [(".pdf", b"%PDF-"), (".html", b"<!doctype html>"), (".docx", b"PK\x03\x04")],
)
def test_the_same_input_gives_the_same_bytes(
    podium: Podium, sample: Sample, kind: str, start: bytes
) -> None:
    answers = [podium("outline", sample(), "-o", f"{n}{kind}", *ISSUED) for n in range(2)]

    first, second = (Path(f"{n}{kind}").read_bytes() for n in range(2))
    assert [answer.code for answer in answers] == [0, 0]
    assert answers[0].out == f"Wrote 0{kind}\n"
    assert first.startswith(start)
    assert first == second


@pytest.mark.parametrize("name", ["a.doc", "a.txt", "a", ".pdf", ""])
def test_another_kind_of_file_is_refused(podium: Podium, sample: Sample, name: str) -> None:
    answer = podium("outline", sample(), "-o", name)

    assert (answer.code, answer.out) == (2, "")
    assert "Let the name end in .pdf, .html or .docx" in answer.err
    assert [path.name for path in Path().iterdir()] == ["procurement.json"]


def test_a_missing_folder_is_refused(podium: Podium, sample: Sample) -> None:
    answer = podium("outline", sample(), "-o", "nowhere/a.pdf")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "nowhere/a.pdf: there is no folder nowhere. Make it, or name one that exists.\n"
    )


def test_a_folder_is_no_file_to_write(podium: Podium, sample: Sample) -> None:
    Path("a.pdf").mkdir()

    answer = podium("outline", sample(), "-o", "a.pdf")

    assert answer.code == 2
    assert "is a directory" in answer.err


def test_without_a_file_to_write_the_call_is_wrong(podium: Podium, sample: Sample) -> None:
    answer = podium("outline", sample())

    assert answer.code == 2
    assert "-o" in answer.err


def test_a_wrong_procurement_leaves_the_file_as_it_was(podium: Podium, sample: Sample) -> None:
    Path("a.html").write_text("what stood here")

    answer = podium("outline", sample(category="food"), "-o", "a.html")

    assert answer.code == 2
    assert Path("a.html").read_text() == "what stood here"
