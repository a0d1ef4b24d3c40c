"""What each notebook can be asked: names, types, choices, ranges, units and help.

One frozen dataclass per notebook is the only schema. The notebook checks its
`parameters` cell with it, `study run` checks `-p` and the matrix with it before
a kernel starts, and `study params` lists it; all refuse a mistake in the same
words.
"""

from __future__ import annotations

import ast
import hashlib
import html
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import ClassVar, Self, TypeVar

from study.model import StudyError
from study.model.errors import did_you_mean
from study.publish.project import project_root, resolve

Scalar = str | int | float | bool
_Default = TypeVar("_Default", str, int)

_KINDS = {str: "text", bool: "true or false", int: "a whole number", float: "a number"}
_TRUTHS = {"true": True, "false": False}
# What papermill writes at the head of the cell that it injects.
_INJECTED_HEAD = "# Parameters\n"
_LONGEST_LABEL = 120


@dataclass(frozen=True)
class Rule:
    """What a parameter may be, beside the type of its default.

    Attributes:
        help: What it does, in a phrase.
        choices: The only values allowed; empty where any is.
        lexicon: Gives each word of the lexicon with the canonical name it
            stands for; the parameter must be a canonical name. Else None.
        words: What those names are, in the singular ("place").
        low: Least number allowed, or None.
        high: Greatest number allowed, or None.
        unit: Unit of a number, or "".
        empty: What the empty text means; "" where it is not allowed.
        folder: Whether it names a folder that must exist.
        article: Whether it names an article of the folder `seeds`, by label or key.
    """

    help: str
    choices: tuple[str, ...] = ()
    lexicon: Callable[[], Mapping[str, str]] | None = None
    words: str = ""
    low: int | None = None
    high: int | None = None
    unit: str = ""
    empty: str = ""
    folder: bool = False
    article: bool = False

    @property
    def domain(self) -> str:
        """The allowed values in words, for listings."""
        if self.choices:
            return " or ".join(self.choices)
        if self.lexicon:
            return f"a {self.words} of the lexicon"
        if self.folder:
            return "a folder"
        if self.article:
            return "an article of seeds"
        if self.low is not None:
            return f"{self.low}–{self.high}"
        return ""


def _asked(default: _Default, rule: Rule) -> _Default:
    """A field of a parameter class: its default, and what else it may be."""
    return field(default=default, metadata={"rule": rule})


def _place_asked(empty: str) -> str:
    """The field for a place that need not be given.

    Args:
        empty: What the notebook shows without one.
    """
    meaning = "place to look at, with the places inside it"
    return _asked("", Rule(meaning, lexicon=_places, words="place", empty=empty))


def _year_asked(default: int, meaning: str) -> int:
    return _asked(default, Rule(meaning, low=1900, high=2100, unit="year"))


def rule_of(parameter: Field[Scalar]) -> Rule:
    """The rule that a field of a parameter class carries."""
    rule = parameter.metadata["rule"]
    assert isinstance(rule, Rule)
    return rule


def default_of(parameter: Field[Scalar]) -> Scalar:
    """The value that a parameter has where none is given."""
    default = parameter.default
    assert isinstance(default, Scalar)
    return default


def _places() -> Mapping[str, str]:
    # Imported on demand: listing or checking a language needs no gazetteer.
    from study.lexicon.places import gazetteer  # noqa: PLC0415

    known = gazetteer()
    meant = {word: name for word, (name, _) in zip(known.names, known.meanings, strict=True)}
    return meant | {name: name for name in known.places}


