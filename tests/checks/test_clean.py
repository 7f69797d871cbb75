"""What `check` calls clean `export` can write: one notion of a legal date, from end to end."""

import datetime as dt
import os
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.feeds.entries import EntryOptions, feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.checks.rules import RULES
from rusctl.checks.run import run
from rusctl.diagnostics import Severity
from rusctl.schedule.state.milestones import standings
from rusctl.storage.plan import lines_in, read_plan

EXAMPLES = 3_000 if os.environ.get("RUSCTL_NIGHTLY") else 50
TODAY = dt.date(2026, 11, 30)
ZONES = (
    "Europe/Stockholm",
    "Europe/Helsinki",
    "America/St_Johns",
    "Asia/Kolkata",
    "Africa/Casablanca",
    "Europe/Volgograd",
    "Pacific/Apia",
)
PROCESS = """
name = "Strategi, länet"
region = "Region"
timezone = "{zone}"
uid_domain = "rus.example.org"
period = {{ from = 2026-01-01, to = 2030-12-31 }}
contact = "rus@example.org"
[kinds]
dialog = "Dialog"
"""
# Days on which calendars and plans may differ: changes of the clocks, leap days, and days that there never were.
ODD = (
    "2027-03-28",
    "2027-10-31",
    "2028-02-29",
    "2026-12-31",
    "1996-03-31",
    "2011-12-30",
)
usual = st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)).map(str)
days = usual | usual | st.sampled_from(ODD)
clocks = st.sampled_from(
    ("00:00:00", "02:30:00", "02:59:59.9", "03:00:00", "09:00:00", "09:00:00.5", "12:00:00", "23:59:59.999999")
)
times = st.builds("{}T{}".format, days, clocks)
near = times.flatmap(lambda start: st.tuples(st.just(start), st.builds("{}T{}".format, st.just(start[:10]), clocks)))
spans = (
    days.map("date = {}".format)
    | st.tuples(days, days).map(lambda both: "start = {}\nend = {}".format(*both))
    | (st.tuples(times, times) | near).map(lambda both: "start = {}\nend = {}".format(*both))
    | times.map("start = {}".format)
    | st.tuples(days, days).map(lambda both: "window = {{ from = {}, to = {} }}".format(*both))
    | st.just("")
)
statuses = st.sampled_from(("planned", "tentative", "confirmed", "held", "cancelled"))
yearly = st.builds(
    'every = "year"\nmonth = {}\nday = {}\nfirst = {}'.format,
    st.integers(1, 12),
    st.integers(1, 31),
    st.sampled_from((1900, 2026, 2028)),
)
milestone_spans = days.map("date = {}".format) | yearly | st.just("window = { from = 2027-01-01, to = 2027-02-01 }")


@st.composite
def plans(draw: st.DrawFn) -> dict[str, bytes]:
    """Give the files of a plan."""
    events = [
        f'[[event]]\nid = "e{number}"\nkind = "dialog"\nstatus = "{draw(statuses)}"\n{draw(spans)}\n'
        for number in range(draw(st.integers(1, 2)))
    ]
    milestones = [
        f'[[milestone]]\nid = "m{number}"\ntitle = "M"\n{draw(milestone_spans)}\n'
        for number in range(draw(st.integers(0, 1)))
    ]
    process = PROCESS.format(zone=draw(st.sampled_from(ZONES))) + "".join(milestones)
    return {"events.toml": "".join(events).encode(), "config/process.toml": process.encode()}


def test_what_check_calls_clean_export_can_write(counted: Callable[[str], None]) -> None:
    clean = 0

    @settings(max_examples=EXAMPLES, deadline=None)
    @given(plans())
    def one(files: dict[str, bytes]) -> None:
        nonlocal clean
        loaded = read_plan(files)
        found = run(loaded.facts(TODAY), lines_in(loaded), RULES)
        if loaded.faults or any(finding.severity is Severity.ERROR for finding in found):
            return
        clean += 1
        plan = loaded.plan
        whole = feed(plan, plan.events, standings(plan, TODAY), EntryOptions(windows=True, notes=True))
        assert calendar_bytes(whole)

    one()
    counted(f"plans that are clean and can be exported: {clean}")
    assert clean >= EXAMPLES // 10
