"""The award report as a whole: the same in every layout, whatever the tender holds."""

from dataclasses import replace
from itertools import pairwise

import pytest

from evaluation.evaluate import evaluate
from evaluation.model import Method, PriceFormula
from evaluation.red_flags import red_flags
from evaluation.robustness import robustness
from evaluation.tender import Bid, Exclusion, PassedOver, Tender
from tests.evaluation import builders as make
from tests.webapp.documents.pdf_reading import Node, read
from tests.webapp.documents.report.grounds import award, grounds, grounds_bid
from tests.webapp.documents.report.reading import part, reported, table, text
from tests.webapp.documents.test_html import Elements
from tests.webapp.documents.test_tagging import Words
from webapp.documents import render_html, render_pdf
from webapp.documents.pdf.typeface import regular
from webapp.documents.report import Award

SECTIONS = [
    "Summary",
    "1. Ranking",
    "2. How each figure was made",
    "3. Gates, minimums and exclusions",
    "4. What the rules said of each commitment",
    "5. Prices that seem abnormally low",
    "6. Marks and moderation",
    "7. How sure the first place is",
    "8. Checks and red flags",
    "Appendix A. The model",
    "Appendix B. Rule packs",
]
HOSTILE = "<script>alert(1)</script> R&D \u202e{{ 7*7 }}\x00\n‘100%’ שלום " + "x" * 300


def plain_award(tender: Tender) -> Award:
    """Return an award of which nothing beyond its evaluation was computed."""
    evaluation = evaluate(tender)
    return Award(tender, evaluation, red_flags(tender, evaluation))


def sure(tender: Tender) -> Award:
    """Return an award with its robustness."""
    made = plain_award(tender)
    return replace(made, robustness=robustness(tender, {}, made.evaluation))


def _shared() -> Tender:
    criteria = make.price("40"), make.scored("q1", "60")
    same = (make.bid(name, "100", {"q1": "3"}) for name in "AB")
    return make.tender(make.model(*criteria), *same, make.bid("C", "120", {"q1": "1"}))


def _fallen() -> Tender:
    out = (Exclusion("Tax evasion", "Convicted"),)
    criteria = make.price("40"), make.scored("q1", "60")
    return make.tender(make.model(*criteria), make.bid("A", "1", {"q1": "3"}, exclusions=out))


def _quality(method: Method, **settings: str) -> Tender:
    made = make.model(
        make.price(None, None), make.scored("q1", "60"), make.scored("q2", "40"),
        method=method, **settings,  # type: ignore[arg-type] # a credit and nothing else
    )  # fmt: skip
    bids = (
        make.bid(name, amount, {"q1": mark, "q2": "3"})
        for name, amount, mark in (("A", "1000.10", "3"), ("B", "900", "2"), ("C", "950", "2"))
    )
    return make.tender(made, *bids)


def _no_price() -> Tender:
    bids = (make.bid(name, marks={"q1": mark}) for name, mark in (("A", "3"), ("B", "2")))
    return make.tender(make.model(make.scored("q1", "100")), *bids)


def _many(number: int) -> Bid:
    made = grounds_bid("ABCD"[number % 4])
    return replace(made, id=f"{made.id}{number}", bidder=made.bidder)


def _hostile() -> Tender:
    made = grounds()
    first = replace(made.bids[0], bidder=HOSTILE)
    return replace(made, bids=(first, *made.bids[1:]), reference="R&D <1>")


TENDERS = {
    "five bids": award(),
    "five bids, nothing else computed": plain_award(grounds()),
    "contested": sure(make.contested()),
    "shared first place": sure(_shared()),
    "nobody stands": sure(_fallen()),
    "one bid": sure(replace(make.example(), bids=make.example().bids[:1])),
    "price per quality point": sure(_quality(Method.PRICE_PER_QUALITY_POINT)),
    "quality credit": sure(_quality(Method.QUALITY_CREDIT, credit_per_point="2.5")),
    "no price": sure(_no_price()),
    "nine bids, some of one name": award(replace(grounds(), bids=tuple(map(_many, range(9))))),
    "hostile words": award(_hostile()),
}  # fmt: skip


@pytest.mark.parametrize("name", TENDERS)
def test_html_and_pdf_say_the_same_in_the_same_order(name: str) -> None:
    made = reported(TENDERS[name])

    reading = read(render_pdf(made))

    words = "".join(Shown(str(render_html(made))).shown).split()
    page = "".join(regular().showable(word) for word in words)
    assert drawn(reading.root) == page
    assert reading.untagged == []


def drawn(root: Node) -> str:
    """Return what a PDF says, without the contents, bullets and its note on missing characters."""
    sections = [sect.text() for sect in root.every("Sect") if not list(sect.every("TOC"))]
    text = "".join("".join(sections).split()).replace("•", "")
    return text.partition("□standsforacharacter")[0]


class Shown(Words):
    """Collects what a page shows, without the titles and descriptions of its charts."""

    def handle_data(self, data: str) -> None:
        """Keep what is drawn."""
        if not self.open or self.open[-1][0] not in {"title", "desc"}:
            super().handle_data(data)


