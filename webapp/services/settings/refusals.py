"""Why a draft was not changed, in words with a remedy."""

from webapp.services.refusals import Refused

NO_DRAFT = Refused("There is no such draft", "Go back to the list of drafts")
NOT_OPEN = Refused(
    "The draft was proposed, approved or withdrawn since you opened this page",
    "Read it as it stands now",
)
