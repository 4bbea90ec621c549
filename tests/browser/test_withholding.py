"""Something is withheld from a letter, read there, and told again, by hand: axe and 320 px."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page

from tests.browser.looking import found_on
from tests.browser.service import Service, running_service, sign_in
from tests.webapp.clients import WatchedStore
from tests.webapp.letters import approved_tender
from webapp.roles import Role

WHY = "The rota is a trade secret, which a rival could copy by the next season."
SECRET = "a rota that is printed weekly"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Service, str]]:
    """A served installation, and where the letters of its approved award stand."""
    folder = tmp_path_factory.mktemp("service")
    with running_service(folder) as service:
        store = WatchedStore(f"sqlite:///{folder / 'podium.sqlite3'}")
        scene = approved_tender(store, service.person, datetime.now(UTC))
        store.close()
        yield service, f"{service.address}/procurements/{scene.procurement_id}/letters"


def test_words_are_withheld_and_told_again(page: Page, served: tuple[Service, str]) -> None:
    service, letters = served
    sign_in(page, service, Role.PROCUREMENT_OFFICER)
    page.goto(letters)
    wrong = found_on(page)
    page.get_by_role("link", name="What is withheld from the letters, and why").click()
    wrong += found_on(page)

    page.get_by_role("link", name="Withhold it, or words of it").first.click()
    page.get_by_role("button", name="Withhold it").click()
    wrong += found_on(page)
    assert page.get_by_role("link", name="Select the ground").is_visible()
    page.get_by_label("Words to withhold").fill(SECRET)
    page.get_by_label("Every letter that holds it").check()
    page.get_by_label("Sensitive commercial information").check()
    page.get_by_label("Why the authority is satisfied of that").fill(WHY)
    wrong += found_on(page)
    page.get_by_role("button", name="Withhold it").click()
    page.wait_for_load_state()
    wrong += found_on(page)
    assert page.get_by_text(WHY).is_visible()
    page.goto(f"{letters}/2")
    wrong += found_on(page)
    assert page.get_by_text("[withheld]").is_visible()
    assert page.get_by_text(SECRET).count() == 0

    page.goto(f"{letters}/withheld")
    page.get_by_role("link", name="Take it back").click()
    wrong += found_on(page)
    page.get_by_label("Why it is not withheld any more").fill("The supplier published it.")
    page.get_by_role("button", name="Tell it again").click()
    page.wait_for_load_state()
    wrong += found_on(page)
    assert page.get_by_text("The supplier published it.").is_visible()

    assert wrong == []
