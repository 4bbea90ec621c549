"""Words of the approval, of the evaluation and of this service; most of them are our own."""

from rules.glossary.term import Term, cited
from rules.pack import Confidence

APPROVAL = (
    Term(
        "pod",
        "Procurement Outline Document (POD)",
        "The document that says what is to be bought, how, for how much, under which law and with "
        "which social value, and on which a panel decides. We also call it the outline.",
        cited("coventry-policy-2014", "app.1 1.2.2"),
        forms=("procurement outline document", "outline document", "pod"),
        see=("panel", "sealed"),
        confidence=Confidence.SECONDARY,
    ),
    Term(
        "panel",
        "Strategic procurement panel",
        "Those whom the authority has charged to approve outlines. Which panel, or the board "
        "above it, depends on the value and the risk.",
        cited("scrutiny-note-2022", "3.1.5"),
        forms=("strategic procurement panel", "procurement panel", "procurement board"),
        see=("pod", "quorum"),
    ),
    Term(
        "quorum",
        "Quorum",
        "How many members must be there for a panel to decide. Whoever stands aside for a conflict "
        "of interest is not counted.",
        forms=("quorum",),
        see=("panel", "conflict-of-interest"),
    ),
    Term(
        "delegated",
        "Delegated approval",
        "An approval that an officer gives instead of a panel, by a power that the authority has "
        "delegated to that officer. Podium does not know your scheme of delegation.",
        forms=("delegated approval", "delegated"),
        see=("panel",),
    ),
    Term(
        "condition",
        "Condition of approval",
        "Something that must be done, by somebody and by a day, because a panel approved only on "
        "that condition. Nothing is to be published until it is met.",
        forms=("condition of approval", "conditions of approval"),
        see=("panel",),
    ),
    Term(
        "sealed",
        "Sealed",
        "An approved version that can’t be changed any more. A later version may supersede it, and "
        "both stay on record.",
        forms=("sealed",),
        see=("pod", "digest"),
    ),
    Term(
        "departure",
        "Departure",
        "Where the buyer’s choice differs from what the rules propose. It needs a reason, and may "
        "need somebody’s leave.",
        forms=("departure", "departures"),
        see=("proposal",),
    ),
    Term(
        "proposal",
        "Social value proposal",
        "What the rules put forward for a contract: tier, weight, pillars, outcomes and measures. "
        "The buyer builds on it.",
        forms=("social value proposal",),
        see=("departure", "tier"),
    ),
)

EVALUATION = (
    Term(
        "bid",
        "Bid, tender",
        "A supplier’s offer in a competition. The Act says tender; we also say bid, and call its "
        "supplier the bidder.",
        see=("most-advantageous-tender",),
    ),
    Term(
        "score",
        "Score",
        "The mark that an evaluator gives an answer on the announced scale, with the reason and "
        "the words of the bid that it rests on.",
        see=("moderation", "weight"),
    ),
    Term(
        "moderation",
        "Moderation",
        "The meeting in which evaluators compare their scores, and agree one with its reason. Each "
        "evaluator’s own score stays on record.",
        forms=("moderation",),
        see=("score",),
    ),
    Term(
        "ranking",
        "Ranking",
        "The bids in the order of their points. Beside it stands how sure that order is.",
        forms=("ranking",),
        see=("score", "stress-test"),
    ),
    Term(
        "stress-test",
        "Stress test",
        "Trying the criteria, weights and formulas on many made-up bids before they are published, "
        "to see whether they would decide sensibly.",
        forms=("stress test", "stress tests"),
        see=("weight", "ranking"),
    ),
)

SERVICE = (
    Term(
        "duty",
        "Duty",
        "Something that the law or the policy obliges the authority to do, often by a day.",
        see=("notice",),
    ),
    Term(
        "rule",
        "Rule",
        "One sentence of law or policy in a form that can be applied to answers. Each cites its "
        "source and gives its reason.",
        see=("rule-pack", "decision"),
    ),
    Term(
        "rule-pack",
        "Rule pack",
        "The rules of one law, or of one policy, with the days from which each holds. A policy’s "
        "pack may add to the law’s, and never takes away from it.",
        forms=("rule pack", "rule packs"),
        see=("rule", "setting"),
    ),
    Term(
        "decision",
        "Decision",
        "What the rules conclude from the answers: which law, which duties, how much social value. "
        "It decides nothing that is the panel’s to decide.",
        see=("conclusion", "panel"),
    ),
    Term(
        "conclusion",
        "Conclusion",
        "One line of a decision, with its reason, its source, and how it was reached.",
        forms=("conclusion", "conclusions"),
        see=("decision", "rule"),
    ),
    Term(
        "setting",
        "Setting",
        "A value that the law leaves to the authority, such as the limit above which the board "
        "decides. It holds from the day that somebody with the right approved.",
        see=("draft",),
    ),
    Term(
        "draft",
        "Draft of settings",
        "Values that somebody proposes, to be tried and approved before they decide anything.",
        forms=("draft of settings", "drafts of settings"),
        see=("setting", "back-test"),
    ),
    Term(
        "back-test",
        "Back-test",
        "Deciding real notices of the past again under another policy, to see what would have been "
        "different.",
        forms=("back-test", "back-tests"),
        see=("draft",),
    ),
    Term(
        "tipping-point",
        "Tipping point",
        "The nearest value of an answer at which a conclusion changes.",
        forms=("tipping point", "tipping points"),
        see=("conclusion",),
    ),
    Term(
        "unverified",
        "Unverified",
        "A value or a place that was not checked against its text. Check it before you rely on it.",
        see=("rule",),
    ),
    Term(
        "digest",
        "Digest",
        "A fingerprint of a document’s content. If a single character is changed, it is another.",
        forms=("digest",),
        see=("audit-head",),
    ),
    Term(
        "audit-head",
        "Audit head",
        "The fingerprint of the last entry in the record of who did what. Each entry holds that of "
        "the one before, so that none can be changed or taken out unnoticed.",
        forms=("audit head",),
        see=("digest",),
    ),
    Term(
        "redline",
        "Redline",
        "A text with the words that were added and taken out since another version marked.",
        forms=("redline",),
    ),
)
