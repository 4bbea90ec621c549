"""The check that rules on what bidders promise were in the tender documents."""

from evaluation.red_flags.finding import Check, Seen, not_applicable, not_raised, raised
from evaluation.result import CommitmentFinding, Evaluation
from evaluation.tender import CommitmentVerdict, Tender
from evaluation.wording import listed


def _unpublished_rules(tender: Tender, evaluation: Evaluation) -> Seen:
    del tender
    judged = [
        (bid.id, found)
        for bid in evaluation.bids
        for found in bid.commitments.values()
        if found.rule
    ]
    if not judged:
        return not_applicable("No rule judged what bidders promise.")
    against = [
        (bid, found) for bid, found in judged if found.verdict is CommitmentVerdict.NOT_COUNTED
    ]
    if not against:
        return not_raised("Every promise that a rule judged is counted.")
    return raised(_seen([found for _, found in against]), dict.fromkeys(bid for bid, _ in against))


def _seen(against: list[CommitmentFinding]) -> str:
    rules = tuple(dict.fromkeys(found.rule for found in against))
    unsure = tuple(dict.fromkeys(found.rule for found in against if found.unverified))
    many = "1 promise is" if len(against) == 1 else f"{len(against)} promises are"
    told = f"{many} not counted under {listed(rules)}."
    if not unsure:
        return told
    which = "That rule rests" if len(rules) == 1 else f"Of these rules {listed(unsure)} rest"
    if len(rules) > 1 and unsure == rules:
        which = "These rules rest"
    elif len(rules) > 1 and len(unsure) == 1:
        which = f"Of these rules {unsure[0]} rests"
    return f"{told} {which} on what no source that was seen says, such as proposed settings."


CHECKS = (
    Check(
        "rules-in-the-tender-documents",
        "Were these rules in the tender documents?",
        "Tenders are assessed by the methodology that was published with the award criteria "
        "(Procurement Act 2023, s.19(2)(b) and s.23(3)(a)): where do the tender documents state "
        "each of these rules?",
        _unpublished_rules,
    ),
)
