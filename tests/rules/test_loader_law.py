"""Parameters, rules, duties and sources: what is read, and what is refused, with its line."""

from datetime import date
from pathlib import Path

import pytest

from rules.condition import AllOf, Literal, ParameterName
from rules.money import Money, Pence, VatBasis
from rules.pack import (
    Citation,
    Confidence,
    Coverage,
    Due,
    Duty,
    Parameter,
    ParameterValue,
    Place,
    Rule,
    Source,
)
from rules.vocabulary import Kind, Stage
from tests.rules.small_packs import law, parameter, refusal_of, rule

CITED = "cites: [act s.1], confidence: seen"
DUTY = "- {id: publish-it, title: Publish it, cites: [act s.3]"


def values(*texts: str, type_: str = "integer") -> str:
    """Return a parameter whose values stand on lines 6, 7 and so on."""
    lines = ["- id: limit", "  title: A limit", f"  type: {type_}", "  # its values", "  values:"]
    return "\n".join([*lines, *(f"    - {{{text}}}" for text in texts)]) + "\n"


def test_a_parameter_is_read_with_its_dated_values(tmp_path: Path) -> None:
    text = values(
        f"from: 2020-01-01, is: £10.00, vat: excluded, {CITED}",
        f"from: 2022-01-01, until: 2022-12-31, is: £20.50, vat: included, {CITED}",
        f"from: 2023-01-01, is: repealed, {CITED}",
        type_="money",
    )
    cites = (Citation("act", "s.1"),)

    (found,) = law(
        tmp_path, parameters=text.replace("  type:", "  set_by: authority\n  type:")
    ).parameters

    assert found == Parameter(
        id="limit",
        title="A limit",
        kind=Kind.MONEY,
        values=(
            ParameterValue(
                date(2020, 1, 1),
                None,
                Money(Pence(1000), VatBasis.EXCLUDED),
                cites,
                Confidence.SEEN,
            ),
            ParameterValue(
                date(2022, 1, 1),
                date(2022, 12, 31),
                Money(Pence(2050), VatBasis.INCLUDED),
                cites,
                Confidence.SEEN,
            ),
            ParameterValue(date(2023, 1, 1), None, None, cites, Confidence.SEEN),
        ),
        place=Place("law/parameters.yaml", 1),
        set_by_authority=True,
    )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2019, 12, 31), None),
        (date(2020, 1, 1), 5),
        (date(2021, 12, 31), 5),
        (date(2022, 1, 1), 6),
        (date(2022, 12, 31), 6),
        (date(2023, 1, 1), None),
    ],
)
def test_a_value_holds_from_its_first_day_to_its_last(
    day: date, value: int | None, tmp_path: Path
) -> None:
    text = values(
        f"from: 2020-01-01, is: 5, {CITED}",
        f"from: 2022-01-01, until: 2022-12-31, is: 6, {CITED}",
    )

    (found,) = law(tmp_path, parameters=text).parameters
    dated = found.on(day)

    assert (dated.value if dated else None) == value


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            [
                f"from: 2020-01-01, until: 2020-06-30, is: 5, {CITED}",
                f"from: 2020-07-02, is: 6, {CITED}",
            ],
            (
                "7: the values overlap, leave a gap or are not in the order of their dates. "
                "Let each begin on the day after the one before it ends"
            ),
        ),
        (
            [
                f"from: 2020-01-01, until: 2020-06-30, is: 5, {CITED}",
                f"from: 2020-06-30, is: 6, {CITED}",
            ],
            (
                "7: the values overlap, leave a gap or are not in the order of their dates. "
                "Let each begin on the day after the one before it ends"
            ),
        ),
        (
            [f"from: 2021-01-01, is: 5, {CITED}", f"from: 2020-01-01, is: 6, {CITED}"],
            (
                "7: the values overlap, leave a gap or are not in the order of their dates. "
                "Let each begin on the day after the one before it ends"
            ),
        ),
        (
            [f"from: 2021-01-01, is: 5, {CITED}", f"from: 2021-01-01, is: 6, {CITED}"],
            (
                "7: the values overlap, leave a gap or are not in the order of their dates. "
                "Let each begin on the day after the one before it ends"
            ),
        ),
        ([], "5: «values» is not a list. Write a list, as in [a, b]"),
        (
            [f"from: 2020-01-02, until: 2020-01-01, is: 5, {CITED}"],
            "6: «until» lies before «from». Mend one of the dates",
        ),
        (
            [f"from: 2020-01-01, is: £5.00, {CITED}"],
            "6: «£5.00» is not a value of is. Write a whole number, such as 30",
        ),
        (
            [f"from: 2020-01-01, is: five, {CITED}"],
            "6: «five» is not a value of is. Write a whole number, such as 30",
        ),
        (
            [f"from: 1 January 2020, is: 5, {CITED}"],
            "6: «1 January 2020» is not a value of from. Write a date, such as 2025-02-24",
        ),
        (
            [f"from: 2020-01-01, is: 5, vat: included, {CITED}"],
            "6: «vat» stands with a value that is not money. Remove it",
        ),
        (
            ["from: 2020-01-01, is: 5, confidence: seen, cites: []"],
            "6: a citation is missing. Add «cites: [source pinpoint]»",
        ),
        (
            ["from: 2020-01-01, is: 5, cites: [act s.1]"],
            "6: the key «confidence» is missing. Add «confidence»",
        ),
        (
            ["from: 2020-01-01, is: 5, cites: [act s.1], confidence: sure"],
            (
                "6: «sure» is not a confidence. "
                "Write one of: seen, secondary, unverified, authority-setting"
            ),
        ),
        (
            ["from: 2020-01-01, is: 5, cites: [act], confidence: seen"],
            (
                "6: «act» is not a citation. "
                "Write a source's id and the place in it, such as «pa-2023 s.52(1)»"
            ),
        ),
        (
            ["from: 2020-01-01, is: 5, cites: ['Act s.1'], confidence: seen"],
            (
                "6: «Act s.1» is not a citation. "
                "Write a source's id and the place in it, such as «pa-2023 s.52(1)»"
            ),
        ),
        (
            [f"from: 2020-01-01, value: 5, {CITED}"],
            "6: «value» is not a key that may stand here. Remove it",
        ),
    ],
)
def test_a_parameters_values_are_refused_with_their_line(
    texts: list[str], words: str, tmp_path: Path
) -> None:
    assert refusal_of(tmp_path, parameters=values(*texts)) == f"law/parameters.yaml:{words}."


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (
            [f"from: 2020-01-01, is: 5000000, vat: included, {CITED}"],
            (
                "6: «5000000» is not a value of money. "
                "Write £ with digits and two decimals, such as £5000000.00"
            ),
        ),
        (
            [f"from: 2020-01-01, is: £5.00, vat: with, {CITED}"],
            "6: «with» is not a VAT basis. Write included or excluded",
        ),
        (
            [
                f"from: 2020-01-01, is: £5.00, vat: included, {CITED}",
                f"from: 2021-01-01, is: £6.00, {CITED}",
            ],
            (
                "6: some of the amounts state a VAT basis and others do not. "
                "Write «vat:» on each, or on none"
            ),
        ),
    ],
)
def test_amounts_are_refused_with_their_line(texts: list[str], words: str, tmp_path: Path) -> None:
    found = refusal_of(tmp_path, parameters=values(*texts, type_="money"))

    assert found == f"law/parameters.yaml:{words}."


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            "type: integer",
            "type: number",
            "3: «number» is not a type. Write one of: money, integer, percent, date",
        ),
        (
            "type: integer",
            "type: boolean",
            "3: «boolean» is not a type. Write one of: money, integer, percent, date",
        ),
        (
            "title: A limit",
            "titel: A limit",
            "2: «titel» is not a key that may stand here. Did you mean «title»?",
        ),
        ("id: limit", "id: a_limit", "1: «a_limit» is not an id. Write it in-kebab-case"),
        ("id: limit", "id: Limit", "1: «Limit» is not an id. Write it in-kebab-case"),
        ("id: limit", "id: a--limit", "1: «a--limit» is not an id. Write it in-kebab-case"),
        (
            "  # its values",
            "  set_by: buyer",
            "4: «buyer» is not a set_by. Write one of: authority",
        ),
        ("  # its values", "  why:", "4: «why» is empty. Give it a value or remove the key"),
    ],
)
def test_a_parameter_is_refused_with_its_line(
    old: str, new: str, words: str, tmp_path: Path
) -> None:
    text = values(f"from: 2020-01-01, is: 5, {CITED}").replace(old, new)

    assert refusal_of(tmp_path, parameters=text).rstrip(".") == f"law/parameters.yaml:{words}"


