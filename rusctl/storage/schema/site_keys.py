"""The keys of site/site.toml: what a region says of its public site."""

from rusctl.language.message import msg
from rusctl.model.site_settings import LEVELS
from rusctl.storage.schema import records
from rusctl.storage.schema.forms import Choice, Day, Listed, Pattern
from rusctl.storage.schema.strategy_keys import input_id
from rusctl.storage.schema.string_patterns import slug, text, url
from rusctl.storage.schema.tables import Key, Keys, Table

colour = Pattern("#[0-9a-fA-F]{6}", msg("a colour such as #004f8a"))
picture = Pattern(
    r"[A-Za-z0-9][A-Za-z0-9_-]*\.(?:png|svg|jpg|jpeg|webp)",
    msg("the name of a picture that lies beside this file, such as logo.svg"),
)
digits = Pattern("[0-9]{10}", msg("the ten digits of the organisation number"))

_THEME: Keys = {
    "brand": Key(colour, "the band at the top"),
    "brand_text": Key(colour, "the text in it"),
    "link": Key(colour, "links"),
    "dark_brand": Key(colour, "the band at the top of a dark page"),
    "dark_brand_text": Key(colour, "the text in it on a dark page"),
    "dark_link": Key(colour, "links on a dark page"),
    "logo": Key(picture, "a picture in site/ that stands in the band at the top"),
    "logo_text": Key(text, "what the picture says to who does not see it; else the region's name"),
}
_ACCESSIBILITY: Keys = {
    "level": Key(Choice(LEVELS), "how compliant the site is with the law on accessibility, as you have assessed it"),
    "assessed": Key(Day(), "the day it was assessed"),
    "updated": Key(Day(), "the day the statement was last updated"),
    "method": Key(text, "how it was assessed"),
    "lacks": Key(Listed(text), "what is not accessible and why: a text for each"),
    "report": Key(text, "where faults are reported: a functional mailbox or an address; else the process's contact"),
    "authority": Key(url, "the page of the supervisory authority to which people report"),
}
SITE_KEYS: Keys = {
    "url": Key(url, "the address that the site will have; without it nobody can subscribe"),
    "organisation": Key(digits, "the organisation number of the region, for the catalogue of open data"),
    "decision": Key(slug, "the milestone at which the strategy is decided: an id; else the last of the council's"),
    "quotes": Key(Listed(input_id), "inputs whose words are approved for everybody: ids"),
    "theme": Key(Table(_THEME, records.site_theme), "the region's colours and its logo"),
    "accessibility": Key(
        Table(_ACCESSIBILITY, records.accessibility), "what the accessibility statement says; nothing is made up"
    ),
}
