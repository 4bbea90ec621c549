"""A pack's own tests as they are written: bases, facts and expectations, typed or refused."""

from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from rules.loader import load_pack
from rules.money import Money, Pence, Percent, VatBasis
from rules.pack import PackTest, Place
from tests.rules.small_packs import LAW, SOURCES, law, refusal_of, rule, write_pack

RULES = rule("law-kpis", "kpis_minimum: 3") + rule("law-duty", "duties: [publish-it]")
DUTIES = "- {id: publish-it, title: Publish it, cites: [act s.3]}\n"
BASE = "- base: ordinary\n  given: {nation: wales, framework: none}\n"


def read(folder: Path, text: str) -> tuple[PackTest, ...]:
    """Load the tests of a law that are written so."""
    return law(folder, rules=RULES, duties=DUTIES, tests=text).tests


def refused(folder: Path, text: str) -> str:
    """Return the words in which tests are refused."""
    return refusal_of(folder, rules=RULES, duties=DUTIES, tests=text)


def test_a_test_is_read_whole_with_the_facts_of_its_base(tmp_path: Path) -> None:
    text = BASE + (
        "- name: A case\n"
        "  like: ordinary\n"
        "  given:\n"
        "    commenced_on: 2022-06-01\n"
        "    estimated_value: {amount: £5.00, vat: excluded, vat_rate: 5%}\n"
        "    also_includes: [works]\n"
        "    framework: unknown\n"
        "    divided_into_lots: false\n"
        "    duration_months: 12\n"
        "  expect:\n"
        "    kpis_minimum: 3\n"
        "    regime: absent\n"
        "    coverage: undetermined\n"
        "    threshold: {amount: £7.00, vat: included}\n"
        "    duties: [publish-it]\n"
        "  includes: {duties: [publish-it]}\n"
        "  excludes: {duties: []}\n"
        "  needs: [nhs_body_kind]\n"
        "  fires: [law-kpis]\n"
        "  silent: [law-duty]\n"
    )

    assert read(tmp_path, text) == (
        PackTest(
            name="A case",
            given=MappingProxyType(
                {
                    "nation": "wales",
                    "commenced_on": date(2022, 6, 1),
                    "estimated_value": Money(Pence(500), VatBasis.EXCLUDED, Percent(500)),
                    "also_includes": ("works",),
                    "divided_into_lots": False,
                    "duration_months": 12,
                }
            ),
            expect=MappingProxyType(
                {
                    "kpis_minimum": 3,
                    "regime": None,
                    "threshold": Money(Pence(700), VatBasis.INCLUDED),
                    "duties": ("publish-it",),
                }
            ),
            undetermined=("coverage",),
            includes=MappingProxyType({"duties": ("publish-it",)}),
            excludes=MappingProxyType({"duties": ()}),
            needs=("nhs_body_kind",),
            fires=("law-kpis",),
            silent=("law-duty",),
            place=Place("law/tests.yaml", 3),
        ),
    )


