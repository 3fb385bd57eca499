"""The command ``findlet`` as functions: each starts it, and returns what it prints as JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sysconfig
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, List, Mapping, Optional, Sequence, Union

__all__ = ["FindletError", "binary", "build", "check"]

Folder = Union[str, "os.PathLike[str]"]
Setting = Union[str, int, float, bool, "os.PathLike[str]", Sequence[str], Mapping[str, float], None]
Progress = Callable[[str, int, Optional[int]], None]


class FindletError(Exception):
    """Something failed for a reason that has a name.

    ``code`` is ``binary`` where there is no command or it does not start, ``empty`` where there was nothing to index,
    and ``failed`` for all else. ``exit_code`` is what the command ended with, where it was started.
    """

    def __init__(self, code: str, message: str, exit_code: Optional[int] = None) -> None:
        super().__init__(message)
        self.code = code
        self.exit_code = exit_code


def binary() -> str:
    """Return the path of the command: what ``FINDLET_BINARY`` names, or what this package installed."""
    own = os.environ.get("FINDLET_BINARY")
    if own:
        if not Path(own).is_file():
            raise FindletError("binary", f"FINDLET_BINARY names {own}, and no file is there")
        return own
    name = "findlet" + (sysconfig.get_config_var("EXE") or "")
    folders = [sysconfig.get_path("scripts"), _scripts_beside(), _scripts_of_user()]
    for folder in folders:
        if folder and (Path(folder) / name).is_file():
            return str(Path(folder) / name)
    looked = ", ".join(folder for folder in folders if folder)
    raise FindletError(
        "binary",
        f"the program {name} is missing in {looked}. Install the package again with "
        "`pip install --force-reinstall findlet`, or name the program in FINDLET_BINARY.",
    )


def _scripts_beside() -> Optional[str]:
    """Return where ``pip install --target`` puts programs: in ``bin`` beside the package."""
    return str(Path(__file__).resolve().parent.parent / "bin")


def _scripts_of_user() -> Optional[str]:
    """Return where ``pip install --user`` puts programs."""
    scheme = "nt_user" if os.name == "nt" else "posix_user"
    return sysconfig.get_path("scripts", scheme=scheme) if scheme in sysconfig.get_scheme_names() else None


def build(site: Optional[Folder] = None, *, progress: Optional[Progress] = None, **settings: Setting) -> Any:
    """Index a built site and write search for it; return what ``findlet build --json`` prints.

    ``site`` is the folder of the built site; by default the first of ``public``, ``dist``, ``build`` … with a page in
    it. The settings are those of ``findlet.toml`` with underscores: ``base_url="/docs/"``, ``exclude=["drafts"]``;
    ``config`` names another file. ``progress`` is called with a step, how much of it is done, and how much there is
    (None where nobody can know) whenever a hundredth more is done.

    Raises FindletError where nothing could be indexed (``empty``), or the command failed (``failed``).
    """
    flags = ["--json", "--progress", "json" if progress else "none", *_flags(settings)]
    summary = _run("build", flags, site, progress)
    if summary["documents"]:
        return summary
    reasons = [f"{page['name']}: {page['why']}" for page in summary["leftOut"]]
    raise FindletError("empty", "\n".join(["nothing to index; nothing was written", *reasons]), 1)


def check(folder: Folder, *, site: Optional[Folder] = None) -> Any:
    """Check that all that was built is there, whole and nothing else; return what ``findlet check --json`` prints.

    ``problems`` in it is empty where all is well. With ``site``, the addresses of all hits are followed to its files.
    """
    return _run("check", ["--json", *_flags({"site": site})], folder, None)


def _flags(settings: Mapping[str, Setting]) -> List[str]:
    """Return settings as flags: a list is the flag again and again, ``{"title": 4}`` is ``title=4``."""
    flags = []
    for name, value in settings.items():
        flag = "--" + name.replace("_", "-")
        if value is None:
            continue
        if isinstance(value, bool):
            flags.append(f"{flag}={str(value).lower()}")
        elif isinstance(value, Mapping):
            flags.append(f"{flag}=" + ",".join(f"{key}={number}" for key, number in value.items()))
        elif isinstance(value, Sequence) and not isinstance(value, str):
            flags.extend(f"{flag}={one}" for one in value)
        else:
            flags.append(f"{flag}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
    return flags


def _run(command: str, flags: List[str], argument: Optional[Folder], progress: Optional[Progress]) -> Any:
    path = binary()
    arguments = [path, command, *flags, *([] if argument is None else ["--", os.fspath(argument)])]
    try:
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
    except OSError as error:
        raise FindletError("binary", f"{path} does not start: {error}") from error
    # Both pipes are read at once: the command waits where one of them is full.
    with process, ThreadPoolExecutor(1) as pool:
        printed = pool.submit(process.stdout.read) if process.stdout else None
        said = []
        for line in process.stderr or ():
            if progress and line.startswith('{"progress":'):
                told = json.loads(line)
                progress(told["progress"], told["done"], told["total"])
            else:
                said.append(line)
        output = printed.result() if printed else ""
    if process.returncode and not output.strip():
        message = "".join(said).strip().replace("findlet: ", "", 1)
        raise FindletError("failed", message or f"findlet ended with {process.returncode}", process.returncode)
    return json.loads(output)


def setup(app: Any) -> Any:
    """Make this package an extension of Sphinx: ``extensions = ["findlet"]``."""
    from findlet.sphinx import setup as extend

    return extend(app)