def test_a_parameter_without_values_is_refused(tmp_path: Path) -> None:
    text = "- {id: limit, title: A limit, type: integer, values: []}\n"

    assert refusal_of(tmp_path, parameters=text) == (
        "law/parameters.yaml:1: the parameter has no value. Add one under «values:»."
    )


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
        ("kpi_minimum: 3", {}, "5: «kpi_minimum» is no conclusion. See the vocabulary"),
        ("nation: wales", {}, "5: «nation» is no conclusion. See the vocabulary"),
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
                "kind. Write a percentage, such as 10%"
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
            "3: «2025-13-01» is not a value of from. Write a date, such as 2025-02-24",
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


@pytest.mark.parametrize("key", ["id", "title", "from", "when", "then", "because", "cites"])
def test_no_key_of_a_rule_may_be_missing(key: str, tmp_path: Path) -> None:
    lines = rule("law-one", "kpis_minimum: 3").removeprefix("- ").splitlines()
    kept = [line.strip() for line in lines if not line.strip().startswith(f"{key}:")]
    text = "- " + "\n  ".join(kept) + "\n"

    assert refusal_of(tmp_path, rules=text) == (
        f"law/rules.yaml:1: the key «{key}» is missing. Add «{key}»."
    )


def test_a_duty_is_read_whole(tmp_path: Path) -> None:
    text = (
        f"{DUTY}, text: Do so., notice: UK6, confidence: secondary, "
        "due: {days: 30, kind: working, before: contract_entered}}\n"
        "- {id: keep-it, title: Keep it, cites: [act s.4]}\n"
    )
    cites = (Citation("act", "s.3"),)

    found = law(tmp_path, duties=text).duties

    assert found == (
        Duty(
            "publish-it",
            "Publish it",
            "Do so.",
            cites,
            Confidence.SECONDARY,
            Due(30, "working", "contract_entered", is_before=True),
            "UK6",
        ),
        Duty("keep-it", "Keep it", "", (Citation("act", "s.4"),), Confidence.SEEN),
    )


