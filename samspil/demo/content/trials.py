"""What Engbæk tries out: small things and bigger ones, some that became daily life, and some that were stopped."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DiaryText:
    """What somebody noticed; ``entered_by`` is the member of staff who wrote it down."""

    by: str
    side: str
    body: str
    days_ago: float
    entered_by: str = ""
    channel: str = ""


@dataclass(frozen=True, kw_only=True)
class PartnerText:
    actor: str
    role: str
    delivers: bool = False
    interest: str = "none"
    interest_note: str = ""


@dataclass(frozen=True, kw_only=True)
class EndText:
    outcome: str
    by: str
    reason: str
    learning: str
    days_ago: float
    went: str = ""
    users_said: str = ""


@dataclass(frozen=True, kw_only=True)
class TrialText:
    """A trial. Days are counted back from today; ``lasts`` is how many days it was planned for.

    ``answer`` is the leader who said yes, or no with ``is_no``; ``passed_on_to`` the deputy after seven silent days.
    """

    key: str
    proposal: str
    title: str
    by: str
    actor: str | None = None
    unit: str = ""
    planned_days_ago: float
    starts_days_ago: float
    lasts: int
    needs: tuple[str, ...] = ()
    cost: int = 0
    cost_neutral: str = "unknown"
    touches: tuple[str, ...] = ()
    med_note: str = ""
    what: str
    who: str
    noticing: str = ""
    reason: str
    sentence: tuple[str, str, str] = ("", "", "")
    alternatives: tuple[str, ...] = ()
    competences: tuple[str, str] = ("", "")
    users_part: str = ""
    workflows: str = ""
    sponsor: str = ""
    horizon_in_days: int = 0
    partners: tuple[PartnerText, ...] = ()
    indicator: str = ""
    answer: str = ""
    answer_text: str = ""
    answered_days_ago: float = 0
    is_no: bool = False
    passed_on_to: str = ""
    is_started: bool = False
    diary: tuple[DiaryText, ...] = ()
    end: EndText | None = None


TRIALS: tuple[TrialText, ...] = (
    TrialText(
        key="krogen",
        proposal="kroge-i-bilen",
        title="En krog til nøglerne i to af bilerne",
        by="kaj",
        unit="hp-nord",
        planned_days_ago=31,
        starts_days_ago=28,
        lasts=14,
        cost=180,
        cost_neutral="yes",
        what="Vi sætter en krog ved rattet i to biler. Nøglerne hænger dér og ingen andre steder.",
        who="Kaj og dem, der kører bil 3 og bil 7",
        noticing="Vi tæller, hvor tit nogen ringer efter en nøgle.",
        reason="I dag ligger nøglerne i lommer, i handskerum og en enkelt gang i en fryser.",
        answer="lene",
        answer_text="Ja. Køb krogene i byggemarkedet, og giv mig bonen.",
        answered_days_ago=30,
        is_started=True,
        diary=(
            DiaryText(by="maja", side="staff", body="Ingen opkald i nat. Det plejer der at være.", days_ago=22),
            DiaryText(
                by="kaj", side="staff", body="Krogen i bil 7 faldt af i et vejbump. Den er skruet i nu.", days_ago=19
            ),
        ),
        end=EndText(
            outcome="adopt",
            by="lene",
            reason="Ni opkald om nøgler blev til ét på to uger. Det er 180 kroner værd.",
            learning="Skru krogen fast. Lim holder ikke på en grusvej.",
            went="Det virkede fra dag ét, bortset fra limen.",
            users_said="Viggo sagde, at vi kom til tiden to dage i træk. Han spurgte, om nogen var syge.",
            days_ago=9,
        ),
    ),
    TrialText(
        key="koret-oever",
        proposal="koret-oever",
        title="Koret øver på Åbrinken hver onsdag i efteråret",
        by="ingolf",
        actor="koret",
        unit="aabrinken",
        planned_days_ago=52,
        starts_days_ago=44,
        lasts=38,
        needs=("needs_premises",),
        cost_neutral="yes",
        what="Koret flytter sin øveaften til caféen. Beboerne er med, synger eller lytter. Klokken 21 er der kaffe.",
        who="Koret, beboerne og aftenvagten",
        sentence=(
            "en aften om ugen med andres stemmer",
            "at flere kommer ud af deres bolig efter klokken 18",
            "hvor mange der sidder i caféen, og hvad de selv siger",
        ),
        reason="I dag er caféen lukket fra klokken 17. Koret mangler et rum med et klaver, der stemmer.",
        alternatives=("doeren-til-22", "natmad"),
        competences=("At lede et kor, hvor ikke alle kan noder.", "Ingolf har gjort det i 19 år. Aftenvagten er med."),
        users_part="Beboerne fortæller selv i dagbogen. Elly spørger dem, der ikke skriver.",
        workflows="Aftenvagten åbner caféen klokken 18.30 i stedet for at låse den.",
        partners=(
            PartnerText(actor="beboerraad-aabrinken", role="Byder velkommen og laver kaffe", delivers=True),
            PartnerText(
                actor="venner-aabrinken",
                role="Henter dem, der har brug for en arm",
                delivers=True,
            ),
        ),
        indicator="loneliness",
        answer="hanne",
        answer_text="Ja. Caféen er jeres om onsdagen til klokken 21.30. Poul låser.",
        answered_days_ago=49,
        is_started=True,
        diary=(
            DiaryText(
                by="elly", side="user", body="Vi var elleve. Jeg havde glemt, at jeg kan anden stemme.", days_ago=37
            ),
            DiaryText(
                by="tine",
                side="staff",
                body="Tre, der plejer at ringe om aftenen, ringede ikke. De sad i caféen.",
                days_ago=30,
            ),
            DiaryText(
                by="karen",
                side="relative",
                body="Min mors søster synger i telefonen nu. Det har hun ikke gjort før.",
                days_ago=23,
            ),
            DiaryText(
                by="ingolf",
                side="partner",
                body="Klaveret er en halv tone for lavt. Det er vi også, så det går.",
                days_ago=16,
            ),
            DiaryText(
                by="viggo",
                side="user",
                body="Jeg kommer for kaffen. Det må I gerne skrive.",
                days_ago=9,
                entered_by="birthe",
                channel="phone",
            ),
        ),
        end=EndText(
            outcome="adopt",
            by="hanne",
            reason="Onsdagen er blevet en aften, som folk regner med. Det koster os en nøgle og en kande kaffe.",
            learning="Spørg dem, der vil have ro, før I spørger dem, der vil synge.",
            days_ago=4,
        ),
    ),
    TrialText(
        key="natmad",
        proposal="natmad",
        title="Natmad klokken halv ti i fire uger",
        by="elly",
        actor="beboerraad-aabrinken",
        unit="aabrinken",
        planned_days_ago=57,
        starts_days_ago=53,
        lasts=28,
        needs=("needs_premises",),
        cost=2400,
        cost_neutral="no",
        what="Vi stiller rugbrød, ost og sødmælk frem i køkkenet på første sal.",
        who="Beboerrådet. To ad gangen.",
        noticing="Vi tæller kopperne om morgenen.",
        reason="I dag er der ti timer mellem aftenkaffe og morgenmad.",
        answer="hanne",
        answer_text="Ja, hvis I selv vasker op. Køkkenet skal være lukket klokken 22.30.",
        answered_days_ago=55,
        is_started=True,
        diary=(
            DiaryText(by="elly", side="user", body="Første aften var vi fem. Anden aften to.", days_ago=48),
            DiaryText(
                by="tine",
                side="staff",
                body="De fleste sover halv ti. Dem, der er vågne, vil hellere snakke.",
                days_ago=39,
            ),
        ),
        end=EndText(
            outcome="stop",
            by="hanne",
            reason="Fire kopper i gennemsnit er ikke nok til at holde køkkenet åbent.",
            learning="Det var ikke maden, de vågne savnede. Det var nogen at tale med. Begynd dér næste gang.",
            went="Pænt den første uge og stille de næste tre.",
            users_said="“Jeg kom for selskabet, og der sad kun osten.”",
            days_ago=22,
        ),
    ),
    TrialText(
        key="hjemmekamp",
        proposal="hjemmekamp",
        title="Fem faste pladser til tre hjemmekampe",
        by="dan",
        actor="brugerraad-moellebakken",
        unit="moellebakken",
        planned_days_ago=36,
        starts_days_ago=33,
        lasts=24,
        needs=("needs_staff",),
        cost=900,
        cost_neutral="yes",
        what="Fem af os har plads på langsiden. Vi sætter bander op før kampen og tager dem ned bagefter.",
        who="Brugerrådet og Engbæk IF. Bo kører bussen.",
        noticing="Vi spørger os selv i bussen hjem.",
        reason="I dag er lørdagen lang, og nogen skal bestille os en tur. Her er der brug for os.",
        partners=(PartnerText(actor="engbaek-if", role="Har plads og bander til os", delivers=True),),
        answer="jonas",
        answer_text="Ja. Bo har vagt alle tre lørdage. Skriv, hvordan det går.",
        answered_days_ago=34,
        is_started=True,
        diary=(
            DiaryText(by="dan", side="user", body="Vi tabte fire-nul. Bedste lørdag i år.", days_ago=29),
            DiaryText(
                by="lis",
                side="relative",
                body="Min søn ringede selv og fortalte resultatet. Det plejer jeg at gøre.",
                days_ago=21,
            ),
            DiaryText(
                by="carsten",
                side="partner",
                body="Banderne stod klar, før jeg havde låst op. Vi vil gerne have dem hver gang.",
                days_ago=14,
            ),
        ),
        end=EndText(
            outcome="adapt",
            by="jonas",
            reason="De fem bliver ved. Vi retter kørslen til, så klubben henter dem hver anden gang.",
            learning="En opgave er bedre end en billet. Spørg klubben om kørsel fra begyndelsen.",
            went="Alle tre kampe blev til noget. Bussen var det svære.",
            users_said="“De kender vores navne nu. Også når vi ikke har bander med.”",
            days_ago=7,
        ),
    ),
    TrialText(
        key="ingen-papirer-foer-onsdag",
        proposal="ingen-papirer-foer-onsdag",
        title="Seks unge begynder på arbejde mandag, papirerne venter til onsdag",
        by="dennis",
        actor="toemrerne",
        unit="jobcenter",
        planned_days_ago=19,
        starts_days_ago=12,
        lasts=90,
        needs=("needs_staff", "needs_money"),
        cost=40000,
        cost_neutral="unknown",
        touches=("tasks",),
        med_note="Jobkonsulenterne vil have to uger med begge måder. Det får de. Referatets punkt 4.",
        what="Seks unge møder hos en mester mandag klokken 7. Jobcenteret skriver papirerne onsdag eftermiddag.",
        who="Tømrerne, fem andre mestre og to jobkonsulenter",
        sentence=(
            "arbejde før papirer",
            "at flere stadig kommer i uge fire",
            "hvor mange der møder, og hvad de selv siger om ugen",
        ),
        reason="I dag går der 23 dage fra den første samtale til den første arbejdsdag.",
        alternatives=("to-om-et-job", "vores-egen-kasse"),
        competences=(
            "At tage imod en, der aldrig har haft et job.",
            "Dennis har haft elleve. Ahmed er med de to første dage.",
        ),
        users_part="De unge skriver selv hver fredag. Amalie ringer til dem, der ikke gør.",
        workflows="Konsulenterne flytter papirerne fra før til efter den første arbejdsdag.",
        sponsor="eva",
        horizon_in_days=730,
        partners=(
            PartnerText(
                actor="mejeriet",
                role="Tager imod to af de seks",
                delivers=True,
                interest="other",
                interest_note="Mangler folk på eftermiddagsholdet.",
            ),
        ),
        indicator="retention",
        answer="klaus",
        answer_text="Ja til seks unge og 40.000 kroner. Vi ser på tallene i uge 4 og uge 12.",
        answered_days_ago=16,
        is_started=True,
        diary=(
            DiaryText(
                by="amalie",
                side="user",
                body="Jeg var der ti i syv. Det er første gang, jeg har ventet på nogen.",
                days_ago=10,
            ),
            DiaryText(
                by="ahmed",
                side="staff",
                body="Onsdag skrev vi papirer for fire, der vidste, hvad de skrev under på.",
                days_ago=8,
            ),
            DiaryText(
                by="dennis", side="partner", body="En kom ikke tirsdag. Han kom onsdag og sagde hvorfor.", days_ago=6
            ),
        ),
    ),
    TrialText(
        key="postkassen",
        proposal="postkassen-ved-suppen",
        title="En postkasse ved suppen i fire uger",
        by="sofie",
        unit="stoettecentret",
        planned_days_ago=29,
        starts_days_ago=27,
        lasts=25,
        cost=350,
        cost_neutral="yes",
        what="Dem, der ikke har en adresse, kan få deres breve ved suppen om torsdagen.",
        who="Sofie og Gadens folk",
        noticing="Vi tæller breve og spørger, om de kom frem i tide.",
        reason="I dag går brevene retur, og så kommer der en rykker.",
        answer="vibeke",
        answer_text="Ja. Brevene ligger i det låste skab mellem torsdagene.",
        answered_days_ago=28,
        is_started=True,
        diary=(
            DiaryText(
                by="johnny", side="partner", body="To fik brev om en tandlægetid, før tiden var gået.", days_ago=17
            ),
        ),
    ),
    TrialText(
        key="stolen",
        proposal="fredag-i-stolen",
        title="Tandlægestolen er åben fredag eftermiddag",
        by="henning",
        actor="tandlaegerne",
        unit="stoettecentret",
        planned_days_ago=12,
        starts_days_ago=-9,
        lasts=84,
        needs=("needs_premises",),
        cost_neutral="unknown",
        what="To tandlæger låner et rum på Støttecentret hver fredag fra 13 til 16. Ingen tid, ingen sygesikring.",
        who="Tandlægerne på Torvet og Støttecentret",
        sentence=(
            "en stol tæt på suppen",
            "at flere får hjælp, før det gør ondt",
            "hvor mange der kommer igen, og hvad de siger",
        ),
        reason="I dag kommer de først, når de har haft ondt i ugevis.",
        alternatives=("sygeplejerske-klokken-22", "postkassen-ved-suppen"),
        competences=(
            "At behandle uden at spørge for meget.",
            "Henning har gjort det i fængslet. Johnny lærer os resten.",
        ),
        users_part="Johnny spørger dem, der har siddet i stolen.",
        sponsor="charlotte",
        horizon_in_days=900,
        passed_on_to="sofie",
    ),
    TrialText(
        key="en-plads-i-baaden",
        proposal="en-plads-i-baaden",
        title="Otte torsdage i båden",
        by="kurt",
        actor="lystfiskerne",
        unit="hp-nord",
        planned_days_ago=3,
        starts_days_ago=-11,
        lasts=56,
        needs=("needs_staff",),
        cost=3200,
        cost_neutral="yes",
        what="Fire pladser i båden hver torsdag. Vi henter klokken 9 og er hjemme til middag.",
        who="Lystfiskerne. Hjemmeplejen fortæller, hvem der kunne tænke sig det.",
        sentence=(
            "en fast plads i en båd",
            "at flere har nogen at ringe til",
            "hvor mange der siger, de er alene hver dag",
        ),
        reason="I dag venter 38 på en besøgsven. I båden er der plads på torsdag.",
        alternatives=("faellesspisning-om-mandagen", "maaned-syv"),
        competences=("At sejle, og at mærke, når nogen fryser.", "Fire af os har bådbevis. Bodil lærer os resten."),
        users_part="Vi snakker om det på vejen hjem, og Karen skriver det ned.",
        partners=(PartnerText(actor="frivillig-koersel", role="Henter og bringer", delivers=True),),
        indicator="loneliness",
    ),
    TrialText(
        key="laaget",
        proposal="roedt-laag",
        title="Rødt låg på termokanderne i en uge",
        by="mette",
        unit="hp-nord",
        planned_days_ago=3,
        starts_days_ago=-2,
        lasts=7,
        cost=120,
        cost_neutral="yes",
        what="Rødt låg betyder kaffe, blåt betyder vand. Vi prøver hos syv borgere.",
        who="Mette og dagholdet",
        noticing="Vi spørger, om de har drukket nok.",
        reason="I dag løfter man på kanden og gætter.",
        answer="lene",
        answer_text="Ja. Sig det til aftenholdet først.",
        answered_days_ago=2,
    ),
    TrialText(
        key="bagved",
        proposal="bordet-bagved",
        title="Bordet bagved hos bageren i tre uger",
        by="marianne",
        actor="bageren",
        planned_days_ago=4,
        starts_days_ago=-3,
        lasts=21,
        cost_neutral="yes",
        what="Bordet bagved er åbent fra 9 til 11. Man behøver ikke købe noget.",
        who="Bageren og dem, der kommer forbi",
        noticing="Vi ser, hvem der sætter sig ved siden af en anden.",
        reason="I dag står folk op og drikker deres kaffe på vej ud.",
    ),
    TrialText(
        key="breve",
        proposal="breve-paa-dansk",
        title="Ti breve skrevet om i november",
        by="dorthe",
        unit="borgerservice",
        planned_days_ago=9,
        starts_days_ago=-4,
        lasts=28,
        cost_neutral="yes",
        what="Vi skriver ti breve om og sender begge udgaver.",
        who="Dorthe og to kolleger",
        noticing="Vi tæller opkald om brevene.",
        reason="I dag ringer hver tredje for at spørge, hvad der står.",
        answer="ulla",
        answer_text="Ikke i november. Systemet skiftes den måned. Spørg igen i januar, så er det et ja værd.",
        answered_days_ago=6,
        is_no=True,
    ),
)
