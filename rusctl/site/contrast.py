"""A region's theme, held to the contrast that is asked for (WCAG 2.1, 1.4.3)."""

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.site_settings import SiteTheme
from rusctl.output.contrast import PAPER, TEXT, contrast

DARK_PAPER = "#121518"
_SOFT, _DARK_SOFT = "#f2f5f7", "#1c2126"


def refuse_faint(theme: SiteTheme, file: str) -> None:
    """Raise RusctlError, with the numbers, where a colour of a theme stands out too little."""
    pairs = (
        ("brand_text", theme.brand_text, "brand", theme.brand),
        ("link", theme.link, "#ffffff", PAPER),
        ("link", theme.link, _SOFT, _SOFT),
        ("dark_brand_text", theme.dark_brand_text, "dark_brand", theme.dark_brand),
        ("dark_link", theme.dark_link, DARK_PAPER, DARK_PAPER),
        ("dark_link", theme.dark_link, _DARK_SOFT, _DARK_SOFT),
    )
    for name, colour, ground, under in pairs:
        if (found := contrast(colour, under)) < TEXT:
            raise RusctlError(
                msg(
                    "{file}: {key} on {ground} has a contrast of {found}, and {least} is needed; choose another colour",
                    file=file,
                    key=name,
                    ground=ground,
                    found=f"{found:.2f}",
                    least=f"{TEXT}",
                )
            )
