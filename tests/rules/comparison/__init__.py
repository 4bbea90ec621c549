"""Two packs compared by meaning."""
