"""A parser whose every refusal is one clear line."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from study.model import StudyError
from study.model.errors import did_you_mean

_LANGUAGES = ("en", "zh")


class Parser(argparse.ArgumentParser):
    """An argument parser that raises `StudyError` and shows examples as written."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - handed on as they are
        """Set up as argparse does, but never guess at shortened options."""
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        self.options: list[str] = []  # set first: the parent adds --help at once
        super().__init__(allow_abbrev=False, **settings)

    def add_argument(self, *names: Any, **settings: Any) -> argparse.Action:  # noqa: ANN401 - handed on as they are
        """Add an argument, and remember its options for "did you mean"."""
        action = super().add_argument(*names, **settings)
        self.options.extend(action.option_strings)
        return action

    def error(self, message: str) -> NoReturn:
        """Refuse a call."""
        raise StudyError(f"{message} (see {self.prog} --help)")

    def refuse(self, extra: Sequence[str], hint: str = "") -> None:
        """Refuse the arguments that parsing left over, if there are any.

        Args:
            extra: What was left over.
            hint: What to write instead of a left-over word that is no option.

        Raises:
            StudyError: If anything is left over.
        """
        for word in extra[:1]:
            if word.startswith("-"):
                near = did_you_mean(word.partition("=")[0], self.options)
                self.error(f"no option {word.partition('=')[0]!r}{near}")
            self.error(f"what is {word!r}?{hint.format(word) if hint else ''}")


def one_of(option: str, *choices: str) -> Callable[[str], str]:
    """A type for an option that must be one of a few words."""

    def parse(word: str) -> str:
        if word not in choices:
            near = did_you_mean(word, choices)
            raise StudyError(f"{option} must be one of {', '.join(choices)}, not {word!r}{near}")
        return word

    return parse


def add_language(parser: Parser, what: str) -> None:
    """Declare the language of something that is printed."""
    parser.add_argument(
        "--language",
        type=one_of("--language", *_LANGUAGES),
        default="en",
        metavar="LANGUAGE",
        help=f"of {what}: {' or '.join(_LANGUAGES)}; by default en",
    )


def number(option: str) -> Callable[[str], int]:
    """A type for an option that must be a whole number."""

    def parse(word: str) -> int:
        try:
            return int(word)
        except ValueError:
            raise StudyError(f"{option} must be a whole number, not {word!r}") from None

    return parse
