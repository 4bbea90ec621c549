"""The file of a procurement, redacted as a bidder, a public request or a court may have it."""
