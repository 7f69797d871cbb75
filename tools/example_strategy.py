"""The invented region's strategy: forty paragraphs of the proposal, and what the council made of them.

Everything is invented. `PROPOSAL` are headings and their paragraphs; `ADOPTED` says what became of some of them.
"""

PROPOSAL: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (
        1,
        "Ett nära Exempelregionen – förslag till regional utvecklingsstrategi 2040",
        (
            "Strategin visar vart Exempelregionen vill till år 2040 och vad som ska göras först.",
            "Den bygger på dialoger i kommunerna hösten 2024, där många sa vad de ser som utmaningar och möjligheter.",
            "Underlaget finns i sin helhet hos regionen, utan namn på dem som deltog.",
            "Fyra prioriteringar håller ihop arbetet, och varje prioritering har ett mål som går att följa upp.",
        ),
    ),
    (
        2,
        "Resor och transporter",
        (
            "Den som bor i Exempelregionen ska kunna resa till arbete, skola och vård utan egen bil.",
            "I dag slutar kvällstrafiken tidigt på de flesta linjer, och skiftarbetare är hänvisade till bilen.",
            "Regionen prövar anropsstyrd trafik i de glesaste delarna av länet från och med 2026.",
            "Skolskjutsar öppnas för andra resenärer där det finns plats.",
            "Tågen mot kusten ska gå så ofta och så säkert att det går att lita på dem.",
            "Cykelvägar mellan tätorterna byggs där många har nära till arbetet.",
            "Vägar med nedsatt bärighet rustas upp i den ordning som näringslivet och kommunerna enas om.",
            "Senast 2030 ska nio av tio invånare nå ett sjukhus kollektivt på mindre än en timme.",
        ),
    ),
    (
        2,
        "Ett levande näringsliv",
        (
            "Företag ska kunna starta, växa och lämnas över i alla delar av länet.",
            "Brist på kompetens är det hinder som företagen nämner oftast.",
            "En gemensam yrkesutbildning planeras av kommunerna, regionen och näringslivet.",
            "Stora upphandlingar delas upp så att mindre företag kan lämna anbud.",
            "Kvinnors företagande ska få lika stor del av stödet som mäns.",
            "Besöksnäringen utvecklas så att säsongen blir längre och arbetet tryggare.",
            "Industrins omställning kräver ett elnät som räcker, och regionen tar fram en plan med nätbolagen.",
            "Senast 2030 ska hälften av ägarskiftena i små företag ha fått rådgivning.",
        ),
    ),
    (
        2,
        "Bostäder och livsmiljöer",
        (
            "Det ska gå att bo bra hela livet i varje kommun.",
            "Trygghetsbostäder saknas på de flesta mindre orter, och därför stannar flyttkedjorna.",
            "Kommunerna planerar tillsammans för hyresrätter nära stationerna.",
            "Mötesplatser utan krav på att handla öppnas på kvällar och helger.",
            "Platser som många undviker efter mörkrets inbrott får bättre belysning.",
            "Ungdomsråden ska höras innan en plats där unga rör sig byggs om.",
            "Våtmarker och stränder skyddas så att samhällena klarar skyfall och torka.",
            "Senast 2030 ska tryggheten i den årliga mätningen ha ökat i alla kommuner.",
        ),
    ),
    (
        2,
        "Digital tillgång",
        (
            "Alla ska kunna nå samhällets tjänster, också utan dator.",
            "Mobiltäckningen ska hålla på alla allmänna vägar, eftersom larm måste gå fram.",
            "De sista hushållen utan snabbt bredband får det i samma takt som elnätet förnyas.",
            "Kommunerna inför gemensamma e-tjänster i stället för att köpa var sin.",
            "Biblioteken får stöd för att hjälpa dem som inte använder e-legitimation.",
            "Öppna data om turer och tider publiceras så att andra kan bygga på dem.",
            "Distansarbete underlättas genom arbetsplatser som delas av flera arbetsgivare.",
            "Senast 2030 ska varje invånare ha hjälp på plats inom tre mil.",
        ),
    ),
    (
        2,
        "Så följs strategin upp",
        (
            "Regionen redovisar varje år hur långt arbetet har kommit.",
            "Gemensamma åtaganden följs upp av dem som har gjort dem.",
            "Ett mål som inte nås förklaras, och strategin ändras om skälen håller.",
            "En ny genomlysning görs när mandatperioden är slut.",
        ),
    ),
)

# What the council changed, by what a paragraph begins with in the proposal.
REWORDED = {
    "Den som bor i Exempelregionen ska": "Den som bor i Exempelregionen ska kunna resa till arbete, studier, vård och "
    "fritid utan egen bil, också på kvällen.",
    "I dag slutar kvällstrafiken": "I dag slutar kvällstrafiken tidigt på de flesta linjer, så den som arbetar skift "
    "är hänvisad till bilen.",
    "Regionen prövar anropsstyrd": "Regionen inför anropsstyrd trafik i de glesaste delarna av länet senast 2027.",
    "En gemensam yrkesutbildning": "En gemensam yrkesutbildning startar 2027, och kommunerna, regionen och "
    "näringslivet delar på kostnaden.",
    "Kvinnors företagande": "Kvinnors företagande ska få en lika stor andel av stödet som mäns, och det redovisas "
    "varje år.",
    "Ungdomsråden ska höras": "Ungdomsråden ska höras innan en plats där unga rör sig byggs om, och få svar på vad "
    "det ledde till.",
    "Mobiltäckningen ska hålla": "Mobiltäckningen ska hålla på alla allmänna vägar och i alla byar, eftersom larm "
    "måste gå fram.",
    "Senast 2030 ska varje invånare": "Senast 2030 ska varje invånare ha hjälp på plats inom två mil.",
}
MOVED = {"Öppna data om turer": "Resor och transporter"}
SPLIT = {
    "Industrins omställning": (
        "Industrins omställning kräver ett elnät som räcker.",
        "Regionen tar fram en plan för elnätet tillsammans med nätbolagen och kommunerna före 2027.",
    ),
}
MERGED = {
    ("Gemensamma åtaganden följs", "Ett mål som inte nås"): "Gemensamma åtaganden följs upp av dem som har gjort dem, "
    "och ett mål som inte nås förklaras.",
}
GONE = ("Underlaget finns i sin helhet",)
NEW = {
    "Bostäder och livsmiljöer": "Varje kommun utser minst en plats där äldre och unga kan mötas på dagtid.",
}
ADOPTED_TITLE = "Ett nära Exempelregionen – regional utvecklingsstrategi 2040"
