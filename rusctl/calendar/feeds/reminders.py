"""How long before its start an entry reminds, as people write it."""

import datetime as dt
import re

from rusctl.errors import UsageError
from rusctl.language.message import msg

LONGEST = dt.timedelta(weeks=4)
_FORM = re.compile(r"([0-9]{1,5}) ?([mhd]?)")
_UNITS = {
    "": dt.timedelta(minutes=1),
    "m": dt.timedelta(minutes=1),
    "h": dt.timedelta(hours=1),
    "d": dt.timedelta(days=1),
}


def lead_time(text: str) -> dt.timedelta:
    """Read "30", "30m", "2h" or "1d"; UsageError where it is none of these, or more than four weeks."""
    form = _FORM.fullmatch(text.strip().lower())
    if not form or (time := int(form[1]) * _UNITS[form[2]]) > LONGEST:
        raise UsageError(
            msg("{text} is no reminder; write minutes, hours or days before, such as 30m, 2h or 1d", text=text)
        )
    return time
