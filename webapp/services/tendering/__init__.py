"""The tender: from the approved outline to what bidders are invited to."""
