"""How fast pages are served, beside the least that any page could cost, on one server."""
