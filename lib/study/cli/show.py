"""Show an article with every fact marked in its raw text."""

from __future__ import annotations

from argparse import Namespace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from study.cli.parser import Parser, add_language
from study.model import StudyError
from study.model.errors import did_you_mean

if TYPE_CHECKING:
    from study.publish.article_view import ArticleView

SUMMARY = "show an article with its facts marked"
HINT = " One article is shown at a time"
EPILOG = """\
ARTICLE is a file (text or saved HTML), or one of seeds/ by its label or name.
Without --html each sentence that states facts is printed, its quotes between
⟪ and ⟫, and below it the fields of each. The page of --html is whole in one file
and needs neither network nor JavaScript; its address with #fact-START-END leads
to the fact with that raw span.

examples:
  study show 000                               in the terminal
  study show 000 --html 000.html               as a page for the browser
  study show article.txt --html article.html --language zh
"""


_LISTED = 10  # labels that a message lists
_SHOWN = 40  # characters of a mistaken word that it repeats


def add_arguments(parser: Parser) -> None:
    """Declare what the command takes."""
    parser.add_argument("article", metavar="ARTICLE", help="a file, or a label in seeds/ as 000")
    parser.add_argument("--html", metavar="FILE", help="write a page there instead of printing")
    add_language(parser, "headings and labels")


def execute(options: Namespace) -> int:
    """Find, read, extract, show."""
    path = _path_of(options.article)
    target = Path(options.html) if options.html is not None else None
    if target is not None:
        _refuse_overwriting(path, target)
    view = _view(path, options.language)
    if target is None:
        print(view.text())
    else:
        from study.publish.files import open_whole  # noqa: PLC0415 - not for --help

        with open_whole(target) as stream:
            stream.write(view.page().encode())
    return 0


def _view(path: Path, language: str) -> ArticleView:
    # The rooms of reading and extraction load a gazetteer: not for --help.
    from study.publish.article_view import ArticleView  # noqa: PLC0415
    from study.read import read_paths  # noqa: PLC0415

    [document] = read_paths([path])
    return ArticleView.of(document, language)


def _refuse_overwriting(article: Path, target: Path) -> None:
    if target.resolve() == article.resolve():
        raise StudyError(f"--html {target} would replace the article itself; name another file")


def _path_of(article: str) -> Path:
    """The file of an article named by its path, or by its label or name in seeds/."""
    path = Path(article)
    try:
        if path.is_dir():
            raise StudyError(f"{path} is a folder; name one article of it")
        if path.exists() or path.is_symlink():
            return path
    except OSError as error:  # such as a name longer than the system allows
        shown = article if len(article) <= _SHOWN else f"{article[:_SHOWN]}…"
        raise StudyError(f"cannot look for {shown!r}: {error.strerror}; name a file") from error
    return _among_seeds(article)


def _among_seeds(article: str) -> Path:
    labels = _labels()
    known = {path.name: path for path in labels.values()}
    known |= {path.stem: path for path in labels.values()} | labels
    if article not in known:
        near = did_you_mean(article, known)
        some = ", ".join([*islice(labels, _LISTED), *["…"] * (len(labels) > _LISTED)])
        seeds = f", or one of seeds/: {some}" if some else ""
        raise StudyError(f"no article {article!r}{near} (name a file{seeds})")
    return known[article]


def _labels() -> dict[str, Path]:
    """The articles of seeds/ by label, or by name if uncatalogued; none without a study."""
    from study.publish.project import project_root  # noqa: PLC0415 - not for --help
    from study.read import ARTICLE_SUFFIXES, read_catalogue  # noqa: PLC0415

    try:
        folder = project_root() / "seeds"
    except StudyError:
        return {}
    entries = read_catalogue(folder)
    files = sorted(p for p in folder.iterdir() if p.suffix.lower() in ARTICLE_SUFFIXES)
    return {entries[p.name].id if p.name in entries else p.stem: p for p in files}
