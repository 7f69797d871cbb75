"""A region's own texts and logo: what is read of them, what never gets onto a page, and where they stand."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.errors import PrivacyError, RusctlError
from rusctl.services.project import Project
from rusctl.services.site import building
from rusctl.site.markdown import PLACES, html_of, safe_link
from tests.conftest import copy_plan

TODAY = "2018-11-08"
ALLOWED = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "br", "a"}


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "plan" / "site").mkdir(parents=True)
    return copy_plan(tmp_path / "plan")


def put(plan: Path, name: str, text: str | bytes) -> None:
    (plan / "site" / name).write_bytes(text.encode() if isinstance(text, str) else text)


def files(plan: Path) -> dict[str, bytes]:
    return dict(building.built(Project(str(plan), TODAY), "").files)


class Seen(HTMLParser):
    """Notes each element and attribute that a reader of HTML sees."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(html: str) -> bool:
    seen = Seen()
    seen.feed(html)
    return all(
        tag in ALLOWED and attrs.keys() <= ({"href"} if tag == "a" else set()) and safe_link(attrs.get("href") or "x")
        for tag, attrs in seen.found
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](data:image/gif;base64,AAAA)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](\\\\evil.example)",
        "[x](/etc/passwd)",
        "![x](https://evil.example/p.png)",
        '<img src=x onerror="alert(1)">',
        "<b onclick=alert(1)>x</b>",
        '[x](https://a.example "onmouseover=alert(1)")',
        '[x](https://a.example/"onmouseover=alert(1))',
        "<https://a.example/><svg/onload=alert(1)>",
        "[r]: javascript:alert(1)\n\n[x][r]",
        "```<script>\nalert(1)\n```",
        "<!-- --><iframe src=//evil.example>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "<style>*{}</style>",
    ],
)
def test_nothing_in_a_text_runs_or_fetches(text: str) -> None:
    html = html_of(text)
    assert harmless(html)
    assert "<script" not in html
    assert "<img" not in html


@given(st.text(st.sampled_from("<>[]()!\"'`*_#-\n \\&;:/=ajx1"), max_size=80))
@settings(max_examples=50)
def test_whatever_is_written_only_harmless_elements_come(text: str) -> None:
    assert harmless(html_of(text, "../"))


def test_headings_skip_no_level_and_links_lead_from_the_page() -> None:
    html = html_of("# A\n\n##### B\n\n# C\n\n[karta](sala/index.html) [ut](https://a.example) [ner](#tour)", "../../")
    assert re.findall(r"<h(\d)>", html) == ["2", "3", "2"]
    assert re.findall(r'href="([^"]*)"', html) == ["../../sala/index.html", "https://a.example", "#tour"]
    assert html_of("# A", plain=True) == "<p>A</p>\n"


def test_texts_stand_in_their_places_in_the_language_they_are_in(plan: Path) -> None:
    for name in PLACES:
        put(plan, f"{name}.md", f"Ord {name} här.")
    put(plan, "about.en.md", "# About\n\nIn English.")
    put(plan, "sala.md", "Ingång från torget.")
    made = files(plan)
    for name in ("header", "footer"):
        assert all(f"Ord {name}" in octets.decode() for path, octets in made.items() if path.endswith(".html"))
    assert "Ord start" in made["index.html"].decode()
    assert "Ord contact" in made["index.html"].decode()
    for name in ("consultation", "decision", "follow-up", "personal-data", "about"):
        assert f"Ord {name}" in made[f"{name}/index.html"].decode()
    assert "Ingång från torget." in made["sala/index.html"].decode()
    assert '<div class="own" lang="sv">\n<p>Ingång' in made["en/sala/index.html"].decode()
    assert '<div class="own">\n<h2>About' in made["en/about/index.html"].decode()
    assert list(building.broken_links(made)) == []


def test_a_text_that_no_page_shows_is_named(plan: Path) -> None:
    put(plan, "foter.md", "Ord.")
    found = building.lacking(Project(str(plan), TODAY))
    assert [one.args["file"] for one in found if one.args.get("file") == "site/foter.md"] == ["site/foter.md"]


def test_a_text_with_somebody_s_address_stops_the_build(plan: Path) -> None:
    put(plan, "footer.md", "Fråga eva.ek@example.org.")
    with pytest.raises(PrivacyError):
        files(plan)


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"a" * 40_001])
def test_a_text_that_is_none_or_too_long_is_refused(plan: Path, text: bytes) -> None:
    put(plan, "footer.md", text)
    with pytest.raises(RusctlError):
        files(plan)


GOOD_SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9" fill="#004f8a"/></svg>'
)


@pytest.mark.parametrize(
    ("name", "octets", "good"),
    [
        ("logo.svg", GOOD_SVG, True),
        ("logo.png", b"\x89PNG\r\n\x1a\nxx", True),
        ("logo.png", GOOD_SVG, False),
        ("logo.svg", b"GIF89a", False),
        ("logo.svg", GOOD_SVG.replace(b"<rect", b"<script>alert(1)</script><rect"), False),
        ("logo.svg", GOOD_SVG.replace(b"<rect", b'<rect onload="alert(1)"'), False),
        ("logo.svg", GOOD_SVG.replace(b"<rect", b'<image href="https://evil.example/x.png"/><rect'), False),
        ("logo.svg", GOOD_SVG.replace(b"#004f8a", b"url(https://evil.example/x)"), False),
        ("logo.svg", b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "y">]>' + GOOD_SVG, False),
        ("logo.svg", b'<?xml version="1.0"?><?xml-stylesheet href="x"?>' + GOOD_SVG, False),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"x" * 100_000, False),
    ],
)
def test_a_logo_is_a_picture_and_nothing_more(plan: Path, name: str, octets: bytes, good: bool) -> None:
    put(plan, name, octets)
    put(plan, "site.toml", f'[theme]\nlogo = "{name}"\n')
    if not good:
        with pytest.raises(RusctlError):
            files(plan)
        return
    made = files(plan)
    assert made[name] == octets
    assert f'<img class="logo" src="../{name}" alt="Region Västmanland">' in made["sala/index.html"].decode()


def test_a_logo_that_is_a_link_is_not_read(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG\r\n\x1a\nsecret")
    (plan / "site" / "logo.png").symlink_to(tmp_path / "secret.png")
    put(plan, "site.toml", '[theme]\nlogo = "logo.png"\n')
    with pytest.raises(RusctlError):
        files(plan)
