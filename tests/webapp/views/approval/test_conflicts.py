"""Conflicts of interest through the pages: declared, judged by another, and shown on the paper."""

from uuid import UUID

from tests.webapp.clients import Client, WatchedStore
from tests.webapp.conftest import NOW
from tests.webapp.outlines import Bench, declaration_of, submitted
from webapp.services.accounts import Person

DETAIL = "My cousin <script>alert(1)</script> works for a bidder."


def declared(member: Client, store: WatchedStore, bench: Bench, version_id: UUID) -> str:
    """Declare a conflict that can be managed, and return the page on which it is judged."""
    given = {"handling": "managed", "detail": DETAIL}
    assert member.fill_in(f"/papers/{version_id}/declaration", given).status_code == 302
    return f"/papers/{version_id}/conflicts/{declaration_of(store, bench.first, version_id)}"


def test_a_conflict_waits_for_the_chair_and_lets_vote_then(
    member: Client, chair: Client, store: WatchedStore, bench: Bench, version_id: UUID
) -> None:
    paper = f"/papers/{version_id}"
    address = declared(member, store, bench, version_id)
    undeclared = chair.get(address).text
    assert "have not declared your own interests" in undeclared
    assert f'href="{paper}/declaration"' in undeclared
    assert 'name="verdict"' not in undeclared
    chair.fill_in(f"{paper}/declaration", {"handling": "none"})

    assert "nobody has confirmed it yet" in member.get(f"{paper}/vote").text
    assert f'href="{address}"' in chair.get(paper).text
    assert f'href="{address}"' not in member.get(paper).text
    assert "&lt;script&gt;" in chair.get(address).text
    assert chair.fill_in(address, {}).status_code == 400
    assert chair.fill_in(address, {"verdict": "no", "why": " "}).status_code == 400
    assert chair.fill_in(address, {"verdict": "yes"}).headers["Location"] == paper

    html = chair.get(paper).text
    assert f"which is managed, as {bench.chair.name} confirmed" in html
    assert f'href="{address}"' not in html
    assert 'name="choice"' in member.get(f"{paper}/vote").text
    shown = member.get(paper).text
    assert "works for a bidder. <a" in " ".join(shown.split())
    assert "bidder.." not in shown


def test_what_the_buyer_says_of_the_assessment_stands_on_the_paper_after_the_summary(
    chair: Client, version_id: UUID
) -> None:
    html = chair.get(f"/papers/{version_id}").text

    assert "The buyer, the panel and the adviser on parks" in html
    assert html.index('id="summary"') < html.index('id="who-decides"') < html.index("Contents")


def test_a_declaration_of_another_version_is_not_found_under_this_one(
    member: Client,
    chair: Client,
    store: WatchedStore,
    bench: Bench,
    version_id: UUID,
    buyer: Person,
) -> None:
    other = submitted(store, buyer, NOW, reference="COV-2026-015")
    address = declared(member, store, bench, version_id)

    assert chair.get(address.replace(str(version_id), str(other))).status_code == 404


def test_a_declaration_that_was_changed_meanwhile_is_refused_with_the_way_on(
    member: Client, chair: Client, store: WatchedStore, bench: Bench, version_id: UUID
) -> None:
    address = declared(member, store, bench, version_id)
    chair.fill_in(f"/papers/{version_id}/declaration", {"handling": "none"})
    assert chair.get(address).status_code == 200
    token = chair.get(address)
    form_token = token.text.split('name="csrf_token" value="')[1].split('"')[0]
    member.fill_in(f"/papers/{version_id}/declaration", {"handling": "none"})

    response = chair.post(address, data={"csrf_token": form_token, "verdict": "yes"})

    assert response.status_code == 409
    assert "the declaration was changed" in response.text
    assert f'href="/papers/{version_id}">Read the paper as it stands now' in response.text
