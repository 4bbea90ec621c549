"""What is kept by all that it is made from: made once, and never more than so many."""

from webapp.services.kept import Kept


def test_the_same_is_made_once_and_another_anew() -> None:
    made: list[str] = []
    kept: Kept[str] = Kept(9)

    def make(text: str) -> str:
        made.append(text)
        return text

    found = [kept.of(key, lambda key=key: make(key)) for key in ("a", "b", "a")]  # type: ignore[misc]  # mypy can't infer it

    assert found == ["a", "b", "a"]
    assert made == ["a", "b"]


def test_what_was_made_first_goes_first() -> None:
    kept: Kept[int] = Kept(2)
    for number in range(3):
        kept.of(number, lambda number=number: number)  # type: ignore[misc]  # mypy can't infer it

    again = [kept.of(number, lambda: 99) for number in (2, 1, 0)]

    assert again == [2, 1, 99]


def test_nothing_is_kept_of_what_could_not_be_made() -> None:
    kept: Kept[int | None] = Kept(9)

    assert kept.of("a", lambda: None) is None
    assert kept.of("a", lambda: 1) == 1
