"""`python -m rusctl`, and where the script `rusctl` begins."""

import gc

# Most commands end before there is garbage worth looking for, and looking takes a tenth of their time.
gc.set_threshold(100_000)

from rusctl.cli import main  # noqa: E402 - loading it makes a great many objects

if __name__ == "__main__":
    main()