@pytest.mark.parametrize("name", TENDERS)
def test_the_page_is_sound(name: str) -> None:
    page = Elements(render_html(reported(TENDERS[name])))
    ids = [str(found["id"]) for _, found in page.found if "id" in found]
    levels = [int(tag[1]) for tag, _, _ in page.every("h1", "h2", "h3", "h4", "h5")]
    links = {str(found["href"]) for _, found, _ in page.every("a")}

    assert len(ids) == len(set(ids))
    assert links <= {f"#{identifier}" for identifier in ids}
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not any("style" in found for _, found in page.found)


@pytest.mark.parametrize("name", TENDERS)
def test_every_report_has_the_same_sections(name: str) -> None:
    made = reported(TENDERS[name])

    assert [section.heading() for section in made.sections] == SECTIONS
    assert all(section.blocks for section in made.sections)


def test_page_one_holds_the_summary() -> None:
    reading = read(render_pdf(reported(award())))
    entry = next(link for link in reading.root.every("Link") if link.alt == "1. Ranking")

    assert entry.text() == "1. Ranking3"


def test_the_same_award_makes_the_same_bytes() -> None:
    assert render_pdf(reported(award())) == render_pdf(reported(award()))


def test_the_order_of_the_bids_changes_no_figure() -> None:
    turned = replace(grounds(), bids=grounds().bids[::-1])

    one, other = reported(award()), reported(award(turned))

    assert text(part(one, "ranking")) == text(part(other, "ranking"))
    assert text(part(one, "figures")) == text(part(other, "figures"))


def test_a_report_takes_title_and_authority_of_its_procurement() -> None:
    made = reported(award())

    assert (made.kind, made.title, made.authority) == (
        "Award report",
        "Grounds maintenance, 2026 to 2029",
        "Coventry City Council",
    )
    assert [pack.id for pack in made.packs] == ["uk", "coventry"]


def test_without_a_procurement_the_caller_names_both_or_neither() -> None:
    bare = plain_award(make.example())
    named = replace(bare, authority="Coventry City Council", title="Litter bins")

    assert reported(bare).title == "Tender COV-2026-014"
    assert reported(bare).authority == "The contracting authority"
    assert (reported(named).title, reported(named).authority) == (
        "Litter bins",
        "Coventry City Council",
    )


def test_bidders_of_one_name_are_told_apart_by_their_ids() -> None:
    made = reported(TENDERS["nine bids, some of one name"])

    names = [row[0] for row in table(part(made, "ranking"), "The ranking")[1:]]

    assert len(set(names)) == 9
    assert "Arden Landscapes Ltd (A0)" in names


def test_a_set_range_is_drawn_from_its_floor_to_its_ceiling() -> None:
    criterion = make.price("40", PriceFormula.SET_RANGE, floor="50", ceiling="150")
    bids = make.bid("A", "100", {"q1": "3"}), make.bid("B", "70", {"q1": "1"})
    made = sure(make.tender(make.model(criterion, make.scored("q1", "60")), *bids))

    rows = table_of_prices(made)

    assert ["£50", "40.00", ""] in rows
    assert ["£100", "20.00", "A Ltd"] in rows
    assert ["£150", "0.00", ""] in rows


def table_of_prices(made: Award) -> list[list[str]]:
    """Return the figures of the price curve."""
    [chart] = [block for block in part(reported(made), "figures").blocks
               if getattr(block, "anchor", "") == "chart-price"]  # fmt: skip
    return [list(row) for row in chart.plot.rows()]  # type: ignore[union-attr] # a chart


def test_a_lot_that_passes_over_its_first_bid_says_so_on_page_one() -> None:
    criteria = make.price("40"), make.scored("q1", "60")
    bids = make.bid("A", "100", {"q1": "5"}), make.bid("B", "100", {"q1": "3"})
    whole = make.tender(make.model(*criteria), *bids)
    over = replace(whole, passed_over=(PassedOver("A", "You are at the limit of 1 lot"),))

    made = reported(sure(over))

    summary = text(part(made, "summary"))
    told = "A Ltd is first, and the lot is not to be awarded to it, by the published rule of the"
    assert told in summary
    assert "You are at the limit of 1 lot" not in summary
    assert "B Ltd, which is second, has the most advantageous tender" in summary
    assert "Whether to award the contract to B Ltd on this evaluation" in summary
    assert table(part(made, "ranking"), "The ranking")[1][2] == "1\nPassed over"
    assert "whoever is passed over" in text(part(made, "robustness"))
    assert "Passed over" not in text(part(reported(sure(whole)), "summary"))


@pytest.mark.parametrize(("over", "left"), [(("A",), "shared"), (("A", "B", "C"), "empty")])
def test_a_lot_whose_first_place_is_then_shared_or_empty_asks_how_to_proceed(
    over: tuple[str, ...], left: str
) -> None:
    marks = {"A": "5", "B": "3", "C": "3"}
    bids = [make.bid(id_, "100", {"q1": mark}) for id_, mark in marks.items()]
    whole = make.tender(make.model(make.price("40"), make.scored("q1", "60")), *bids)
    passed = tuple(PassedOver(one, "You are at the limit of 1 lot") for one in over)

    summary = text(part(reported(sure(replace(whole, passed_over=passed))), "summary"))

    assert f"leaves the first place of those not passed over {left}" in summary
