"""The record in sentences, and the timeline."""
