"""The golden thread: from a policy's outcome to the result of each bid, and back."""

from evaluation.thread.building import (
    Asked,
    Criterion,
    Measure,
    Outcome,
    Promise,
    Standing,
    Strands,
    Told,
    thread_of,
)
from evaluation.thread.following import Line, Placed, Where, line_of, whole
from evaluation.thread.values import Edge, Kind, Node, Thread

__all__ = [
    "Asked",
    "Criterion",
    "Edge",
    "Kind",
    "Line",
    "Measure",
    "Node",
    "Outcome",
    "Placed",
    "Promise",
    "Standing",
    "Strands",
    "Thread",
    "Told",
    "Where",
    "line_of",
    "thread_of",
    "whole",
]