def test_a_base_may_be_like_another_and_changes_it(tmp_path: Path) -> None:
    text = BASE + (
        "- base: other\n  like: ordinary\n  given: {nation: england}\n"
        "- {name: A case, like: other, silent: [law-kpis]}\n"
    )

    (found,) = read(tmp_path, text)

    assert dict(found.given) == {"nation": "england", "framework": "none"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "- {name: A case, like: ordinary}\n",
            "3: the test expects nothing. Add «expect», «fires» or «silent»",
        ),
        (
            "- {name: A case, like: usual, fires: [law-kpis]}\n",
            "3: no base above is called «usual». Declare it first",
        ),
        (
            "- {name: A case, fires: [law-kpis]}\n- {name: A case, fires: [law-kpis]}\n",
            "4: two tests are called «A case». Rename one",
        ),
        (
            "- {base: ordinary, given: {nation: england}}\n",
            "3: two bases are called «ordinary». Rename one",
        ),
        (
            "- {name: A case, given: {country: wales}, fires: [law-kpis]}\n",
            "3: «country» is no fact. Write a name that rules/vocabulary declares",
        ),
        (
            "- {name: A case, given: {includes_works: true}, fires: [law-kpis]}\n",
            "3: «includes_works» is derived. Give the facts it is derived from",
        ),
        (
            "- {name: A case, given: {nation: mars}, fires: [law-kpis]}\n",
            (
                "3: «mars» is not a value of nation. "
                "Write one of its values: england, wales, scotland, northern_ireland"
            ),
        ),
        (
            "- {name: A case, given: {divided_into_lots: no}, fires: [law-kpis]}\n",
            "3: «no» is not a value of divided_into_lots. Write true or false",
        ),
        (
            "- {name: A case, given: {duration_months: 1:30}, fires: [law-kpis]}\n",
            "3: «1:30» is not a value of duration_months. Write a whole number, such as 30",
        ),
        (
            "- {name: A case, given: {also_includes: works}, fires: [law-kpis]}\n",
            "3: «also_includes» takes a list. Write [id, id]",
        ),
        (
            "- {name: A case, given: {also_includes: [ships]}, fires: [law-kpis]}\n",
            "3: «ships» may not stand in «also_includes». Write a declared id",
        ),
        (
            "- {name: A case, given: {estimated_value: £5.00}, fires: [law-kpis]}\n",
            "3: estimated_value is not a set of keys and values. Write «key: value» lines",
        ),
        (
            "- {name: A case, given: {estimated_value: {amount: £5.00}}, fires: [law-kpis]}\n",
            "3: the key «vat» is missing. Add «vat»",
        ),
        (
            (
                "- {name: A case, given: {estimated_value: {amount: 5, vat: included}}, "
                "fires: [law-kpis]}\n"
            ),
            "3: «5» is not an amount. Write £5.00: two decimals",
        ),
        (
            (
                "- {name: A case, given: {estimated_value: {amount: £5.00, vat: with}}, "
                "fires: [law-kpis]}\n"
            ),
            "3: «with» is not a VAT basis. Write included or excluded",
        ),
        (
            "- {name: A case, expect: {kpis: 3}}\n",
            "3: «kpis» is no conclusion. Write a name that rules/vocabulary declares",
        ),
        (
            "- {name: A case, expect: {kpis_minimum: three}}\n",
            "3: «three» is no value of «kpis_minimum». Write a whole number, such as 30",
        ),
        (
            "- {name: A case, includes: {duties: [fly]}}\n",
            "3: «fly» may not stand in «duties». Write a declared id",
        ),
        (
            "- {name: A case, fires: [law-kpi]}\n",
            "3: no rule is called «law-kpi». Mend «fires» or «silent»",
        ),
        (
            "- {name: A case, silent: [law-kpi]}\n",
            "3: no rule is called «law-kpi». Mend «fires» or «silent»",
        ),
        (
            "- {name: A case, needs: [country]}\n",
            "3: «country» is no fact. Mend the test's «needs»",
        ),
        (
            "- {name: A case, fire: [law-kpis]}\n",
            "3: «fire» is not a key that may stand here. Did you mean «fires»?",
        ),
        ("- {fires: [law-kpis]}\n", "3: the key «name» is missing. Add «name»"),
        ("- A case\n", "3: a test is not a set of keys and values. Write «key: value» lines"),
    ],
)
def test_a_test_is_refused_with_its_line(text: str, words: str, tmp_path: Path) -> None:
    assert refused(tmp_path, BASE + text).rstrip(".") == f"law/tests.yaml:{words}"


def test_a_policys_tests_may_name_the_laws_rules(tmp_path: Path) -> None:
    below = law(tmp_path, rules=RULES, duties=DUTIES)
    top = write_pack(
        tmp_path / "top",
        {
            "pack": LAW.replace("id: law", "id: top").replace("kind: law", "kind: policy")
            + "stands_on: [law]\n",
            "sources": SOURCES["policy"],
            "rules": rule("top-kpis", "kpis_minimum: 4", cites="[paper p.1]"),
            "tests": "- {name: Both, given: {commenced_on: 2022-06-01}, "
            "fires: [law-kpis, top-kpis]}\n",
        },
    )

    (found,) = load_pack(top, [below]).tests

    assert found.fires == ("law-kpis", "top-kpis")
