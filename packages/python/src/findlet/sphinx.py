"""Findlet as the search of Sphinx documentation: ``extensions = ["findlet"]``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

import sphinx
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError, ExtensionError
from sphinx.util import logging

from findlet import FindletError, build

_log = logging.getLogger(__name__)
_FILES = Path(__file__).parent / "files/sphinx"

OLDEST = (5, 0)

#: The builders that write pages for a host.
BUILDERS = {"html", "dirhtml"}

#: What stands beside the text in pages of Sphinx: links to sources, and those of headings.
NOT_TEXT = [".viewcode-link", ".viewcode-back", ".headerlink", ".wy-breadcrumbs-aside", ".sourcelink"]

#: The scripts of the search that is replaced; PyData's theme names them on each page.
THEIR_SCRIPTS = re.compile(r'\s*<script src="[^"]*(?:searchtools|language_data|searchindex)\.js[^"]*"></script>')

RESULTS = """<h1>{title}</h1>
<findlet-search mode="page"><form role="search"><input name="q" type="search" aria-label="{title}"></form></findlet-search>"""


def setup(app: Sphinx) -> Dict[str, Any]:
    if sphinx.version_info < OLDEST:
        raise ExtensionError(f"findlet needs Sphinx 5 or newer, and this is {sphinx.__version__}: upgrade it.")
    app.add_config_value("findlet_settings", {}, "")
    app.connect("config-inited", _configure)
    app.connect("builder-inited", _replace)
    app.connect("html-collect-pages", _results)
    app.connect("html-page-context", _load)
    app.connect("build-finished", _index)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _configure(app: Sphinx, config: Config) -> None:
    """Put our templates behind the site's own, and in front of the theme's."""
    others = [name for name in config.extensions if re.search(r"search|pagefind|spladex", name)]
    if others:
        raise ConfigError(f"The extensions findlet and {others[0]} are both the search of this site: take one out.")
    refused = {"out", "base_url"} & set(config.findlet_settings)
    if refused:
        raise ConfigError(f"findlet_settings has {refused.pop()}, which follows from the builder: take it out.")
    config.templates_path.append(str(_FILES / "templates"))
    config.html_static_path.append(str(_FILES / "static"))
    if config.html_theme == "pydata_sphinx_theme":
        config.html_theme_options.setdefault("navbar_persistent", ["findlet-field"])
        config.html_theme_options["disable_search"] = True


def _replace(app: Sphinx) -> None:
    if app.builder.name in BUILDERS:
        # Nothing of the index of its own is written, nor its page.
        app.builder.search = False  # type: ignore[attr-defined]
        app.add_css_file("findlet.css")


def _results(app: Sphinx) -> Iterator[Tuple[str, Dict[str, Any], str]]:
    if app.builder.name in BUILDERS:
        title = _translated("Search")
        yield "search", {"title": title, "body": RESULTS.format(title=title)}, "findlet-search.html"


def _translated(text: str) -> str:
    from sphinx.locale import _

    return str(_(text))


def _load(app: Sphinx, page: str, template: str, context: Dict[str, Any], doctree: Optional[Any]) -> None:
    """Name the widget's script in the head of each page."""
    if app.builder.name in BUILDERS:
        address = context["pathto"]("findlet/findlet.lazy.js", 1)
        context["metatags"] = context.get("metatags", "") + f'\n<script src="{address}" defer></script>'


def _index(app: Sphinx, exception: Optional[Exception]) -> None:
    if exception or app.builder.name not in BUILDERS:
        return
    for path in Path(app.outdir).rglob("*.html"):
        text = path.read_text("utf-8")
        without = THEIR_SCRIPTS.sub("", text)
        if without != text:
            path.write_text(without, "utf-8")
    settings: Dict[str, Any] = dict(app.config.findlet_settings)
    ignore: List[str] = [*NOT_TEXT, *settings.pop("ignore", [])]
    try:
        summary = build(app.outdir, ignore=ignore, **settings)
    except FindletError as error:
        raise ExtensionError(f"findlet could not build the search: {error}") from error
    _log.info("findlet: %d pages can be searched", summary["documents"])
