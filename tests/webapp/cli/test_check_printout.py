"""`podium packs check`: what it prints and its JSON, with coverage and days to know of."""

from pathlib import Path

import pytest

from tests.rules.small_packs import LAW, SOURCES, all_of, parameter, rule, write_pack
from tests.webapp.cli.conftest import Podium

NEVER = rule("never", "kpis_minimum: 3", all_of("nation is wales", "nation is england"))
RULES = rule("the-law", "regime: outside") + rule(
    "long", "measures_maximum: 4", "duration_months is at least limit"
)
LIMIT = parameter("limit", "integer", "from: 2020-01-01, until: 2026-01-31, is: 12").replace(
    "  type:", "  review_by: 2025-12-01\n  type:"
)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder of one law that has a rule which can never fire, and a value that ends."""
    folder = tmp_path / "packs"
    files = {
        "pack": LAW.replace("id: law", "id: uk") + "until: 2026-01-31\n",
        "sources": SOURCES["law"].replace("seen", "unverified"),
        "parameters": LIMIT,
        "rules": RULES.replace("  from: 2020", "  until: 2026-01-31\n  from: 2020") + NEVER,
    }
    write_pack(folder / "uk", files)
    return folder


def test_a_finding_is_the_answer_no_and_is_printed_with_its_proof(
    podium: Podium, packs: Path
) -> None:
    answer = podium("packs", "check", "--packs", packs, "--on", "2026-01-01")

    said = " ".join(answer.out.split())
    assert answer.code == 1
    assert said.startswith("uk: 1 finding ")
    assert "«never» can never fire: «nation is wales» and «nation is" in said
    assert "are never true together" in said
    assert "For example where" not in said
    assert "Change what the rule asks for under «when»" in said
    assert "undetermined" not in said
    assert "scope" not in said
    assert "Rules that fired 66.7% (2 of 3)" in said
    assert "Conditions seen true and false 100% (3 of 3)" in said
    assert "Dated values that a rule used 100% (1 of 1)" in said
    assert "Most social value award criteria" in said


def test_a_finding_is_printed_once_with_its_count_its_facts_by_title_and_a_remedy(
    podium: Podium, packs: Path
) -> None:
    clash = rule("clash", "measures_maximum: 4", "nation is wales").replace(
        "measures_maximum: 4", "regime: procurement_act_2023"
    )
    (packs / "uk" / "rules.yaml").write_text(RULES.split("- id: long")[0] + clash, encoding="utf-8")
    (packs / "uk" / "parameters.yaml").unlink()

    answer = podium("packs", "check", "--packs", packs, "--on", "2026-01-01")

    said = " ".join(answer.out.split())
    assert answer.code == 1
    assert "contradiction in «Which law" in said
    assert "For example where Nation: Wales; Procurement commences: 1 January 2020." in said
    assert "Main purpose" not in said
    assert "let one go before the other" in said


def test_what_ends_near_the_day_is_printed_and_is_no_fault(podium: Podium, packs: Path) -> None:
    answer = podium("packs", "check", "uk", "--packs", packs, "--on", "2026-01-01")

    said = " ".join(answer.out.split())
    assert "Ends and reviews near 1 January" in said
    assert "the last value of «The limit» ends on 31 January 2026 (limit): ends soon" in said
    assert "the parameter «The limit» was to be reviewed by 1 December" in said
    assert "Unverified act" in said


def test_the_json_holds_the_same(podium: Podium, packs: Path) -> None:
    asked = ("packs", "check", "--packs", packs, "--on", "2026-01-01", "--format", "json")

    (pack,) = podium(*asked).json["packs"]

    assert (pack["id"], pack["clean"], pack["never_fired"]) == ("uk", False, ["never"])
    assert [one["kind"] for one in pack["findings"]] == ["rule that can never fire"]
    assert pack["coverage"]["rules"] == {"percent": "66.7", "count": 2, "of": 3}
    assert pack["coverage"]["values"] == {"percent": "100", "count": 1, "of": 1, "unused": []}
    assert {
        "conclusion": "regime",
        "cases": 2,
        "concluded": "100",
        "absent": "0",
        "undetermined": "0",
    } in pack["coverage"]["conclusions"]
    assert {
        "conclusion": "coverage",
        "cases": 0,
        "concluded": None,
        "absent": None,
        "undetermined": None,
    } in pack["coverage"]["conclusions"]
    assert pack["on"] == "2026-01-01"
    assert {(one["kind"], one["id"], one["on"]) for one in pack["dates"]} == {
        ("ends soon", "uk", "2026-01-31"),
        ("ends soon", "limit", "2026-01-31"),
        ("ends soon", "the-law", "2026-01-31"),
        ("ends soon", "long", "2026-01-31"),
        ("review overdue", "limit", "2025-12-01"),
    }
    assert pack["unverified"] == ["act"]


def test_a_day_that_is_none_is_refused(podium: Podium, packs: Path) -> None:
    answer = podium("packs", "check", "--packs", packs, "--on", "soon")

    assert (answer.code, answer.out) == (2, "")
    assert "'soon' is not a date" in answer.err
