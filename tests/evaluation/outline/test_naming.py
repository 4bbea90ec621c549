"""Ids made of titles: letters without accents, never too long, never nothing."""

import pytest

from evaluation.outline.naming import slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Quality of service", "quality-of-service"),
        ("Prix réduit", "prix-reduit"),
        ("Straße", "strasse"),
        ("  – & –  ", "thing"),
        ("社会", "thing"),
        ("<script>", "script"),
    ],
)
def test_a_title_becomes_an_id(title: str, slug: str) -> None:
    assert slug_of(title, most=40, otherwise="thing") == slug


def test_an_id_that_is_cut_does_not_end_in_a_hyphen() -> None:
    assert slug_of("one two three", most=8, otherwise="thing") == "one-two"
