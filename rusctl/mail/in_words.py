"""Whether a letter says a plain yes or no to an invitation, and in which sentence; what is not plain is left to people.

A sentence is a yes or a no only where the whole of it begins as one does in Swedish or English. Where a letter says
both, hesitates, asks for another time, sends somebody else or promises to come back, it says neither.
"""

import re
from typing import NamedTuple

from rusctl.model.people import Answer

LONGEST_SENTENCE = 300
MOST_SENTENCES = 30
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_GREETING = re.compile(
    r"(?:(?:hej(?:san)?|hallå|god ?morgon|god ?dag|hello|hi|dear|kära)\b[^,.!:;–-]{0,40}[,.!:;–-]*\s*"
    r"|(?:stort |många |ett stort )?tack(?: så mycket)?(?: för [^,.!]{1,60})?[,.!–-]+\s*"
    r"|(?:many )?(?:thanks|thank you)(?: (?:very|so) much)?(?: for [^,.!]{1,60})?[,.!–-]+\s*"
    r"|(?:tyvärr|dessvärre|naturligtvis|givetvis|unfortunately|regrettably|sadly|sorry|of course|självklart|absolut"
    r"|ok(?:ej|ay)?)[,!]*\s+)+",
    re.IGNORECASE,
)
_I = r"(?:(?:jag|vi|i|we|undertecknad|jag och [\w ]{1,40}|we both|both of us|vi båda)\s+)?"
_SOFT = (  # words that change nothing
    r"(?:(?:tyvärr|dessvärre|gärna|självklart|givetvis|naturligtvis|såklart|så klart|absolut|då|också|nog|alltså|även"
    r"|unfortunately|sadly|regrettably|gladly|certainly|definitely|also|therefore)\s+)*"
)
_ATTEND = (
    r"(?:delta\w*|komma|medverka|närvara|vara (?:med|där|på plats|närvarande)"
    r"|attend|come|participate|join|be there|make it|take part)"
)
_COME = r"(?:kommer|deltar|medverkar|närvarar)"
_NOT = r"(?:inte|ej|icke|aldrig)"
_END = r"(?=$|[\s,.!;:–-])"


def _beginning(*forms: str) -> re.Pattern[str]:
    """Give what finds a sentence that begins in one of some forms."""
    return re.compile("|".join(forms), re.IGNORECASE)