def test_a_dutys_days_may_be_a_parameter(tmp_path: Path) -> None:
    text = f"{DUTY}, due: {{days: limit, kind: calendar, after: contract_entered}}}}\n"

    (found,) = law(
        tmp_path,
        duties=text,
        parameters=parameter("limit", "integer", "from: 2020-01-01, is: 5"),
    ).duties

    assert found.due == Due(ParameterName("limit"), "calendar", "contract_entered")


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (
            "days: 30, kind: calendar",
            "a due date is either after or before an event. Write one of them",
        ),
        (
            "days: 30, kind: calendar, after: contract_ended, before: contract_ended",
            "a due date is either after or before an event. Write one of them",
        ),
        (
            "days: -3, kind: calendar, after: contract_ended",
            "«-3» is not a value of days. Write a whole number, such as 30",
        ),
        (
            "days: 30, kind: business, after: contract_ended",
            "«business» is not a kind. Write one of: calendar, working",
        ),
        (
            "days: price, kind: calendar, after: contract_ended",
            "«price» is not a number of days. Use an integer",
        ),
        ("kind: calendar, after: contract_ended", "the key «days» is missing. Add «days»"),
    ],
)
def test_a_due_date_is_refused_with_its_line(due: str, words: str, tmp_path: Path) -> None:
    text = f"# duties\n{DUTY}, due: {{{due}}}}}\n"
    price = parameter("price", "money", "from: 2020-01-01, is: £5.00")

    found = refusal_of(tmp_path, duties=text, parameters=price)

    assert found == f"law/duties.yaml:2: {words}."


def test_an_event_is_one_of_a_closed_list(tmp_path: Path) -> None:
    text = f"{DUTY}, due: {{days: 1, kind: calendar, after: christmas}}}}\n"

    assert refusal_of(tmp_path, duties=text).startswith(
        "law/duties.yaml:1: «christmas» is not a after. Write one of: procurement_commenced, "
    )


def test_a_source_is_read_with_what_the_pack_carries_of_it(tmp_path: Path) -> None:
    text = (
        "- id: act\n  title: The Act\n  kind: statute\n  reference: 2020 c. 1\n"
        "  confidence: seen\n  seen_at: today\n  covers:\n"
        "    - {at: s.1, carried_by: [law-regime]}\n"
        "    - {at: s.2, because: It speaks of other things.}\n"
    )

    (found,) = law(tmp_path, sources=text).sources

    assert found == Source(
        id="act",
        title="The Act",
        kind="statute",
        reference="2020 c. 1",
        confidence=Confidence.SEEN,
        seen_at="today",
        covers=(
            Coverage("s.1", ("law-regime",), ""),
            Coverage("s.2", (), "It speaks of other things."),
        ),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "{at: s.1}",
            (
                "a place in a source is carried by something, or there is a reason why not. "
                "Write «carried_by: [ids]» or «because: reason»"
            ),
        ),
        (
            "{at: s.1, carried_by: [law-regime], because: Both.}",
            (
                "a place in a source is carried by something, or there is a reason why not. "
                "Write «carried_by: [ids]» or «because: reason»"
            ),
        ),
        (
            "{at: s.1, carried_by: []}",
            (
                "a place in a source is carried by something, or there is a reason why not. "
                "Write «carried_by: [ids]» or «because: reason»"
            ),
        ),
        ("{carried_by: [law-regime]}", "the key «at» is missing. Add «at»"),
    ],
)
def test_a_line_of_coverage_is_refused_with_its_line(line: str, words: str, tmp_path: Path) -> None:
    text = (
        "- id: act\n  title: The Act\n  kind: statute\n  confidence: seen\n"
        f"  covers:\n    - {line}\n"
    )

    assert refusal_of(tmp_path, sources=text) == f"law/sources.yaml:6: {words}."


def test_a_source_is_of_a_known_kind(tmp_path: Path) -> None:
    text = "- {id: act, title: The Act, kind: rumour, confidence: seen}\n"

    assert refusal_of(tmp_path, sources=text) == (
        "law/sources.yaml:1: «rumour» is not a kind. "
        "Write one of: statute, regulations, policy, guidance, secondary."
    )
