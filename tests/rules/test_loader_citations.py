"""Citations: of declared sources, at places where these are mapped; refused with their line."""

from pathlib import Path

import pytest

from rules.errors import PackIsBroken
from rules.loader.citations import places_in
from tests.rules.small_packs import (
    FILLER,
    SOURCES,
    law,
    parameter,
    policy,
    refusal_of,
    rule,
)

LIMIT = parameter("limit", "integer", "from: 2021-01-01, is: 5")
MAPPED = (
    "- id: act\n  title: The Act\n  kind: statute\n  confidence: seen\n  covers:\n"
    "    - {at: s.1, because: A reason.}\n"
    "    - {at: ss.34 to 36, because: A reason.}\n"
    "    - {at: s.53(4) and (6), because: A reason.}\n"
    "    - {at: s.69 (notice UK17), because: A reason.}\n"
    "    - {at: sch.3 paras 1 and 2, because: A reason.}\n"
    "    - {at: 3.1, because: A reason.}\n"
    "    - {at: the table, because: A reason.}\n"
)


def test_a_citation_names_a_declared_source(tmp_path: Path) -> None:
    text = rule("law-one", "kpis_minimum: 3") + rule(
        "law-two", "notifiable: true", cites="[pa s.1]"
    )

    assert refusal_of(tmp_path, rules=text) == (
        "law/rules.yaml:14: the source «pa» is not declared. "
        "Declare it in sources.yaml, or mend the citation."
    )


def test_a_policy_may_cite_the_laws_sources(tmp_path: Path) -> None:
    below = law(tmp_path)

    pack = policy(tmp_path, below, rules=rule("policy-one", "kpis_minimum: 3", from_="2021-01-01"))

    assert [str(cite) for cite in pack.rules[0].cites] == ["act s.1"]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        (
            {"parameters": LIMIT.replace("act s.2", "pa s.2")},
            (
                "law/parameters.yaml:5: the source «pa» is not declared. "
                "Declare it in sources.yaml, or mend the citation."
            ),
        ),
        (
            {"duties": "# duties\n- {id: publish-it, title: Publish it, cites: [pa s.3]}\n"},
            (
                "law/duties.yaml:2: the source «pa» is not declared. "
                "Declare it in sources.yaml, or mend the citation."
            ),
        ),
    ],
)
def test_parameters_and_duties_cite_declared_sources(
    files: dict[str, str], words: str, tmp_path: Path
) -> None:
    assert refusal_of(tmp_path, **files) == words


@pytest.mark.parametrize(
    "pinpoint",
    [
        "s.1",
        "s.1(2)(a)",
        "s.34",
        "s.35(1)",
        "ss.34 and 36",
        "s.53(4)",
        "s.53(6)(b)",
        "s.69(1)",
        "sch.3 para.2",
        "sch.3 para 2(1)",
        "sch.3",
        "s.53",
        "3.1",
        "3.1.4",
        "the table",
    ],
)
def test_a_pinpoint_lies_in_a_place_that_is_mapped_or_holds_one(
    pinpoint: str, tmp_path: Path
) -> None:
    text = rule("law-one", "kpis_minimum: 3", cites=f"['act {pinpoint}']")

    (found,) = law(tmp_path, sources=MAPPED, rules=text).rules

    assert [str(cite) for cite in found.cites] == [f"act {pinpoint}"]


