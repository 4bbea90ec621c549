"""Packs of a few rules, written to a folder and loaded, so that each test shows all of its law.

A pack is given as the text of its files: `rules="..."`, `parameters="..."` and so on. What a
test leaves out is the least that a pack needs.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from rules.decide import decide_facts
from rules.decision import Decision
from rules.errors import PackIsBroken
from rules.loader import load_pack
from rules.money import Money, Percent, VatBasis, parse_pounds
from rules.pack import Pack
from rules.procurement import known_facts
from rules.stack import Stack
from rules.vocabulary import Value

DAY = date(2022, 6, 1)
"""The day on which the procurements of these tests commence, unless they say otherwise."""

LAW = 'id: law\ntitle: A small law\nkind: law\nversion: "1"\nfrom: 2020-01-01\n'
POLICY = (
    'id: policy\ntitle: A small policy\nkind: policy\nversion: "1"\nfrom: 2021-01-01\n'
    "stands_on: [law]\nauthority: Smallbury Council\n"
    "pillars:\n  - {id: green, title: Green}\n  - {id: fair, title: Fair}\n"
    "bodies:\n  - {id: board, title: The Board}\n"
)
SOURCES: Mapping[str, str] = {
    "law": "- {id: act, title: The Act, kind: statute, confidence: seen}\n",
    "policy": "- {id: paper, title: The Paper, kind: policy, confidence: secondary}\n",
}
FILLER: Mapping[str, str] = {
    "law": (
        "- id: law-regime\n  title: The Act governs\n  from: 2020-01-01\n  when: always\n"
        "  then: {regime: procurement_act_2023}\n  because: It does.\n  cites: [act s.1]\n"
    ),
    "policy": (
        "- id: policy-tier\n  title: A light tier\n  from: 2021-01-01\n  when: always\n"
        "  then: {social_value_tier: light}\n  because: It is.\n  cites: [paper p.1]\n"
    ),
}


def write_pack(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a pack's files into a folder; a name without a dot gets `.yaml`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / (name if "." in name else f"{name}.yaml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def law(folder: Path, **files: str) -> Pack:
    """Load a law from these files; without `rules` it has one that says which law governs."""
    least = {"pack": LAW, "sources": SOURCES["law"], "rules": FILLER["law"]}
    return load_pack(write_pack(folder / "law", {**least, **files}))


def policy(folder: Path, below: Pack, **files: str) -> Pack:
    """Load a policy that stands on a law."""
    least = {"pack": POLICY, "sources": SOURCES["policy"], "rules": FILLER["policy"]}
    return load_pack(write_pack(folder / "policy", {**least, **files}), [below])


def law_stack(folder: Path, **files: str) -> Stack:
    """Load a law and return it as the only pack of a stack."""
    return Stack((law(folder, **files),))


def policy_stack(folder: Path, law_files: Mapping[str, str], **files: str) -> Stack:
    """Load a law and a policy, and return them stacked."""
    below = law(folder, **law_files)
    return Stack((below, policy(folder, below, **files)))


def rule(id_: str, then: str, when: str = "always", **keys: str) -> str:
    """Return the text of a rule; further keys replace or add to the ordinary ones."""
    ordinary = {
        "title": f"What {id_} says",
        "from": "2020-01-01",
        "when": when,
        "then": f"{{{then}}}",
        "because": "It is so.",
        "cites": "[act s.1]",
    }
    lines = [f"- id: {id_}"]
    given = {key.rstrip("_"): text for key, text in keys.items()}
    lines += [f"  {key}: {text}" for key, text in {**ordinary, **given}.items()]
    return "\n".join(lines) + "\n"


def parameter(id_: str, type_: str, *values: str) -> str:
    """Return the text of a parameter; each value is flow text such as `from: …, is: …`."""
    lines = [f"- id: {id_}", f"  title: The {id_}", f"  type: {type_}", "  values:"]
    lines += [f"    - {{{value}, cites: [act s.2], confidence: seen}}" for value in values]
    return "\n".join(lines) + "\n"


def all_of(*sentences: str) -> str:
    """Return flow text for a `when` of which every sentence must hold."""
    return f"{{all: [{', '.join(_quoted(one) for one in sentences)}]}}"


def any_of(*sentences: str) -> str:
    """Return flow text for a `when` of which one sentence must hold."""
    return f"{{any: [{', '.join(_quoted(one) for one in sentences)}]}}"


def _quoted(sentence: str) -> str:
    return sentence if sentence.startswith("{") else f'"{sentence}"'


def value_of(pounds: str, vat: str = "included", rate: int = 2000) -> Money:
    """Return an estimated value as a procurement carries it."""
    pence = parse_pounds(pounds)
    assert pence is not None
    return Money(pence, VatBasis(vat), Percent(rate))


def decided(stack: Stack, **facts: Value) -> Decision:
    """Decide on these facts, all others unknown; the day is DAY unless `commenced_on` says so."""
    return decide_facts(known_facts({"commenced_on": DAY, **facts}), stack, reference="T-1")


def explained(stack: Stack, **facts: Value) -> Decision:
    """Decide on these facts, and say why rules stayed silent."""
    known = known_facts({"commenced_on": DAY, **facts})
    return decide_facts(known, stack, reference="T-1", why_not=True)


def refusal_of(folder: Path, **files: str) -> str:
    """Return the words in which a law of these files is refused."""
    with pytest.raises(PackIsBroken) as refused:
        law(folder, **files)
    return str(refused.value)
