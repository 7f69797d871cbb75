"""How many examples a property is tried with: all at night, and fewer where somebody waits for the answer."""

import os

NIGHTLY = bool(os.environ.get("RUSCTL_NIGHTLY"))
LEAST = 40


def examples(count: int) -> int:
    """Give so many at night, and a quarter of them else, though no fewer than are ever tried."""
    return count if NIGHTLY else min(count, max(count // 4, LEAST))
