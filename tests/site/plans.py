"""Plans to build sites of: the shipped tour, one with all that a site shows, one that wishes ill, and a large one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from rusctl.model.source import Texts
from rusctl.services.project import Project
from rusctl.services.site import building
from rusctl.site.markdown import PLACES
from rusctl.site.snapshot import (
    SaidAt,
    SaidHeading,
    SaidQuote,
    SiteComment,
    SiteConsultation,
    SiteData,
    SiteRespondent,
    SiteTable,
    written,
)
from tests.conftest import copy_plan
from tests.injection import places

TODAY = "2018-11-08"
SETTINGS = 'url = "https://rus.example.se/"\norganisation = "2321000172"\n'
STATEMENT = """
[accessibility]
level = "partly"
assessed = 2018-11-01
updated = 2018-11-02
method = "Självskattning."
lacks = ["Kartan saknar namn på vägar.", "Filmerna saknar text."]
report = "tillganglighet@example.se"
"""
# All but letters can end a text, an attribute, a script, a comment, a cell, a template or a line of text.
MARKUP = (
    '<b data-canary id="next">x</b><img src=x onerror="canary=1"><script>canary=1</script></title></svg></style>'
    "-->\"'>&amp;{{ 7*7 }}{% x %}](javascript:canary=1)\u202e\u2066"
)
MORE = {  # what a plan can hold besides what tests/injection/places.py has: a text in each place that takes any
    "config/follow-up.toml": """
[[indicator]]
id = "jobb"
name = @indicator-name@
unit = @indicator-unit@
source = @indicator-source@
people = true
goal = 85
goal_year = 2030
note = @indicator-note@

[[indicator.value]]
year = 2017
total = 78.5
women = 76
men = 81
note = @value-note@

[[indicator.value]]
year = 2018
total = 79.1
women = 77.5
men = 80.7

[[indicator]]
id = "utslapp"
name = @other-indicator@
unit = "ton"

[[indicator.value]]
year = 2018
total = 400

[[programme]]
id = "kultur"
name = @programme-name@
by = @programme-by@
url = "https://example.org/kultur"

[[result]]
id = "film"
project = @result-project@
what = @result-what@
whom = @result-whom@
lives = @result-lives@
source = @result-source@
""",
    "config/commitments.toml": """
[[commitment]]
id = "yrken"
what = @commitment-what@
who = [@commitment-who@]
by = 2021-06-30
state = "under-way"
dnr = @commitment-dnr@
note = @commitment-note@
source = @commitment-source@

[[commitment.follow_up]]
date = 2018-11-01
state = "under-way"
text = @follow-up-text@

[[commitment]]
id = "kompetens"
what = "Fler utbildas"
who = ["Exempelkommun"]
state = "done"
done = 2018-11-02
""",
}
MORE_PLACES = tuple(sorted({part for text in MORE.values() for part in text.split("@")[1::2]}))
OWN = """# Rubrik

Ett stycke med *betoning*, **mer** och [en sida](milestones/index.html). @text@

## En till

- en punkt
- [ett brev](mailto:@contact@)

> Ett citat.

`kod` och <https://example.org/sida>
"""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><circle cx="10" cy="10" r="9" fill="#004f8a"/></svg>'
)
LONG = "Sammanhållningspolitikensgenomförandeorganisationsförändringsprocessutvecklingsplan"  # eighty letters and more


def edit(plan: Path, old: str, new: str, file: str = "events.toml") -> None:
    """Put one text for another in a file of a plan."""
    text = (plan / file).read_text(encoding="utf-8")
    assert old in text
    (plan / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def settings(plan: Path, text: str) -> None:
    """Say what a region says of its site."""
    (plan / "site").mkdir(exist_ok=True)
    (plan / "site" / "site.toml").write_text(text, encoding="utf-8")


def told(plan: Path, text: str, stops: Sequence[str], towns: Sequence[str], *, many: int = 1) -> None:
    """Write what rows hold and everybody may know, every part of it, with a text of somebody's in each place."""

    def named(words: str) -> Texts:
        return Texts({"sv": f"{words} {text}".strip(), "en": f"{words} {text}".strip()})

    headings = [
        SaidHeading(f"h{one}", part, named(f"Rubrik {one}"), above, count, tuple(towns[:3]), ("politiker",))
        for one, (part, above, count) in enumerate(
            [("challenge", "", 40), ("target", "", None), ("theme", "h0", 12), ("theme", "", 0)] * many
        )
    ]
    keys = tuple(one.key for one in headings[:2])
    respondents = [SiteRespondent(f"r{one}", f"Kommunen {one} {text}") for one in range(3 * many)]
    comments = [
        SiteComment(
            f"r{one % len(respondents)}", f"Kapitel {one % 4} {text}", f"Synpunkt {one} {text}", named("Tillgodoses"),
            f"Skäl {text}", f"Före {text}", f"Efter {text}",
        )
        for one in range(12 * many)
    ]  # fmt: skip
    table = SiteTable(
        named("Sysselsättning"), named("Andel av alla"), (named("År"), named("Kvinnor"), named("Män")),
        tuple((named(str(2018 + one)), named("70"), named("80")) for one in range(4)),
    )  # fmt: skip
    found = SiteData(
        day=dt.date(2018, 11, 7),
        inputs=400,
        sorted=380,
        headings=tuple(headings),
        events=tuple(SaidAt(one, count, keys) for one, count in zip(stops, [None, 24, 0] * len(stops), strict=False)),
        quotes=tuple(SaidQuote(f"A-{one}", f"Ord {one} {text}", towns[0], keys) for one in range(4 * many)),
        consultations=(SiteConsultation("remiss", named("Remiss"), 60, 40, tuple(respondents), tuple(comments)),),
        follow_up=(table,),
    )
    (plan / "site").mkdir(exist_ok=True)
    (plan / "site" / "data.json").write_bytes(written(found))


