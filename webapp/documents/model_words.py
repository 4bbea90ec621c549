"""What a model says of ties and of low prices, in the words of every document that tells it."""

from evaluation.model import Model
from evaluation.wording import per_cent
from webapp.documents.content import plain


def ties_words(model: Model) -> str:
    """Return what becomes of bids with equal figures."""
    names = [
        f"\N{LEFT SINGLE QUOTATION MARK}{plain(model.by_id[id_].title)}"
        "\N{RIGHT SINGLE QUOTATION MARK}"
        for id_ in model.tie_break
    ]
    if not names:
        return "Equal figures share a rank"
    return f"Equal figures are set apart by {', then '.join(names)}"


def screen_words(model: Model) -> str:
    """Return when a price is asked about as abnormally low, empty where the model does not say."""
    screen = model.abnormally_low
    if screen is None:
        return ""
    said = [
        f"{per_cent(share)} below {name}"
        for share, name in (
            (screen.below_mean_percent, "the mean of the ranked prices"),
            (screen.below_next_percent, "the next higher price"),
        )
        if share is not None
    ]
    return f"A price is asked about from {' or '.join(said)}"
