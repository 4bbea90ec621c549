"""The registry of checks finds what the published interface names, and nothing else."""

import re
from pathlib import Path

from evaluation.stress import findings
from evaluation.stress.findings import CHECKS, errors_of, find
from tests.evaluation.builders import example, model, price, scored
from tests.evaluation.stress.models import JOBS, coventry, decided, subject, with_outcome

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
    "unadopted-rules",
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


def test_errors_are_found_without_a_simulation_and_warnings_are_left_out() -> None:
    made = model(price("98"), with_outcome(scored("sv", "2"), JOBS))

    (found,) = errors_of(made, decided(), coventry())

    assert found.id == "social-value-below-minimum"
    assert errors_of(example().model, None, None) == ()
