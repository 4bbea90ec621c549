"""A comparison as `podium/pack-diff/1`."""

from pathlib import Path

from rules.comparison import compare, comparison_json
from tests.rules.reading.samples import DUTIES, small_policy


def test_a_changed_duty_is_told_with_both_sides(tmp_path: Path) -> None:
    first = small_policy(tmp_path / "first")
    second = small_policy(tmp_path / "second", duties=DUTIES.replace("days: 30", "days: 20"))

    value = comparison_json(compare(first, second))

    assert value["format"] == "podium/pack-diff/1"
    assert value["first"] == {
        "id": "policy",
        "title": "A small policy",
        "version": "1",
        "sha256": first[0].sha256,
    }
    assert (value["same"], value["one_policy"]) == (False, True)
    assert value["changes"]["duty"] == {
        "unchanged": 0,
        "changes": [
            {
                "way": "changed",
                "id": "report",
                "title": "Report",
                "details": [
                    {
                        "what": "When",
                        "before": "Within 30 working days after the contract is entered into.",
                        "after": "Within 20 working days after the contract is entered into.",
                    }
                ],
            }
        ],
    }
    assert value["changes"]["value"] == {"unchanged": 2, "changes": []}
    assert value["conclusions"][0] == {
        "conclusion": "social_value_tier",
        "title": "Social value tier",
        "first": {
            "values": ["No social value sought", "Light"],
            "confidence": ["secondary", "secondary"],
            "rules": 2,
        },
        "second": {
            "values": ["No social value sought", "Light"],
            "confidence": ["secondary", "secondary"],
            "rules": 2,
        },
    }
