"""A refusal in one line: place, problem, remedy."""

import pytest

from rules.errors import EngineFailed, PackIsBroken, PodiumError


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PodiumError("a.b", "it is 5", "Write 6"), "a.b: it is 5. Write 6."),
        (PodiumError("", "It is 5.", "Write 6."), "It is 5. Write 6."),
        (
            PackIsBroken("a.yaml:1", "no key", "Did you mean «b»?"),
            "a.yaml:1: no key. Did you mean «b»?",
        ),
    ],
)
def test_a_refusal_is_two_sentences_after_its_place(error: PodiumError, words: str) -> None:
    assert str(error) == words


def test_a_refusal_keeps_its_parts() -> None:
    error = EngineFailed("stage", "it failed", "Report it")

    assert (error.place, error.problem, error.remedy) == ("stage", "it failed", "Report it")
    assert error.args == ("stage", "it failed", "Report it")