@pytest.mark.parametrize(
    ("pinpoint", "place", "hint"),
    [
        ("s.2", "s.2", "Write «s.1», if that is meant, or add"),
        ("s.11", "s.11", "Write «s.1», if that is meant, or add"),
        ("s.1A", "s.1A", "Write «s.1», if that is meant, or add"),
        ("ss.36 and 37", "s.37", "Write «s.36», if that is meant, or add"),
        ("s.53(5)", "s.53(5)", "Write «s.53(6)», if that is meant, or add"),
        ("sch.3 para.3", "sch.3 para.3", "Write «sch.3 para.2», if that is meant, or add"),
        ("sch", "sch", "Add"),
        ("3.2", "3.2", "Write «3.1», if that is meant, or add"),
        ("the tabel", "the tabel", "Write «the table», if that is meant, or add"),
        ("elsewhere", "elsewhere", "Add"),
    ],
)
def test_a_pinpoint_outside_the_places_that_are_mapped_is_refused(
    pinpoint: str, place: str, hint: str, tmp_path: Path
) -> None:
    text = rule("law-one", "kpis_minimum: 3", cites=f"['act {pinpoint}']")

    assert refusal_of(tmp_path, sources=MAPPED, rules=text) == (
        f"law/rules.yaml:7: «{place}» lies in none of the places that «act» is mapped at. "
        f"{hint} the place to «covers» of «act» in sources.yaml."
    )


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"parameters": LIMIT}, "law/parameters.yaml:5"),
        (
            {"duties": "- id: tell\n  title: Tell\n  cites:\n    - act s.1\n    - act s.2\n"},
            "law/duties.yaml:5",
        ),
    ],
)
def test_values_and_duties_are_cited_at_places_that_are_mapped(
    files: dict[str, str], place: str, tmp_path: Path
) -> None:
    words = refusal_of(tmp_path, sources=MAPPED, rules=FILLER["law"], **files)

    assert words.startswith(f"{place}: «s.2» lies in none of the places that «act» is mapped at.")


def test_an_outcome_is_cited_at_a_place_that_is_mapped(tmp_path: Path) -> None:
    outcomes = "- {id: air, theme: green, title: Air, indicators: [], cites: [paper p.2]}\n"
    sources = SOURCES["policy"].replace(
        "confidence: secondary}", "confidence: secondary, covers: [{at: p.1, because: A reason.}]}"
    )

    with pytest.raises(PackIsBroken) as refused:
        policy(tmp_path, law(tmp_path), sources=sources, outcomes=outcomes)

    assert str(refused.value) == (
        "policy/outcomes.yaml:1: «p.2» lies in none of the places that «paper» is mapped at. "
        "Write «p.1», if that is meant, or add the place to «covers» of «paper» in sources.yaml."
    )


def test_a_policy_cites_the_law_at_places_that_the_law_maps(tmp_path: Path) -> None:
    below = law(tmp_path, sources=MAPPED)
    rules = rule("policy-one", "kpis_minimum: 3", from_="2021-01-01", cites="[act s.70]")

    with pytest.raises(PackIsBroken, match=r"«s\.70» lies in none of the places that «act»"):
        policy(tmp_path, below, rules=rules)


def test_a_source_that_maps_nothing_may_be_cited_anywhere(tmp_path: Path) -> None:
    text = rule("law-one", "kpis_minimum: 3", cites="[act s.999]")

    assert law(tmp_path, rules=text).rules[0].cites[0].pinpoint == "s.999"


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("s.52(1)", ("s.52(1)",)),
        ("ss.34 to 36", ("s.34", "s.35", "s.36")),
        ("ss.120 and 120A", ("s.120", "s.120A")),
        ("regs 1 and 3", ("reg.1", "reg.3")),
        ("reg.19 and reg.20", ("reg.19", "reg.20")),
        ("s.53(4) and (6)", ("s.53(4)", "s.53(6)")),
        ("s.1(3) to (5)", ("s.1(3)", "s.1(4)", "s.1(5)")),
        ("s.1(2)(a) to (c)", ("s.1(2)(a)", "s.1(2)(b)", "s.1(2)(c)")),
        ("s.1(13) (until 25 February 2015)", ("s.1(13)",)),
        ("s.1(11) and (12) (England)", ("s.1(11)", "s.1(12)")),
        (
            "sch.1 para.1 rows 7 to 9",
            ("sch.1 para.1 row.7", "sch.1 para.1 row.8", "sch.1 para.1 row.9"),
        ),
        ("sch.1 para.1 row 10", ("sch.1 para.1 row.10",)),
        ("3.1 to 3.3", ("3.1", "3.2", "3.3")),
        ("ss.36 to 34", ("s.36", "s.34")),
        ("s.1(i) to (iv)", ("s.1(i)", "s.1(iv)")),
        ("¶3", ("¶3",)),
        ("the other sections", ("the other sections",)),
    ],
)
def test_the_places_that_a_pinpoint_names_are_opened(written: str, places: tuple[str, ...]) -> None:
    assert places_in(written) == places
