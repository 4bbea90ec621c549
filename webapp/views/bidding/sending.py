"""The file of a bid as a form sends it, whoever brings it."""

from forms.bidding import BidFile, BidForm, read_bid
from forms.errors import InvalidInput
from webapp.installation import installation
from webapp.services.bids.sealed import Vault


def vault() -> Vault:
    """Return where this installation seals bids."""
    settings = installation().settings
    return Vault(settings.instance_folder, settings.secret_key)


def sent(form: BidForm) -> BidFile | None:
    """Return the file of a form, None with the form's errors where it can't be a bid."""
    if not form.validate_on_submit():
        return None
    with form.file.data.stream as stream:
        data = stream.read()
    try:
        return read_bid(data, form.file.data.filename)
    except InvalidInput as refused:
        form.file.errors = tuple(
            f"{one.place}: {one.problem.rstrip('.')}. {one.remedy}" for one in refused.errors
        )
    return None
