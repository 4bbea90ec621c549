"""Tests of bids: coming in, sealing, taking back, opening."""
