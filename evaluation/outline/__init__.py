"""What a buyer settles before the market is asked: the parts of an outline, and judgement on them.

Each part is one frozen value of text, whole numbers, dates, enumerations and tuples of such, so
that it can be kept as it was and compared with what it became.
"""
