"""The pages on which a panel decides on an outline, as its people walk them."""

from uuid import UUID

from playwright.sync_api import expect

from tests.browser.service import NOW, Service
from tests.browser.walking import Walk, to_task_list
from tests.webapp.people import PASSWORD, PEOPLE
from webapp.roles import Role
from webapp.services.accounts.enrolling import grant
from webapp.store import people
from webapp.store.models import User

THIRD = "asha.rahman@coventry.example"
"""The third member, beside those whom the service has from the start."""
SAID = "Name the depot from which the parks are served."
CONDITION = "Agree the depot’s lease before the tender notice."
EVIDENCE = "The lease was signed on 4 January; it is attached."


def invite(walk: Walk) -> None:
    """Invite, as the administrator, another member of the panel, who accepts."""
    walk.sign_in_as(Role.ADMINISTRATOR)
    walk.open("/people")
    walk.look("people")
    walk.button("Invite somebody")
    walk.fails("invitation of nobody", "Send the invitation")
    walk.write("name", "Asha Rahman")
    walk.write("email", THIRD)
    walk.page.get_by_label("Role", exact=True).select_option("panel_member")
    walk.button("Send the invitation")
    walk.look("somebody who is invited")
    address = walk.main.locator("code").inner_text()
    walk.hand.press(walk.page.get_by_role("button", name="Sign out"))
    walk.page.goto(address)
    walk.look("invitation")
    walk.write("password", PASSWORD)
    walk.button("Set the password and accept")


def seat(service: Service) -> None:
    """Seat another member on the panel, without a page."""
    with service.store.writing() as session:
        one = people.user_by_email(session, PEOPLE["coventry", Role.PANEL_MEMBER])
        assert one is not None
        user = User(
            email=THIRD, name="Asha Rahman", password_hash=one.password_hash, created_at=NOW
        )
        session.add(user)
        session.flush()
        (held, *_) = people.roles_of(session, one.id)
        organisation = held[0].organisation_id
        grant(session, user.id, organisation, role=Role.PANEL_MEMBER, now=NOW)


def return_it(walk: Walk) -> None:
    """Have the panel of three return the outline, one of them voting for it."""
    walk.sign_in_as(Role.PANEL_MEMBER)
    find_paper(walk)
    walk.look("paper to be read")
    declare(walk, "managed")
    walk.look("paper of somebody whose conflict waits")
    comment(walk, "The case", "Which depot is it?")
    confirm_conflict(walk)
    walk.sign_in_as(Role.PANEL_MEMBER)
    find_paper(walk)
    vote(walk, "return", SAID)
    walk.look("paper of somebody who has voted")
    walk.sign_in_as(Role.BUYER)
    answer_comment(walk, "Whitley Depot.")
    walk.sign_in(THIRD)
    walk.menu("Notifications")
    walk.look("notifications of a member")
    find_paper(walk)
    declare(walk)
    vote(walk, "return", "So do I.")
    walk.sign_in_as(Role.PANEL_CHAIR)
    find_paper(walk)
    vote(walk, "approve")
    walk.look("paper that can be decided")
    record_return(walk)
    walk.look("paper that was returned")


def approve_on_condition(walk: Walk) -> None:
    """Have the panel see what changed, and approve on a condition."""
    member, chair = (PEOPLE["coventry", role] for role in (Role.PANEL_MEMBER, Role.PANEL_CHAIR))
    for email in (member, THIRD, chair):
        walk.sign_in(email)
        find_paper(walk)
        declare(walk)
        walk.link("What changed since version 1")
        expect(walk.main).to_contain_text("The depot is Whitley Depot")
        walk.look("what changed since it was returned")
        find_paper(walk)
        vote(walk, "approve_with_conditions", CONDITION)
    record_condition(walk)


def call_meeting(walk: Walk) -> None:
    """Call the panel to a meeting, and put what waits on its agenda."""
    walk.menu("Meetings")
    walk.look("meetings with an outline that waits")
    walk.button("Call a meeting")
    walk.fails("meeting without a day", "Call the meeting")
    walk.write_day("day", "14", "1", "2031")
    walk.write("time", "14:00")
    walk.write("place", "Council House, committee room 2")
    walk.button("Call the meeting")
    walk.look("meeting with nothing on its agenda")
    walk.button("Put on the agenda")
    walk.look("meeting with a paper")


def find_paper(walk: Walk) -> None:
    """Find the outline that waits for a decision."""
    walk.menu("Meetings")
    walk.link("Grounds maintenance")


def declare(walk: Walk, handling: str = "none") -> None:
    """Say whether there is a conflict of interest."""
    walk.button("Declare your interests")
    walk.choose("handling", handling)
    if handling != "none":
        walk.fails("conflict that is not named", "Declare")
        walk.write("detail", "My brother works for a firm that might bid; he is told nothing.")
    walk.button("Declare")


