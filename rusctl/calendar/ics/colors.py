"""Colours of calendars: a CSS name for those that read COLOR (RFC 7986, 5.9), and the same in figures for Apple's."""

from hashlib import sha256

HEX = {
    "steelblue": "#4682B4",
    "seagreen": "#2E8B57",
    "goldenrod": "#DAA520",
    "indianred": "#CD5C5C",
    "slateblue": "#6A5ACD",
    "darkcyan": "#008B8B",
    "sienna": "#A0522D",
    "olivedrab": "#6B8E23",
    "palevioletred": "#DB7093",
    "cadetblue": "#5F9EA0",
    "chocolate": "#D2691E",
    "mediumpurple": "#9370DB",
    "darkkhaki": "#BDB76B",
    "slategray": "#708090",
}


def color_of(name: str) -> str:
    """Give a colour for what has none of its own: the same for the same name, whatever others there are."""
    return list(HEX)[sha256(name.encode()).digest()[0] % len(HEX)]
