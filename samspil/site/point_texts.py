"""What the two strategy documents ask for, as 92 points in plain words.

``quote`` is the documents' own Danish words and is never translated; it is empty where a point gathers many lines.
Whether a point is there is not written here: the manifests say so, and ``points.py`` adds them up.
"""

from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _


class Point(NamedTuple):
    id: str
    quote: str
    text: Any


POINTS: list[Point] = [
    Point(
        "C01",
        "sammen skaber bedre løsninger",
        _("En udfordring viser, hvad kommunen kan alene, ved siden af de veje, I finder sammen."),
    ),
    Point(
        "C02",
        'fra "os og dem" til "vi"',
        _("Alle i et fælles rum ser de samme felter, og det, kun ansatte ser, bliver nævnt."),
    ),
    Point(
        "C03",
        "muligheder og ressourcer",
        _("Planer og udfordringer begynder med det, folk kan og har, før nogen taler om tilbud."),
    ),
    Point(
        "C04",
        "af eller med samfundets aktører – ikke for dem",
        _("Noget hedder først social innovation, når der er belæg for, at det er bedre, i brug og skabt sammen."),
    ),
    Point(
        "C05",
        "Udspringer ikke fra det offentlige",
        _("Du kan se, hvem der fandt på hver løsning, og hvor stor en del samfundet står for."),
    ),
    Point(
        "C06",
        "at sætte processer i gang",
        _("Kommunen står fra start som den, der samler folk, ikke som den, der leverer."),
    ),
    Point(
        "C07",
        "uden at det koster mere",
        _("Hvert initiativ siger, om det kan holdes inden for pengene: ja, nej eller ved ikke, med et beløb."),
    ),
    Point(
        "C08",
        "nye idéer, der skaber værdi, når de er gennemført",
        _("En idé tæller først som innovation, når den er i brug, og du kan se, hvor idéer går i stå."),
    ),
    Point(
        "C09",
        "de nye måder at gøre tingene på, som vi allerede har",
        _("Det, I allerede gør godt, kan skrives ind og deles, så andre enheder kan tage det op."),
    ),
    Point(
        "C10",
        "de små ting, der flytter de store",
        _("En lille forbedring kan skrives ind på under et minut på en telefon."),
    ),
    Point(
        "C11",
        "rettigheder og pligter",
        _("Som frivillig ser du dine rettigheder og pligter ved siden af hver opgave."),
    ),
    Point(
        "C12",
        "Det er samfundsudfordringen, som er i centrum",
        _("Udfordringen kommer først, og idéer og hjælp kan knyttes til den."),
    ),
    Point(
        "C13",
        "hvordan kan de frivillige hjælpe?",
        _("Spørger du ud fra en aktør, et tilbud eller en teknologi, får du et venligt vink og intet forbud."),
    ),
    Point(
        "C14",
        "den bedste mulige livssituation for vore seniorer?",
        _("Det første og det nye spørgsmål bliver begge stående, med hvem der foreslog og vedtog dem."),
    ),
    Point(
        "C15",
        "Hvorfor?",
        _("Det, et tilbud bygger på, kan skrives ned, og alle kan spørge, om det passer."),
    ),
    Point(
        "C16",
        "Hvorfor er det ikke lystfiskerforeningen?",
        _("Samspil nævner dem, ingen har spurgt endnu, til en udfordring, et mål eller en opgave, og siger hvorfor."),
    ),
    Point(
        "C17",
        "Fortsæt selv listen...",
        _("Alle kan tilføje et »hvorfor?« eller et »hvorfor ikke?«."),
    ),
    Point(
        "C18",
        "Vi ser problemet, som... Hvad ser I? Hvilke løsninger foreslår I?",
        _("Invitationen har netop tre dele, alle deltagere ser svarene, og kommunen kan vise, at den skifter syn."),
    ),
    Point(
        "C19",
        "er de ikke præget af, at vi definerer problemerne?",
        _("Du kan se, hvem der har rejst hvert problem, og hvordan det fordeler sig."),
    ),
    Point(
        "C20",
        "Vi identificerer problemet – Vi udtænker løsningen – Vi leverer ydelsen",
        _("Hvert trin nævner, hvem der står for det, og en kæde helt i kommunen bliver markeret."),
    ),
    Point(
        "C21",
        '"kommunale" frivillige',
        _("En frivilligrolle, som kommunen har planlagt til sit eget tilbud, bliver mærket som netop det."),
    ),
    Point(
        "C22",
        "mobiliseringen af de aktører, der bedst løser",
        _("Det står skrevet, hvorfor netop denne aktør blev valgt."),
    ),
    Point(
        "C23",
        "Uformelle sammenslutninger",
        _("Frivillige, foreninger, pårørende, virksomheder og uformelle grupper står lige, også uden CVR-nummer."),
    ),
    Point(
        "C24",
        "",
        _("Også borgere, ansatte, boligforeninger, fonde, producenter, institutter, kommuner og studerende er med."),
    ),
    Point(
        "C25",
        "",
        _("Chefgruppe, udvalg, råd, MED, udviklingsråd og faggrupper har hver deres beføjelser, skrevet i klare ord."),
    ),
    Point(
        "C26",
        "give medarbejdere fri uden løntræk",
        _("En virksomhed kan love medarbejdernes timer og se dem blive brugt."),
    ),
    Point(
        "C27",
        "Vi har gode eksempler",
        _("Dokumenternes egne eksempler kan findes i prøveudgavens bibliotek, hvert med sin kilde."),
    ),
    Point(
        "C28",
        "fem forskellige typer innovation",
        _("Et forslag siger to ting: hvor nyt det er, og hvad det ændrer."),
    ),
    Point(
        "C29",
        "små, løbende forbedringer",
        _("Den almindelige vej er små skridt, som medarbejdere og brugere selv sætter i gang."),
    ),
    Point(
        "C30",
        "et visionsdrevet spor",
        _("En anden vej har navngivne sigtepejler, og overblikket viser begge spor."),
    ),
    Point(
        "C31",
        "noget for alle",
        _("Overblikket siger til, når arbejdet er skævt fordelt, eller ingen har valgt det vigtigste."),
    ),
    Point(
        "C32",
        "tænkt ind i processen med at fastlægge politiske mål",
        _("Politiske mål og initiativer er knyttet sammen, så du kan gå fra det ene til det andet."),
    ),
    Point(
        "C33",
        "vidensindsamling om innovation",
        _("Du kan finde viden med kilde, land og hvor sikkert vi ved det."),
    ),
    Point(
        "C34",
        "flere alternativer til status quo",
        _("Et valg kræver to andre veje ud over det, man gør i dag, og en grund."),
    ),
    Point(
        "C35",
        "10 enkle veje",
        _("En leder kan i fred se på sine egne vaner, og ingen giver point eller sammenligner."),
    ),
    Point(
        "C36",
        "skabe og opsamle idéer",
        _("Enhver medarbejder kan lægge en idé ind uden kursus."),
    ),
    Point(
        "C37",
        "smidige og ubureaukratiske veje for afprøvning",
        _("En lille afprøvning kræver ét ja fra enhedens leder og får svar eller falder bort til tiden."),
    ),
    Point(
        "C38",
        "innovative ildsjæle og lokale ambassadører",
        _("Du kan finde og skrive til dem, der selv har sagt ja til at være ambassadører."),
    ),
    Point(
        "C39",
        "personalemøder og i andre eksisterende netværksfora",
        _("Idéer kommer fra jeres møder og vender tilbage som punkter på dagsordenen."),
    ),
    Point(
        "C40",
        "forvaltningen understøtter og vejleder",
        _("Du kan bede om hjælp til viden eller fondspenge, følge din sag og få svar."),
    ),
    Point(
        "C41",
        "inddrage brugere i evalueringen",
        _("En evaluering er først færdig, når brugerne selv er hørt."),
    ),
    Point(
        "C42",
        "går på opdagelse hos brugerne",
        _("I kan følge en skabelon: gå på opdagelse, forstå, få idéer, prøv af, og før det ud i livet."),
    ),
    Point(
        "C43",
        "fordomme og myter",
        _("En myte kan rejses og få svar, og MED ser alt om grænsen mellem ansatte og frivillige."),
    ),
    Point(
        "C44",
        "ledere på alle niveauer",
        _("Ledere sætter rammen, og den enkelte enhed peger selv på udfordringerne."),
    ),
    Point(
        "C45",
        "øget livskvalitet",
        _("Et teknologiprojekt siger, om målet er livskvalitet, smartere arbejde eller begge, og hvordan I ser det."),
    ),
    Point(
        "C46",
        "brugerrettede teknologier",
        _("Det står klart, hvad velfærdsteknologi er, og hvem den er til."),
    ),
    Point(
        "C47",
        "Gøre brug af andres erfaringer",
        _("Før noget nyt begynder, ser I efter andres resultater og skriver, om I bruger dem."),
    ),
    Point(
        "C48",
        "ændrer på nogle arbejdsgange",
        _("Planen viser, hvilke arbejdsgange der bliver anderledes."),
    ),
    Point(
        "C49",
        "Eksternt samarbejde",
        _("I kan prøve af med producenter og andre kommuner, og alle siger åbent, hvad de får ud af det."),
    ),
    Point(
        "C50",
        "Nybyggeri samt om- og tilbygninger",
        _("Når I bygger nyt eller om, er der et fast punkt, hvor teknologi bliver overvejet."),
    ),
    Point(
        "C51",
        "Rekruttering",
        _("En god historie om teknologi kan vises for dem, der søger arbejde."),
    ),
    Point(
        "C52",
        "relationen mellem bruger, pårørende og medarbejdere",
        _("Virkningen, brugernes oplevelse og forholdet mellem bruger, pårørende og ansatte bliver skrevet ned."),
    ),
    Point(
        "C53",
        "i næste projekt",
        _("Det, I lærte, går videre til et senere projekt, som kvitterer for det."),
    ),
    Point(
        "C54",
        "beslutningskompetencen bliver bevaret i afdelingerne",
        _("Den tværgående gruppe kan kun råde; kun afdelingen selv kan beslutte og bruge penge."),
    ),
    Point(
        "C55",
        "ved behov for udarbejdelse af en business case",
        _("I kan regne på det, når der er brug for det, men en business case er ikke et krav."),
    ),
    Point(
        "C56",
        "1 mio. kr.",
        _("Et regnskab viser den årlige million for hver afdeling, og penge udefra står for sig."),
    ),
    Point(
        "C57",
        "mindst tre projekter",
        _("Årets mål tæller de projekter, der er gennemført."),
    ),
    Point(
        "C58",
        "tværgående erfa-forum",
        _("I deler erfaringer om teknologi på vej og i brug på tværs af enheder og kommuner."),
    ),
    Point(
        "C59",
        "en ensartet model",
        _("Der falder ingen dom, før borger, medarbejder og organisation alle har svaret."),
    ),
    Point(
        "C60",
        "",
        _("VTV er beskyttet og følger ikke med; et resultat udefra kan vedhæftes, når partnerskabet er noteret."),
    ),
    Point(
        "C61",
        "en årlig frivillighedspris",
        _("Tilskud, én kontaktperson, et årligt dialogmøde og en årlig pris til frivillige har hver deres plads."),
    ),
    Point(
        "C62",
        "en kortlægning af eksisterende frivillige aktiviteter",
        _("I kortlægger frivilligt arbejde, drøfter det politisk og retter politikken; gamle udgaver bliver gemt."),
    ),
    Point(
        "C63",
        "den forebyggende og opsøgende indsats",
        _("Forebyggende og opsøgende arbejde er med, og kortet viser områder uden tradition for frivillige."),
    ),
    Point(
        "C64",
        "konkrete, afgrænsede opgaver",
        _("En opgave har et indhold, en tid og en slutning, og den bliver vist for dem, den passer til."),
    ),
    Point(
        "C65",
        "frivillige foreninger og enkeltpersoner",
        _("Både foreninger og enkeltpersoner kan være med, og der er en frivilligkoordinator at tale med."),
    ),
    Point(
        "C66",
        "en rollemodel",
        _("Mentorer, studerende og ligesindede har egne opgaver, og kun du selv fortæller, hvad du har oplevet."),
    ),
    Point(
        "C67",
        "lokale spilleregler",
        _("En fælles ramme bliver til lokale spilleregler og aftaler om grænser, roller og forventninger."),
    ),
    Point(
        "C68",
        "såvel de frivilliges som medarbejdernes bidrag",
        _("Du kan sige tak, så alle ser det, både til frivillige og til medarbejdere."),
    ),
    Point(
        "C69",
        "en win-win situation",
        _("Det, brugere, ansatte og frivillige hver får ud af det, bliver skrevet ned."),
    ),
    Point(
        "C70",
        "fri for snærende, bureaukratiske strukturer",
        _("Du kan bidrage uden konto, med få felter og så få oplysninger om dig som muligt."),
    ),
    Point(
        "C71",
        "Vi guider de frivillige",
        _("Du får ét svar på, hvem du skal tale med i kommunen."),
    ),
    Point(
        "C72",
        "et borgermøde",
        _("Åbne arrangementer og borgermøder bliver slået op, så alle kan finde dem."),
    ),
    Point(
        "C73",
        "modtagerorienteret",
        _("Planen er skrevet med borgerens egne ord, og målene kommer før tilbuddene."),
    ),
    Point(
        "C74",
        "Ressourcer i civilsamfundet indgår konsekvent",
        _("En plan er først færdig, når civilsamfundet er overvejet for hvert mål; »nej tak« er også et svar."),
    ),
    Point(
        "C75",
        "Sagsbehandleren afgiver magt",
        _("Borger og netværk kan foreslå og sige nej til deling, og historien viser, hvem der skrev hvad."),
    ),
    Point(
        "C76",
        "uden at sidde ved bordenden",
        _("Mødelederen skifter, og alle deltagere har lige meget at sige og rette."),
    ),
    Point(
        "C77",
        "Give plads. Være risikovillige",
        _("Virker en afprøvning ikke, står det uden skyld sammen med det, I lærte; mødelederen beslutter ikke."),
    ),
    Point(
        "C78",
        "Sikre kompetencer er til stede",
        _("Hver afprøvning ser efter, om de rette kompetencer er med."),
    ),
    Point(
        "C79",
        "Fokus på effekt – ikke processer",
        _("Overblikket viser først, hvad det ændrede for mennesker."),
    ),
    Point(
        "C80",
        "Afgivelse af kontrol og magt",
        _("Det, der står i vejen, bliver skrevet ned sammen med et svar."),
    ),
    Point(
        "C81",
        "Mere velfærd for de samme penge",
        _("Gevinster har tre overskrifter: bedre løsninger, legitimitet og mere velfærd for de samme penge."),
    ),
    Point(
        "C82",
        "Hovedtrin i processen",
        _("Strategien går gennem syv trin i rækkefølge, hvert med sin dato, og ingen kan springes over."),
    ),
    Point(
        "C83",
        "en handleplan for hvert af de tre områder",
        _("Hvert område har sin handleplan, og hvert udvalg kan sætte sin egen rækkefølge."),
    ),
    Point(
        "C84",
        "tovholdere",
        _("Hvert område og hver afdeling har en tovholder, du kan finde."),
    ),
    Point(
        "C85",
        "Organiseringen sættes i værk",
        _("Kommunikation, organisering og tre første projekter er opgaver med en ejer."),
    ),
    Point(
        "C86",
        "på kort og længere sigt",
        _("Du kan se, hvad der sker snart, og hvad der tager længere tid."),
    ),
    Point(
        "C87",
        "en civilsamfundsstrategi i stedet for en frivilligpolitik?",
        _("Åbne spørgsmål har en navngiven person, der svarer, og hver enhed siger, hvordan den vil samarbejde."),
    ),
    Point(
        "C88",
        "gode erfaringer med supplerende tilbud for særligt udsatte ledige",
        _("Beskæftigelse har sit eget overblik med udfordringer, opgaver for mentorer og løfter fra virksomheder."),
    ),
    Point(
        "C89",
        "evalueringen og udviklingen af tilbud",
        _("Et tilbud, der allerede findes, kan evalueres med brugerne uden en afprøvning."),
    ),
    Point(
        "C90",
        "tiltrække og fastholde kvalificeret arbejdskraft",
        _("Selvhjulpne borgere, nedslidning, rekruttering og fastholdelse ligger klar som noget, du kan måle."),
    ),
    Point(
        "C91",
        "direktionsprojekt om velfærdsinnovation",
        _("En helt ny idé kan gå videre fra enheden med en navngiven sponsor og længere tid."),
    ),
    Point(
        "C92",
        "Hvad ser I?",
        _("Samfundet kan invitere kommunen til et problem, og kommunen svarer."),
    ),
]


def between(first: int, last: int) -> list[str]:
    return [point.id for point in POINTS[first - 1 : last]]


SECTIONS: list[tuple[Any, list[str]]] = [
    (_("Formål og principper"), between(1, 11)),
    (_("Udfordring, ny ordlyd og invitation"), between(12, 22)),
    (_("Aktører"), between(23, 27)),
    (_("Innovation"), between(28, 44)),
    (_("Velfærdsteknologi"), between(45, 60)),
    (_("Civilsamfund og frivillige"), between(61, 72)),
    (_("Borgerens plan og rollerne"), between(73, 81)),
    (_("Beslutninger og ansvar"), between(82, 87)),
    (_("Læst ud af begge dokumenter sammen"), between(88, 92)),
]
