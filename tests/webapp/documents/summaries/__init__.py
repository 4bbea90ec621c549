"""Assessment summaries and the notices that go before them."""
