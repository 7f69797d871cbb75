"""How much of it a run takes."""

import os

from tests.injection.places import STRINGS

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
SOME = STRINGS if NIGHTLY else STRINGS[::8]  # where each takes seconds
HALF = STRINGS if NIGHTLY else STRINGS[1::2]  # the other half meets them as calendars, and under -O
EXAMPLES = 300 if NIGHTLY else 3
