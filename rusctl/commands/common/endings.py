"""The ending of a file's name is a promise: what a command cannot write is refused before anything is written."""

import re

from rusctl.errors import UsageError
from rusctl.language.message import msg

_ENDING = re.compile(r"\.[a-z][a-z0-9]{0,5}", re.IGNORECASE)


def keep_to(output: str, *endings: str) -> None:
    """Raise UsageError where a name ends as another kind of file, such as .pdf; one without an ending is taken.

    `endings` are those that the command writes here, as `.docx`. What follows a full stop and is no such word, as in
    "plan v1.2", is part of the name.
    """
    found = re.search(r"\.[^./\\]*$", output)
    if found is None or not _ENDING.fullmatch(found[0]) or found[0].casefold() in endings:
        return
    raise UsageError(
        msg(
            "{file}: this command writes no {ending}; name a file that ends with {endings}",
            file=output,
            ending=found[0],
            endings=" / ".join(endings),
        )
    )
