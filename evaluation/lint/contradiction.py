"""Checks that a rationale does not speak against its own score.

A rationale may praise and blame; most do both. What is caught is what a bidder's lawyer would
read out: fault found where the top mark was given, nothing but praise for a mark at the bottom,
and the name or the number of a level that was not given.
"""

import re
from collections.abc import Iterator
from fractions import Fraction

from evaluation.lint.reading import Explanation, LintFinding, Reading
from evaluation.lint.wording import folded, sentences
from evaluation.model import ScoredCriterion
from evaluation.numbers import exact, is_number, plain

_CHECK = "contradicts-descriptor"
_BOTTOM = Fraction(1, 3)
"""Up to this share of its scale a mark is one that mere praise cannot explain."""

_NOT = r"\b(?:no|not|none|nothing|never|nor|neither|without|free of|free from|rather than|hardly)\b"
_SUBJECT = (
    r"(?:tender|bid|bidder|response|answer|submission|proposal|supplier|it|this|method statement|"
    r"plan|approach|detail|evidence|explanation|description|coverage|they)"
)
_POOR = (
    r"(?:very |rather |quite |somewhat |too )?(?:weak|poor|inadequate|insufficient|unclear|vague|"
    r"limited|unsatisfactory|unacceptable|incomplete|unconvincing|lacking|generic|superficial)"
)
_THING = (
    r"(?:tender|bid|response|answer|submission|proposal|evidence|detail|details|explanation|"
    r"description|understanding|information|examples?|coverage|plan|approach|method statement|"
    r"in (?:detail|evidence|substance))"
)
_FAULT = re.compile(
    rf"\b{_SUBJECT} (?:is|are|was|were|remains?|seems?) {_POOR}\b"
    rf"|\b{_POOR} {_THING}\b"
    r"|\b(?:lacks|lacked|lacking)\b"
    r"|\bfail(?:s|ed)? to (?:address|answer|cover|demonstrate|describe|evidence|explain|give|"
    r"identify|include|meet|name|provide|say|set|show|state)\b"
    r"|\b(?:does|did|do) not (?:address|answer|cover|demonstrate|describe|evidence|explain|give|"
    r"identify|include|mention|meet|name|provide|say|set|show|state)\b"
    r"|\bno (?:evidence|detail|details|explanation|information|description|mention) "
    r"(?:is|are|was|were|of|on|about|as to|how)\b"
    r"|\b(?:is|are|was|were) not (?:addressed|answered|covered|demonstrated|described|evidenced|"
    r"explained|identified|included|mentioned|named|provided|shown)\b"
    r"|\bweakness(?:es)?\b|\bshortcomings?\b|\bomits\b|\bdisappoint(?:s|ing|ed)?\b"
    r"|\b(?:serious|significant|major|real|several|some) (?:concerns?|gaps?|omissions?|"
    r"reservations?|doubts?)\b"
)
_PRAISE = re.compile(
    r"\b(?:excellent|outstanding|exceptional|exemplary|impressive|first[- ]class|superb|"
    r"comprehensive(?:ly)?|strong(?:ly)?|robust(?:ly)?|thorough(?:ly)?|exceeds?|exceeded|"
    r"very good|good|convincing|compelling|fully (?:meets?|addresses|answers|covers))\b"
)
_FAINT = re.compile(
    r"\b(?:no|not|none|nothing|never|nor|neither|without|but|however|although|though|only|merely|"
    r"little|few|less|lacks?|lacking|limited|unclear|vague|weak\w*|poor\w*|missing|omit\w*|fail\w*|"
    r"insufficient\w*|inadequate\w*|incomplete|partial\w*|partly|brief\w*|general\w*|generic|yet|"
    r"short|unsupported|superficial\w*|concerns?|gaps?|doubts?|absen\w+|neglect\w*|ignor\w+|"
    r"rather|unless|leaves? out|left out|instead|too|scant|thin|minimal\w*|cannot|n't|barely|"
    r"unrealistic|unclearly|contradict\w*|wrong\w*|mistak\w+|confus\w+)\b|n't\b"
)
_CONDITIONAL = re.compile(
    r"\b(?:would|could|might|if|had|to (?:reach|earn|score|merit|gain|achieve)|higher|"
    r"next|needed|short of|rather than|instead of|than|further|falls?|above|below|between)\b"
)
_MINOR = re.compile(
    r"\b(?:minor|immaterial|does not (?:affect|detract|change)|did not (?:affect|detract|change)|"
    r"no effect on|nevertheless|nonetheless)\b"
)
_SAID_SCORE = re.compile(
    r"\b(?:scores?|scored|marks? of|mark is|score of|score is|awarded(?: a)?(?: mark of| score of)?"
    r"|merits a|earns a|deserves a)\s+(?P<mark>[0-9]+(?:\.[0-9]+)?)(?!\s*(?:%|per cent|[a-z]{4,}))"
    r"|\b(?P<of>[0-9]+(?:\.[0-9]+)?)\s*(?:/|out of)\s*(?P<top>[0-9]+(?:\.[0-9]+)?)\b"
)
_LEVEL_WORDS = 3
"""A descriptor's name is at most so many words before a colon, dash or full stop."""
_LEVEL_NAME = re.compile(r"^\s*(?P<name>[^:.;,(–—-]+?)\s*(?:[:.;,(–—]|\s-\s|$)")


