"""Preparing a procurement: from its start to the decision and the outline."""
