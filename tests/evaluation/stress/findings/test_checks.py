"""The registry of checks finds what the published interface names, and nothing else."""

import re
from pathlib import Path

from evaluation.stress import findings
from evaluation.stress.findings import CHECKS, find
from tests.evaluation.builders import example
from tests.evaluation.stress.models import decided, subject

IDS = {
    "weights-not-100",
    "zero-price-undefined",
    "rank-reversal-possible",
    "criterion-dominates",
    "negligible-weight",
    "ties-likely",
    "minimum-without-consequence",
    "scale-without-descriptors",
    "uncapped-commitments",
    "duplicate-id",
    "social-value-below-minimum",
    "social-value-above-maximum",
    "too-many-measures",
    "outcome-not-applicable",
}


def test_each_published_id_is_found_by_a_check_whose_docstring_names_it() -> None:
    named = {id_ for check in CHECKS for id_ in re.findall(r"`([a-z0-9-]+)`", check.__doc__ or "")}

    assert named == IDS


def test_every_module_of_checks_is_in_the_registry_and_has_its_tests() -> None:
    folder = Path(str(findings.__file__)).parent
    modules = {path.stem for path in folder.glob("*.py")} - {"__init__", "checks", "subject"}

    assert {check.__module__.rpartition(".")[2] for check in CHECKS} == modules
    assert {path.stem for path in Path(__file__).parent.glob("test_*.py")} >= {
        f"test_{module}" for module in modules
    }


def test_findings_come_in_the_order_of_the_registry() -> None:
    found = find(subject(example().model, decided(outcomes=("none",))))

    assert [each.id for each in found] == [
        "zero-price-undefined",
        *["scale-without-descriptors"] * 3,
    ]
