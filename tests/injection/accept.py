"""Running commands on a plan with hostile texts, and which of them the plan takes."""

import json
import re
from functools import cache
from pathlib import Path

from tests.conftest import run_rusctl
from tests.injection.places import PLACE_AT, PLACES, write
from tests.injection.readers import quiet

POLICY = 6  # personal data are no text for everybody
EXPORT = ("export", "--output", "-", "--notes", "--windows")
ANNOTATION = re.compile(r"::(error|warning|notice) file=[^,:]+(,line=\d+)?,title=[^,:]+::\S.*")


def short(text: str) -> str:
    return ascii(text[:30])


def said(*words: str) -> str:
    """Run a command; what it refuses, it refuses in a sentence."""
    result = run_rusctl("--lang", "en", *words)
    quiet(result.out)
    quiet(result.err)
    assert result.code in (0, 1, 3, 6, 7), (words, result.err)
    if result.code and not result.out:
        assert result.err.splitlines()[-1].startswith("rusctl: ")
        assert "read back" not in result.err
    return result.out


@cache
def taken_of(hostile: str) -> dict[str, str]:
    taken = dict.fromkeys(PLACES, hostile)
    while True:
        write(Path(), taken)
        result = run_rusctl("--lang", "en", *EXPORT)
        quiet(result.err)
        lines = said("check", "--format", "github").splitlines()
        assert all(ANNOTATION.fullmatch(line) for line in lines), lines
        if not result.code:
            return taken
        told = result.err.splitlines()[-1]
        if result.code == POLICY:
            assert "everybody can read the feeds" in told
        else:
            assert result.code == 1
            assert re.match(r"rusctl: (config/[a-z]+\.toml|events\.toml|busy/upptagen\.txt):\d+: ", told), result.err
        found = json.loads(said("check", "--json", *(("--privacy",) if result.code == POLICY else ())))
        refused = {PLACE_AT.get((one["file"], one["line"])) for one in found if one["severity"] == "error"}
        assert taken.keys() & refused, (hostile, found)
        taken = {place: text for place, text in taken.items() if place not in refused}


def accepted(hostile: str) -> dict[str, str]:
    """Write the plan with a text in every place that takes it, and say which; for the others, check names the line."""
    taken = taken_of(hostile)
    write(Path(), taken)
    return taken
