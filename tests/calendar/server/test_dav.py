"""What servers answer is read as data: no entity, no other server, no more than was asked for."""

from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.server import dav
from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import Connection, ServerAnswer
from rusctl.calendar.server.dav import NoAnswerError, Resource, precondition, resources
from rusctl.calendar.server.refusals import refusal
from rusctl.language.catalogue import Language
from tests.calendar.server.servers import BOMB

ORIGIN = "https://calendar.example.org"


def answer(*responses: str) -> bytes:
    return f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{"".join(responses)}</d:multistatus>'.encode()


def response(href: str, etag: str = '"1"', status: str = "HTTP/1.1 200 OK") -> str:
    prop = f"<d:prop><d:getetag>{etag}</d:getetag></d:prop>"
    return (
        f"<d:response><d:href>{href}</d:href><d:propstat><d:status>{status}</d:status>{prop}</d:propstat></d:response>"
    )


def test_paths_of_this_server() -> None:
    found = resources(answer(*map(response, ("/a/b.ics", f"{ORIGIN}/a/c.ics", " /a/d.ics\n"))), ORIGIN)
    assert found == [Resource(path, etag='"1"') for path in ("/a/b.ics", "/a/c.ics", "/a/d.ics")]


@pytest.mark.parametrize(
    "href", ["https://elsewhere.example.com/a/b.ics", "//elsewhere.example.com/a", "b.ics", "", "http://[", ORIGIN]
)
def test_what_is_elsewhere_is_passed_over(href: str) -> None:
    assert resources(answer(response(href)), ORIGIN) == []


@pytest.mark.parametrize("etag", ["", "å", "a b", "x" * 2000, "€"])
def test_an_etag_that_cannot_be_sent_back_is_none(etag: str) -> None:
    assert resources(answer(response("/a.ics", etag)), ORIGIN)[0].etag == ""


@pytest.mark.parametrize("status", ["HTTP/1.1 " + "9" * 5000, "HTTP/1.1", "", "HTTP/1.1 ²00", "HTTP/1.1 -200"])
def test_a_status_that_is_none(status: str) -> None:
    assert resources(answer(response("/a.ics", status=status)), ORIGIN)[0].etag == ""


@pytest.mark.parametrize("location", ["", "http://[", "//", "https://elsewhere.example.com", "?x=1", "/here"])
def test_where_a_server_sends_us(location: str) -> None:
    text = Language("en").text(refusal(ServerAnswer(301, {"location": location}, b""), "calendar.example.org").message)
    assert text.startswith("calendar.example.org sends us on to ")


def test_a_server_behind_a_proxy_may_name_another_scheme_or_port() -> None:
    found = resources(answer(*map(response, ("http://calendar.example.org/a.ics", f"{ORIGIN}:8443/b.ics"))), ORIGIN)
    assert [one.path for one in found] == ["/a.ics", "/b.ics"]


def test_a_path_that_a_server_did_not_encode() -> None:
    assert resources(answer(response("/a/å b?.ics")), ORIGIN)[0].path == "/a/%C3%A5%20b%3F.ics"


def test_a_property_that_is_not_there() -> None:
    assert resources(answer(response("/a.ics", status="HTTP/1.1 404 Not Found")), ORIGIN) == [Resource("/a.ics")]
    missing = "<d:response><d:href>/a.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
    assert resources(answer(missing), ORIGIN) == [Resource("/a.ics", 404)]


@pytest.mark.parametrize(
    "body", [BOMB, b"", b"<html/>", b"\xff\xfe", b"<?xml version='1.0' encoding='nonsense'?><a/>", b"<a>" * 100_000]
)
def test_what_is_no_answer(body: bytes) -> None:
    with pytest.raises(NoAnswerError):
        resources(body, ORIGIN)
    assert precondition(body) == ""


def test_an_external_entity_is_refused() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE m SYSTEM "file:///etc/passwd"><m:multistatus xmlns:m="DAV:"/>'
    with pytest.raises(NoAnswerError):
        resources(body, ORIGIN)


@settings(deadline=None)
@given(st.text())
def test_paths_and_names_stay_texts(text: str) -> None:
    safe = "".join(c for c in text if c.isprintable())
    assert len(list(fromstring(dav.multiget([safe, "/b"])))) == 3
    assert fromstring(dav.new_calendar(safe)).tag == f"{dav.CALDAV}mkcalendar"


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/dav/plan/a.ics", True),
        ("/dav/plan/%61.ics", True),
        ("/d%61v/plan/a.ics", True),
        ("/dav/plan/", False),
        ("/dav/plan", False),
        ("/dav/plan/b/a.ics", False),
        ("/dav/plan/..", False),
        ("/dav/plan/b%2fa.ics", False),
        ("/dav/plans/a.ics", False),
        ("/dav/other/a.ics", False),
        ("/dav/plan/a.ics?x=1", False),
        ("/dav/plan/a b.ics", False),
        ("/dav/plan/a\r\nX: y", False),
    ],
)
def test_only_what_is_in_the_calendar_is_in_it(path: str, inside: bool) -> None:
    assert Calendar(Connection(f"{ORIGIN}/dav/plan", None)).holds(path) is inside


@pytest.mark.parametrize("status", [*range(300, 310), *range(400, 452), *range(500, 512), 207, 226])
@pytest.mark.parametrize("code", ["sv", "en"])
def test_every_refusal_is_one_sentence(status: int, code: str) -> None:
    for body in (b"", b"<error xmlns='DAV:'><need-privileges/></error>", b"<error xmlns='DAV:'><valid-x/></error>"):
        text = Language(code).text(refusal(ServerAnswer(status, {}, body), "calendar.example.org").message)
        assert "{" not in text
        assert "\n" not in text
