"""`python -m rusctl`, and where the script `rusctl` begins."""

import _signal  # type: ignore[import-not-found]  # `signal` takes a moment to load, in which Ctrl-C would be shown
import gc

# Until a command can say something of it, Ctrl-C ends the process at once, which a shell tells as 130; where whoever
# started rusctl has it ignored, that stays.
_HEARD = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
if _HEARD:
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

# Most commands end before there is garbage worth looking for, and looking takes a tenth of their time.
gc.set_threshold(100_000)

from rusctl import cli  # noqa: E402 - loading it makes a great many objects, and takes long


def main() -> None:
    """Run the command line of this process, which hears Ctrl-C as long as it runs."""
    try:
        if _HEARD:
            _signal.signal(_signal.SIGINT, _signal.default_int_handler)
        cli.main()
    except KeyboardInterrupt:
        raise SystemExit(cli.INTERRUPTED) from None
    finally:
        if _HEARD:
            _signal.signal(_signal.SIGINT, _signal.SIG_DFL)


if __name__ == "__main__":
    main()
