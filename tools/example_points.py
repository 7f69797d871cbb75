"""What the invented bodies ask for, and what the invented region answers: replies are put together from this.

Everything is invented. A point is a clause that goes after "Vi anser att", with sentences that say why.
"""

from typing import NamedTuple


class Point(NamedTuple):
    """What is asked for: where in the proposal, what became of it and why, and the ways to say it and why.

    `changes` are the paragraphs that the answer names; a point with a `name` is handled as one group of comments.
    """

    ident: str
    name: str
    chapter: str
    paragraph: str
    theme: str
    disposition: str
    changes: str
    reason: str
    clauses: tuple[str, ...]
    whys: tuple[str, ...]
    asks: bool = True


POINTS = (
    Point(
        *("kvallar", "Trafik på kvällar och helger", "1", "p007", "Kvällstrafik", "met", "p007 p008"),
        "Många pekar på kvällarna, och därför säger målet att det ska gå att resa också då.",
        ("bussarna går också på kvällar och helger", "det går att åka hem med tåg efter ett kvällspass"),
        (
            "Skiftarbetare i vården har inget annat än bilen i dag.",
            "Unga når varken träning eller bio utan skjuts.",
            "Krogar och butiker får inte tag i personal till sena timmar.",
            "Den som studerar på distans med träffar på kvällen kommer inte hem.",
        ),
    ),
    Point(
        *("anrop", "Anropsstyrd trafik", "1", "p009", "Glesbygd", "partly", "p009"),
        "Anropsstyrd trafik införs senast 2027. Vilka orter som får den först avgörs i trafikförsörjningsprogrammet, "
        "och därför nämner strategin inga.",
        ("anropsstyrd trafik införs på bestämda orter", "en buss kan beställas där linjerna är glesa"),
        (
            "Försök i andra län visar att äldre åker oftare då.",
            "Byarna i norr har ingen linje alls.",
            "Sjukresorna blir färre om alla kan beställa.",
            "Taxiföretagen har fordon som står stilla på dagen.",
        ),
    ),
    Point(
        *("jarnvag", "Järnvägen mot kusten", "1", "p011", "Järnväg", "elsewhere", ""),
        "Banan ägs av staten. Regionen driver frågan i länstransportplanen och i den nationella planen.",
        ("järnvägen mot kusten byggs ut till dubbelspår", "tågen mot kusten får förtur framför godset"),
        (
            "Ett inställt tåg i veckan räcker för att pendlare ska ge upp.",
            "Industrin får inte fram sina varor i tid.",
            "Restiden är längre än den var för fyrtio år sedan.",
            "Växlarna fryser varje vinter.",
        ),
    ),
    Point(
        *("cykel", "", "1", "p012", "Cykel", "already-met", "p012"),
        "Cykelvägar mellan tätorterna finns i förslaget, med samma inriktning som här efterfrågas.",
        ("cykelvägar byggs mellan tätorterna", "det blir säkert att cykla till jobbet"),
        (
            "Halva sträckan saknar vägren.",
            "Elcyklar har gjort två mil till ett rimligt avstånd.",
            "Skolbarn cyklar bland timmerbilar.",
            "Regionens egen resvaneundersökning pekar på det.",
        ),
    ),
    Point(
        *("vagar", "", "1", "p013", "Vägar", "noted", ""),
        "Vi tar med oss bilden av vägarnas skick till samtalen med väghållarna.",
        ("de mindre vägarna rustas upp", "bärigheten på skogsvägarna blir bättre"),
        (
            "Räddningstjänsten får köra omvägar vid tjällossning.",
            "Mjölkbilen når inte alla gårdar i april.",
            "Skadorna kostar åkerierna dyra reparationer.",
            "Broarna är byggda för hälften så tunga lass.",
        ),
    ),
    Point(
        *("taxor", "Biljettpriser", "1", "", "Biljettpriser", "not-met", ""),
        "Vad en biljett kostar beslutas för ett år i taget av kollektivtrafiknämnden. En strategi till 2040 låser inte "
        "priset.",
        ("månadskortet blir billigare", "barn och unga åker gratis i hela länet"),
        (
            "Priset har stigit dubbelt så fort som lönerna.",
            "Familjer väljer bilen när två ska åka.",
            "Grannlänet har sänkt sin taxa.",
            "Den som tjänar minst reser längst.",
        ),
    ),
    Point(
        *("utbildning", "Gemensam yrkesutbildning", "2", "p018", "Kompetens", "met", "p018"),
        "Utbildningen får ett startår och en fördelning av kostnaden, så som efterfrågas.",
        ("yrkesutbildningen får ett startår", "kommunerna och regionen delar på kostnaden för utbildningen"),
        (
            "Svetsare och elektriker saknas i varje kommun.",
            "Utan startår blir det inget av det.",
            "Små kommuner klarar det inte ensamma.",
            "Företagen ställer upp med lärlingsplatser om de vet när.",
        ),
    ),
    Point(
        *("kvinnor", "", "2", "p020", "Jämställdhet", "met", "p020"),
        "Att fördelningen redovisas varje år gör målet möjligt att följa.",
        ("stödet till kvinnors företag redovisas varje år", "kvinnor som driver företag får lika stor andel av stödet"),
        (
            "I dag går två kronor av tre till män.",
            "Utan siffror vet ingen om målet nås.",
            "Vård och omsorg är också näringsliv.",
            "Rådgivarna möter mest män.",
        ),
    ),
    Point(
        *("elnat", "Elnätet", "2", "p022", "Elnät", "partly", "p022 p047"),
        "En plan för elnätet tas fram före 2027 tillsammans med nätbolagen. Hur kapaciteten fördelas bestämmer "
        "nätbolagen enligt ellagen, så det står inte i strategin.",
        ("elnätet byggs ut före 2030", "en plan visar var effekten räcker"),
        (
            "Två etableringar har redan gått till ett annat län.",
            "Växthusen kan inte ställa om utan mer effekt.",
            "Laddstolpar för lastbilar ger ingen ström i dag.",
            "Kötiden hos nätbolaget är sju år.",
        ),
    ),
    Point(
        *("upphandling", "", "2", "p019", "Upphandling", "already-met", "p019"),
        "Att stora upphandlingar delas upp står redan i förslaget.",
        ("upphandlingar delas upp i mindre delar", "små företag kan lämna anbud"),
        (
            "Ett bageri kan inte leverera till tio kommuner.",
            "Kraven på omsättning stänger ute nystartade.",
            "Lokal mat förutsätter det.",
            "Tre stora bolag vinner nästan allt.",
        ),
    ),
    Point(
        *("besok", "", "2", "p021", "Besöksnäring", "noted", ""),
        "Vi lämnar underlaget vidare till dem som arbetar med besöksnäringen.",
        ("vandringsleder och sjöar lyfts fram", "besöksnäringen får en egen målbild"),
        (
            "Turisterna stannar bara över en natt.",
            "Vinterhalvåret är helt tomt på gäster.",
            "Lederna saknar skyltar på andra språk.",
            "Hotellen stänger i oktober.",
        ),
    ),
    Point(
        *("jordbruk", "Jordbruk och skog", "2", "p016", "Gröna näringar", "not-met", ""),
        "Livsmedel och skog har egna program, som strategin hänvisar till och inte upprepar. Där finns mål och "
        "ansvariga.",
        ("jordbruket får ett eget avsnitt", "skogen behandlas som en näring för sig"),
        (
            "Var femte arbetsplats på landet är en gård.",
            "Beredskapen kräver mat från länet.",
            "Virket lämnar länet oförädlat.",
            "Generationsskiften sker inte av sig själva.",
        ),
    ),
    Point(
        *("motesplats", "Platser att mötas på", "3", "p048", "Mötesplatser", "met", "p048"),
        "Varje kommun ska enligt ett nytt stycke utse minst en plats där äldre och unga kan mötas.",
        ("varje ort har ett ställe att mötas på dagtid", "äldre och unga kan träffas utan att köpa något"),
        (
            "Ensamheten kostar mer än en lokal.",
            "Biblioteket är stängt fyra dagar av sju.",
            "Föreningarna har nycklar men inga pengar till hyran.",
            "Pensionärerna sitter i centrumgallerian för att det är varmt.",
        ),
    ),
    Point(
        *("ungdomsrad", "Unga ska få svar", "3", "p030", "Unga", "met", "p030"),
        "Den som hörs får också veta vad det ledde till; så står det nu i strategin.",
        ("ungdomsråden får veta vad deras svar ledde till", "unga hörs innan en park ritas om"),
        (
            "Vi har fyllt i enkäter i tre år utan att något hände.",
            "Skatebanan hamnade där ingen åker.",
            "Barnkonventionen är lag.",
            "Vuxna gissar fel om vad som känns otryggt.",
        ),
    ),
    Point(
        *("trygghetsboende", "", "3", "p026", "Äldre", "noted", ""),
        "Beskrivningen av flyttkedjorna stämmer med vår, och vi tar med oss exemplen.",
        ("trygghetsbostäder byggs också på små orter", "äldre kan flytta utan att lämna byn"),
        (
            "Villorna står kvar med en person i.",
            "Byggherrarna säger nej till färre än trettio lägenheter.",
            "Hemtjänsten kör timmar varje dag.",
            "Banken lånar inte ut där huset kostar mer än det är värt.",
        ),
    ),
    Point(
        *("hyresratter", "Var det ska byggas", "3", "p027", "Bostäder", "elsewhere", ""),
        "Var det byggs avgör kommunerna i sina översiktsplaner och detaljplaner.",
        ("nya hyresrätter förläggs till stationsorterna", "byggandet på åkermark upphör"),
        (
            "Kön är åtta år i residensstaden.",
            "Jorden är klass åtta och går inte att få tillbaka.",
            "Det är där tågen stannar.",
            "Den som är ny i länet har inget sparat till en insats.",
        ),
    ),
    Point(
        *("vatmarker", "", "3", "p031", "Klimatanpassning", "already-met", "p031"),
        "Skydd av våtmarker och stränder står i förslaget, av de skäl som här anges.",
        ("våtmarker skyddas", "städerna klarar ett skyfall"),
        (
            "Källaren på sjukhuset svämmade över för två år sedan.",
            "Brunnarna sinade i augusti.",
            "Torv binder mer kol än skogen.",
            "Försäkringsbolagen frågar efter det.",
        ),
    ),
    Point(
        *("kulturmiljo", "", "3", "p025", "Kultur", "not-met", ""),
        "Kulturmiljöer behandlas i kulturplanen, som har samma tyngd. Två planer för samma sak vore otydligt.",
        ("kulturmiljöer får ett mål", "bygdegårdar och bruk räknas som livsmiljö"),
        (
            "Bruken är det som besökare minns.",
            "Bygdegårdarna håller ihop byn.",
            "Kunskapen om äldre hus försvinner.",
            "Kyrkorna står tomma om tio år.",
        ),
    ),
    Point(
        *("tackning", "Mobiltäckning", "4", "p035", "Mobiltäckning", "partly", "p035"),
        "Kravet gäller också i byarna, men var master ställs avgör operatörerna, så strategin säger inget om det.",
        ("täckningen håller också i byarna", "nya master ställs där ingen har täckning"),
        (
            "Trygghetslarmen dör när kopparn släcks.",
            "Ambulansen tappar kontakten i dalen.",
            "Skogsmaskiner kör där ingen kan ringa.",
            "Operatörens karta stämmer inte med verkligheten.",
        ),
    ),
    Point(
        *("hjalp", "Hjälp på plats", "4", "p041", "Digital hjälp", "met", "p041"),
        "Avståndet till hjälp på plats blir två mil i stället för tre.",
        ("hjälp på plats finns inom två mil", "den som saknar e-legitimation får hjälp nära hemmet"),
        (
            "Bussen till servicekontoret går en gång om dagen.",
            "Var sjätte över åttio har ingen telefon med skärm.",
            "Synskadade klarar inte kommunens webbplats.",
            "Anhöriga bor i en annan landsända.",
        ),
    ),
    Point(
        *("oppnadata", "", "4", "p039", "Öppna data", "met", "p039"),
        "Stycket om turer och tider står bland resorna, där det hör hemma.",
        ("öppna data om turer hör till kapitlet om resor", "tidtabeller publiceras som öppna data"),
        (
            "Reseplaneraren visar fel tider vid helger.",
            "Studenter bygger gärna tjänster gratis.",
            "Andra län gör det sedan länge.",
            "Data utan adress hittar ingen.",
        ),
    ),
    Point(
        *("bredband", "", "4", "p036", "Bredband", "noted", ""),
        "Vi tar med oss uppgifterna om hushåll utan anslutning till bredbandskoordinatorn.",
        ("de sista hushållen får fiber", "bredbandsstödet går först till de glesaste delarna"),
        (
            "Fyrtio gårdar har fått nej två gånger.",
            "Läkarbesök på nätet förutsätter det.",
            "Barnen gör läxor i bilen utanför skolan.",
            "Föreningen har grävt halva vägen själv.",
        ),
    ),
    Point(
        *("sakerhet", "", "4", "p037", "Säkerhet", "not-met", ""),
        "Informationssäkerhet styrs av lag och av varje organisations eget arbete. Ett mål i strategin skulle inte ge "
        "någon ny skyldighet.",
        ("strategin har ett mål om informationssäkerhet", "e-tjänster granskas av någon utomstående"),
        (
            "Ett intrång stängde en kommun i tre veckor.",
            "Gemensamma tjänster faller tillsammans.",
            "Små förvaltningar har ingen som kan det.",
            "Patienter måste kunna lita på oss.",
        ),
    ),
    Point(
        *("uppfoljning", "Uppföljning", "5", "p044", "Uppföljning", "partly", "p044"),
        "Mål som inte nås förklaras, och det står nu ihop med åtagandena. Särskilda sanktioner införs inte, eftersom "
        "samverkan är frivillig.",
        ("åtaganden som inte hålls får följder", "varje åtagande har någon som svarar för det"),
        (
            "Förra strategin följdes aldrig upp.",
            "Ingen minns vem som lovade vad.",
            "Revisorerna efterfrågar det.",
            "Utan det tröttnar föreningarna.",
        ),
    ),
    Point(
        *("matt", "", "5", "p043", "Mått", "not-met", ""),
        "Måtten väljs när uppföljningen byggs upp, så att de kan bytas när statistiken ändras.",
        ("alla mål får ett mått i strategin", "måtten visar kvinnor och män var för sig"),
        (
            "Utan siffra är det en önskan.",
            "Statistiken finns redan hos SCB.",
            "Forskare kan hjälpa till att välja.",
            "Det gör det lättare att jämföra med andra län.",
        ),
    ),
    Point(
        *("langd", "", "", "", "Hela förslaget", "not-met", ""),
        "Fyrtio stycken på fyra prioriteringar är det kortaste som rymmer det som kommunerna har enats om.",
        ("texten blir kortare", "prioriteringarna blir färre än fyra"),
        (
            "Den som läser ska minnas den.",
            "Allt kan inte vara viktigt samtidigt.",
            "Politiker hinner inte läsa mer än två sidor.",
            "Vår nämnd gav upp i mitten.",
        ),
    ),
    Point(
        *("barn", "", "", "", "Barn", "elsewhere", ""),
        "En prövning av barnets bästa görs när åtgärderna beslutas, i handlingsplanen.",
        ("en prövning av barnets bästa görs", "barn nämns som en grupp för sig"),
        (
            "Lagen kräver det.",
            "Barn reser, bor och leker mer lokalt än vuxna.",
            "De som är små 2025 lever längst med följderna.",
            "Skolorna har inte tillfrågats.",
        ),
    ),
    Point(
        *("stod", "", "", "", "Hela förslaget", "noted", ""),
        "Tack för stödet; det hjälper i det fortsatta arbetet att många står bakom inriktningen.",
        ("inriktningen är riktig", "arbetet med dialogerna har varit bra"),
        (
            "Vi känner igen vår kommun i texten.",
            "Våra medlemmar har fått komma till tals.",
            "Språket går att förstå.",
            "Målen är djärva men möjliga.",
        ),
        asks=False,
    ),
)
OPENINGS = (
    "Vi anser att",
    "Vi vill att",
    "Vi föreslår att",
    "Det är viktigt att",
    "Det bör framgå att",
    "Vi menar att",
)
PERSONAL = (
    "Jag anser att",
    "Jag vill att",
    "Jag föreslår att",
    "Det är viktigt att",
    "Jag tycker att",
    "Jag menar att",
)
SUPPORT = ("Vi anser att", "Vi tycker att", "Vi menar att", "Det är vår bild att")
