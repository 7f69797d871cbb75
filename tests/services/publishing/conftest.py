"""A folder and a real server to publish the tour to, as the services do it."""

import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import Account, Connection
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Source, Target
from rusctl.services.project import Project
from rusctl.services.publishing import publishing, to_server
from rusctl.services.publishing.publishing import Prepared
from rusctl.services.publishing.to_server import Permissions, PreparedServer
from rusctl.storage.files.names import EVENTS, TARGETS
from tests.calendar.server.servers import PASSWORD, FaultyProxy, Server, never, radicale

FOLDER = Target(id="webb", kind="folder", path="flöden", at=Source(TARGETS, ("target", 0), "webb"))
DOMAIN = "rus2030.regionvastmanland.se"
STOPS = 12  # events and milestones of the shipped plan that have a date
_numbers = itertools.count(1)


def uid(name: str) -> str:
    return f"{name}@{DOMAIN}"


def publish(project: Project, *targets: Target, wish: Permissions | None = None, many: bool = False) -> Prepared:
    """Publish a plan to some targets, as it stands in its files; give what was prepared."""
    again = project.again()
    prepared = publishing.prepare_all(again, targets, wish or Permissions(), many=many)
    publishing.write(again, prepared)
    for one in prepared.servers:
        to_server.deliver(again, one)
    return prepared


def told(project: Project) -> Mapping[str, PublishedEntry]:
    """Give what calendars have been told, by id."""
    ledger = project.again().plan.published
    assert ledger
    return {one.id: one for one in ledger.entries.values()}


def without(folder: Path, *names: str) -> None:
    """Take events out of the plan."""
    path = folder / EVENTS
    parts = re.split(r"(?m)^(?=\[\[event\]\])", path.read_text(encoding="utf-8"))
    kept = (part for part in parts if not any(f'id = "{name}"' in part for name in names))
    path.write_text("".join(kept), encoding="utf-8")


@pytest.fixture(scope="session", name="dav")
def dav_fixture(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


class Group(NamedTuple):
    """A target that is a calendar on a server, the calendar as others see it, and what stands between."""

    project: Project
    target: Target
    calendar: Calendar
    proxy: FaultyProxy

    def look(self, wish: Permissions | None = None) -> PreparedServer:
        """Ask the server and decide, for the plan as it stands in its files."""
        again = self.project.again()
        return publishing.prepare_all(again, (self.target,), wish or Permissions()).servers[0]

    def publish(self, wish: Permissions | None = None) -> Prepared:
        return publish(self.project, self.target, wish=wish)

    def there(self) -> dict[str, str]:
        """Give what the server holds, by the ids of events."""
        listed = self.calendar.listing()
        found = self.calendar.contents([one.path for one in listed.values()])
        return {name.rpartition("/")[2].partition(".")[0]: (one.data or b"").decode() for name, one in found.items()}

    def edit(self, name: str, old: str, new: str) -> None:
        """Change something there as a colleague would."""
        found = self.calendar.fetch(self.calendar.path_of(f"{name}.{DOMAIN}.ics"))
        assert found
        assert found.data
        assert old.encode() in found.data
        put = self.calendar.put(found.path, found.data.replace(old.encode(), new.encode()), found.etag)
        assert isinstance(put, str)

    def remove(self, name: str) -> None:
        found = self.calendar.fetch(self.calendar.path_of(f"{name}.{DOMAIN}.ics"))
        assert found
        assert isinstance(self.calendar.delete(found.path, found.etag), bool)


@pytest.fixture
def group(dav: Server, tour: Project, monkeypatch: pytest.MonkeyPatch) -> Iterator[Group]:
    monkeypatch.setenv("RUS_KALENDER", PASSWORD)
    proxy = FaultyProxy(dav.origin)
    proxy.always(never)
    name = f"tjänst-{next(_numbers)}"
    target = Target(
        id="gruppen",
        kind="caldav",
        url=proxy.origin + dav.home,
        calendar=name,
        user=dav.user,
        password_env="RUS_KALENDER",
        at=Source(TARGETS, ("target", 0), "gruppen"),
    )
    direct = to_server.connect(tour, target)
    calendar = Calendar(Connection(dav.origin, Account(dav.user, PASSWORD)), direct.path)
    yield Group(tour, target, calendar, proxy)
    proxy.close()