_YES = _beginning(
    r"(?:ja|japp|jajamän|javisst|jadå|jo|absolut|självklart|givetvis|visst|gärna|yes|yep|sure|certainly|accepterat"
    rf"|accepterar|accepted|accept|ok(?:ej|ay)?|(?:(?:jag|vi) )?tackar ja){_END}(?!\s+(?:men|but)\b)",
    rf"{_I}{_SOFT}(?:{_COME}|är med|är på plats|accepterar|accept|attend){_END}",
    rf"{_I}{_SOFT}(?:(?:will|'ll) (?:come|attend|be there|participate|join)|(?:am|are) (?:coming|attending|in)){_END}",
    rf"{_I}{_SOFT}(?:kommer(?: {_SOFT})?att|kan|ska|skall|vill|är glad att) {_SOFT}{_ATTEND}{_END}",
    rf"{_I}{_SOFT}(?:can|will|shall|would like to|am able to|am happy to) {_SOFT}{_ATTEND}{_END}",
    r"(?:räkna med|anmäl(?:er)?|boka(?: in)?|skriv upp|count|sign|put) (?:mig|oss|me|us)\b",
    r"(?:i|we)['’]ll (?:be there|come|attend|join|participate)\b|(?:i'm|we're) (?:coming|attending|in)\b",
    r"see you (?:there|then)\b|vi ses (?:då|där)\b|happy to (?:attend|come|join)\b",
)
_NO = _beginning(
    rf"(?:nej|nix|no|nope|avböjer|avböjt|declined|decline|(?:(?:jag|vi) )?tackar nej){_END}",
    rf"{_I}{_SOFT}(?:måste|får|behöver|tvingas|have to|must) {_SOFT}(?:tacka nej|avböja|avstå|decline|cancel|say no)\b",
    rf"{_I}{_SOFT}(?:har|får|fick|fått|har fått) (?:(?:tyvärr|ett|dessvärre) )*förhinder\b|förhinder{_END}",
    rf"{_I}{_SOFT}(?:är|blir) {_SOFT}(?:förhindrad|förhindrade)\b",
    rf"{_I}{_SOFT}{_COME} {_SOFT}{_NOT}\b(?!\s+att (?:missa|utebli|vara borta))",
    rf"{_I}{_SOFT}(?:kan|kunde|hinner|ska|skall) {_SOFT}(?:jag |vi )?{_SOFT}{_NOT}\b",
    rf"{_I}{_SOFT}har {_SOFT}(?:jag |vi )?{_SOFT}(?:{_NOT}|ingen) (?:möjlighet|tid)\b",
    rf"{_I}{_SOFT}(?:är|blir) {_SOFT}{_NOT} med\b|avanmäl(?:er)? (?:mig|oss)\b",
    rf"{_I}{_SOFT}(?:can't|can’t|cannot|can not|won't|won’t|will not|won't be able|will {_SOFT}not be able)\b",
    rf"{_I}{_SOFT}(?:am not|are not|am unable|are unable|will be unable|regret)\b",
    r"(?:i|we)['’](?:m|re) (?:not (?:coming|attending|able)|unable)\b",
)
_UNSURE = re.compile(
    r"\b(?:kanske|eventuellt|troligen|troligtvis|förmodligen|antagligen|möjligen|preliminärt|osäker\w*|oklart"
    r"|om (?:jag|vi|det|inget|allt|någon|ingen|mötet|tiden)|såvida|beroende|beror|vet (?:inte|ej)|återkomm\w*"
    r"|hoppas (?:jag|vi|att|kunna|på)|försök\w*|ska se|får se|kollar|i ?stället|ersätt\w*|vikarie|delegerar"
    r"|skickar (?!en |med |härmed |mitt |svar)|annan (?:tid|dag|vecka)|annat (?:datum|tillfälle)|flytta\w*"
    r"|byta (?:tid|dag)|kommer (?:tillbaka|ihåg|från)|(?:inte|ej) bestämt|varken"
    r"|kollega(?:n)? (?:\w+ )?(?:kommer|deltar|går)"
    r"|maybe|perhaps|might|probably|possibly|depends?|unless|if (?:i|we|it|nothing|all|the)|hope to|try to|not sure"
    r"|let you know|get back|instead|another (?:time|day|date)|reschedule|tentative\w*|on behalf|colleague will)\b",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(rf"\b(?:{_NOT}|kan ej|förhinder|nej|not|cannot|can't|won't|unable|no)\b", re.IGNORECASE)
_KEEPS = re.compile(r"\b(?:inte|ej|not) (?:bara|minst|only|too|allergisk)\b|\binga? |\bno problem", re.IGNORECASE)
_ELSE = re.compile(  # what is to come is something else than coming
    r"(?:jag|vi) kommer att (?!(?:\w+ ){0,2}(?:delta|komma|medverka|närvara|vara (?:med|där|på plats)))",
    re.IGNORECASE,
)


class SaidInWords(NamedTuple):
    """A plain answer, and the sentence that it rests on."""

    answer: Answer
    sentence: str


def said(text: str) -> SaidInWords | None:
    """Give the plain yes or no that the words of a letter say; None where there is none, or more than one."""
    if _UNSURE.search(text) or _ELSE.search(text):
        return None
    sentences = [one.strip() for one in _SENTENCE.findall(text)][:MOST_SENTENCES]
    found = [SaidInWords(answer, one) for one in sentences if (answer := _answer(one))]
    if len({one.answer for one in found}) != 1:
        return None
    return found[0]


def _answer(sentence: str) -> Answer | None:
    """Give what one sentence says; a question says nothing, and neither does who speaks of somebody else."""
    if sentence.endswith("?") or len(sentence) > LONGEST_SENTENCE:
        return None
    words = _GREETING.sub("", sentence, count=1) if _GREETING.match(sentence) else sentence
    if not words.strip():
        words = sentence
    if _NO.match(words):
        return Answer.DECLINED
    if _YES.match(words):
        doubtful = _BUT_NOT.search(_KEEPS.sub(" ", words))
        return None if doubtful else Answer.ACCEPTED
    return None
