"""Every stage has a heading."""

import pytest

from rules.reading.stages import STAGE_TITLES, stage_title
from rules.vocabulary import Stage


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_title_and_says_what_it_settles(stage: Stage) -> None:
    title, intro = STAGE_TITLES[stage]

    assert title
    assert intro.endswith(".")
    assert stage_title(stage) == STAGE_TITLES[stage]


def test_no_two_stages_have_one_title() -> None:
    assert len({item.title for item in STAGE_TITLES.values()}) == len(Stage)
