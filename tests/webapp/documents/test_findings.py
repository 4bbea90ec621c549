"""What was found of a conclusion reads alike wherever it is told."""

import pytest

from rules.decision import Status
from rules.library import stack
from rules.vocabulary import Value
from webapp.documents.findings import found_words


@pytest.mark.parametrize(
    ("name", "status", "value", "words"),
    [
        ("coverage", Status.CONCLUDED, "above_threshold", "Above threshold"),
        ("approvals", Status.CONCLUDED, (), "None"),
        ("coverage", Status.ABSENT, None, "No finding"),
        ("coverage", Status.UNDETERMINED, None, "Can't be said yet"),
        ("duties", Status.UNDETERMINED, ("uk-oversight-gateway",), "Can't be said yet"),
    ],
)
def test_a_finding_reads_by_how_far_it_was_settled(
    name: str, status: Status, value: Value | None, words: str
) -> None:
    assert found_words(name, status, value, stack(None)) == words
