"""Which tables hold the record of a procurement, how each leads to it, and what its texts are.

Only texts are listed: numbers, moments, flags, digests and ids are facts, an id of a person or of a
bidder is known by what it refers to. A text that nobody listed is withheld from every redacted
file, and the tests fail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from evaluation.disclosure import Sort, Thing

_NONE: Mapping[str, Sort] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Source:
    """A table as a source of a kind of thing.

    `via` are the tables that lead to the procurement, each the parent of the one before, empty
    where the table names the procurement itself. `sorts` are those of its texts, and of an id that
    refers to nothing. `where` are values that a row must have; `is_last` takes of the rows of
    each bid and criterion the last, before `where` is asked.
    """

    thing: Thing
    table: str
    via: tuple[str, ...] = ()
    sorts: Mapping[str, Sort] = field(default_factory=lambda: _NONE)
    where: tuple[tuple[str, object], ...] = ()
    is_last: bool = False


def _of(
    thing: Thing,
    table: str,
    *via: str,
    facts: str = "",
    words: str = "",
    reasons: str = "",
    bid: str = "",
    more: Mapping[str, Sort] = _NONE,
) -> Source:
    told = {Sort.FACT: facts, Sort.WORDS: words, Sort.REASON: reasons, Sort.BID: bid}
    sorts = {name: sort for sort, names in told.items() for name in names.split()}
    return Source(thing, table, via, MappingProxyType({**sorts, **more}))


_VERSION = "outline_version"
_MARK: Mapping[str, Sort] = {"score": Sort.SCORE, "quotations": Sort.BID}
_STEP: Mapping[str, Sort] = {**_MARK, "present": Sort.PEOPLE, "dissenting": Sort.PEOPLE}
SOURCES = (
    _of(
        Thing.PROCUREMENT,
        "procurement",
        facts="reference title stage value_vat dates category tier waits_for measures looks",
        more={"departures": Sort.PEOPLE},
    ),
    _of(Thing.PEOPLE, "role_held", facts="role"),
    _of(
        Thing.PEOPLE,
        "invitation",
        facts="role",
        words="name",
        more={"email": Sort.CONTACT, "token_sha256": Sort.SECRET},
    ),
    _of(Thing.ANSWERS, "answer", facts="fact", words="value"),
    _of(Thing.DECISIONS, "decision", facts="content packs"),
    _of(Thing.WORKING, "part_revision", facts="part", words="content why"),
    _of(Thing.WORKING, "stress_run", facts="content"),
    _of(Thing.ATTACHMENTS, "attachment", facts="media_type sha256", words="name description"),
    _of(Thing.ATTACHMENTS, "attachment_removed", "attachment", words="why"),
    _of(
        Thing.OUTLINE,
        "outline_version",
        facts="parts",
        words="content summary why",
        more={"conflicts_asked": Sort.PEOPLE, "conflicts_found": Sort.PEOPLE},
    ),
    _of(Thing.OUTLINE, "outline_route", _VERSION, facts="body title because"),
    _of(Thing.OUTLINE, "outline_step", _VERSION, facts="state body", words="why"),
    _of(Thing.COMMENTS, "outline_comment", _VERSION, facts="section", words="text"),
    _of(Thing.INTERESTS, "conflict_declaration", _VERSION, facts="handling", words="detail"),
    _of(Thing.INTERESTS, "conflict_confirmation", "conflict_declaration", _VERSION, words="why"),
    _of(Thing.APPROVAL, "agenda_item", _VERSION),
    _of(Thing.APPROVAL, "vote", _VERSION, facts="body choice", words="reason"),
    _of(
        Thing.APPROVAL,
        "panel_decision",
        _VERSION,
        facts="body outcome",
        words="reasons",
        more={"voters": Sort.PEOPLE},
    ),
    _of(Thing.APPROVAL, "panel_condition", "panel_decision", _VERSION, words="text owner"),
    _of(
        Thing.APPROVAL,
        "condition_step",
        "panel_condition",
        "panel_decision",
        _VERSION,
        facts="state",
        words="why",
    ),
    _of(Thing.MEETINGS, "meeting", facts="body", words="title place"),
    _of(Thing.MEETINGS, "meeting_step", "meeting", facts="state", words="why"),
    _of(Thing.MEETINGS, "attendance", "meeting"),
    _of(Thing.MEETINGS, "minutes", "meeting", words="text"),
    _of(Thing.PUBLISHED, "publication", facts="model terms checks why"),
    _of(Thing.CLARIFIED, "clarification_answer", "clarification", facts="question answer"),
    _of(Thing.ASKED, "clarification", bid="question"),
    _of(
        Thing.BIDDERS,
        "bidder",
        more={"name": Sort.BIDDER, "email": Sort.BID, "address": Sort.BID, "identifier": Sort.BID},
    ),
    _of(Thing.BIDDERS, "publication_telling", "publication"),
    _of(Thing.RECEIPTS, "bid_receipt", bid="file_name", more={"sealed_name": Sort.SECRET}),
    _of(Thing.RECEIPTS, "bid_withdrawal", "bid_receipt", bid="why"),
    _of(Thing.RECEIPTS, "late_decision", "bid_receipt", reasons="because"),
    _of(
        Thing.RECEIPTS,
        "unread_bid_step",
        "bid_receipt",
        facts="kind role",
        reasons="because",
        more={"sealed_name": Sort.SECRET, "sealed_key": Sort.SECRET},
    ),
    _of(Thing.OPENING, "opening_hand", facts="role"),
    _of(
        Thing.BIDS,
        "opened_bid",
        bid="answers commitments gates declarations findings",
        more={"price": Sort.PRICE},
    ),
    _of(Thing.PANEL, "evaluator_assignment", facts="criterion", words="why"),
    _of(Thing.PANEL, "evaluation_chairing", words="why"),
    _of(Thing.PANEL, "scoring_deadline", words="because"),
    _of(Thing.PANEL_INTERESTS, "evaluation_declaration", facts="handling", words="detail"),
    _of(Thing.PANEL_INTERESTS, "unmasking", words="because"),
    _of(Thing.CALIBRATION, "sample_answer", facts="criterion", words="text"),
    _of(
        Thing.CALIBRATION,
        "calibration_mark",
        "sample_answer",
        words="rationale",
        more={"score": Sort.SCORE},
    ),
    _of(Thing.CALIBRATION, "calibration_closing", "sample_answer", words="why"),
    replace(
        _of(
            Thing.MARKS,
            "evaluator_mark",
            facts="criterion",
            reasons="rationale",
            more=_MARK,
        ),
        where=(("is_in", True),),
    ),
    replace(
        _of(
            Thing.DRAFTS,
            "evaluator_mark",
            facts="criterion",
            reasons="rationale",
            more=_MARK,
        ),
        where=(("is_in", False),),
    ),
    _of(
        Thing.MODERATION,
        "moderation_step",
        facts="criterion state",
        reasons="rationale dissent",
        more=_STEP,
    ),
    replace(
        _of(
            Thing.AGREED,
            "moderation_step",
            facts="criterion state",
            reasons="rationale dissent",
            more=_STEP,
        ),
        where=(("state", "agreed"),),
        is_last=True,
    ),
    _of(Thing.SETTLED, "commitment_settlement", facts="measure verdict role", reasons="because"),
    _of(Thing.SETTLED, "bid_exclusion", facts="role", reasons="ground because heard"),
    _of(Thing.LOW_PRICES, "price_question", reasons="question"),
    _of(Thing.LOW_PRICES, "price_answer", "price_question", bid="answer"),
    _of(
        Thing.LOW_PRICES,
        "price_decision",
        "price_question",
        facts="verdict role",
        reasons="because",
    ),
    _of(
        Thing.EVALUATIONS,
        "evaluation_run",
        facts="packs",
        words="why",
        reasons="report",
        bid="tender",
        more={"result": Sort.SCORE},
    ),
    _of(
        Thing.EVALUATIONS,
        "letter_withholding",
        facts="criterion ground",
        reasons="because",
        bid="passage",
    ),
    _of(Thing.EVALUATIONS, "withholding_end", "letter_withholding", reasons="because"),
    _of(Thing.AWARD, "award_step", facts="state role body", words="minute", reasons="because"),
    _of(Thing.AWARD, "award_telling", reasons="issuing"),
    _of(Thing.AWARD, "procurement_ending", facts="phase role", reasons="because"),
    _of(Thing.LOTS, "lot_tender", facts="is_left_out", words="because"),
    _of(
        Thing.LOTS,
        "lot_award",
        facts="rule tie_break rule_at most_lots",
        reasons="why",
        bid="input",
        more={"result": Sort.SCORE},
    ),
    _of(
        Thing.LOTS,
        "lot_outcome",
        "lot_award",
        facts="outcome sha256_before sha256_after",
        reasons="passed_over rests_on",
    ),
    _of(Thing.LETTERS, "letter_words", reasons="words"),
    _of(Thing.LETTERS, "letter_sent", facts="kind html"),
    _of(Thing.NOTICES, "notice_made", facts="kind ocid price_vat release"),
    _of(Thing.NOTICES, "award_notice", facts="reference standstill", words="because"),
)
"""Every table of the record but the audit log, which `disclosures.acts` reads."""

ABOUT_OTHERS: Mapping[str, str] = MappingProxyType(
    {
        "audit_entry": "The log is of the whole installation: its own part of it is in the file",
        "organisation": "It is the authority itself, named on the first page",
        "user_account": "People are named where they did something",
        "recovery_code": "It opens an account",
        "sign_in_session": "It is about signing in",
        "sign_in_attempt": "It is about signing in",
        "pack_content": "Packs are published with the service; decisions name them by digest",
        "authority_setting": "It holds for every procurement of the authority",
        "draft": "It is about the authority’s settings",
        "draft_value": "It is about the authority’s settings",
        "draft_value_removed": "It is about the authority’s settings",
        "draft_transition": "It is about the authority’s settings",
        "measure_file": "It is about the authority’s measures",
        "measure_import": "It is about the authority’s measures",
        "imported_measure": "It is about the authority’s measures, under somebody else’s licence",
        "notification": "It repeats to one person what the record holds",
        "mail": "It repeats what the record holds, and can hold a link that opens a bid",
        "job": "It is work in the background, whose results are in the record",
        "bidder_link": "It opens a bidder’s page",
        "bidder_visit": "It is about coming in",
        "sealing_key": "It opens the bids",
    }
)
"""Every other table, and why no file holds it."""