def _industries() -> Mapping[str, str]:
    from study.lexicon.domain import segment_words  # noqa: PLC0415 - as above

    return segment_words()


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """What every notebook takes.

    Attributes:
        seeds: Folder of the articles.
        language: Language of titles, labels and prose.
        figures: Folder of the figures; see `figures_folder`.

    Raises:
        StudyError: If a value has the wrong type or is out of range.
    """

    notebook: ClassVar[str] = ""
    # Names that do not change what a figure says, or are part of its file name.
    aside: ClassVar[frozenset[str]] = frozenset({"language", "figures"})

    seeds: str = _asked("seeds", Rule("folder of the articles", folder=True))
    language: str = _asked("en", Rule("language of titles, labels and prose", choices=("en", "zh")))
    figures: str = _asked(
        "",
        Rule(
            "folder of the figures",
            empty="figures/, or build/figures/NAME=VALUE for other than the defaults",
        ),
    )

    def __post_init__(self) -> None:
        """Refuse a value that its rule does not allow."""
        for parameter in self.schema():
            _check_value(self.notebook, parameter, getattr(self, parameter.name))
        for parameter in self.schema():
            if rule_of(parameter).article:
                where = f"{self.notebook}: parameter {parameter.name!r}"
                _check_article(where, getattr(self, parameter.name), self.seeds_folder)

    @classmethod
    def schema(cls) -> tuple[Field[Scalar], ...]:
        """The fields, those of the notebook itself before those of every notebook."""
        common = {parameter.name for parameter in fields(Parameters)}
        return tuple(sorted(fields(cls), key=lambda parameter: parameter.name in common))

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Names of the parameters, in the order of `schema`."""
        return tuple(parameter.name for parameter in cls.schema())

    @classmethod
    def check(cls, **values: object) -> Self:
        """Turn the values of a `parameters` cell into checked settings.

        Args:
            **values: Parameters by name; one left out takes its default.

        Returns:
            The settings, frozen.

        Raises:
            StudyError: If a name is unknown, here or among those that papermill
                injected into the running notebook; if a value has the wrong
                type or is out of range; or if papermill injected a parameter
                that the notebook does not hand on.
        """
        injected = _injected_names()
        for name in (*values, *injected):
            cls.require(name)
        for name in injected:
            if name not in values:
                raise cls.never_read(name)
        return cls(**values)  # type: ignore[arg-type]  # __post_init__ checks the types

    @classmethod
    def never_read(cls, name: str, remedy: str = "") -> StudyError:
        """The refusal of a parameter that changes nothing, to be raised.

        Args:
            name: Its name.
            remedy: What would make it change something.
        """
        remedy = remedy or f"hand it to {cls.__name__}.check"
        return StudyError(
            f"{cls.notebook}: parameter {name!r} is set but never read; {remedy}, or leave it out"
        )

    @classmethod
    def require(cls, name: str) -> Field[Scalar]:
        """Find a parameter by its name.

        Raises:
            StudyError: If the notebook has no such parameter.
        """
        for parameter in cls.schema():
            if parameter.name == name:
                return parameter
        known = cls.names()
        raise StudyError(
            f"{cls.notebook}: no parameter {name!r}{did_you_mean(name, known)} "
            f"(it takes {', '.join(known)})"
        )

    @classmethod
    def from_text(cls, name: str, text: str) -> Scalar:
        """Read a value typed on the command line as the type its parameter has.

        Args:
            name: Name of the parameter.
            text: What was typed; ids such as 000 stay text.

        Returns:
            The value, not yet checked against its range.

        Raises:
            StudyError: If the name is unknown or the text is not of the type.
        """
        parameter = cls.require(name)
        wanted = type(default_of(parameter))
        try:
            return _TRUTHS[text.lower()] if wanted is bool else wanted(text)
        except (ValueError, KeyError):
            raise StudyError(
                f"{cls.notebook}: parameter {name!r} must be {_KINDS[wanted]}, not {text!r}"
            ) from None

    def changed(self) -> dict[str, Scalar]:
        """The parameters that make other figures than the defaults do, by name."""
        values = {parameter.name: getattr(self, parameter.name) for parameter in self.schema()}
        defaults = {parameter.name: default_of(parameter) for parameter in self.schema()}
        return {
            name: value
            for name, value in values.items()
            if name not in self.aside and value != defaults[name]
        }

    @property
    def seeds_folder(self) -> Path:
        """Folder of the articles, absolute."""
        return resolve(self.seeds)

    @property
    def figures_folder(self) -> Path:
        """Folder that the figures go to, absolute.

        `figures/` of the study holds what the defaults draw and is committed;
        figures of other parameters go to a folder below `build/figures/` that
        names them, so that trying a parameter leaves the committed ones alone.
        """
        if self.figures:
            return resolve(self.figures)
        changed = self.changed()
        root = project_root()
        return root / "build" / "figures" / label_of(changed) if changed else root / "figures"

    def _repr_html_(self) -> str:
        """Table of the settings for JupyterLab."""
        rows = "".join(_html_row(p, getattr(self, p.name)) for p in self.schema())
        head = "<tr><th>parameter</th><th>value</th><th>meaning</th></tr>"
        return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


@dataclass(frozen=True, kw_only=True)
class SourcesParameters(Parameters):
    """Parameters of 01_sources: which articles the study reads, and what is in them.

    Attributes:
        article: Label or key of the article shown with its facts marked.
    """

    notebook: ClassVar[str] = "01_sources"

    article: str = _asked(
        "000", Rule("label of the article to read with its facts marked", article=True)
    )


@dataclass(frozen=True, kw_only=True)
class GrowthParameters(Parameters):
    """Parameters of 02_growth: stated scale, firms and growth by place and year.

    Attributes:
        place: Place to look at, with all places inside it; "" for every place.
        industry: Segment to look at; "" for every segment.
        first_year: Earliest year shown.
        last_year: Latest year shown.
    """

    notebook: ClassVar[str] = "02_growth"

    place: str = _place_asked("every place")
    industry: str = _asked(
        "",
        Rule("segment to look at", lexicon=_industries, words="segment", empty="every segment"),
    )
    first_year: int = _year_asked(1990, "earliest year shown")
    last_year: int = _year_asked(2050, "latest year shown")

    def __post_init__(self) -> None:
        """Refuse, beside single values, years in the wrong order."""
        super().__post_init__()
        if self.first_year > self.last_year:
            raise StudyError(
                f"{self.notebook}: parameter 'first_year' ({self.first_year}) lies after "
                f"'last_year' ({self.last_year}); swap them"
            )


@dataclass(frozen=True, kw_only=True)
class ClustersParameters(Parameters):
    """Parameters of 03_clusters: who is where, doing what.

    Attributes:
        place: Place to look at, with all places inside it; "" for every place.
    """

    notebook: ClassVar[str] = "03_clusters"

    place: str = _place_asked("every place")


@dataclass(frozen=True, kw_only=True)
class ForumsParameters(Parameters):
    """Parameters of 04_forums: which articles' forums are taken apart and compared.

    Attributes:
        forums: Labels of articles, separated by commas; "" for all that describe a forum.
    """

    notebook: ClassVar[str] = "04_forums"

    forums: str = _asked(
        "",
        Rule(
            "labels of the articles whose forums are compared, separated by commas",
            empty="all that describe a forum",
        ),
    )

    def __post_init__(self) -> None:
        """Refuse, beside single values, a list with empty entries."""
        super().__post_init__()
        if self.forums and not all(part.strip() for part in re.split("[,，]", self.forums)):
            raise StudyError(
                f"{self.notebook}: parameter 'forums' must be labels separated by commas, such as "
                f"'000,002', not {self.forums!r}"
            )

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels, each once; none for all."""
        parts = (part.strip() for part in re.split("[,，]", self.forums) if part.strip())
        return tuple(dict.fromkeys(parts))