def confirm_conflict(walk: Walk) -> None:
    """Confirm, as the chair, that the conflict of a member can be managed."""
    walk.sign_in_as(Role.PANEL_CHAIR)
    find_paper(walk)
    declare(walk)
    walk.link("Say whether the conflict of")
    walk.look("conflict to be confirmed")
    walk.fails("conflict that is not judged", "Record it")
    walk.choose("verdict", "yes")
    walk.button("Record it")


def _outside_meeting(walk: Walk) -> None:
    """Say that it is decided outside the meeting, where one is called for it."""
    if walk.main.locator("[name=outside]").count():
        walk.fails("decision before its meeting", "Record the decision")
        walk.choose("outside", "yes")


def comment(walk: Walk, section: str, text: str) -> None:
    """Comment on a section of the outline."""
    walk.link(f"Comment on {section}")
    walk.look("section without a comment")
    walk.fails("comment without words", "Add the comment")
    walk.write("text", text)
    walk.button("Add the comment")


def answer_comment(walk: Walk, text: str) -> None:
    """Answer, as the buyer, what was said of a section, and settle it."""
    walk.menu("Notifications")
    walk.link("A comment on the outline")
    walk.link("Answer or comment on The case")
    answer = walk.main.locator("details", has=walk.page.locator("#text-1"))
    if not answer.evaluate("details => details.open"):
        walk.hand.follow(answer.locator("summary"))
    walk.look("section with a comment")
    walk.hand.write(walk.page.locator("#text-1"), text)
    walk.hand.choose(walk.page.locator("#settles-1"))
    walk.button("Answer")
    expect(walk.main).to_contain_text(text)


def vote(walk: Walk, choice: str, reason: str = "") -> None:
    """Vote, with a reason where one is needed."""
    walk.button("Vote")
    walk.choose("choice", choice)
    if reason:
        walk.fails("vote without its reason", "Vote")
        walk.write("reason", reason)
    walk.button("Vote")


def record_return(walk: Walk) -> None:
    """Record, as the chair, that the outline goes back to its buyer."""
    walk.button("Record the decision")
    walk.look("decision to be recorded")
    _outside_meeting(walk)
    walk.fails("return without reasons", "Record the decision")
    walk.write("reasons", SAID)
    walk.button("Record the decision")


def record_condition(walk: Walk) -> None:
    """Record, as the chair, that the outline is approved on a condition."""
    walk.button("Record the decision")
    walk.look("decision with conditions to be recorded")
    _outside_meeting(walk)
    walk.fails("decision without its conditions", "Record the decision")
    walk.write("text_1", CONDITION)
    walk.write("owner_1", "Head of parks")
    walk.write_day("due_on_1", "31", "1", "2031")
    walk.button("Record the decision")


def report_condition(walk: Walk) -> None:
    """Report, as the buyer, that a condition is met."""
    walk.menu("Notifications")
    walk.link("Outline approved")
    walk.look("version that is approved on a condition")
    walk.link(CONDITION)
    walk.look("condition that is open")
    walk.fails("condition met without evidence", "Report as met")
    walk.write("evidence", EVIDENCE)
    walk.button("Report as met")
    walk.look("condition that waits for the panel")


def confirm_condition(walk: Walk) -> None:
    """Confirm, as a member of the panel, that a condition is met."""
    walk.menu("Meetings")
    walk.look("meetings with a condition that was reported")
    walk.link(CONDITION)
    walk.fails("condition that is not judged", "Record it")
    walk.choose("verdict", "met")
    walk.button("Record it")
    walk.look("condition that is met")


def read_sealed(walk: Walk) -> None:
    """Read a version that is sealed, take it along, and find that nothing of it can be changed."""
    walk.menu("Notifications")
    walk.link("Outline approved and sealed")
    expect(walk.main).to_contain_text("It was approved and sealed")
    expect(walk.main.get_by_role("article")).to_contain_text("The depot is Whitley Depot")
    walk.look("version that is sealed")
    for link, ending in (("As a PDF", ".pdf"), ("In Word", ".docx")):
        taken = walk.hand.take_along(walk.main.get_by_role("link", name=link))
        assert taken.suggested_filename.endswith(ending)
    to_task_list(walk)
    walk.look("task list of a sealed outline")
    walk.link("The case for it")
    walk.look("case of a sealed outline")
    expect(walk.main.get_by_role("link", name="Change")).to_have_count(0)


def read_record(walk: Walk, begun: UUID) -> None:
    """Read, as the auditor, what was done, and check the chain that holds it."""
    walk.open(f"/procurements/{begun}/record")
    walk.look("record of a procurement")
    walk.menu("Record")
    walk.look("record of an organisation")
    walk.button("Check the whole chain now")
    walk.look("chain")
    expect(walk.main).to_contain_text("Whole")
