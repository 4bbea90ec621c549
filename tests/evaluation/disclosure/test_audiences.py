"""For whom a file is, as it is written."""

import pytest

from evaluation.disclosure import Audience, AudienceIsUnknown, Recipient, recipient_of


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("public", Recipient(Audience.PUBLIC)),
        ("court", Recipient(Audience.COURT)),
        ("bidder:12", Recipient(Audience.BIDDER, 12)),
    ],
)
def test_a_recipient_is_read_and_written_the_same(text: str, recipient: Recipient) -> None:
    assert recipient_of(text) == recipient
    assert recipient.code == text


@pytest.mark.parametrize(
    "text", ["", "bidder", "bidder:", "bidder:0", "bidder:-1", "bidder:1 ", "Court", "bidder:٣"]
)
def test_what_names_nobody_is_refused(text: str) -> None:
    with pytest.raises(AudienceIsUnknown):
        recipient_of(text)