@dataclass(frozen=True, kw_only=True)
class ClaimsParameters(Parameters):
    """Parameters of 05_claims: what constrains each other, and whether it agrees.

    Attributes:
        place: Place to look at, with all places inside it; "" for every place and event.
        claim: Name of the claim whose sources are shown; "" for the first.
    """

    notebook: ClassVar[str] = "05_claims"

    place: str = _place_asked("every place and event")
    claim: str = _asked(
        "", Rule("name of the claim whose sources are shown", empty="the first of the list")
    )


@dataclass(frozen=True, kw_only=True)
class PlaceParameters(Parameters):
    """Parameters of 06_place: all that is stated of a place.

    Attributes:
        place: The place.
    """

    notebook: ClassVar[str] = "06_place"

    place: str = _asked("昌平区", Rule("place to look at", lexicon=_places, words="place"))


def all_schemas() -> dict[str, type[Parameters]]:
    """The parameter classes by their own names."""
    return {schema.__name__: schema for schema in Parameters.__subclasses__()}


def label_of(values: Mapping[str, Scalar]) -> str:
    """Name a set of parameters so that it can be a folder: `place=通州区,first_year=2020`.

    Characters that a file name cannot bear give way to a dash, and a digest is
    added wherever the label is no longer the values themselves.
    """
    exact = ",".join(f"{name}={value}" for name, value in values.items())
    safe = re.sub(r"[^\w.=,-]", "-", exact)
    while len(safe.encode()) > _LONGEST_LABEL:
        safe = safe[:-1]
    if safe == exact:
        return exact
    return f"{safe}-{hashlib.sha256(exact.encode()).hexdigest()[:8]}"


