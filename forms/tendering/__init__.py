"""The forms of a tender that is out: its terms, its bidders, and answers to their questions."""
