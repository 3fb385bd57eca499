"""Runs the command: ``python -m findlet build site``."""

import os
import subprocess
import sys

from findlet import FindletError, binary


def main() -> int:
    try:
        arguments = [binary(), *sys.argv[1:]]
    except FindletError as error:
        print(f"findlet: {error}", file=sys.stderr)
        return 2
    if os.name == "nt":
        return subprocess.run(arguments, check=False).returncode
    os.execv(arguments[0], arguments)


if __name__ == "__main__":
    sys.exit(main())
