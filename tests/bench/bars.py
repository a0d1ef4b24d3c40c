"""What a benchmark promises and what it measured, as lines of a summary."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """One promise and what was measured.

    Attributes:
        name: What was measured.
        measured: How much it came to.
        promised: How much was promised.
        at_least: Whether more is better.
    """

    name: str
    measured: float
    promised: float
    at_least: bool

    @property
    def met(self) -> bool:
        """Whether the promise holds."""
        if self.at_least:
            return self.measured >= self.promised
        return self.measured <= self.promised

    def __str__(self) -> str:
        """The bar as a line of the summary."""
        sign = "≥" if self.at_least else "≤"
        verdict = "met" if self.met else "MISSED"
        return f"  {self.name:<52}{self.measured:>10.2f}   {sign} {self.promised:g}  {verdict}"
