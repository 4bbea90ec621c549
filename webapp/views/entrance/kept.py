"""What is kept about people, in which tables, and for how long: what the privacy notice tells."""

from dataclasses import dataclass

from rules.wording import counted
from webapp.services.accounts import ATTEMPTS_KEPT
from webapp.services.accounts.inviting import INVITATION_LASTS
from webapp.services.measures.files import WAITS

STAYS = "Stays: the service deletes nothing of it"
FOR_GOOD = "Stays, and can’t be changed: the database refuses it"


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that is kept: what it is, what it tells about people, and for how long it stays.

    `tables` are those of the store that hold it; the tests compare them with the store.
    """

    what: str
    about_people: str
    how_long: str
    tables: tuple[str, ...]


def _hours(whole_days: int) -> str:
    return counted(whole_days * 24, "hour")


KEPT = (
    Kept(
        "Accounts",
        "Your name, your e-mail address, a one-way digest of your password, and when the account "
        "was made and closed",
        f"{STAYS}. A closed account stays too, so that what you did keeps its name",
        ("user_account",),
    ),
    Kept(
        "The second factor",
        "The secret that your authenticator app shares, sealed with a key that is not in the "
        "database, and one-way digests of the codes for when you have lost it",
        "The secret until you turn the second factor off or make a new one; the digests stay",
        ("user_account", "recovery_code"),
    ),
    Kept(
        "Roles",
        "Which roles you hold or held, for what, who gave and ended them, and when",
        STAYS,
        ("role_held",),
    ),
    Kept(
        "Invitations",
        "The name, the e-mail address and the role of whoever was invited, and who invited them",
        f"It can be followed for {counted(INVITATION_LASTS.days, 'day')}; that it was made stays",
        ("invitation",),
    ),
    Kept(
        "Sign-ins",
        "When you signed in, until when it holds, and what your browser calls itself",
        f"Deleted {_hours(ATTEMPTS_KEPT.days)} after it has run out, when somebody next signs in",
        ("sign_in_session",),
    ),
    Kept(
        "Attempts to sign in",
        "The network address, a digest of the e-mail address, when, and whether it succeeded",
        f"Deleted after {_hours(ATTEMPTS_KEPT.days)}, when somebody next signs in",
        ("sign_in_attempt",),
    ),
    Kept(
        "The record of who did what",
        "A number that stands for you in place of your name, what you did, to what, when, and "
        "sometimes the reason that you gave. An auditor, and whoever runs the service, can "
        "download it with your name beside the number; that they did is on the record too",
        FOR_GOOD,
        ("audit_entry",),
    ),
    Kept(
        "What you read and download",
        "Nothing but who downloaded the record above, or took the file of a procurement along, for "
        "whom: no table says who opened which page, or "
        "downloaded an attachment, a document or a list. Whoever runs the service may have it "
        "write a log of requests, with the kind of page, the answer and the time it took, and "
        "nobody’s name, address or browser",
        "Not kept. That log is outside of the service: whoever runs it decides",
        (),
    ),
    Kept(
        "Answers and decisions",
        "Who answered what, who had it decided, and when",
        FOR_GOOD,
        ("answer", "decision", "pack_content"),
    ),
    Kept(
        "Procurements",
        "Who began it, and when",
        STAYS,
        ("procurement",),
    ),
    Kept(
        "What buyers build",
        "Who saved which version of a proposal, criteria, clauses or case, with the reason; who "
        "attached or took off which file. What a file tells about people is in the file",
        f"{FOR_GOOD}. A file that was taken off stays on record too",
        ("part_revision", "stress_run", "attachment", "attachment_removed"),
    ),
    Kept(
        "Outlines before a panel",
        "Who submitted, returned, approved or withdrew which version and why, comments with "
        "their writers, and what the buyer says of conflicts of interest",
        FOR_GOOD,
        ("outline_version", "outline_route", "outline_step", "outline_comment"),
    ),
    Kept(
        "Conflicts of interest",
        "What a member of a panel declared about a procurement, how it is handled, and who judged "
        "that",
        FOR_GOOD,
        ("conflict_declaration", "conflict_confirmation"),
    ),
    Kept(
        "Meetings",
        "Who was there, how each member voted and why, who has to meet which condition, and the "
        "minutes",
        FOR_GOOD,
        (
            "meeting",
            "meeting_step",
            "agenda_item",
            "attendance",
            "vote",
            "panel_decision",
            "panel_condition",
            "condition_step",
            "minutes",
        ),
    ),
    Kept(
        "Bidders",
        "Names and addresses of suppliers as a procurement officer entered them, who invited them, "
        "what they asked and were told, and who published what",
        FOR_GOOD,
        (
            "publication",
            "publication_telling",
            "bidder",
            "clarification",
            "clarification_answer",
        ),
    ),
    Kept(
        "How bidders come in",
        "One-way digests of the links and of the visits, when each began, and when it ends",
        STAYS,
        ("bidder_link", "bidder_visit"),
    ),
    Kept(
        "Bids",
        "Who sent, withdrew, opened or admitted which bid, or declared that it can’t be read, and "
        "when. What a bid tells about people is in the bid, which lies sealed until two people "
        "open it",
        FOR_GOOD,
        (
            "bid_receipt",
            "bid_withdrawal",
            "sealing_key",
            "opening_hand",
            "late_decision",
            "opened_bid",
            "unread_bid_step",
        ),
    ),
    Kept(
        "The evaluation panel",
        "Who scores what, who chairs, what each declared of their interests and who decided on "
        "it, to whom names or prices were shown early, and what each gave to sample answers",
        FOR_GOOD,
        (
            "evaluator_assignment",
            "evaluation_chairing",
            "evaluation_declaration",
            "unmasking",
            "sample_answer",
            "calibration_mark",
            "calibration_closing",
        ),
    ),
    Kept(
        "Scores",
        "Until when scores are due and who said so, which score each evaluator saved for which "
        "answer, with reasons, drafts too, and which score the panel agreed, who was there, and "
        "who dissented",
        FOR_GOOD,
        ("scoring_deadline", "evaluator_mark", "moderation_step"),
    ),
    Kept(
        "The award",
        "Who settled which promise, excluded which bid, asked and judged what about a price, "
        "evaluated, awarded lots together, recommended, approved, withheld something from letters, "
        "and sent which letters and notices, and why",
        FOR_GOOD,
        (
            "commitment_settlement",
            "bid_exclusion",
            "price_question",
            "price_answer",
            "price_decision",
            "evaluation_run",
            "award_step",
            "letter_words",
            "letter_withholding",
            "withholding_end",
            "award_telling",
            "award_notice",
            "letter_sent",
            "notice_made",
            "procurement_ending",
            "lot_tender",
            "lot_award",
            "lot_outcome",
        ),
    ),
    Kept(
        "Notifications",
        "What you were told in the service and by e-mail, at which address, and when",
        STAYS,
        ("notification", "mail"),
    ),
    Kept(
        "Settings of the authority",
        "Who proposed, checked or approved which value, when, and why",
        FOR_GOOD,
        (
            "authority_setting",
            "draft",
            "draft_value",
            "draft_value_removed",
            "draft_transition",
        ),
    ),
    Kept(
        "An authority’s own measures",
        "Who imported which file, and who confirmed that its licence allows it",
        FOR_GOOD,
        ("measure_import", "imported_measure"),
    ),
    Kept(
        "Files of measures that wait",
        "Who uploaded it. What it tells about people is in the file",
        f"Deleted when it was imported or given up, or at the next upload after "
        f"{_hours(WAITS.days)}",
        ("measure_file",),
    ),
    Kept(
        "Work in the background",
        "Who asked for it, and when",
        STAYS,
        ("job",),
    ),
    Kept(
        "Organisations",
        "Nothing about people",
        STAYS,
        ("organisation",),
    ),
)
"""Everything that the store keeps."""
