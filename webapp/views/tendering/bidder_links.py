"""How bidders get their links: at the address of this installation, by e-mail if it sends any."""

from webapp.addresses import bidder_entrance
from webapp.installation import installation
from webapp.services.tendering.inviting import Links


def link_address(token: str) -> str:
    """Return the whole address at which a bidder comes in."""
    return installation().settings.address + bidder_entrance(token)


def bidder_links() -> Links:
    """Return how links reach bidders."""
    return Links(link_address, is_mailed=installation().settings.sends_mail)
