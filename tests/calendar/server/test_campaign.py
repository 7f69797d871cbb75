"""Random plans, colleagues and faults before real servers: nothing foreign is lost, sides are equal or it is said."""

import os
import random
from collections.abc import Callable
from typing import NamedTuple

import pytest

from rusctl.calendar.ics.entry import Entry
from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import ServerAnswer
from rusctl.calendar.server.deliver import End
from rusctl.calendar.server.publish import Choices
from rusctl.calendar.server.remote_diff import fingerprint
from rusctl.errors import EnvironmentFailureError
from rusctl.storage.files import deliveries
from tests.calendar.server.conftest import TARGET, Bench, Impatient, entry, foreign, octets
from tests.calendar.server.servers import FaultyProxy, never

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
FIRST = int(os.environ.get("RUSCTL_FIRST_SEED", "0"))  # for others than last time
SEEDS = range(FIRST, FIRST + (200 if NIGHTLY else 4))
ROUNDS = 12 if NIGHTLY else 5
FAULTS = (
    *("401", "403", "412", "423", "429", "500", "503", "507", "after 412", "after 500", "after 504"),
    *("cut-before", "cut-after", "cut-half", "slow", "slow-after", "late"),
    *("empty", "garbage", "bomb", "html", "redirect", "no-etag", "weak-etag", "kill"),
)
NAMES = ("sala", "arboga", "koping", "norberg", "fagersta")


class Killed(BaseException):
    """The process was killed here."""


class Mortal(Impatient):
    """A connection whose process may die before a request or after it."""

    dies: Callable[[], bool]

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> ServerAnswer:
        if self.dies():
            raise Killed
        answer = super().ask(method, path, body, **headers)
        if self.dies():
            raise Killed
        return answer


class World(NamedTuple):
    """A plan that changes, and what colleagues have done on the server."""

    plan: dict[str, Entry]
    foreign: dict[str, str]  # file: fingerprint
    edited: dict[str, str]  # ours, as a colleague left it


def file(name: str) -> str:
    return f"{name}.plan.example.org.ics"


class Campaign:
    def __init__(self, bench: Bench, proxy: FaultyProxy, seed: int) -> None:
        self.bench, self.proxy, self.dice = bench, proxy, random.Random(seed)
        self.world = World({}, {}, {})
        self.version = 0
        self.faulty = 0.0
        mortal = Mortal.__new__(Mortal)
        mortal.__dict__.update(bench.through.connection.__dict__)
        mortal.dies = lambda: self.dice.random() < self.faulty / 40
        bench.through = Calendar(mortal)

    def change_the_plan(self) -> None:
        for name in NAMES:
            roll = self.dice.random()
            if roll < 0.4:
                self.version += 1
                self.world.plan[name] = entry(name, self.version, timed=self.dice.random() < 0.7)
            elif roll < 0.5:
                self.world.plan.pop(name, None)

    def let_colleagues_work(self) -> None:
        there = self.bench.there()
        for name in NAMES:
            roll = self.dice.random()
            if roll < 0.06 and file(name) not in there:
                self.bench.put(file(name), foreign(f"{name}@plan.example.org", f"Kollegans {name}"))
                self.world.foreign[file(name)] = self.bench.says()[file(name)]
            elif roll < 0.15 and file(name) in there and b"Folkets hus" in there[file(name)]:
                self.bench.edit(file(name), b"Folkets hus", b"Stadshuset " + str(self.version).encode())
                self.world.edited[file(name)] = self.bench.says()[file(name)]
            elif roll < 0.2 and file(name) in there and file(name) not in self.world.foreign:
                self.bench.remove(file(name))
                self.world.edited.pop(file(name), None)
        if self.dice.random() < 0.5:
            name = f"other-{self.dice.randrange(5)}.ics"
            if name not in there:
                self.bench.put(name, foreign(f"{name}@example.com"))
                self.world.foreign[name] = self.bench.says()[name]

    def publish(self) -> None:
        """Publish through faults, and look at both sides afterwards."""

        def choose(_method: str, _path: str) -> str:
            fault = self.dice.choice(FAULTS)
            return fault if self.dice.random() < self.faulty and fault != "kill" else ""

        planned: list[str] = []

        def peek(method: str, path: str) -> str:
            planned[:] = [choose(method, path)]
            return planned[0]

        # The fault is chosen when the client looks whether it has to wait, and met at the proxy.
        self.proxy.peek = peek
        self.proxy.choose = lambda _method, _path: planned.pop() if planned else ""
        reported: dict[str, End] | None
        try:
            report = self.bench.publish(*self.world.plan.values(), choices=Choices(deletions=True, put_back=True))
            reported = {one.step.uid.partition("@")[0]: one.end for one in report.outcomes}
        except (EnvironmentFailureError, Killed):
            reported = None  # the whole run is reported
        finally:
            self.proxy.always(never)
            self.proxy.settle()
        self.look(reported)

    def look(self, reported: dict[str, End] | None) -> None:
        says = self.bench.says()
        for name, said in self.world.foreign.items():
            assert says.get(name) == said, f"{name} of somebody else was touched"
        for name, said in self.world.edited.items():
            assert says.get(name) == said, f"{name} was overwritten, with what a colleague had changed"
        if reported is None:
            return
        for name in NAMES:
            wanted = self.world.plan.get(name)
            if wanted and reported[name] is End.DONE:
                assert says[file(name)] == fingerprint(octets(wanted)), f"{name} differs, and it was not said"
            if not wanted and reported.get(name, End.DONE) is End.DONE and file(name) not in self.world.foreign:
                assert file(name) not in says, f"{name} is there still, and it was not said"

    def calm(self) -> None:
        """Without faults the sides are equal, but for what people have to decide."""
        self.faulty = 0.0
        self.publish()
        says = self.bench.says()
        mine = {name: said for name, said in says.items() if name not in self.world.foreign}
        decided = {
            **{file(name): fingerprint(octets(one)) for name, one in self.world.plan.items()},
            **self.world.edited,
        }
        assert mine == {name: said for name, said in decided.items() if name not in self.world.foreign}
        left = {sent.path.rpartition("/")[2] for sent in deliveries.noted(self.bench.folder, TARGET)}
        assert left <= {*self.world.foreign, *self.world.edited}  # what waits for people


@pytest.mark.one_in(2)
@pytest.mark.parametrize("seed", SEEDS)
def test_random_faults(bench: Bench, proxy: FaultyProxy, seed: int) -> None:
    campaign = Campaign(bench, proxy, seed)
    for _ in range(ROUNDS):
        campaign.change_the_plan()
        campaign.let_colleagues_work()
        campaign.faulty = campaign.dice.choice((0.05, 0.2, 0.4))
        campaign.publish()
        if campaign.dice.random() < 0.4:
            campaign.calm()
    campaign.calm()
