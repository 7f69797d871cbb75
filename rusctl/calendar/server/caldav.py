"""A calendar on a CalDAV server (RFC 4791): what it holds, and putting one event there or taking it away.

Each verb is asked once. What a server refuses is a value; only what ends the whole run (a wrong password, a full disk,
no calendar there) is an error.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import quote

from rusctl.calendar.server import dav
from rusctl.calendar.server.connection import Connection, ServerAnswer, TooLargeError
from rusctl.calendar.server.refusals import DeliveryStoppedError, Refusal, refusal
from rusctl.calendar.server.remote import LostError, Seen, key
from rusctl.language.message import msg
from rusctl.storage.files.made import note

AT_ONCE = 50  # events whose contents are asked for in one request, or noted before they are sent
_PATH = re.compile(r"/[!-\"$->@-~]*")  # visible ASCII without ? and #
_XML = "application/xml; charset=utf-8"
_ICS = "text/calendar; charset=utf-8"
_MULTISTATUS, _MISSING = 207, (404, 410)
_NOT_FOUND = 404
_GIVEN = 200
_DONE = (200, 201, 204)
_EMPTY = 204
_TAKEN = (403, 405, 409)


class Calendar:
    """A calendar by its address. Methods raise StoppedError, and LostError where an answer did not come."""

    def __init__(self, connection: Connection, path: str = "") -> None:
        """Take a server and the path of the calendar, where it is another than the connection's own."""
        self.connection = connection
        self.path = (path or connection.path).rstrip("/") + "/"

    def path_of(self, name: str) -> str:
        """Give the path of an event by the name of its file."""
        return self.path + quote(name, safe="")

    def holds(self, path: str) -> bool:
        """Say whether a path leads to something directly in this calendar."""
        if not _PATH.fullmatch(path) or not key(path).startswith(key(self.path)):
            return False
        inside = key(path).removeprefix(key(self.path))
        return "/" not in inside and inside not in ("", ".", "..")

    def there(self) -> bool:
        """Say whether the calendar exists; StoppedError where what is there is no calendar."""
        answer = self.connection.ask("PROPFIND", self.path, dav.question(), Depth="0", Content_Type=_XML)
        if answer.status in _MISSING:
            return False
        found = [one for one in self._resources(answer) if key(one.path).rstrip("/") == key(self.path)[:-1]]
        if any(one.status in _MISSING for one in found):
            return False
        if not any(one.is_calendar for one in found):
            raise DeliveryStoppedError(
                msg("what the target's url and calendar lead to on {host} is no calendar", host=self.connection.host)
            )
        return True

    def make(self, name: str) -> None:
        """Make the calendar."""
        answer = self.connection.ask("MKCALENDAR", self.path, dav.new_calendar(name), Content_Type=_XML)
        if answer.status in _DONE or (answer.status in _TAKEN and self.there()):
            note(msg("the calendar on {host}", host=self.connection.host))
            return
        raise DeliveryStoppedError(refusal(answer, self.connection.host).message)

    def listing(self) -> Mapping[str, Seen]:
        """Give the events there by the key of their paths, without contents."""
        answer = self.connection.ask("REPORT", self.path, dav.query(), Depth="1", Content_Type=_XML)
        return self._seen(self._resources(answer))

    def contents(self, paths: Iterable[str]) -> Mapping[str, Seen]:
        """Give those of some events that are there, with their contents, by the key of their paths."""
        found: dict[str, Seen] = {}
        for some in _batches(list(paths)):
            found |= self._contents(some)
        return found

    def fetch(self, path: str) -> Seen | None:
        """Give one event with its contents, or None where it is not there (GET)."""
        answer = self.connection.ask("GET", path)
        if answer.status in _MISSING:
            return None
        if answer.status != _GIVEN:
            raise self._stopped(answer)
        return Seen(path, dav.etag_of(answer.headers.get("etag")), answer.body)

    def put(self, path: str, octets: bytes, etag: str) -> str | Refusal:
        """Put an event there if its ETag is the one given, or, for the ETag "", if nothing is there yet.

        Gives its new ETag, "" where the server does not say it.
        """
        if etag:
            answer = self.connection.ask("PUT", path, octets, Content_Type=_ICS, If_Match=etag)
        else:
            answer = self.connection.ask("PUT", path, octets, Content_Type=_ICS, If_None_Match="*")
        if answer.status not in _DONE:
            return refusal(answer, self.connection.host)
        new = dav.etag_of(answer.headers.get("etag"))
        return "" if new.startswith("W/") else new

    def delete(self, path: str, etag: str) -> bool | Refusal:
        """Take an event away if its ETag is the one given; gone before is gone, too.

        Gives whether that is certain: another answer may be that of whoever stands before the server.
        """
        answer = self.connection.ask("DELETE", path, If_Match=etag)
        if answer.status in _DONE or answer.status in _MISSING:
            return answer.status == _EMPTY
        return refusal(answer, self.connection.host)

    def _contents(self, paths: Sequence[str]) -> Mapping[str, Seen]:
        try:
            answer = self.connection.ask("REPORT", self.path, dav.multiget(paths), Depth="1", Content_Type=_XML)
        except TooLargeError:
            if len(paths) == 1:
                return {key(paths[0]): Seen(paths[0], "")}
            middle = len(paths) // 2
            return {**self._contents(paths[:middle]), **self._contents(paths[middle:])}
        asked = {key(path) for path in paths}
        return {key: seen for key, seen in self._seen(self._resources(answer)).items() if key in asked}

    def _seen(self, found: Iterable[dav.Resource]) -> dict[str, Seen]:
        return {
            key(one.path): Seen(one.path, one.etag, one.data)
            for one in found
            if one.status == _GIVEN and one.etag and self.holds(one.path)
        }

    def _resources(self, answer: ServerAnswer) -> list[dav.Resource]:
        if answer.status != _MULTISTATUS:
            raise self._stopped(answer)
        try:
            return dav.resources(answer.body, self.connection.origin)
        except dav.NoAnswerError:
            raise LostError(
                msg("{host} answered something that is no CalDAV; is it the right address?", host=self.connection.host)
            ) from None

    def _stopped(self, answer: ServerAnswer) -> DeliveryStoppedError:
        if answer.status == _NOT_FOUND:
            return DeliveryStoppedError(
                msg(
                    "there is no calendar at the target's url and calendar on {host}; look at the address",
                    host=self.connection.host,
                )
            )
        return DeliveryStoppedError(refusal(answer, self.connection.host).message)


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(paths), AT_ONCE):
        yield paths[start : start + AT_ONCE]
