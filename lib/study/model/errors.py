"""Errors that a user can mend: each names what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterable

_CANDIDATES = 5


class StudyError(Exception):
    """A mistake in the input or the call, told in one line with its remedy.

    The command line prints the message alone and leaves with status 2; in a
    notebook the same line stands in place of a traceback.
    """

    def _render_traceback_(self) -> list[str]:
        """What IPython, and so JupyterLab and papermill, show for this error."""
        return [f"study: {self}"]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Phrase that names the known word nearest to a mistyped one.

    Args:
        word: What the user wrote.
        known: Words that would have been right.

    Returns:
        `"; did you mean 'language'?"`, or "" where nothing is near.
    """
    # Imported here because only a mistake needs it, and every start would pay.
    import difflib  # noqa: PLC0415

    near = difflib.get_close_matches(word, list(known), n=_CANDIDATES)
    # Short names tie often (通洲区 is as near to 香洲区 as to 通州区), and the
    # slip is seldom in the first character.
    best = next((name for name in near if name[0] == word[0]), near[0] if near else "")
    return f"; did you mean {best!r}?" if best else ""