def more(plan: Path, texts: Mapping[str, str], said: str, contact: str) -> None:
    """Write the files of MORE with a text in each place, a text of the region's own in each place, and a logo."""
    for name, text in MORE.items():
        for place in MORE_PLACES:
            text = text.replace(f"@{place}@", places.literal(texts[place]))  # noqa: PLW2901 - filled place by place
        (plan / name).write_text(text, encoding="utf-8")
    (plan / "site").mkdir(exist_ok=True)
    for place in (*PLACES, "about.en"):
        (plan / "site" / f"{place}.md").write_text(
            OWN.replace("@text@", said).replace("@contact@", contact), encoding="utf-8"
        )
    (plan / "site" / "logo.svg").write_text(LOGO, encoding="utf-8")


def shipped(plan: Path) -> Path:
    """Give the tour as it is shipped: without an address, calendars or a statement."""
    return copy_plan(plan)


def full(plan: Path) -> Path:
    """Give the tour with every state of a stop, calendars to subscribe to, a statement and an address."""
    copy_plan(plan)
    edit(plan, 'date = 2018-12-06\nstatus = "confirmed"', 'date = 2018-12-06\nstatus = "cancelled"')
    edit(plan, 'date = 2018-11-07\nstatus = "confirmed"', 'date = 2018-11-07\nstatus = "held"')
    edit(plan, 'date = 2018-11-12\nstatus = "confirmed"', 'date = 2018-11-12\nstatus = "planned"')
    edit(plan, "date = 2018-11-19", 'date = 2018-11-19\ntitle = "Möte om framtiden"\nvenue = "Medborgarhuset"')
    edit(plan, "stated = 2018-11-06", 'stated = 2018-11-06\nroles = ["politiker"]', "events.toml")
    edit(plan, 'id = "fagersta"', 'id = "fagersta"\nearlier = [{ date = 2018-11-15, stated = 2018-11-01 }]')
    target = 'keep_days = 30\n[[target]]\nid = "webb"\nkind = "folder"\npath = "../feeds"\n#'
    edit(plan, "keep_days = 30", target, "config/targets.toml")
    feeds = plan.parent / "feeds"
    feeds.mkdir(exist_ok=True)
    for name in ("all", "confirmed", "municipality-norberg"):
        (feeds / f"{name}.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    settings(plan, SETTINGS + '[theme]\nlogo = "logo.svg"\nlogo_text = "Regionens märke"\n' + STATEMENT)
    more(plan, {place: f"Text om {place}" for place in MORE_PLACES}, "Mer om saken.", "region@regionvastmanland.se")
    told(plan, "", ("norberg", "sala", "kungsor"), ("norberg", "sala", "koping"))
    return plan


def hostile(plan: Path) -> Path:
    """Give a plan with markup in every text that takes any, and in what the region says of its site."""
    places.write(plan, {place: MARKUP + LONG for place in places.PLACES if place not in places.HARMLESS})
    text = places.literal(MARKUP + LONG)
    more(plan, dict.fromkeys(MORE_PLACES, MARKUP + LONG), MARKUP + LONG, places.HARMLESS["process-contact"])
    told(plan, MARKUP + LONG, ("ett", "tva", "tre"), ("norra", "sodra"))
    settings(plan, f'{SETTINGS}[accessibility]\nlevel = "partly"\nmethod = {text}\nlacks = [{text}]\nreport = {text}\n')
    return plan


def large(plan: Path) -> Path:
    """Give a plan with a hundred stops whose titles take ten lines, in twenty municipalities with long names."""
    shipped(plan)
    towns = [
        f'[[municipality]]\nid = "t{one}"\nname = "{LONG[:60]} {one}"\ncode = "{9900 + one}"\n'
        f"lat = {59 + one % 5 / 9:.3f}\nlon = {15 + one % 7 / 5:.3f}\n"
        for one in range(20)
    ]
    (plan / "config" / "municipalities.toml").write_text("\n".join(towns), encoding="utf-8")
    title = f"{LONG} {'och ännu ett ord om saken, så att rubriken tar tio rader ' * 6}"
    states = ("confirmed", "tentative", "cancelled", "held", "planned")
    stops = [
        f'[[event]]\nid = "s{one}"\nkind = "kommundialog"\nmunicipality = "t{one % 20}"\ntitle = "{title}{one}"\n'
        f'date = 2018-{10 + one % 3}-{1 + one % 28:02}\nstatus = "{states[one % 5]}"\nstated = 2018-11-06\n'
        for one in range(100)
    ]
    (plan / "events.toml").write_text("\n".join(stops), encoding="utf-8")
    told(plan, LONG, [f"s{one}" for one in range(100)], [f"t{one}" for one in range(20)], many=40)
    return plan


def build(plan: Path, out: Path, today: str = TODAY) -> dict[str, bytes]:
    """Build the site of a plan into a folder; give its files."""
    site = building.built(Project(str(plan), today), str(out))
    building.write(site)
    return dict(site.files)
