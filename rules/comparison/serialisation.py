"""A comparison as JSON: `podium/pack-diff/1`."""

from typing import Any

from rules.comparison.changes import Change, Chapter, Detail
from rules.comparison.comparison import Comparison
from rules.comparison.deciding import Decided, Side
from rules.decision import PackReference


def comparison_json(comparison: Comparison) -> dict[str, Any]:
    """Return a comparison as `podium/pack-diff/1`."""
    return {
        "format": "podium/pack-diff/1",
        "first": _pack(comparison.first, comparison.titles[0]),
        "second": _pack(comparison.second, comparison.titles[1]),
        "same": comparison.is_same,
        "one_policy": comparison.is_one_policy,
        "pack": [_detail(one) for one in comparison.manifest],
        "changes": {part.holding.value: _chapter(part) for part in comparison.chapters},
        "conclusions": [_decided(one) for one in comparison.conclusions],
    }


def _pack(pack: PackReference, title: str) -> dict[str, str]:
    return {"id": pack.id, "title": title, "version": pack.version, "sha256": pack.sha256}


def _chapter(part: Chapter) -> dict[str, Any]:
    return {"unchanged": part.unchanged, "changes": [_change(one) for one in part.changes]}


def _change(change: Change) -> dict[str, Any]:
    return {
        "way": change.way.value,
        "id": change.id,
        "title": change.title,
        "details": [_detail(one) for one in change.details],
    }


def _detail(detail: Detail) -> dict[str, str | None]:
    return {
        "what": detail.what,
        "before": detail.before or None,
        "after": detail.after or None,
    }


def _decided(item: Decided) -> dict[str, Any]:
    return {
        "conclusion": item.name,
        "title": item.title,
        "first": _side(item.first),
        "second": _side(item.second),
    }


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    return {
        "values": [value.words for value in side.values],
        "confidence": [value.confidence.value for value in side.values],
        "rules": side.rules,
    }
