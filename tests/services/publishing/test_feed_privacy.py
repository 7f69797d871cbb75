"""No person in what everybody can read: a feed that would hold one is refused before it is written."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.calendar.ics.entry import Entry, Feed, Organizer, Task
from rusctl.errors import PrivacyError
from rusctl.model.plan import Days, Plan, Process
from rusctl.model.retention import Retention
from rusctl.services.publishing.feed_privacy import refuse_private
from tests.services.conftest import said

STAMP = dt.datetime(2018, 11, 1, tzinfo=dt.UTC)
DAY = dt.date(2018, 11, 26)
PLAN = Plan(process=Process(contact="Region@example.org"), retention=Retention(officer="ombud@example.org"))
ENTRY = Entry(
    uid="norberg@plan.example.org",
    when=Days(first=DAY, last=DAY),
    summary="Kommundialog Norberg",
    status="CONFIRMED",
    transp="OPAQUE",
    busystatus="BUSY",
    created=STAMP,
    modified=STAMP,
    description="Frågor: REGION@example.org",
    organizer=Organizer("region@example.org", "Region Ett"),
)
TASK = Task(
    uid="council@plan.example.org", due=DAY, summary="Beslut", status="NEEDS-ACTION", created=STAMP, modified=STAMP
)
FEED = Feed(name="Allt", entries=(ENTRY,), tasks=(TASK,), method="", description="Turen")
PERSONAL = {
    "ett.testperson@example.org": "an email address",
    "Ring 070-174 06 05": "a telephone number",
    "18900101-9802": "a personnummer",
}


def refusal(*feeds: Feed) -> str:
    with pytest.raises(PrivacyError) as caught:
        refuse_private(feeds, PLAN)
    assert caught.value.exit_code == 6
    return said(caught.value.message)


def sentence(name: str, what: str) -> str:
    return f"{name} holds {what}, and everybody can read the feeds; take it out of the plan"


def test_the_functional_mailbox_is_no_person_however_it_is_written() -> None:
    refuse_private([FEED], PLAN)
    refuse_private([], PLAN)
    with pytest.raises(PrivacyError):
        refuse_private([FEED], Plan(process=Process(contact="annan@example.org")))


@pytest.mark.parametrize(("text", "what"), PERSONAL.items())
@pytest.mark.parametrize("key", ["summary", "description", "location", "url", "categories", "organizer"])
def test_an_event_that_holds_a_person_is_named_and_the_person_is_not(key: str, text: str, what: str) -> None:
    values: dict[str, Any] = {"categories": ("x", text), "organizer": Organizer("region@example.org", text)}
    private = replace(ENTRY, **{key: values.get(key, text)})
    assert refusal(replace(FEED, entries=(private,))) == sentence("norberg", what)


@pytest.mark.parametrize(("text", "what"), PERSONAL.items())
@pytest.mark.parametrize("key", ["summary", "description", "categories", "organizer"])
def test_a_task_likewise(key: str, text: str, what: str) -> None:
    values: dict[str, Any] = {"categories": ("x", text), "organizer": Organizer("region@example.org", text)}
    private = replace(TASK, **{key: values.get(key, text)})
    assert refusal(FEED, replace(FEED, tasks=(private,))) == sentence("council", what)


@pytest.mark.parametrize(("text", "what"), PERSONAL.items())
@pytest.mark.parametrize("key", ["name", "description"])
def test_the_feeds_own_words_likewise(key: str, text: str, what: str) -> None:
    private = replace(FEED, name=text) if key == "name" else replace(FEED, description=text)
    name = text if key == "name" else "Allt"
    assert refusal(FEED, private) == sentence(name, what)


def test_the_mailbox_that_the_organizer_is_written_to_is_not_looked_at() -> None:
    refuse_private([replace(FEED, entries=(replace(ENTRY, organizer=Organizer("x@example.org", "Region")),))], PLAN)


def test_the_data_protection_officers_mailbox_is_nobodys() -> None:
    """As for the check: what it calls clean can be written."""
    refuse_private([replace(FEED, description="Frågor om personuppgifter: Ombud@example.org")], PLAN)
