"""Data to reuse: JSON-LD of the stops (schema.org), CSV, and the catalogue of open data (DCAT-AP-SE 3.0.1)."""

import csv
import datetime as dt
import io
import json
from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.vocabulary_site import PUBLIC_STATUS
from rusctl.model.plan import Days, Hours, Plan, Window
from rusctl.model.public_status import PublicStatus
from rusctl.schedule.dates import clock
from rusctl.site.public import PublicStop, period

CC0 = "http://creativecommons.org/publicdomain/zero/1.0/"  # as DCAT-AP-SE's harvesting wants it, to the letter
_SCHEMA = "https://schema.org/"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SPACES = {"rdf": _RDF, "dcat": "http://www.w3.org/ns/dcat#", "dcterms": "http://purl.org/dc/terms/"}
_SPACES["foaf"] = "http://xmlns.com/foaf/0.1/"
_SPACES |= {"vcard": "http://www.w3.org/2006/vcard/ns#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
_DAY = "http://www.w3.org/2001/XMLSchema#date"
COLUMNS = (
    "id",
    "code",
    "name",
    "title",
    "start",
    "end",
    "window_from",
    "window_to",
    "window_text",
    "status",
    "earlier",
)


def json_ld(plan: Plan, stops: Sequence[PublicStop], language: Language, url: str) -> str:
    """Give the stops as schema.org's events, with every "<" written so that no title can end the element round it."""
    graph = {"@context": "https://schema.org", "@graph": [event_data(plan, one, language, url) for one in stops]}
    return json.dumps(graph, ensure_ascii=False, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def event_data(plan: Plan, stop: PublicStop, language: Language, url: str) -> dict[str, Any]:
    """Give a stop as an event; a day stays a day, and what has only a window has no start."""
    words = language.text(PUBLIC_STATUS[stop.status])
    firm = stop.status in (PublicStatus.TENTATIVE, PublicStatus.CANCELLED)
    found: dict[str, Any] = {
        "@type": "Event",
        "name": f"{stop.title} ({words.lower()})" if firm else stop.title,
        "inLanguage": language.code,
        "eventStatus": _SCHEMA + _event_status(stop),
        "eventAttendanceMode": _SCHEMA + "OfflineEventAttendanceMode",
        "description": " ".join(filter(None, (f"{words}.", period(stop.when, language.code, plan.process.language)))),
        "identifier": f"{stop.id}@{plan.process.uid_domain}",
    }
    if url:
        found["@id"] = f"{url}/{'' if language.code == 'sv' else 'en/'}{stop.id}/"
    if isinstance(stop.when, Days):
        found["startDate"] = stop.when.first.isoformat()
        if stop.when.last != stop.when.first:
            found["endDate"] = stop.when.last.isoformat()
    elif isinstance(stop.when, Hours):
        found["startDate"] = _moment(stop.when.start, plan.process.timezone)
        if stop.when.end:
            found["endDate"] = _moment(stop.when.end, plan.process.timezone)
    if stop.earlier:
        found["previousStartDate"] = [day.isoformat() for day in stop.earlier]
    if place := _place(stop):
        found["location"] = place
    if plan.process.region:
        found["organizer"] = {"@type": "GovernmentOrganization", "name": plan.process.region}
    return found


def _place(stop: PublicStop) -> dict[str, Any]:
    """Give where a stop is: its municipality, or the venue within it with the address where somebody has said that."""
    town: dict[str, Any] = {}
    if stop.municipality:
        town = {"@type": "AdministrativeArea", "name": municipality_body(stop.municipality)}
        town |= {"identifier": stop.code} if stop.code else {}
    if not stop.house:
        return town
    address = {"@type": "PostalAddress", "streetAddress": stop.address} if stop.address else {}
    return {
        "@type": "Place",
        "name": stop.house,
        **({"address": address} if address else {}),
        **({"containedInPlace": town} if town else {}),
    }


def municipality_body(name: str) -> str:
    """Give what a municipality is called as a body: "Norbergs kommun", but "Västerås kommun" and "Sala kommun"."""
    return f"{name} kommun" if name.endswith(tuple("sxzaeiouyåäöé")) else f"{name}s kommun"


def tour_csv(stops: Sequence[PublicStop], own: str) -> bytes:
    """Give the stops as CSV (RFC 4180) with a mark of UTF-8; no cell can be taken for a formula."""
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(COLUMNS)
    for one in stops:
        table.writerow(map(no_formula, _row(one, own)))
    return file.getvalue().encode("utf-8-sig")


def _row(one: PublicStop, own: str) -> tuple[str, ...]:
    """Give the cells of a stop."""
    exact = one.when if isinstance(one.when, (Days, Hours)) else None
    window = one.when if isinstance(one.when, Window) else None
    start = exact.start if isinstance(exact, Hours) else exact.first if exact else None
    end = exact.end if isinstance(exact, Hours) else exact.last if exact else None
    return (
        one.id,
        one.code,
        one.name,
        one.title,
        start.isoformat() if start else "",
        end.isoformat() if end else "",
        window.first.isoformat() if window else "",
        window.last.isoformat() if window else "",
        period(window, own, own) if window else "",
        one.status.value,
        ";".join(day.isoformat() for day in one.earlier),
    )


def tour_json(stops: Sequence[PublicStop], own: str) -> bytes:
    """Give the stops as JSON, with the members that the CSV has as columns; what is not known is an empty text."""
    rows = [dict(zip(COLUMNS, _row(one, own), strict=True)) for one in stops]
    return (json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode()


def no_formula(cell: str) -> str:
    """Give a cell so that no sheet takes it for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def dcat(
    plan: Plan, stops: Sequence[PublicStop], url: str, organisation: str, files: Sequence[tuple[str, str]]
) -> bytes:
    """Give the catalogue as RDF/XML with absolute addresses and no blank node; `files` are names and their formats."""
    root = Element("rdf:RDF", {f"xmlns:{name}": space for name, space in _SPACES.items()})
    publisher = f"http://dataportal.se/organisation/SE{organisation}"
    here = f"{url}/dcat.rdf#"
    catalogue, dataset = _described(root, here, publisher)
    SubElement(catalogue, "dcterms:license", {"rdf:resource": CC0})
    SubElement(catalogue, "dcat:dataset", {"rdf:resource": f"{here}tour"})
    for name, _ in files:
        SubElement(dataset, "dcat:distribution", {"rdf:resource": f"{here}{name}"})
    _when_and_where(root, dataset, stops, here)
    if plan.process.contact:
        SubElement(dataset, "dcat:contactPoint", {"rdf:resource": f"{here}contact"})
        contact = SubElement(root, "vcard:Organization", {"rdf:about": f"{here}contact"})
        SubElement(contact, "vcard:fn").text = plan.process.region or plan.process.name
        SubElement(contact, "vcard:hasEmail", {"rdf:resource": f"mailto:{plan.process.contact}"})
    for name, form in files:
        node = SubElement(root, "dcat:Distribution", {"rdf:about": f"{here}{name}"})
        SubElement(node, "dcat:accessURL", {"rdf:resource": f"{url}/{name}"})
        SubElement(node, "dcterms:format").text = form
        SubElement(node, "dcterms:license", {"rdf:resource": CC0})
    agent = SubElement(root, "foaf:Agent", {"rdf:about": publisher})
    SubElement(agent, "foaf:name").text = plan.process.region or plan.process.name
    indent(root)
    written: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode()


def _described(root: Element, here: str, publisher: str) -> list[Element]:
    """Add the catalogue and the set of data with their titles and descriptions in both languages."""
    nodes = []
    titles = (msg("Open data of the dialogues"), msg("Days of the dialogues"))
    for kind, about, title in zip(("Catalog", "Dataset"), ("catalogue", "tour"), titles, strict=True):
        node = SubElement(root, f"dcat:{kind}", {"rdf:about": f"{here}{about}"})
        for code in ("sv", "en"):
            language = Language(code)
            text = msg("Open data of the dialogues: their days and how firm they are")
            SubElement(node, "dcterms:title", {"xml:lang": code}).text = language.text(title)
            SubElement(node, "dcterms:description", {"xml:lang": code}).text = language.text(text)
        SubElement(node, "dcterms:publisher", {"rdf:resource": publisher})
        nodes.append(node)
    return nodes


def _when_and_where(root: Element, dataset: Element, stops: Sequence[PublicStop], here: str) -> None:
    """Add from which day to which the tour is, as far as days are known, and its municipalities with their codes."""
    days = [day for one in stops if isinstance(one.when, (Days, Hours)) for day in (one.when.first, one.when.last)]
    if days:
        SubElement(dataset, "dcterms:temporal", {"rdf:resource": f"{here}period"})
        period_ = SubElement(root, "dcterms:PeriodOfTime", {"rdf:about": f"{here}period"})
        SubElement(period_, "dcat:startDate", {"rdf:datatype": _DAY}).text = min(days).isoformat()
        SubElement(period_, "dcat:endDate", {"rdf:datatype": _DAY}).text = max(days).isoformat()
    towns = {one.code: one.municipality for one in stops if one.code}
    for code, name in sorted(towns.items()):
        SubElement(dataset, "dcterms:spatial", {"rdf:resource": f"{here}municipality-{code}"})
        place = SubElement(root, "dcterms:Location", {"rdf:about": f"{here}municipality-{code}"})
        SubElement(place, "rdfs:label", {"xml:lang": "sv"}).text = municipality_body(name)
        SubElement(place, "dcterms:identifier").text = code


def _event_status(stop: PublicStop) -> str:
    if stop.status is PublicStatus.CANCELLED:
        return "EventCancelled"
    if stop.earlier:
        return "EventRescheduled" if stop.day else "EventPostponed"
    return "EventScheduled"


def _moment(moment: dt.datetime, zone: str) -> str:
    return moment.replace(tzinfo=clock.zone(zone)).isoformat()
