"""What was tried with technology: published cases with the figures of their sources, and Engbæk's own, a failure too.

The published ones are real, told in our own words, and only with figures that stand in the source. What Engbæk's units
tell is made up, as Engbæk is. Days count back from today.
"""

from samspil.demo.content.experiences_types import (
    ExperienceText,
    FigureText,
    MatchText,
    ToolText,
)

TOOLS: dict[str, ToolText] = {
    "toilet": ToolText(
        title="Toilet, der skyller og tørrer",
        what=(
            "Et sæde på toilettet skyller med lunt vand og tørrer med luft. Man kan klare toiletbesøget uden en"
            " hjælper i rummet."
        ),
        for_whom="Folk, der ikke selv kan tørre sig",
        group="body",
        targets=("older_people", "disability"),
    ),
    "telecare": ToolText(
        title="Måling hjemme ved KOL",
        what=(
            "Man måler selv blodtryk, puls, ilt og vægt derhjemme. En sygeplejerske følger tallene og ringer, når de"
            " ændrer sig."
        ),
        for_whom="Folk med KOL",
        group="health",
        targets=("long_illness",),
    ),
    "records": ToolText(
        title="Fælles digital sagsgang for voksne med handicap",
        what="Et it-system samler udredning, mål og aftaler ét sted, så de samme oplysninger ikke skrives flere gange.",
        for_whom="Sagsbehandlere og tilbud for voksne",
        group="workplace",
        targets=("staff",),
        purposes=("smarter_work",),
    ),
    "feeding": ToolText(
        title="Spiserobot",
        what="En arm løfter skeen fra tallerkenen til munden. Den, der spiser, styrer selv tempoet med en knap.",
        for_whom="Folk, der ikke kan løfte hånden eller ryster meget",
        group="eating",
        targets=("disability", "older_people"),
    ),
    "vacuum": ToolText(
        title="Robotstøvsuger",
        what="Støvsuger selv gulvet i boliger og fællesrum, mens andre laver noget andet.",
        for_whom="Folk, der får hjælp til rengøring",
        group="cleaning",
        targets=("older_people", "disability", "staff"),
        maturity="common",
    ),
    "dispenser": ToolText(
        title="Medicindispenser",
        what=(
            "En låst maskine giver den rigtige medicin på det rigtige tidspunkt og siger til, hvis den ikke bliver"
            " taget."
        ),
        for_whom="Folk, der får hjælp til deres medicin",
        group="medicine",
        targets=("older_people", "long_illness"),
    ),
    "messages": ToolText(
        title="Beskeder mellem borger og hjemmepleje",
        what="Borgeren og de pårørende kan se aftaler og skrive til hjemmeplejen, i stedet for at ringe.",
        for_whom="Folk med hjemmepleje og deres pårørende",
        group="contact",
        targets=("older_people", "relatives"),
    ),
    "lift": ToolText(
        title="Loftlift, der dækker hele rummet",
        what="Skinner i loftet når hele rummet, så én person kan flytte en anden fra seng til stol, toilet og vindue.",
        for_whom="Folk, der ikke kan rejse sig selv, og dem, der hjælper",
        group="moving",
        targets=("disability", "older_people", "staff"),
        maturity="common",
    ),
    "surroundings": ToolText(
        title="Styring af omgivelserne",
        what="Lys, gardin, dør og fjernsyn styres med stemme, øjne eller én knap.",
        for_whom="Folk, der ikke kan bruge hænderne",
        group="home",
        targets=("disability",),
        purposes=("better_life",),
    ),
}

