"""Every act has a sentence, and each sentence says what was done."""

import ast
from datetime import UTC, datetime
from uuid import UUID

import pytest

from tests.architecture.tree import modules, name, parsed
from tests.webapp.services.record.acts import ActIsNotReadable, Source
from webapp.services.record.sentences import ACTS, acts_of, told
from webapp.services.record.telling import Change, Entry, Group, Named

SUBJECT = UUID("11111111-1111-4111-8111-111111111111")
OTHER = UUID("22222222-2222-4222-8222-222222222222")
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
NAMED = Named(
    people={SUBJECT: "Ann Lee", OTHER: "Bo Park"},
    procurements={OTHER: ("COV-1", "Grounds maintenance")},
    drafts={SUBJECT: "Higher weight"},
    invitations={SUBJECT: "Cy Ode"},
    settings={OTHER: ("weight-minimum from 1 April 2026", "15")},
    answers={(SUBJECT, "duration_months"): ((2, "24"), (5, "36"))},
    packs={(SUBJECT, "ab" * 32): "uk 2026.1 (abcd…)"},
    routes={(SUBJECT, 2): (("board", "The Board", "It costs more than £1 million."),)},
    parts={
        (SUBJECT, "case", 1): {"need": "Mow", "budget": ""},
        (SUBJECT, "case", 2): {"need": "Mow", "budget": "£72,000"},
    },
)


def entry(act: str, of: str, actor: UUID | None = OTHER, **detail: object) -> Entry:
    return Entry(7, AT, actor, act, f"{of}/{SUBJECT}", detail)


def test_every_act_that_is_appended_has_a_sentence_and_no_other_has() -> None:
    source = Source({name(path): parsed(path) for path in modules("webapp")})

    assert source.acts() == set(ACTS)


def test_an_act_is_read_through_tables_choices_and_functions_that_hand_it_on() -> None:
    text = """
_ACTS = {1: "one", 2: "two"}
def do(session):
    audit.append(session, "three")
    note(session, "four" if session else "five")
def note(session, act):
    audit.append(session, act)
def step(session):
    act = _ACTS[1]
    note(session, act)
"""

    found = Source({"module.py": ast.parse(text)}).acts()

    assert found == {"one", "two", "three", "four", "five"}


def test_what_saved_minutes_say_otherwise_is_told_section_by_section() -> None:
    changed = [{"heading": "Close", "was": "Closed at 10:40.", "now": "Closed at 10:45."}]

    sentence = told(entry("save-minutes", "meeting", revision=2, changed=changed), NAMED)

    assert sentence.what == "saved the minutes of the meeting of the panel (revision 2)"
    assert sentence.changes == (Change("Close", "Closed at 10:40.", "Closed at 10:45."),)


def test_an_act_that_is_made_up_is_caught() -> None:
    source = Source({"module.py": ast.parse("def do(s):\n    audit.append(s, 'a' + 'b')\n")})

    with pytest.raises(ActIsNotReadable):
        source.acts()