def faults_at_the_top(reading: Reading) -> Iterator[LintFinding]:
    """Find rationales of a top mark that find fault: ‘lacks’, ‘fails to show’, ‘is weak’."""
    for item in reading.explanations:
        if item.share != 1:
            continue
        for sentence in sentences(item.rationale):
            said = _fault_in(folded(sentence))
            if said:
                yield item.finding(
                    _CHECK,
                    f"The score, {_mark(item)}, is the highest of its scale, and the rationale "
                    f"finds fault: ‘{said}’.",
                    "Settle which is right: mend the rationale, or bring the score back to the "
                    "panel.",
                )
                break


def praise_at_the_bottom(reading: Reading) -> Iterator[LintFinding]:
    """Find rationales of a mark at the bottom of its scale that hold nothing but praise."""
    for item in reading.explanations:
        if item.share is None or item.share > _BOTTOM:
            continue
        text = folded(item.rationale)
        praise = _PRAISE.search(text)
        if praise and not _FAINT.search(text):
            yield item.finding(
                _CHECK,
                f"The score, {_mark(item)}, is at the bottom of its scale, and the rationale only "
                f"praises: ‘{praise.group()}’.",
                "Say what the tender leaves out or does badly, or bring the score back to the "
                "panel.",
            )


def another_level(reading: Reading) -> Iterator[LintFinding]:
    """Find rationales that name another level than the one that was given, by name or number."""
    for item in reading.explanations:
        if item.mark is None:
            continue
        names = _level_names(item)
        for sentence in sentences(item.rationale):
            text = folded(sentence)
            if _CONDITIONAL.search(text):
                continue
            said = _other_number(item, text) or _other_name(item, names, text)
            if said:
                yield item.finding(
                    _CHECK,
                    f"The score is {_mark(item, names)}, and the rationale says ‘{said}’.",
                    "Settle which is right: mend the rationale, or bring the score back to the "
                    "panel.",
                )
                break


def _fault_in(sentence: str) -> str:
    if _MINOR.search(sentence):
        return ""
    for found in _FAULT.finditer(sentence):
        before = " ".join(sentence[: found.start()].split()[-4:])
        if not re.search(_NOT, before) and not re.search(r"\b(?:if|when|where|should)\b", before):
            return found.group()
    return ""


def _other_number(item: Explanation, text: str) -> str:
    if not isinstance(item.criterion, ScoredCriterion):
        return ""
    maximum = item.criterion.scale.maximum
    for found in _SAID_SCORE.finditer(text):
        number = found["mark"] or found["of"]
        top = found["top"]
        if top is not None and exact(top) != maximum:
            continue
        if exact(number) != item.mark:
            return found.group().strip()
    return ""


def _level_names(item: Explanation) -> dict[str, Fraction]:
    """Return the levels that have a name of their own, such as ‘Excellent: …’, with their marks."""
    found: dict[str, Fraction] = {}
    for level, text in item.criterion.descriptors.items():
        name = _LEVEL_NAME.match(folded(text))
        if name and is_number(level) and len(name["name"].split()) <= _LEVEL_WORDS:
            found[name["name"]] = exact(level)
    return found


def _other_name(item: Explanation, names: dict[str, Fraction], text: str) -> str:
    """Return the words that give the answer as a whole a level that was not given."""
    for name, mark in names.items():
        if mark == item.mark:
            continue
        level = rf"(?<!very )(?<!not ){re.escape(name)}"
        whole = "(?:tender|bid|response|answer|submission|proposal|level|standard)"
        named = rf"(?:level |standard )?{level}(?=[.;,:]|$)"
        found = re.search(
            rf"\b(?:{whole}|it|this) (?:is|was) (?:an? |the )?{named}"
            r"|\b(?:rated|considered|judged|assessed|meets|reaches) (?:as |at |to be )?"
            rf"(?:an? |the )?{named}|\b{level} {whole}\b",
            text,
        )
        if found and not re.search(_NOT, " ".join(text[: found.start()].split()[-3:])):
            return found.group()
    return ""


def _mark(item: Explanation, names: dict[str, Fraction] | None = None) -> str:
    mark = item.mark or Fraction(0)
    name = next((name for name, level in (names or {}).items() if level == mark), "")
    return f"{plain(mark)} ({name})" if name else plain(mark)