def _check_value(notebook: str, parameter: Field[Scalar], value: object) -> None:
    """Refuse a value that is not of the default's type or breaks the rule."""
    where = f"{notebook}: parameter {parameter.name!r}"
    rule = rule_of(parameter)
    wanted = type(default_of(parameter))
    if type(value) is not wanted and not (wanted is float and type(value) is int):
        raise StudyError(f"{where} must be {_KINDS[wanted]}, not {_told(value)}{_remedy(wanted)}")
    if isinstance(value, str):
        _check_text(where, rule, value)
    elif rule.low is not None and rule.high is not None and not rule.low <= value <= rule.high:
        raise StudyError(f"{where} must lie between {rule.low} and {rule.high}, not {value}")


def _check_text(where: str, rule: Rule, value: str) -> None:
    if not value:
        if not rule.empty:
            raise StudyError(f"{where} must not be empty")
        return
    if rule.folder and not resolve(value).is_dir():
        raise StudyError(f"{where}: no folder {value!r}; a path is seen from the study's folder")
    if rule.lexicon:
        _check_name(where, rule, value, rule.lexicon())
    elif rule.choices and value not in rule.choices:
        near = did_you_mean(value, rule.choices)
        raise StudyError(f"{where} must be {rule.domain}, not {value!r}{near}")


def _check_name(where: str, rule: Rule, value: str, meant: Mapping[str, str]) -> None:
    """Refuse a word that is no canonical name; another word for one leads to it."""
    if meant.get(value) == value:
        return
    near = f"; did you mean {meant[value]!r}?" if value in meant else did_you_mean(value, meant)
    raise StudyError(f"{where} must be {rule.domain}, not {value!r}{near}")


def _check_article(where: str, value: str, seeds: Path) -> None:
    """Refuse an article that the folder does not hold, before any is read."""
    # Imported on demand, as the gazetteer is.
    from study.read.sources import sources  # noqa: PLC0415

    try:
        found = sources([seeds])
    except StudyError:
        return  # reading the folder says what is wrong with it
    known = {name for path, entry in found for name in (path.stem, entry.id if entry else "")}
    if value not in known:
        near = did_you_mean(value, sorted(known - {""}))
        raise StudyError(f"{where} must be an article of seeds, not {value!r}{near}")


def _told(value: object) -> str:
    """A refused value with what it is, so that the text 0 and the number 0 differ."""
    kind = {str: "the text", int: "the number", float: "the number"}.get(type(value), "the value")
    return f"{kind} {value!r}"


def _remedy(wanted: type) -> str:
    if wanted is str:
        return "; put it in quotes (with papermill: -r instead of -p)"
    return "; write it without quotes (with papermill: -p instead of -r)"


def _injected_names() -> tuple[str, ...]:
    """Names that papermill set in the notebook that is running, if one is.

    Papermill only logs a parameter that the notebook does not know; the cell
    that it injected is found again in the inputs that IPython remembers.
    """
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    inputs = shell.user_ns.get("In", ()) if shell else ()
    # Only the last one counts: a mistake mended by hand must not be refused again.
    last = next((cell for cell in reversed(inputs) if cell.startswith(_INJECTED_HEAD)), "")
    return tuple(
        target.id
        for statement in ast.parse(last).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    )


def _html_row(parameter: Field[Scalar], value: Scalar) -> str:
    rule = rule_of(parameter)
    meaning = rule.help if value != "" else f"{rule.help}: {rule.empty}"
    cells = (parameter.name, str(value), meaning)
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"
