"""What of a plan reaches the site: a word of its own in every text that a plan can hold, and which files have it."""

from pathlib import Path

import pytest

from tests.conftest import run_rusctl
from tests.injection import places
from tests.site import plans

PAGES = {  # what the pages and the open data show
    *("body-name", "consultation-about", "consultation-name", "consultation-question", "controller", "frame-name"),
    *("event-question", "event-title", "event-venue", "event-window", "held-title", "kind-name", "legal-basis"),
    *("milestone-title", "milestone-window", "municipality-name", "other-municipality", "process-name"),
    *("process-region", "purpose", "question-text", "retention-recipient", "role-name", "told-title"),
}
CALENDARS = {  # what the calendars show besides: they are copied as they were published
    *("earlier-reason", "earlier-source", "event-room", "event-source", "milestone-reason", "milestone-source"),
    *("told-location",),
}
ADDRESSES = {
    "consultation-contact",
    "officer",
    "process-contact",
    "process-domain",
}  # functional mailboxes and a domain; of the values that have a form; with those of the calendars
IN_CALENDARS = {"process-contact", "process-domain", "event-url", "process-url", "told-uid"}


def word(place: str) -> str:
    return f"kanarie{place.replace('-', '')}slut"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    plan = tmp_path / "plan"
    plan.mkdir()
    places.write(plan, {place: word(place) for place in places.PLACES if place not in places.HARMLESS})
    plans.settings(plan, plans.SETTINGS + plans.STATEMENT)
    monkeypatch.chdir(plan)
    assert run_rusctl("publish").code == 0
    return plans.build(plan, tmp_path / "out")


def test_what_nobody_is_to_see_is_in_no_file(site: dict[str, bytes]) -> None:
    assert "all.ics" in site
    calendars = {name for name in site if name.endswith(".ics")}
    for place in places.PLACES:
        shown = {name for name, octets in site.items() if word(place).encode() in octets.replace(b"\r\n ", b"")}
        if place in PAGES:
            assert shown - calendars, place
        else:
            assert shown <= (calendars if place in CALENDARS else set()), (place, shown)


def test_addresses_of_people_and_machines_are_in_no_file(site: dict[str, bytes]) -> None:
    formed = {place: value.encode() for place, value in places.HARMLESS.items() if "@" in value or "." in value}
    for ours, shown in ((True, IN_CALENDARS), (False, ADDRESSES)):
        whole = b"".join(octets for name, octets in site.items() if name.endswith(".ics") == ours)
        assert {place for place, value in formed.items() if value in whole.replace(b"\r\n ", b"")} == shown


def test_of_follow_up_and_commitments_notes_and_sources_are_in_no_file(tmp_path: Path) -> None:
    plan = tmp_path / "plan"
    plan.mkdir()
    plans.shipped(plan)
    plans.more(plan, {place: word(place) for place in plans.MORE_PLACES}, "", "region@regionvastmanland.se")
    whole = b"".join(plans.build(plan, tmp_path / "out").values()).decode()
    shown = {place for place in plans.MORE_PLACES if word(place) in whole}
    assert {*plans.MORE_PLACES} - shown == {
        *("indicator-note", "value-note", "result-source", "commitment-dnr", "commitment-note", "commitment-source"),
        "follow-up-text",
    }