EXPERIENCES: tuple[ExperienceText, ...] = (
    # --- from elsewhere: what the sources say -------------------------------------------------------------------------
    ExperienceText(
        key="aarhus",
        tool="toilet",
        by="birthe",
        days_ago=120,
        origin="municipality",
        place="Aarhus",
        source="netvaerk.socialstyrelsen.dk, projekt 1868, og Altinget",
        year=2013,
        people=30,
        people_note="30 af de 276, der fik toilettet, blev målt",
        title="Borgerne fik mindre hjælp på toilettet, da det kunne skylle og tørre",
        tried=(
            "Borgere med hjælp til toiletbesøg fik et toilet, der skyller og tørrer, sat op hjemme. Man så på, hvor"
            " meget hjælp de fik bagefter."
        ),
        result=(
            "Den, der fik toilettet, skulle i gennemsnit have 51,8 minutter mindre hjælp om ugen. Kommunen regnede"
            " det om til penge for alle. Kun 30 blev målt."
        ),
        went="works",
        evidence=2,
        figures=(
            FigureText(label="Hjælp pr. borger", value="-51,8", unit="minutter om ugen", phase="change"),
            FigureText(label="Andel af den visiterede tid", value="13,6", unit="procent"),
            FigureText(label="Beregnet værdi pr. borger", value="17.020", unit="kr. om året"),
            FigureText(label="Beregnet værdi i alt", value="8,5", unit="mio. kr. om året"),
        ),
        match=MatchText(
            by="hanne",
            setting="different",
            why="Vores ældre boliger har smalle badeværelser. I de nye kan det sættes op uden at bygge om.",
            days_ago=80,
        ),
    ),
    ExperienceText(
        key="koebenhavn",
        tool="toilet",
        by="birthe",
        days_ago=119,
        origin="municipality",
        place="København",
        source="velfaerdsinnovation.kk.dk",
        year=2018,
        title="København holdt op med at købe toiletterne",
        tried=(
            "Kommunen havde købt toiletter, der skyller og tørrer, for at give borgerne mere selvstændighed og spare"
            " tid."
        ),
        result=(
            "Det, man havde ventet, blev ikke til noget. I 2018 holdt kommunen op med at købe dem. Det er det"
            " modsatte af resultatet i Aarhus."
        ),
        went="not",
        evidence=1,
    ),
    ExperienceText(
        key="toilet-medarbejdere",
        tool="toilet",
        by="birthe",
        days_ago=118,
        origin="literature",
        source="SFI, omtalt i Altinget",
        title="Toiletterne betaler sig, men medarbejderne er ikke glade for dem",
        tried="Forskere så på toiletter, der skyller og tørrer, både som regnestykke og med dem, der arbejder ved dem.",
        result="Regnestykket gik op, men medarbejderne brød sig ikke om dem. De to ting skal ses hver for sig.",
        went="partly",
        evidence=1,
    ),
    ExperienceText(
        key="telecare-nord",
        tool="telecare",
        by="charlotte",
        days_ago=110,
        origin="literature",
        place="Nordjylland",
        source="TeleCare Nord, BMJ Open 7:e014616",
        title="Lidt dyrere, lidt bedre, og meget usikkert",
        tried=(
            "Folk med KOL målte selv hjemme, og en sygeplejerske fulgte med. Lodtrækning afgjorde, hvem der fik det,"
            " og hvem der fik den sædvanlige hjælp."
        ),
        result=(
            "Udgiften steg, og livskvaliteten steg en smule. Begge tal er så usikre, at det lige så godt kan være"
            " omvendt. Chancen for, at det kan betale sig, blev regnet til 50 procent."
        ),
        method="Lodtrækningsforsøg med økonomi ved siden af.",
        went="partly",
        evidence=4,
        figures=(
            FigureText(label="Udgift pr. deltager", value="728", unit="euro", phase="change", range="-754 til 2.211"),
            FigureText(
                label="Kvalitetsjusterede leveår", value="0,0132", unit="år", phase="change", range="-0,0083 til 0,0346"
            ),
            FigureText(label="Pris for et kvalitetsjusteret leveår", value="55.327", unit="euro"),
            FigureText(label="Sandsynlighed for, at det kan betale sig", value="50", unit="procent"),
        ),
    ),
    ExperienceText(
        key="kol-beregninger",
        tool="telecare",
        by="charlotte",
        days_ago=109,
        origin="literature",
        place="Danmark",
        source="digst.dk, de nationale beregninger fra 2015 og 2017",
        year=2017,
        title="To beregninger af det samme gav hver sit svar",
        tried="Staten regnede to gange på, hvad måling hjemme ved KOL ville betyde for hele landet.",
        result=(
            "I 2015 kostede det penge de første fem år. I 2017 var det en gevinst. For de sværest syge alene var"
            " spændet stort. Svaret hang på, hvad man regnede med."
        ),
        method="Beregning før udbredelse, ikke en måling bagefter.",
        went="partly",
        evidence=1,
        figures=(
            FigureText(label="Over fem år, regnet i 2015", value="-28", unit="mio. kr."),
            FigureText(label="Hvert år i fuld drift, regnet i 2015", value="1,5", unit="mio. kr."),
            FigureText(label="Over fem år, regnet i 2017", value="483", unit="mio. kr."),
            FigureText(label="Hvert år i fuld drift, regnet i 2017", value="202", unit="mio. kr."),
            FigureText(label="Sværest syge, over fem år, laveste", value="141", unit="mio. kr."),
            FigureText(label="Sværest syge, over fem år, højeste", value="619", unit="mio. kr."),
            FigureText(label="Sværest syge, hvert år, laveste", value="94", unit="mio. kr."),
            FigureText(label="Sværest syge, hvert år, højeste", value="240", unit="mio. kr."),
        ),
    ),
    ExperienceText(
        key="dhuv",
        tool="records",
        by="pernille",
        days_ago=108,
        origin="literature",
        place="Danmark",
        source="BDO og CEDI, 2015",
        year=2015,
        title="Den fælles digitale sagsgang kostede mere, end den gav",
        tried="En opgørelse så på den digitale sagsgang for voksne med handicap og udsatte.",
        result=(
            "Regnestykket endte med et underskud over fem år. Spændet gik fra et stort tab til en gevinst, så det"
            " sikre er, at det er usikkert."
        ),
        went="not",
        evidence=1,
        figures=(FigureText(label="Over fem år", value="-61", unit="mio. kr.", range="-223 til 79"),),
    ),
    ExperienceText(
        key="spiserobot-leverandoer",
        tool="feeding",
        by="birthe",
        days_ago=107,
        origin="literature",
        place="Danmark",
        source="Leverandøren Careware og Teknologisk Institut",
        title="Leverandøren regner med 16 minutter og 44 sekunder pr. måltid",
        tried="Leverandøren har regnet på, hvor meget tid en hjælper bruger, når robotten løfter skeen.",
        result=(
            "Tallet for hele landet er en beregning, og det er leverandøren selv, der siger, at den er tjent ind på"
            " under et år."
        ),
        went="works",
        evidence=1,
        figures=(
            FigureText(label="Tid pr. måltid, 16 min. 44 sek.", value="1.004", unit="sekunder"),
            FigureText(label="Beregnet for hele landet", value="318", unit="årsværk"),
        ),
    ),
    ExperienceText(
        key="robotstoevsuger",
        tool="vacuum",
        by="birthe",
        days_ago=106,
        origin="literature",
        place="Danmark",
        source="robocluster og kommunen.dk",
        title="Kilden skriver om en halvering",
        tried="Robotstøvsugere blev sat ind i fællesrum og i boliger.",
        result=(
            "Kilden skriver 50 procent mindre i fællesrum og 57 procent mindre i boliger. Den nævner også et beløb på"
            " omkring 190 mio. kr. over fem år."
        ),
        went="works",
        evidence=1,
        figures=(
            FigureText(label="Fællesrum", value="-50", unit="procent", phase="change"),
            FigureText(label="Boliger", value="-57", unit="procent", phase="change"),
            FigureText(label="Omtrentligt beløb over fem år", value="190", unit="mio. kr."),
        ),
        match=MatchText(
            by="tine",
            terms="different",
            why="Vores gulve er de samme. Men beboerne ejer ikke selv robotten, den er husets.",
            days_ago=30,
        ),
    ),
    ExperienceText(
        key="robot-egen-regning",
        tool="vacuum",
        by="birthe",
        days_ago=105,
        origin="municipality",
        place="Fyn",
        source="TV 2 Fyn, 2024",
        year=2024,
        title="Borgere på over 90 fik besked på selv at købe en robot",
        tried="Hjælpen til rengøring blev lavet om, og borgerne skulle selv anskaffe en robotstøvsuger.",
        result="Udgiften flyttede fra kommunen til borgeren. Spørg altid, hvem der kommer til at betale.",
        went="not",
        evidence=0,
    ),
    ExperienceText(
        key="stavanger",
        tool="dispenser",
        by="anders",
        days_ago=104,
        origin="country",
        place="Stavanger, Norge",
        source="Kommunens egen opgørelse, gengivet i vores notat om velfærdsteknologi",
        people=80,
        people_note="80 dispensere",
        title="80 dispensere blev regnet til 3,6 mio. norske kroner om året",
        tried="80 mennesker fik en dispenser hjemme i stedet for besøg, hvor nogen gav dem medicinen.",
        result="Kommunen anslog værdien til 3,6 mio. norske kroner om året. Det er et skøn.",
        went="works",
        evidence=1,
        figures=(
            FigureText(label="Anslået værdi", value="3,6", unit="mio. NOK om året"),
            FigureText(label="Regnet om pr. bruger", value="45.000", unit="NOK om året"),
        ),
    ),
    ExperienceText(
        key="roeyken",
        tool="dispenser",
        by="anders",
        days_ago=103,
        origin="country",
        place="Røyken, Norge",
        source="Kommunens egen opgørelse, gengivet i vores notat om velfærdsteknologi",
        title="Fra seks en halv time til tre kvarter hver fjortende dag",
        tried="En bruger af dispenseren fik ikke længere besøg for hver dosis. Man talte timerne før og efter.",
        result="Tiden faldt fra 6 timer og 30 minutter til 45 minutter på fjorten dage.",
        went="works",
        evidence=2,
        figures=(
            FigureText(label="Hjælp på 14 dage", value="6,5", unit="timer", phase="before"),
            FigureText(label="Hjælp på 14 dage", value="0,75", unit="timer", phase="after"),
            FigureText(label="Ændring, regnet ud", value="-88,5", unit="procent", phase="change"),
        ),
    ),
    ExperienceText(
        key="oslo",
        tool="messages",
        by="anders",
        days_ago=102,
        origin="country",
        place="Oslo, Norge",
        source="DigiHelse, doi 10.2196/14780",
        link="https://doi.org/10.2196/14780",
        title="Der blev ikke færre forgæves ture",
        tried="Folk med hjemmepleje kunne skrive og se aftaler på nettet. Man ventede færre forgæves besøg.",
        result=(
            "Tallet gik ikke ned på en måde, man kan stole på. Det lå under det, man havde regnet med i begyndelsen."
        ),
        went="not",
        evidence=2,
        figures=(FigureText(label="Forgæves ture, forhold (p = 0,26)", value="1,37"),),
    ),
    # --- Engbæk's own -------------------------------------------------------------------------------------------------
    ExperienceText(
        key="aabrinken-lift",
        tool="lift",
        by="hanne",
        days_ago=60,
        unit="aabrinken",
        year=2026,
        period="februar til april",
        people=6,
        people_note="beboere på gangen mod gården",
        title="Én kan nu hjælpe, hvor vi før var to",
        tried="Vi satte skinner i loftet i seks boliger. De når helt ud til badet og vinduet.",
        result=(
            "De fleste flytninger klarer vi nu alene. Beboerne siger, at de gynger mindre. Det tog tre uger, før alle"
            " turde."
        ),
        method="Vi talte flytninger i to uger før og to uger efter. Vi skrev opgaven ned, aldrig hvem der gjorde den.",
        went="works",
        evidence=2,
        figures=(
            FigureText(label="Flytninger, hvor vi var to", value="168", unit="om ugen", phase="before"),
            FigureText(label="Flytninger, hvor vi var to", value="49", unit="om ugen", phase="after"),
        ),
    ),
    ExperienceText(
        key="aabrinken-toilet",
        tool="toilet",
        by="tine",
        days_ago=45,
        unit="aabrinken",
        year=2025,
        period="september til november",
        people=4,
        title="Sæderne blev pillet ned igen efter tre måneder",
        tried="Vi satte fire sæder op i de ældste boliger. Vi troede, at de var lige så nemme som i de nye.",
        result=(
            "Badeværelserne er for smalle. Man kunne ikke sidde rigtigt, og vandet ramte ved siden af. To beboere"
            " blev bange for lyden. Næste gang måler vi rummet først."
        ),
        method="Vi spurgte beboerne hver uge og skrev ned, hver gang vi måtte hjælpe alligevel.",
        went="not",
        evidence=2,
        figures=(FigureText(label="Besøg, hvor vi hjalp alligevel", value="91", unit="procent", phase="after"),),
    ),
    ExperienceText(
        key="nord-spiserobot",
        tool="feeding",
        by="mette",
        days_ago=38,
        unit="hp-nord",
        year=2026,
        period="seks uger i foråret",
        people=2,
        title="Den ene spiser selv nu. Den anden ville hellere have selskab",
        tried="To borgere lånte en spiserobot og spiste med den hver dag.",
        result=(
            "For den ene blev måltidet hendes eget igen. Den anden savnede at tale med os imens. Vi sparede ikke tid,"
            " for vi bliver siddende."
        ),
        went="partly",
        evidence=2,
    ),
    ExperienceText(
        key="moellebakken-stemme",
        tool="surroundings",
        by="bo",
        days_ago=25,
        unit="moellebakken",
        year=2026,
        people=3,
        title="De kan selv lukke døren efter sig",
        tried="Tre beboere fik lys, gardin og dør på stemmen.",
        result=(
            "De kalder sjældnere om aftenen. Det vigtigste siger de selv: at kunne lukke døren og være alene. Nettet"
            " faldt ud to gange, og så virkede intet."
        ),
        went="works",
        evidence=1,
    ),
)
