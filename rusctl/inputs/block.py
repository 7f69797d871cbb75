"""A pasted block of text taken apart: an input for each bullet, or for each line where there are no bullets."""

import re

# what Word, Outlook and people put before the items of a list; o alone only where a tab follows, as Word pastes it
_SIGNS = "-–—*•·▪‣◦●○■□\uf0b7\uf0a7\u2212"
_SIGNS = "-–—*•·▪‣◦●○■□\uf0b7\uf0a7\u2212"
_BULLET = re.compile(
    rf"[ \t\u00a0]*(?:[{_SIGNS}][ \t\u00a0]+|o\t[ \t]*|\d{{1,3}}[.)][ \t\u00a0]+|[a-zA-Z][.)]\t[ \t]*)"
)


def inputs_of(block: str) -> list[str]:
    """Give the texts of a block, each with the characters it has, without its bullet and the space round it.

    Where there are bullets, a line without one goes on with the text before it; what stands above the first bullet is
    an input of its own. An empty line ends a text.
    """
    lines = block.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bulleted = any(_BULLET.match(line) for line in lines)
    found: list[list[str]] = []
    open_text = False
    for line in lines:
        bullet = _BULLET.match(line)
        if not line.strip():
            open_text = False
        elif bullet or not (bulleted and open_text):
            found.append([line[bullet.end() :] if bullet else line])
            open_text = True
        else:
            found[-1].append(line)
    texts = ("\n".join(part.strip() for part in parts).strip() for parts in found)
    return [text for text in texts if text]
