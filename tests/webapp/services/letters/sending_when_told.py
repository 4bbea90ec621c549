"""A process that sends the letters of an award once it is told to, and may be killed meanwhile."""

import sys
from datetime import datetime
from uuid import UUID

from tests.webapp.tenders import LINKS
from webapp.services.accounts import who_is
from webapp.services.letters.sending import letters_page_of, send_letters
from webapp.services.refusals import Refused
from webapp.store import Store


def main() -> None:
    """Read the letters, say that they are read, and send them at a line on standard input."""
    url, token, id_, at = sys.argv[1:]
    store, procurement_id, now = Store(url), UUID(id_), datetime.fromisoformat(at)
    person = who_is(store, token, now=now)
    if person is None:
        sys.exit("nobody is signed in")
    found = letters_page_of(store, person, procurement_id, now=now)
    if isinstance(found, Refused) or found.drafted is None:
        sys.exit(str(found))
    sys.stdout.write("read\n")
    sys.stdout.flush()
    sys.stdin.readline()
    send_letters(
        store,
        person,
        procurement_id=procurement_id,
        read=found.drafted.rests_on,
        links=LINKS,
        now=now,
    )
    sys.stdout.write("sent\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
