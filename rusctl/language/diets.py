"""What people eat at an event: a closed list, so that a diet is counted and never says who eats it."""

from rusctl.language.message import Message, msg

DIETS: dict[str, Message] = {
    "vegetarian": msg("vegetarian"),
    "vegan": msg("vegan"),
    "pescetarian": msg("fish but no meat"),
    "gluten-free": msg("no gluten"),
    "lactose-free": msg("no lactose"),
    "milk-free": msg("no milk protein"),
    "egg-free": msg("no egg"),
    "nut-free": msg("no nuts"),
    "fish-free": msg("no fish or shellfish"),
    "soy-free": msg("no soy"),
    "pork-free": msg("no pork"),
    "other": msg("another diet"),
}
# How people write them, besides by their names in both languages; in small letters.
WORDS: dict[str, tuple[str, ...]] = {
    "vegetarian": ("vegetariskt", "vegetarisk", "vegetarian", "veg", "lakto-ovo", "lakto-ovo-vegetarian"),
    "vegan": ("veganskt", "vegansk", "vegankost"),
    "pescetarian": ("pescetarianskt", "pescetariskt", "fisk", "pescatarian"),
    "gluten-free": ("glutenfri", "glutenfritt", "utan gluten", "gluten", "glutenintolerant", "celiaki", "gluten free"),
    "lactose-free": ("laktosfri", "laktosfritt", "utan laktos", "laktos", "laktosintolerant", "lactose free"),
    "milk-free": ("mjölkfri", "mjölkfritt", "mjölkproteinfri", "mjölkproteinfritt", "utan mjölk", "milk free"),
    "egg-free": ("äggfri", "äggfritt", "utan ägg", "ägg", "egg free"),
    "nut-free": ("nötfri", "nötfritt", "utan nötter", "nötter", "nötallergi", "jordnötter", "nut free"),
    "fish-free": ("fiskfri", "fiskfritt", "utan fisk", "skaldjur", "utan skaldjur", "fish free"),
    "soy-free": ("sojafri", "sojafritt", "utan soja", "soja", "soy free"),
    "pork-free": ("fläskfri", "fläskfritt", "utan fläsk", "utan griskött", "halal", "kosher", "pork free"),
    "other": ("annat", "annan", "övrigt", "annan specialkost", "specialkost"),
}
OTHER = "other"


def label(diet: str) -> Message:
    """Give what people call a diet; one that was written down in other words is another diet."""
    return DIETS.get(diet, DIETS[OTHER])
