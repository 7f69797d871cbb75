"""Writes docs/reliability.md: each promise, the figure to reach, what the last `make nightly` found, and the tests.

    python tools/reliability.py           write it, from tools/promises.toml and docs/nightly.json
    python tools/reliability.py --check   fail where it would be another, or a test that it names is not there

`make nightly` writes docs/nightly.json. Where that file is missing, nothing is claimed.
"""

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PAGE, NIGHTLY, PROMISES = ROOT / "docs/reliability.md", ROOT / "docs/nightly.json", ROOT / "tools/promises.toml"
NOT_RUN = "not run"
HEAD = """# What is promised, and how it is tried

This page is made by `tools/reliability.py`. The column of the last `make nightly` comes from the file that a whole one
writes, `docs/nightly.json`: {when}. What a machine lacks is named at the end of a run under "not run here", and below.

| | Promise | Figure to reach in `make nightly` | The last `make nightly` | Tests, in `tests/` |
|---|---|---|---|---|
"""


def main(words: list[str]) -> int:
    """Write the page, or compare it."""
    promises: list[dict[str, Any]] = tomllib.loads(PROMISES.read_text(encoding="utf-8"))["promise"]
    lacking = [test for one in promises for test in one["tests"] if not (ROOT / "tests" / test).exists()]
    if lacking:
        print(f"tools/promises.toml names tests that are not there: {', '.join(lacking)}")
        return 1
    night = json.loads(NIGHTLY.read_text(encoding="utf-8")) if NIGHTLY.exists() else {}
    text = page(promises, night)
    if "--check" not in words:
        PAGE.write_text(text, encoding="utf-8")
    elif not PAGE.exists() or PAGE.read_text(encoding="utf-8") != text:
        print("docs/reliability.md is not what tools/reliability.py makes; run it")
        return 1
    return 0


def page(promises: list[dict[str, Any]], night: dict[str, Any]) -> str:
    """Give the whole page."""
    when = f"it was run on {night['day']}, {night['passed']} passed, {night['failed']} failed" if night else NOT_RUN
    lines = [HEAD.format(when=when)]
    for one in promises:
        tests = ", ".join(f"`{test}`" for test in one["tests"]) or "none yet"
        lines.append(f"| {one['id']} | {one['promise']} | {one['figure']} | {found(one, night)} | {tests} |\n")
    gaps = [f"- {one['id']}: {one['gap']}\n" for one in promises if "gap" in one]
    lines += ["\n## What is not tried, or is tried otherwise\n\n", *gaps]
    if night:
        lines += [
            "\n## Not run here, the last time\n\n",
            *(f"- {text}\n" for text in night["not run here"] or ["nothing"]),
        ]
    return "".join(lines)


def found(promise: dict[str, Any], night: dict[str, Any]) -> str:
    """Say how many tests of a promise passed, and what they counted."""
    if not night:
        return NOT_RUN
    ends = [
        end for file, end in night["files"].items() if file.removeprefix("tests/").startswith(tuple(promise["tests"]))
    ]
    if not promise["tests"] or not ends:
        return NOT_RUN
    said = [text for text in night["counted"] if any(text.startswith(start) for start in promise.get("counted", ()))]
    failed = sum(end["failed"] for end in ends)
    first = f"{sum(end['passed'] for end in ends)} tests passed" + (f", **{failed} failed**" if failed else "")
    return "; ".join([first, *said]).replace("|", "/")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
