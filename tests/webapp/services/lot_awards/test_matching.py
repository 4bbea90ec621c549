"""Whose bids in several lots are one bidder's."""

from webapp.services.lot_awards.matching import LotBid, matched


def test_bids_of_one_name_or_one_identifier_are_one_bidders_also_over_others() -> None:
    bids = [
        LotBid(1, "1-A", "Alpha Ltd", "GB-COH-1"),
        LotBid(1, "1-B", "Beta", ""),
        LotBid(2, "2-A", "BETA ", ""),
        LotBid(2, "2-B", "Alpha Grounds", "gb-coh-1"),
        LotBid(3, "3-A", "alpha  grounds", ""),
        LotBid(3, "3-B", "Gamma", ""),
    ]

    found = matched(bids)

    assert [tuple(bid.id for bid in one.bids) for one in found] == [
        ("1-A", "2-B", "3-A"),
        ("1-B", "2-A"),
        ("3-B",),
    ]
    assert found[0].lots == (1, 2, 3)
    assert found[0].names == ("Alpha Ltd", "Alpha Grounds", "alpha  grounds")


def test_no_identifier_is_none_that_two_could_share() -> None:
    found = matched([LotBid(1, "1-A", "Alpha", ""), LotBid(2, "2-A", "Beta", "")])

    assert len(found) == 2
