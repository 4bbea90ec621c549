"""Tests of a tender that is out: publishing, inviting, and answering bidders."""
