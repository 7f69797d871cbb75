"""`python -m rusctl`."""

from rusctl.cli import main

main()
