"""A pack as JSON, whole."""

import json
from pathlib import Path

import pytest

from rules.library import shipped
from rules.pack_json import pack_json
from tests.rules.small_packs import all_of, any_of, law, parameter, rule

LIMITS = parameter(
    "limit", "money", "from: 2020-01-01, until: 2024-12-31, is: £5.00, vat: included"
)
RULES = rule(
    "one",
    "kpis_minimum: 3",
    all_of("estimated_value is more than limit", any_of("nation is wales", "framework is none")),
    until="2024-12-31",
)


def test_a_pack_keeps_its_head_values_and_sources(tmp_path: Path) -> None:
    pack = law(tmp_path, rules=RULES, parameters=LIMITS)

    found = pack_json(pack)

    assert (found["format"], found["id"], found["kind"]) == ("podium/pack/1", "law", "law")
    assert (found["sha256"], found["from"], found["until"]) == (pack.sha256, "2020-01-01", None)
    assert found["parameters"] == [
        {
            "id": "limit",
            "title": "The limit",
            "type": "money",
            "set_by_authority": False,
            "why": "",
            "review_by": None,
            "values": [
                {
                    "from": "2020-01-01",
                    "until": "2024-12-31",
                    "is": {"amount": "5.00", "vat": "included"},
                    "cites": ["act s.2"],
                    "confidence": "seen",
                    "review_by": None,
                }
            ],
        }
    ]
    assert found["sources"] == [
        {
            "id": "act",
            "title": "The Act",
            "kind": "statute",
            "reference": "",
            "seen_at": "",
            "confidence": "seen",
            "review_by": None,
            "covers": [],
        }
    ]


def test_what_is_to_be_reviewed_keeps_its_day(tmp_path: Path) -> None:
    sources = (
        "- {id: act, title: The Act, kind: statute, confidence: seen, review_by: 2026-01-31}\n"
    )
    limits = LIMITS.replace("confidence: seen", "confidence: seen, review_by: 2025-06-30").replace(
        "  type:", "  review_by: 2025-12-31\n  type:"
    )

    found = pack_json(law(tmp_path, sources=sources, rules=RULES, parameters=limits))

    (limit,), (source,) = found["parameters"], found["sources"]
    assert limit["review_by"] == "2025-12-31"
    assert limit["values"][0]["review_by"] == "2025-06-30"
    assert source["review_by"] == "2026-01-31"


def test_a_duty_keeps_what_it_asks_and_its_days(tmp_path: Path) -> None:
    duties = (
        "- {id: report, title: Report, text: Say so., cites: [act s.3], notice: UK9,"
        " due: {days: 30, kind: working, before: contract_entered}}\n"
        "- {id: keep, title: Keep records, cites: [act s.4], confidence: unverified}\n"
    )

    found = pack_json(law(tmp_path, duties=duties))

    assert found["duties"] == [
        {
            "id": "report",
            "title": "Report",
            "text": "Say so.",
            "notice": "UK9",
            "due": {"days": 30, "kind": "working", "before": "contract_entered"},
            "cites": ["act s.3"],
            "confidence": "seen",
        },
        {
            "id": "keep",
            "title": "Keep records",
            "text": "",
            "notice": None,
            "due": None,
            "cites": ["act s.4"],
            "confidence": "unverified",
        },
    ]


def test_a_rule_keeps_its_condition_and_its_dates(tmp_path: Path) -> None:
    (found,) = pack_json(law(tmp_path, rules=RULES, parameters=LIMITS))["rules"]

    assert (found["id"], found["stage"], found["from"], found["until"]) == (
        "one",
        "requirements",
        "2020-01-01",
        "2024-12-31",
    )
    text = json.dumps(found)
    for sentence in ("estimated_value is more than limit", "nation is wales", "framework is none"):
        assert sentence in text


@pytest.mark.parametrize("id_", ["uk", "coventry"])
def test_a_shipped_pack_is_plain_json(id_: str) -> None:
    pack = shipped().pack(id_)

    found = pack_json(pack)

    assert json.loads(json.dumps(found)) == found
    assert [item["id"] for item in found["rules"]] == [one.id for one in pack.rules]
    assert [(item["id"], item["example"]) for item in found["indicators"]] == [
        (one.id, one.example) for one in pack.indicators
    ]
    assert [item["id"] for item in found["clauses"]] == [one.id for one in pack.clauses]
    assert [item["id"] for item in found["duties"]] == [one.id for one in pack.duties]
