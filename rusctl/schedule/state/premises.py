"""Which events are at one place: by the venue's record, or by what it is called and the municipality."""

from rusctl.model.plan import Event
from rusctl.model.venues import plain

Premises = tuple[str, ...]


def premises(event: Event) -> tuple[Premises, ...]:
    """Give by what an event's place is known; two events that share one of these are at the same place.

    A venue that is a record is known by its id wherever the event says it is, and as a text by its name and by its name
    with the address. Without a venue a room counts by its municipality alone.
    """
    if event.site is None:
        return ((event.municipality, plain(event.venue)),)
    towns = dict.fromkeys((event.municipality, event.site.municipality or event.municipality))
    names = dict.fromkeys((plain(event.site.name), plain(event.site.place)))
    return (("", "venue", event.site.id), *((town, name) for town in towns for name in names))
