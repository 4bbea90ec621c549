"""The documents of a tender as its bidders get them."""

from collections.abc import Callable

from tests.webapp.clients import WatchedStore
from tests.webapp.services.settling.doing import tender
from webapp.documents import render_html
from webapp.documents.content import Document
from webapp.services.accounts import Person
from webapp.services.tendering.documents import tender_document


def test_the_guide_tells_the_rules_by_which_promises_are_judged(
    store: WatchedStore, person_of: Callable[..., Person]
) -> None:
    scene = tender(store, person_of)

    document = tender_document(store, scene.procurement_id, "guide")

    assert isinstance(document, Document)
    text = render_html(document, standalone=False)
    assert "Which promises count" in text
    assert "What is required anyway is not counted." in text
    assert "The area is that of Coventry City Council" in text
