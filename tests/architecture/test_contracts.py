"""The contracts on imports are sentences, and none has gone missing.

import-linter holds them (`make check`); here it is only seen that they are there to be held.
"""

import configparser
import re

from tests.architecture.tree import ROOT

SENTENCE = re.compile(r"[A-Z]\S*(?: \S+){3,}\.")
CONTRACTS = {
    "one-way",
    "rules-alone",
    "evaluation-imports-only-rules",
    "forms-never-import-webapp",
    "durable-in-engine",
    "yaml-in-loader",
    "sqlalchemy-in-store",
    "reportlab-in-documents",
    "interpreter-alone",
}


def contract_names(configuration: str) -> dict[str, str]:
    """Read the contracts of a configuration: their ids and their names."""
    parser = configparser.ConfigParser()
    parser.read_string(configuration)
    prefix = "importlinter:contract:"
    return {
        section.removeprefix(prefix): parser[section].get("name", "")
        for section in parser.sections()
        if section.startswith(prefix)
    }


def nameless(names: dict[str, str]) -> list[str]:
    """Name the contracts that no sentence names."""
    return [contract for contract, name in names.items() if not SENTENCE.fullmatch(name)]


def test_every_contract_is_named_by_a_sentence() -> None:
    assert nameless(contract_names((ROOT / "setup.cfg").read_text(encoding="utf-8"))) == []


def test_no_contract_has_gone_missing() -> None:
    names = contract_names((ROOT / "setup.cfg").read_text(encoding="utf-8"))

    assert names.keys() >= CONTRACTS


def test_a_contract_without_a_sentence_is_caught() -> None:
    configuration = "[importlinter:contract:layers]\nname = layers\n"

    assert nameless(contract_names(configuration)) == ["layers"]
