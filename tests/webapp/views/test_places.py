"""Where what a pack names can be read."""

import pytest
from flask import Flask

from rules.library import stack
from webapp.views.places import Places


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        ("cov-tier-none", "/policies/coventry/rules/cov-tier-none"),
        ("uk-kpis-for-large-contracts", "/policies/uk/rules/uk-kpis-for-large-contracts"),
        ("cov-social-value-floor", "/policies/coventry/values/cov-social-value-floor"),
        ("cov-2022-jobs-and-skills", "#cov-2022-jobs-and-skills"),
        ("pa-2023", "/policies/uk#pa-2023"),
        ("nothing", ""),
    ],
)
def test_each_thing_is_read_in_the_pack_that_holds_it(app: Flask, id_: str, address: str) -> None:
    packs = stack("coventry")

    with app.test_request_context():
        assert Places(packs, packs.packs[-1]).address(id_) == address


def test_away_from_the_policys_own_page_the_address_is_whole(app: Flask) -> None:
    with app.test_request_context():
        address = Places(stack("coventry")).address("economic")

    assert address == "/policies/coventry#economic"
