"""Rules: what is read, and what is refused, with its line."""

from datetime import date
from pathlib import Path

import pytest

from rules.condition import AllOf, Literal, ParameterName
from rules.pack import (
    Citation,
    Confidence,
    Place,
    Rule,
)
from rules.vocabulary import Stage
from tests.rules.small_packs import law, parameter, refusal_of, rule

DUTY = "- {id: publish-it, title: Publish it, cites: [act s.3]"


def test_a_rule_is_read_whole(tmp_path: Path) -> None:
    text = rule(
        "law-one",
        "kpis_minimum: limit, notifiable: false",
        until="2025-02-23",
        because=">-\n    Because\n    of {limit}",
        confidence="unverified",
        waivable_by="procurement officer",
        cites="[act s.1, act sch.2 para.3]",
    )

    (found,) = law(
        tmp_path, rules=text, parameters=parameter("limit", "integer", "from: 2020-01-01, is: 5")
    ).rules

    assert found == Rule(
        id="law-one",
        title="What law-one says",
        stage=Stage.REQUIREMENTS,
        from_on=date(2020, 1, 1),
        until_on=date(2025, 2, 23),
        when=AllOf(()),
        then=(("kpis_minimum", ParameterName("limit")), ("notifiable", Literal((False,)))),
        because="Because of {limit}",
        cites=(Citation("act", "s.1"), Citation("act", "sch.2 para.3")),
        place=Place("law/rules.yaml", 1),
        parameters=("limit",),
        confidence=Confidence.UNVERIFIED,
        waivable_by="procurement officer",
    )


@pytest.mark.parametrize(
    ("then", "keys", "words"),
    [
        (
            "kpi_minimum: 3",
            {},
            "5: «kpi_minimum» is no conclusion. Write «kpis_minimum», if that is meant",
        ),
        (
            "nation: wales",
            {},
            "5: «nation» is no conclusion. Write a name that rules/vocabulary declares",
        ),
        (
            "kpis_minimum: three",
            {},
            (
                "5: «three» is no value of «kpis_minimum», no parameter and no fact of its kind. "
                "Write a whole number, such as 30"
            ),
        ),
        (
            "notifiable: no",
            {},
            (
                "5: «no» is no value of «notifiable», no parameter and no fact of its kind. "
                "Write true or false"
            ),
        ),
        (
            "regime: pcr_2024",
            {},
            (
                "5: «pcr_2024» is no value of «regime», no parameter and no fact of its kind. "
                "Write one of its values: pcr_2006, pcr_2015, procurement_act_2023, outside"
            ),
        ),
        (
            "special_rules: special_regime",
            {},
            (
                "5: «special_regime» may have values that «special_rules» has not. "
                "Write a rule for each value"
            ),
        ),
        (
            "social_value_minimum: 10",
            {},
            (
                "5: «10» is no value of «social_value_minimum», no parameter and no fact of its "
                "kind. Write a percentage, such as 10%, and 100% at most"
            ),
        ),
        (
            "kpis_minimum: [3]",
            {},
            "5: «kpis_minimum» is not a single text. Write one text here",
        ),
        (
            "kpis_minimum: 3, regime: outside",
            {},
            (
                "5: a rule concludes something, and everything of one stage. "
                "Split the rule: one for each stage"
            ),
        ),
        (
            "",
            {},
            (
                "5: a rule concludes something, and everything of one stage. "
                "Split the rule: one for each stage"
            ),
        ),
        ("duties: publish-it", {}, "5: «duties» takes a list of ids. Write [id, id]"),
        ("duties: []", {}, "5: «duties» takes a list of ids. Write [id, id]"),
        (
            "duties: [publish-them]",
            {},
            "5: no duty is called «publish-them». Declare it, or name one that the packs declare",
        ),
        (
            "duties: [publish-it, publish-it]",
            {},
            "5: «publish-it» stands twice in «duties». Remove one",
        ),
        (
            "outcomes: [publish-it]",
            {},
            (
                "5: no outcome is called «publish-it». "
                "Declare it, or name one that the packs declare"
            ),
        ),
        (
            "kpis_minimum: 3",
            {"from": "2025-13-01"},
            "3: «2025-13-01» is no real day. A year has 12 months",
        ),
        (
            "kpis_minimum: 3",
            {"until": "2019-12-31"},
            "8: «until» lies before «from». Mend one of the dates",
        ),
        (
            "kpis_minimum: 3",
            {"cites": "[]"},
            "1: a citation is missing. Add «cites: [source pinpoint]»",
        ),
        (
            "kpis_minimum: 3",
            {"cites": "act s.1"},
            "7: «cites» is not a list. Write a list, as in [a, b]",
        ),
        (
            "kpis_minimum: 3",
            {"because": ""},
            "6: «because» is empty. Give it a value or remove the key",
        ),
        (
            "kpis_minimum: 3",
            {"unless": "x"},
            "8: «unless» is not a key that may stand here. Remove it",
        ),
        (
            "kpis_minimum: 3",
            {"confidence": "certain"},
            (
                "8: «certain» is not a confidence. "
                "Write one of: seen, secondary, unverified, authority-setting"
            ),
        ),
        (
            "kpis_minimum: 3",
            {"overrides": "[a, a]"},
            "8: «a» stands twice in «overrides». Remove one",
        ),
    ],
)
def test_a_rule_is_refused_with_its_line(
    then: str, keys: dict[str, str], words: str, tmp_path: Path
) -> None:
    text = rule("law-one", then, **keys)

    assert refusal_of(tmp_path, rules=text, duties=f"{DUTY}}}\n") == f"law/rules.yaml:{words}."


@pytest.mark.parametrize("key", ["id", "title", "from", "when", "then", "because"])
def test_no_key_of_a_rule_may_be_missing(key: str, tmp_path: Path) -> None:
    lines = rule("law-one", "kpis_minimum: 3").removeprefix("- ").splitlines()
    kept = [line.strip() for line in lines if not line.strip().startswith(f"{key}:")]
    text = "- " + "\n  ".join(kept) + "\n"

    assert refusal_of(tmp_path, rules=text) == (
        f"law/rules.yaml:1: the key «{key}» is missing. Add «{key}»."
    )
