"""The history of a value as a flight of stairs."""

from datetime import date

from webapp.documents.charts.plots import Axis, Step, Steps
from webapp.documents.charts.shapes import ACCENT, WIDTH, Stroke, Words
from webapp.documents.charts.stairs import stairs

PLOT = Steps(
    Axis("Pounds", "0", "30000", "£"),
    (
        Step(date(2014, 2, 11), "25000", "£25,000"),
        Step(date(2022, 11, 9), "30000", "£30,000"),
        Step(date(2023, 1, 1), "", "repealed"),
        Step(date(2024, 1, 1), "15000", "£15,000"),
    ),
)


def levels() -> list[Stroke]:
    return [
        shape
        for shape in stairs(PLOT).shapes
        if isinstance(shape, Stroke) and shape.colour == ACCENT and not shape.dash
    ]


def test_each_value_is_level_until_the_next_and_the_last_to_the_end() -> None:
    first, second, last = levels()

    assert first.points[0][1] == first.points[1][1]
    assert first.points[1] == (second.points[0][0], first.points[1][1])
    assert second.points[0][1] < first.points[0][1]
    assert last.points[1][0] == WIDTH


def test_nothing_is_drawn_while_a_value_is_repealed() -> None:
    _, second, last = levels()

    upright = [one for one in stairs(PLOT).shapes if isinstance(one, Stroke) and one.dash]
    assert second.points[1][0] < last.points[0][0]
    assert len(upright) == 1


def test_years_stand_below_and_values_above_where_there_is_room() -> None:
    texts = [shape.text for shape in stairs(PLOT).shapes if isinstance(shape, Words)]

    assert {"2014", "2026", "£25,000", "£15,000"} <= set(texts)
    assert "£30,000" not in texts[texts.index("2014") :]


def test_its_figures_are_a_table_too() -> None:
    assert PLOT.columns() == ("From", "Pounds")
    assert PLOT.rows()[2] == ("1 January 2023", "repealed")
    assert PLOT.worded() == frozenset({"Pounds"})
