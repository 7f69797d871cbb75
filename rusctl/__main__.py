"""`python -m rusctl`, and where the script `rusctl` begins."""

import gc

# Most commands end before there is garbage worth looking for, and looking takes a tenth of their time.
gc.set_threshold(100_000)

try:
    from rusctl.cli import main  # loading it makes a great many objects
except KeyboardInterrupt:
    raise SystemExit(130) from None

if __name__ == "__main__":
    main()
