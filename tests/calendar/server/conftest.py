"""A calendar of its own for each test, on a real server, and what rusctl knows of it."""

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from rusctl.calendar.ics.entry import Entry, Feed, Organizer
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.calendar.server import connection
from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import Account, Connection, ServerAnswer
from rusctl.calendar.server.deliver import End
from rusctl.calendar.server.publish import Choices, PreparedDelivery, Report, carry_out, known, prepare
from rusctl.calendar.server.remote_diff import fingerprint
from rusctl.calendar.server.sync import DeliveredState, DesiredEntry
from rusctl.model.plan import Days, Hours
from rusctl.storage.files import deliveries
from tests.calendar.server.servers import PASSWORD, FaultyProxy, Server, never, radicale, xandikos

SERVERS = {"radicale": radicale, "xandikos": xandikos}
TARGET = "gruppen"
_numbers = itertools.count(1)


@pytest.fixture(scope="session", params=sorted(SERVERS))
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="session")
def shared_proxy(server: Server) -> Iterator[FaultyProxy]:
    proxy = FaultyProxy(server.origin)
    yield proxy
    proxy.close()


class Impatient(Connection):
    """A connection that waits for an answer that never comes no longer than a test can, and for others as usual."""

    proxy: FaultyProxy

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> ServerAnswer:
        usual = connection.ANSWER_SECONDS
        connection.ANSWER_SECONDS = 0.1 if self.proxy.is_slow(method, path) else usual
        try:
            return super().ask(method, path, body, **headers)
        finally:
            connection.ANSWER_SECONDS = usual


@pytest.fixture
def proxy(shared_proxy: FaultyProxy) -> Iterator[FaultyProxy]:
    """A proxy that passes everything on until a test says otherwise."""
    shared_proxy.always(never)
    shared_proxy.requests.clear()
    shared_proxy.seen_headers.clear()
    yield shared_proxy
    shared_proxy.settle()


def entry(name: str, version: int = 0, *, status: str = "CONFIRMED", timed: bool = True) -> Entry:
    """Give an event; every version of it says something else."""
    start = dt.datetime(2018, 11, 7, 9, 0) + dt.timedelta(days=version)  # noqa: DTZ001 - local times
    when: Days | Hours = Hours(start=start, end=start + dt.timedelta(hours=3))
    if not timed:
        when = Days(first=start.date(), last=start.date())
    return Entry(
        uid=f"{name}@plan.example.org",
        when=when,
        summary=f'Kommundialog {name}, omgång {version}; åäö \\ "citat"',
        status=status,
        transp="OPAQUE",
        busystatus="BUSY",
        created=dt.datetime(2018, 10, 1, tzinfo=dt.UTC),
        modified=dt.datetime(2018, 10, 1, tzinfo=dt.UTC),
        sequence=version,
        description=f"Rad ett, med ord som fyller ut raden så att den viks.\nRad två: {version}",
        location="Folkets hus, stora salen",
        categories=("Kommundialog",),
        url="https://example.org/dialog",
        organizer=Organizer("region@example.org", "Region Ett"),
        reminders=(dt.timedelta(minutes=90), dt.timedelta(days=1)),
    )


def octets(one: Entry) -> bytes:
    return calendar_bytes(Feed(name="", entries=(one,), method=""))


def foreign(uid: str, summary: str = "Någon annans möte") -> bytes:
    """Give an event that somebody else has put into the calendar."""
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//example.com//other//EN", "BEGIN:VEVENT", f"UID:{uid}"),
        *("DTSTAMP:20181001T000000Z", "DTSTART:20181107T080000Z", f"SUMMARY:{summary}", "END:VEVENT", "END:VCALENDAR"),
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


@dataclass
class Bench:
    """A calendar on a server, the same one through the proxy, and what rusctl has of it."""

    folder: Path
    direct: Calendar
    through: Calendar
    had: Mapping[str, DeliveredState] = field(default_factory=dict)

    def wanted(self, *entries: Entry) -> dict[str, DesiredEntry]:
        return {
            one.uid: DesiredEntry(
                one.uid, self.direct.path_of(one.uid.replace("@", ".") + ".ics"), one.sequence, octets(one)
            )
            for one in entries
        }

    def prepare(self, *entries: Entry, choices: Choices | None = None) -> PreparedDelivery:
        had = known(self.had, deliveries.noted(self.folder, TARGET))
        return prepare(self.through, self.wanted(*entries), had, choices or Choices(deletions=True, put_back=True))

    def publish(self, *entries: Entry, choices: Choices | None = None) -> Report:
        """Publish as the command does; what the ledger would hold is `had`."""
        had = known(self.had, deliveries.noted(self.folder, TARGET))
        prepared = self.prepare(*entries, choices=choices)
        assert prepared.forbidden is None
        report = carry_out(self.through, prepared.steps, had, self.folder, TARGET)
        self.had = report.had
        deliveries.settle(self.folder, TARGET, report.open)
        return report

    def there(self) -> dict[str, bytes]:
        """Give what the server holds, by the name of the file."""
        listed = self.direct.listing()
        found = self.direct.contents([one.path for one in listed.values()])
        return {name.rpartition("/")[2]: one.data or b"" for name, one in found.items()}

    def put(self, name: str, data: bytes, etag: str = "") -> str:
        """Put something there as another program would."""
        answer = self.direct.put(self.direct.path_of(name), data, etag)
        assert isinstance(answer, str), answer
        return answer

    def edit(self, name: str, old: bytes, new: bytes) -> None:
        """Change something there as a colleague would."""
        found = self.direct.fetch(self.direct.path_of(name))
        assert found
        assert found.data
        assert old in found.data
        self.put(name, found.data.replace(old, new), found.etag)

    def remove(self, name: str) -> None:
        found = self.direct.fetch(self.direct.path_of(name))
        assert found
        assert isinstance(self.direct.delete(found.path, found.etag), bool)

    def says(self) -> dict[str, str]:
        return {name: fingerprint(data) for name, data in self.there().items()}

    def holds(self, *entries: Entry) -> None:
        """Both sides are equal: the server holds these events and nothing else."""
        assert self.says() == {f"{one.uid.replace('@', '.')}.ics": fingerprint(octets(one)) for one in entries}


@pytest.fixture
def bench(server: Server, proxy: FaultyProxy, tmp_path: Path) -> Bench:
    (tmp_path / ".rusctl").mkdir()
    account = Account(server.user, PASSWORD) if server.user else None
    path = f"{server.home}plan-{next(_numbers)}/"
    through = Impatient(proxy.origin + path, account)
    through.proxy = proxy
    bench = Bench(tmp_path, Calendar(Connection(server.origin + path, account)), Calendar(through))
    bench.direct.make("Dialogturen")
    return bench


def ends(report: Report) -> dict[str, End]:
    """Give how each event ended, by its short name."""
    return {one.step.uid.partition("@")[0]: one.end for one in report.outcomes}
