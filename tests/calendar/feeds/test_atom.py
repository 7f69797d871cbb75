"""The feed of changes as XML: what a reader gets is what was said, whatever characters it holds."""

import datetime as dt

from defusedxml.ElementTree import fromstring

from rusctl.calendar.feeds.atom import ATOM, XHTML, AtomEntry, AtomFeed, atom_bytes, is_of

NOON = dt.datetime(2027, 1, 12, 13, tzinfo=dt.timezone(dt.timedelta(hours=1)))
HARD = 'Å & Ö <b>"]]>\x00\x1b\u202e\ufffe'


def feed(*entries: AtomEntry) -> AtomFeed:
    return AtomFeed("rus.example.org", HARD, "sv", "Region", "https://example.org/å?a=1&b=2", entries)


def test_hard_characters_come_out_as_they_were_or_not_at_all() -> None:
    octets = atom_bytes(feed(AtomEntry("v1", NOON, HARD, HARD, (HARD, "två\nrader"))))
    root = fromstring(octets, forbid_dtd=True)
    plain = 'Å & Ö <b>"]]>'
    assert root.findtext(f"{{{ATOM}}}title") == plain
    assert [one.text for one in root.iter(f"{{{XHTML}}}li")] == [plain, "två rader"]
    assert [one.text for one in root.iter(f"{{{XHTML}}}p")] == [plain]
    link = root.find(f"{{{ATOM}}}link")
    assert link is not None
    assert link.attrib == {"rel": "alternate", "href": "https://example.org/%C3%A5?a=1&b=2"}
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "sv"


def test_the_newest_stands_first_in_utc() -> None:
    later = AtomEntry("v2", NOON + dt.timedelta(days=1), "v2", "", ())
    root = fromstring(atom_bytes(feed(AtomEntry("v1", NOON, "v1", "", ()), later)))
    assert [one.text for one in root.iter(f"{{{ATOM}}}updated")] == [
        *("2027-01-13T12:00:00Z", "2027-01-13T12:00:00Z", "2027-01-12T12:00:00Z")
    ]


def test_a_feed_is_known_by_its_domain() -> None:
    octets = atom_bytes(feed(AtomEntry("v1", NOON, "v1", "", ())))
    assert is_of(octets, "rus.example.org")
    assert not is_of(octets, "other.example.org")
