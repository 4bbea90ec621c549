"""Ending a procurement without award: who may, what bidders are told, and that it is over."""