@pytest.mark.parametrize("act", sorted(ACTS))
def test_no_sentence_needs_more_than_the_log_is_sure_to_hold(act: str) -> None:
    sentence = told(entry(act, "procurement"), Named())

    assert sentence.what


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            entry("start-procurement", "procurement", reference="COV-1", title="Mowing"),
            "started the procurement “Mowing” (COV-1)",
        ),
        (
            entry("vote", "procurement", version=2, choice="return", body="The Board"),
            "voted to return version 2 of the outline, for The Board",
        ),
        (
            entry("declare-conflict", "procurement", version=2, handling="recused"),
            "declared a conflict of interest, and stepped aside from, version 2 of the outline",
        ),
        (
            entry("accept-managed-conflict", "procurement", version=2, user=str(SUBJECT)),
            (
                "confirmed that a conflict of interest of Ann Lee can be managed in version 2 of "
                "the outline"
            ),
        ),
        (
            entry(
                "approve-outline",
                "procurement",
                version=2,
                title="The Board",
                outside_meeting_called_for="2026-07-01T09:00:00+00:00",
            ),
            (
                "recorded that The Board approved version 2 of the outline, outside the meeting "
                "called for 1 July 2026 at 10:00"
            ),
        ),
        (
            entry(
                "open-meeting",
                "meeting",
                meeting="The Board",
                before_its_day="2026-07-01T09:00:00+00:00",
            ),
            "opened the meeting of The Board, which was called for 1 July 2026 at 10:00",
        ),
        (
            entry("seal-outline", "procurement", version=2),
            "sealed version 2 of the outline",
        ),
        (
            entry("comment-outline", "procurement", version=2, section="law", title="The law"),
            "commented on the section “The law” of version 2 of the outline",
        ),
        (
            entry("comment-outline", "procurement", version=2, section="the-law"),
            "commented on the section “the law” of version 2 of the outline",
        ),
        (
            entry("remove-file", "procurement", name="plan.pdf"),
            "took the file “plan.pdf” off; it is kept",
        ),
        (
            entry("put-on-agenda", "meeting", meeting="The Board", procurement=OTHER, version=2),
            (
                "put version 2 of “Grounds maintenance” (COV-1) on the agenda of the meeting of "
                "The Board"
            ),
        ),
        (
            entry(
                "call-meeting",
                "meeting",
                body="The Board",
                starts_at="2026-07-01T09:00:00+00:00",
                place="Room 2",
            ),
            "called a meeting of The Board for 1 July 2026 at 10:00, Room 2",
        ),
        (entry("grant-role", "user_account", role="panel_chair"), "made Ann Lee panel chair"),
        (
            entry("grant-role", "user_account", actor=SUBJECT, role="buyer"),
            "took on the role of buyer",
        ),
        (
            entry("grant-role", "user_account", role="buyer", procurement=str(OTHER)),
            "made Ann Lee buyer for “Grounds maintenance” (COV-1)",
        ),
        (entry("invite", "invitation", role="auditor"), "invited Cy Ode as auditor"),
        (
            entry("invite-again", "invitation", role="auditor"),
            "made a new link for the invitation of Cy Ode as auditor",
        ),
        (
            entry("switch-off-second-factor", "user_account"),
            "took the second factor off the account of Ann Lee",
        ),
        (entry("sign-out", "user_account", which="all others"), "ended all their other sign-ins"),
        (
            entry("propose-draft", "draft"),
            "proposed the draft “Higher weight” for approval",
        ),
        (entry("unheard-of", "thing"), f"did “unheard-of” on thing/{SUBJECT}"),
    ],
)
def test_a_sentence_says_what_was_done(found: Entry, words: str) -> None:
    assert told(found, NAMED).what == words


def test_an_answer_is_told_with_what_it_replaced() -> None:
    sentence = told(
        entry("answer", "procurement", version=5, answers={"duration_months": "36"}), NAMED
    )

    assert sentence.what.startswith("changed the answer to “")
    assert [(one.was, one.now) for one in sentence.changes] == [("24 months", "36 months")]


def test_answers_given_at_once_are_counted() -> None:
    sentence = told(
        entry(
            "answer",
            "procurement",
            version=5,
            answers={"duration_months": "36", "nation": '"england"', "category": None},
        ),
        NAMED,
    )

    assert sentence.what == "answered 2 questions and changed the answer to 1 question"
    assert [one.now for one in sentence.changes] == ["36 months", "England", "Not known yet"]


def test_a_part_is_told_with_what_changed_in_it_and_why() -> None:
    sentence = told(
        entry("save-part", "procurement", part="case", revision=2, why="As finance said"), NAMED
    )

    assert sentence.what == "changed the case for the procurement (revision 2)"
    assert sentence.changes == (Change("The budget", "", "£72,000"),)
    assert sentence.why == "As finance said"


def test_a_decision_names_the_packs_that_it_was_made_under() -> None:
    sentence = told(entry("decide", "procurement", version=5, content_sha256="ab" * 32), NAMED)

    assert sentence.under == "uk 2026.1 (abcd…)"


def test_a_bodys_decision_names_its_votes_its_conditions_and_the_rule_that_sent_it_there() -> None:
    sentence = told(
        entry(
            "approve-outline-on-conditions",
            "procurement",
            version=2,
            body="board",
            title="The Board",
            votes={"approve": 2, "reject": 1},
            conditions=["Name the budget (Finance, by 1 April 2026)"],
            uncounted={str(OTHER): "no longer holds a role on the panel"},
            why="It is needed",
        ),
        NAMED,
    )

    assert sentence.what == (
        "recorded that The Board approved, with conditions still to be met, version 2 of the "
        "outline, with 2 votes to approve and 1 vote to reject"
    )
    assert sentence.under == "It costs more than £1 million."
    assert [one.now for one in sentence.changes] == [
        "Name the budget (Finance, by 1 April 2026)",
        "Bo Park no longer holds a role on the panel",
    ]


def test_each_act_is_of_one_kind() -> None:
    of_kinds = [act for group in Group for act in acts_of(group)]

    assert sorted(of_kinds) == sorted(ACTS)


def test_the_day_of_a_condition_is_in_words_however_the_log_holds_it() -> None:
    held = ["Tell the market (Parks, by 2026-12-01)", "See to 2026-12-02 (Parks, by 3 May 2027)"]

    sentence = told(entry("approve-outline", "procurement", version=2, conditions=held), Named())

    assert [change.now for change in sentence.changes] == [
        "Tell the market (Parks, by 1 December 2026)",
        "See to 2026-12-02 (Parks, by 3 May 2027)",
    ]
