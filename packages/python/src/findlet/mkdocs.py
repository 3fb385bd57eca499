"""Findlet as the search of a MkDocs site: ``plugins: [findlet]``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Optional

import mkdocs
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from findlet import FindletError, build

_log = get_plugin_logger("findlet")

OLDEST = (1, 5)

#: Where a theme has room for the field: before what this matches, in the whole of a page.
PLACES = {
    "material": r'<div class="md-header__source">|</nav>(?=\s*(?:<nav class="md-tabs|</header>))',
    "mkdocs": r'<ul class="nav navbar-nav ms-md-auto">',
    "readthedocs": r'</div>\s*<div class="wy-menu wy-menu-vertical"',
}

#: What Material is told not to index, and what themes add to a text.
NOT_TEXT = ["[data-search-exclude]", ".md-content__button", ".md-source-file", ".md-feedback"]

FIELD = (
    '<findlet-search class="findlet-{theme}" query-param="{parameter}"><form action="{base}findlet/search.html" role="search">'
    '<input name="q" type="search" aria-label="Search" placeholder="Search"></form></findlet-search>'
)
#: What the script of MkDocs' own theme looks for on each page, and fails without.
STUB = (
    '<div id="mkdocs_search_modal" hidden><input id="mkdocs-search-query"><div id="mkdocs-search-results"></div></div>'
    "</body>"
)
EXCLUDED = '<meta name="findlet" content="noindex"></head>'


class FindletConfig(Config):
    """The settings of ``findlet.toml`` that a site may want to change, with underscores."""

    exclude = c.ListOfItems(c.Type(str), default=[])
    ignore = c.ListOfItems(c.Type(str), default=[])
    facets = c.ListOfItems(c.Type(str), default=[])
    synonyms = c.Optional(c.File(exists=True))
    config = c.Optional(c.File(exists=True))


class FindletPlugin(BasePlugin[FindletConfig]):
    """Puts the field into each page, and builds the index of what was written."""

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        version = tuple(int(part) for part in mkdocs.__version__.split(".")[:2])
        if version < OLDEST:
            raise PluginError(f"findlet needs MkDocs 1.5 or newer, and this is {mkdocs.__version__}: upgrade it.")
        other = next((name for name in config.plugins if name.split("/")[-1] == "search"), None)
        if other:
            raise PluginError(f"The plugins findlet and {other} are both the search of this site: take one out.")
        config.extra_css.insert(0, "assets/findlet.css")
        for path in ("findlet/findlet.lazy.js", "assets/findlet.router.js"):
            script = ExtraScriptValue(path)
            script.defer = True
            config.extra_javascript.append(script)
        if config.theme.name == "mkdocs":
            # Its key for the dialog that isn't there; the widget has keys of its own.
            config.theme["shortcuts"] = {**config.theme["shortcuts"], "search": 0}
        self._placed = False
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        ours = str(Path(__file__).parent / "files/mkdocs")
        for path in ("assets/findlet.css", "assets/findlet.router.js"):
            files.append(File(path, ours, config.site_dir, config.use_directory_urls))
        return files

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        if (page.meta.get("search") or {}).get("exclude"):
            output = output.replace("</head>", EXCLUDED, 1)
        return self._with_field(output, config, "../" * page.url.count("/"))

    def on_post_template(self, output_content: str, *, template_name: str, config: MkDocsConfig) -> Optional[str]:
        if template_name != "404.html":
            return output_content
        return self._with_field(output_content, config, re.sub(r"^\w+://[^/]*", "", config.site_url or "/"))

    def _with_field(self, output: str, config: MkDocsConfig, base: str) -> str:
        if "<findlet-search" in output:
            self._placed = True
            return output
        place = PLACES.get(config.theme.name or "")
        match = re.search(place, output) if place else None
        if not match:
            return output
        self._placed = True
        # The script of the theme mkdocs takes `q` for its own.
        is_stock = config.theme.name == "mkdocs"
        field = FIELD.format(theme=config.theme.name, base=base, parameter="search" if is_stock else "q")
        output = output[: match.start()] + field + output[match.start() :]
        return output.replace("</body>", STUB, 1) if is_stock else output

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        if not self._placed:
            _log.warning("theme %s has no place for it: put <findlet-search> into a template", config.theme.name)
        settings: dict[str, Any] = {name: value for name, value in self.config.items() if value}
        settings["ignore"] = [*NOT_TEXT, *self.config.ignore]
        try:
            summary = build(config.site_dir, **settings)
        except FindletError as error:
            raise PluginError(f"search could not be built: {error}") from error
        _log.info("%d pages can be searched", summary["documents"])
