"""What Podium does: one function a use case. Nothing else writes to the store.

A service opens the one transaction of its request. An outcome that is to be expected, such as
a wrong password or a stale form, is a value that it returns; an exception is a fault.
"""
