"""Every target of the Makefile explains itself in `make help`."""

import re

from tests.architecture.tree import ROOT

RULE = re.compile(r"^([a-z][\w-]*):(?!=)(.*)$", re.MULTILINE)
TARGETS = {"bench", "browser", "check", "clean", "demo", "help", "test"}


def unexplained(makefile: str) -> list[str]:
    """Name the targets that stand without a `##` line of help."""
    return [target for target, rest in RULE.findall(makefile) if not re.search(r"## \S", rest)]


def test_every_target_explains_itself() -> None:
    assert unexplained((ROOT / "Makefile").read_text(encoding="utf-8")) == []


def test_the_promised_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert {target for target, _ in RULE.findall(makefile)} >= TARGETS


def test_a_target_without_help_is_caught() -> None:
    makefile = "demo: setup ## Show it\n\tdo\nhidden: setup\n\tdo\nNAME := value\n"

    assert unexplained(makefile) == ["hidden"]
