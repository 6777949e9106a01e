"""Work in steps: whoever does it may let something more urgent go first between two of them."""

from collections.abc import Generator
from typing import TypeVar

_Result = TypeVar("_Result")
Steps = Generator[None, None, _Result]
"""Stops at places where it may wait, and returns what it found."""


def finish(steps: Steps[_Result]) -> _Result:
    """Do all steps at once and return what they found."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: _Result = end.value
            return result
