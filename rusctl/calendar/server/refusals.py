"""What a server's refusal means, in one sentence each, and whether there is any use in going on."""

from typing import NamedTuple
from urllib.parse import urlsplit

from rusctl.calendar.server import dav
from rusctl.calendar.server.connection import ServerAnswer
from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import Message, msg

UNAUTHORIZED, PRECONDITION = 401, 412
MOST_SHOWN = 80  # characters of a server's own words
_REDIRECTS = range(300, 400)
_SERVER_FAULTS = range(500, 600)
_UID_TAKEN, _PRIVILEGES = "no-uid-conflict", "need-privileges"


class DeliveryStoppedError(EnvironmentFailureError):
    """The server refuses what the rest of the run needs, too."""


class Refusal(NamedTuple):
    """Why a server did not take one event.

    `differs` says that there is something else there than was thought; `uid_taken`, that it has the event elsewhere;
    `unsure`, that it may have been carried out all the same; `final`, that going on is of no use.
    """

    message: Message
    differs: bool = False
    uid_taken: bool = False
    unsure: bool = False
    final: bool = False


# What each status means; {host} is filled in.
_SAID: dict[int, Message] = {
    403: msg("{host} does not allow it: ask for the right to read and write in this calendar"),
    404: msg("{host} says that the calendar is not there"),
    409: msg("{host} says that the calendar is not there"),
    412: msg("it has been changed on {host} meanwhile"),
    413: msg("{host} does not take an event of this size"),
    423: msg("it is locked on {host} just now; try again later"),
    429: msg("{host} asks for a pause; try again later"),
    507: msg("the space on {host} is used up; the one who runs the server has to make room"),
}
_FINAL = frozenset((401, 404, 409, 429, 507))
_ASKED = frozenset((403, 404, 409))  # what servers also say of an event alone, and then say why


def refusal(answer: ServerAnswer, host: str) -> Refusal:
    """Say what a refusal means."""
    broken = dav.precondition(answer.body)
    status = answer.status
    if broken == _UID_TAKEN:
        text = msg("{host} has an event with the same UID at another place", host=host)
        return Refusal(text, differs=True, uid_taken=True)
    if status == UNAUTHORIZED:
        return Refusal(_unauthorized(answer, host), final=True)
    if status in _REDIRECTS:
        return Refusal(_moved(answer, host), final=True)
    if status in _SAID and not (status in _ASKED and broken not in ("", _PRIVILEGES)):
        text = _SAID[status]._replace(args={"host": host})
        return Refusal(text, differs=status == PRECONDITION, final=status in _FINAL)
    if status in _SERVER_FAULTS:
        text = msg("{host} has a fault of its own ({status}); try again later", host=host, status=status)
        return Refusal(text, unsure=True)
    if broken:
        text = msg("{host} does not take it ({status}, {rule})", host=host, status=status, rule=broken[:MOST_SHOWN])
        return Refusal(text)
    return Refusal(msg("{host} does not take it ({status})", host=host, status=status))


def _unauthorized(answer: ServerAnswer, host: str) -> Message:
    offered = answer.headers.get("www-authenticate", "")
    if offered and "basic" not in offered.lower():
        return msg("{host} does not take user name and password as rusctl sends them (Basic)", host=host)
    return msg("{host} does not accept user and password; where it has app passwords, it may need one", host=host)


def _moved(answer: ServerAnswer, host: str) -> Message:
    """Say where a server sends us on to; nothing is sent there, since it was not named in the folder."""
    try:
        to = urlsplit(answer.headers.get("location", ""))
    except ValueError:
        to = urlsplit("")
    if not to.path:
        return msg("{host} sends us on to another address and does not say which", host=host)
    place = f"{to.scheme}://{to.hostname}{to.path}" if to.hostname else to.path
    return msg(
        "{host} sends us on to {place}; if that is right, write it in the file of targets", host=host, place=place
    )
