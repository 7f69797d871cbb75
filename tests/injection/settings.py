"""How much of it a run takes."""

import os

from tests.injection.places import STRINGS

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
SOME = STRINGS if NIGHTLY else STRINGS[::8]  # where each takes seconds
PART = STRINGS if NIGHTLY else STRINGS[1::4]  # where each is put into every place of a plan
EXAMPLES = 300 if NIGHTLY else 3
