"""An authority's settings: dated values on top of the law and its policy, never against them."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rules.engine import shared_engine
from rules.errors import PackIsBroken, PodiumError
from rules.evaluators import evaluators_of
from rules.library import SHIPPED, stack
from rules.loader import load_pack
from rules.money import Money, Pence, VatBasis
from rules.pack import Citation, Confidence, PackKind
from rules.packtests import run_tests
from rules.settings import (
    OwnSource,
    Setting,
    SettingRefused,
    backdated,
    settable,
    with_settings,
)
from rules.stack import Stack
from rules.vocabulary import Value

CABINET = OwnSource("Cabinet, 3 March 2026", "CAB/2026/12")
DAY = date(2026, 4, 1)
MEASURES = "cov-measures-standard"


def setting(
    parameter: str = MEASURES,
    value: Value = 8,
    from_on: date = DAY,
    **changes: object,
) -> Setting:
    made = Setting(
        parameter, from_on, value, "More is bought", Citation(CABINET.id, "minute 12"), CABINET
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # one field, whichever it is


def layered(*settings: Setting, policy: str | None = "coventry") -> Stack:
    return with_settings(stack(policy), settings, authority="Coventry", version="1")


def test_a_setting_stands_from_its_day_on_and_the_policys_value_before() -> None:
    found = layered(setting())

    parameter = found.parameters[MEASURES]
    assert parameter.value_on(date(2026, 3, 31)) == 6
    assert parameter.value_on(DAY) == 8
    assert parameter.value_on(date(2030, 1, 1)) == 8


def test_a_later_setting_supersedes_from_its_own_day() -> None:
    found = layered(setting(), setting(value=9, from_on=date(2027, 4, 1)))

    parameter = found.parameters[MEASURES]
    assert parameter.value_on(date(2027, 3, 31)) == 8
    assert parameter.value_on(date(2027, 4, 1)) == 9


def test_the_authoritys_value_outlasts_one_that_the_policy_dates_later() -> None:
    found = layered(setting(from_on=date(2020, 1, 1)))

    assert found.parameters[MEASURES].value_on(date(2023, 1, 1)) == 8


def test_the_settings_are_a_pack_with_a_digest_and_their_own_sources() -> None:
    found = layered(setting())

    pack = found.packs[-1]
    assert (pack.id, pack.kind, pack.version) == ("coventry-own-settings", PackKind.SETTINGS, "1")
    assert len(pack.sha256) == 64
    assert found.policy is stack("coventry").policy
    assert found.sources[CABINET.id].title == CABINET.title
    assert found.parameters[MEASURES].on(DAY).confidence is Confidence.SEEN  # type: ignore[union-attr]  # it has a value


def test_the_digest_follows_the_content_and_not_the_order() -> None:
    other = setting("cov-measures-light", 4)

    first, second = layered(setting(), other), layered(other, setting())

    assert first == second
    assert first != layered(setting(value=9), other)


def test_no_settings_leave_the_stack_as_it_is() -> None:
    assert layered() is stack("coventry")


def test_every_stack_of_settings_shares_the_rulesets_of_its_policy() -> None:
    evaluators_of(stack("coventry"))
    registered = len(shared_engine()._registered)

    for value in range(3, 9):
        evaluators_of(layered(setting(value=value)))

    assert len(shared_engine()._registered) == registered


def test_both_evaluators_decide_with_the_settings() -> None:
    found = layered(setting(value=4, from_on=date(2014, 2, 11)))
    policy = found.policy
    assert policy is not None

    outcomes = run_tests(policy, found).outcomes

    failures = {words for outcome in outcomes for words in outcome.failures}
    assert all(outcome.is_decided for outcome in outcomes)
    assert (
        "measures_maximum should be 6 measures, and is 4 measures (cov-measures-in-standard-tier)"
        in failures
    )


def test_every_settable_value_of_the_policy_is_the_authoritys() -> None:
    found = settable(stack("coventry"))

    assert MEASURES in {item.id for item in found}
    assert all(item.set_by_authority for item in found)
    assert settable(stack(None)) == ()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (setting("large-contract-value"), "the pack “uk” fixes this value, and it is not"),
        (setting("cov-measures-standart"), "Write “cov-measures-standard”, if that is meant"),
        (setting(value=-1), "the value of “Most measures in the standard tier” is a number from 0"),
        (setting(value=True), "is a number from 0"),
        (setting(value=Money(Pence(1))), "is a number from 0"),
        (setting("cov-weight-maximum-light", 10_001), "a percentage from 0% to 100%"),
        (setting("cov-standard-value-services", 5), "an amount including or excluding VAT"),
        (setting("cov-standard-value-services", Money(Pence(5))), "including or excluding VAT"),
        (
            setting("cov-standard-value-services", Money(Pence(-5), VatBasis.INCLUDED)),
            "of at least £0",
        ),
        (setting(from_on=date(2014, 2, 10)), "exists from 11 February 2014 only"),
        (setting(why=" "), "the reason is missing. Say why"),
        (setting(citation=Citation(CABINET.id, " ")), "the place in the source is missing"),
        (
            setting(citation=Citation("cabinet-2026", "minute 12"), own_source=None),
            "it cites “cabinet-2026”, which is not declared as a source",
        ),
        (
            setting(citation=Citation("coventry-setting", "extent"), own_source=None),
            "Cite “coventry-settings”, if that is meant, or declare",
        ),
        (setting(citation=Citation("coventry-settings", "extent")), "declares another source"),
    ],
)
def test_a_setting_that_the_packs_leave_no_room_for_is_refused_with_its_place(
    wrong: Setting, message: str
) -> None:
    with pytest.raises(SettingRefused) as refused:
        layered(wrong)

    assert message in str(refused.value)
    assert refused.value.place == f"{wrong.parameter} from {wrong.from_on.isoformat()}"
    assert refused.value.remedy


def test_two_settings_of_one_parameter_for_one_day_are_refused() -> None:
    with pytest.raises(PodiumError, match="two settings of one parameter begin on 1 April 2026"):
        layered(setting(), setting(value=9))


def test_the_law_alone_leaves_nothing_to_set() -> None:
    with pytest.raises(SettingRefused, match="leaves nothing to the authority"):
        layered(setting(), policy=None)


def test_a_source_of_the_packs_can_be_cited() -> None:
    cited = setting(citation=Citation("coventry-settings", "extent"), own_source=None)

    assert layered(cited).parameters[MEASURES].value_on(DAY) == 8


def test_backdated_the_last_setting_of_a_value_stands_from_its_first_day() -> None:
    later = setting(value=9, from_on=date(2027, 4, 1))

    (found,) = backdated([later, setting()], stack("coventry"))

    assert (found.value, found.from_on) == (9, date(2014, 2, 11))
    assert layered(found).parameters[MEASURES].value_on(date(2018, 1, 1)) == 9


def test_no_folder_can_pass_for_the_settings_of_an_authority(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(SHIPPED / "coventry", folder)
    manifest = folder / "pack.yaml"
    manifest.write_text(manifest.read_text().replace("kind: policy", "kind: settings"))

    with pytest.raises(PackIsBroken, match=r"«settings» is not a kind\. Write one of: law, policy"):
        load_pack(folder, [stack(None).law])


def test_the_same_source_has_the_same_id() -> None:
    assert OwnSource("Cabinet", "12").id == OwnSource("Cabinet", "12").id
    assert OwnSource("Cabinet", "12").id != OwnSource("Cabinet 1", "2").id
