"""What to do about each kind of finding, in a sentence that a pack's author can follow."""

from rules.analysis.report import AnalysisFinding, FindingKind
from rules.vocabulary import CONCLUSION_BY_NAME

_REMEDIES: dict[FindingKind, str] = {
    FindingKind.GAP: "Add a rule that concludes «{title}» in such a case, or widen one that does.",
    FindingKind.CONTRADICTION: (
        "Narrow one of the two rules so that they never apply together, or let one go before the "
        "other with «overrides»."
    ),
    FindingKind.EVALUATORS_DIFFER: "This is a fault of Podium's own. Report it with the example.",
    FindingKind.WEIGHTS: (
        "Change a weight, or the rules that conclude them, so that in such a case the lowest is "
        "at most the recommended one, and that at most the highest."
    ),
    FindingKind.MINIMUMS: "Lower what is asked for at least, or raise what it has to fit into.",
    FindingKind.CAN_NEVER_FIRE: "Change what the rule asks for under «when», or remove the rule.",
    FindingKind.FIRED_IN_NO_CASE: "Add a test in which the rule applies, to prove that it can.",
    FindingKind.NEVER_SHOWS: "Remove the rule, or change what it concludes, unless it is meant so.",
    FindingKind.SHADOWED: "Remove the rule, or narrow the other one, unless it is meant so.",
}


def remedy_of(finding: AnalysisFinding) -> str:
    """Return what to do about a finding."""
    conclusion = CONCLUSION_BY_NAME.get(finding.conclusion)
    title = conclusion.title if conclusion else finding.conclusion
    return _REMEDIES[finding.kind].format(title=title)
