"""What those who come, and those who work there, are told of a venue."""

from collections.abc import Iterator

from rusctl.language.message import Message, msg
from rusctl.model.venues import Venue


def site_facts(site: Venue) -> Iterator[tuple[Message, Message]]:
    """Give what is known of a venue besides its name and address, each with what it is called; nothing is supposed."""
    if site.step_free is not None:
        yield msg("Step-free access"), msg("yes") if site.step_free else msg("no")
    if site.hearing_loop is not None:
        yield msg("Hearing loop"), msg("yes") if site.hearing_loop else msg("no")
    if site.parking:
        yield msg("Parking"), msg("{text}", text=site.parking)
    if site.lat is not None and site.lon is not None:
        yield msg("Map point"), msg("{lat}, {lon}", lat=f"{site.lat:g}", lon=f"{site.lon:g}")
    if site.contact:
        yield msg("Ask there"), msg("{text}", text=site.contact)
