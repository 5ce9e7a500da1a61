"""Volunteers and civil society in the note of 2011.

Only what the document says is retold. Where it names something without describing it, the text says so
instead of filling in.
"""

from samspil.demo.content.types import KnowledgeText

NOTE = "Notat om innovation, velfærdsteknologi og frivillige, Herning Kommune, 2011"

VOLUNTEER_KNOWLEDGE: tuple[KnowledgeText, ...] = (
    KnowledgeText(
        key="tandpleje-for-udsatte",
        title="Gratis tandpleje for socialt udsatte",
        source=NOTE,
        source_place="Herning",
        year=2011,
        kind="example",
        strength="described",
        themes=("vulnerable", "health"),
        actors=(
            "Udsatterådet, tandlæger og klinikassistenter fra den kommunale tandpleje og private klinikker,"
            " Udsatteteamet"
        ),
        body=(
            "Den 1. december 2011 begynder et gratis tandplejetilbud på Holtbjergskolens tandklinik, skriver notatet."
            " Udsatterådet har fået tandlæger og klinikassistenter, både kommunale og private, til at arbejde"
            " frivilligt. Udsatteteamet følger folk derhen. Notatet fremhæver, at det kunne lade sig gøre uden store"
            " nye udgifter."
        ),
    ),
    KnowledgeText(
        key="patientuddannelser",
        title="Patientuddannelser, hvor en af lærerne selv har sygdommen",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("health",),
        actors="Sundhedsfagligt personale og frivillige med egen erfaring",
        body=(
            "På kurser for mennesker med kronisk sygdom underviser en frivillig, der selv har prøvet det, sammen med"
            " fagfolk. Fagfolkene tager det faglige. Den frivillige fortæller, hvordan man lever med det på en tirsdag."
            " Ingen af dem kan undværes."
        ),
    ),
    KnowledgeText(
        key="paaroerende-og-stoettekredse",
        title="Støttekredse, ferier, markedsdage og festivaler",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("disability", "relatives"),
        actors="Pårørendeforeninger, støtte- og vennekredse, handicaporganisationer",
        body=(
            "På handicapområdet hjælper pårørende og vennekredse til med det sociale liv på bostederne. Frivillige er"
            " med til at lave ferier for beboerne og tager med som hjælpere. De står også for markedsdage og festivaler"
            " sammen med handicaporganisationerne."
        ),
    ),
    KnowledgeText(
        key="senior-erhverv",
        title="Senior Erhverv: ledige over 50 hjælper hinanden i job",
        source=NOTE,
        source_place="Senior Erhverv",
        year=2011,
        kind="example",
        strength="described",
        themes=("employment",),
        actors="Senior Erhverv, et netværk af seniorer over 50 år",
        body=(
            "Et netværk, seniorer selv har stiftet. De prøver at finde det rette job til ledige medlemmer og gør"
            " reklame for, hvad seniorer kan på en arbejdsplads. Notatet bruger det som eksempel på støtte fra"
            " ligesindede."
        ),
    ),
    KnowledgeText(
        key="job-banken",
        title="Job-Banken: vejen til job for mennesker med et følsomt sind",
        source=NOTE,
        source_place="Job-Banken",
        year=2011,
        kind="example",
        strength="described",
        themes=("employment", "mental_health"),
        actors="Job-Banken",
        body=(
            "Vejledning, nye kompetencer og praktik, hvor nogen følger tæt med. Målet er et job med løntilskud eller en"
            " deltidsstilling på almindelige vilkår. Det er den tætte opfølgning, notatet lægger vægt på."
        ),
    ),
    KnowledgeText(
        key="fri-med-loen",
        title="Virksomheder giver fri med løn til frivilligt arbejde",
        source=NOTE,
        source_place="",
        year=2011,
        kind="example",
        strength="described",
        themes=("community", "employment"),
        actors="Virksomheder og organisationer",
        body=(
            "Flere virksomheder lader deres ansatte tage fri uden at trække i lønnen, når de laver frivilligt socialt"
            " arbejde. Siden 2009 har de cirka 1.100 største skullet fortælle om deres samfundsansvar. Også mindre"
            " virksomheder er med, hvis nogen spørger dem."
        ),
    ),
    KnowledgeText(
        key="boligsociale-planer",
        title="Boligforeninger med planer for naboskab",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("community", "vulnerable"),
        actors="Boligforeninger og beboere",
        body=(
            "Flere boligforeninger har lavet boligsociale handlingsplaner. De handler om beboerdemokrati, om naboer,"
            " der tager sig af hinanden, og om at gøre noget ved ensomhed helt tæt på. Notatet vil gøre den slags mere"
            " synligt og hjælpe de frivillige med at finde rundt i kommunen."
        ),
    ),
    KnowledgeText(
        key="arbejde-og-uddannelse-boligsocialt",
        title="Job og uddannelse, der begynder i opgangen",
        source=NOTE,
        source_place="Boligforeninger i Herningområdet",
        year=2011,
        kind="example",
        strength="described",
        themes=("employment", "children_youth"),
        actors="Boligforeninger, frivillige og unge ledige",
        body=(
            "I det boligsociale arbejde er job og uddannelse blevet et særligt emne. Tanken er, at en ung ledig bedre"
            " kan bruge en, der er tæt på og i øjenhøjde, end et tilbud langt væk. Frivillige i området kan holde"
            " samtalen i gang mellem de officielle møder."
        ),
    ),
    KnowledgeText(
        key="frivilligkoordinatorer",
        title="Lønnede frivilligkoordinatorer til bestemte opgaver",
        source=NOTE,
        source_place="Andre kommuner, ikke nævnt ved navn",
        year=2011,
        kind="example",
        strength="described",
        themes=("community",),
        actors="Kommuner med lønnede frivilligkoordinatorer",
        body=(
            "Nogle kommuner har ansat folk, der finder frivillige til afgrænsede opgaver. En anden vej er, at de"
            " rigtige medarbejdere fast tænker frivillige med. Notatet anbefaler konkrete og afgrænsede opgaver, fordi"
            " det gør det lettere at sige ja."
        ),
    ),
    KnowledgeText(
        key="mentorordninger",
        title="Mentorer, der selv har været der",
        source=NOTE,
        source_place="Andre kommuner, ikke nævnt ved navn",
        year=2011,
        kind="example",
        strength="described",
        themes=("employment", "vulnerable"),
        actors="Mentorer med egne erfaringer og borgere på vej mod job",
        body=(
            "Andre kommuner har med held brugt mentorer på vejen til arbejde, for eksempel for mennesker med et"
            " misbrug. Mentoren har selv haft et og er kommet ud af det. Man kan ikke læse sig til den troværdighed."
            " Egne erfaringer skal altid være noget, man selv vælger at fortælle om."
        ),
    ),
    KnowledgeText(
        key="it-studerende",
        title="IT-studerende underviser mennesker med udviklingshæmning",
        source=NOTE,
        source_place="",
        year=2011,
        kind="example",
        strength="described",
        themes=("disability",),
        actors="IT-kyndige og studerende",
        body=(
            "Et tænkt eksempel fra notatet: Find studerende med forstand på IT, og lad dem holde korte forløb for"
            " mennesker med udviklingshæmning eller andre, der har brug for det. Opgaven er kort, tydelig og har en"
            " slutning. Det er netop den slags, studerende kan nå."
        ),
    ),
    KnowledgeText(
        key="sundhedsstuderende",
        title="Studerende som støtte i mødet med borgeren",
        source=NOTE,
        source_place="",
        year=2011,
        kind="example",
        strength="described",
        themes=("health",),
        actors="Studerende på sundhedsuddannelser",
        body=(
            "Notatet foreslår at spørge studerende på sundhedsområdet, om de vil støtte det forebyggende og opsøgende"
            " arbejde, for eksempel ved siden af sundhedskonsulenterne. De bruger det, de lærer, og borgeren møder en,"
            " der har tid. Det er et forslag og ikke en afprøvet ordning."
        ),
    ),
    KnowledgeText(
        key="frivilligraadet-2011",
        title="Hvad frivillige gør ved en arbejdsplads",
        source="Frivilligrådets undersøgelse, januar 2011, gengivet i notat fra Herning Kommune, 2011",
        source_place="Frivilligrådet",
        year=2011,
        kind="study",
        strength="study",
        themes=("community",),
        actors="Frivilligrådet",
        body=(
            "Undersøgelsen peger på tre ting. Frivillige kan give ro, tid og særlig viden, så de ansatte kan tage det"
            " tungere. De stiller spørgsmål til vanerne, så man må tænke over, hvorfor man gør, som man gør. Og de"
            " åbner huset, så mennesker og generationer mødes, der ellers ikke ville."
        ),
    ),
    KnowledgeText(
        key="vaern-om-frivillige",
        title="Fire ting, en kommune kan gøre for sine frivillige",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("community",),
        actors="Kommunen og de frivillige sociale foreninger",
        body=(
            "Sæt penge af til foreningernes aktiviteter. Hav én bestemt person, de kan ringe til. Hold et årligt"
            " dialogmøde, hvor også politikerne kommer. Uddel en pris. Notatet kalder det at værne om de frivillige og"
            " vil bruge dialogmødet til at tale om, hvor samarbejdet kan vokse."
        ),
    ),
    KnowledgeText(
        key="kortlaeg-foerst",
        title="Kortlæg, drøft og ret så politikken",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Politikere, forvaltning og foreninger",
        body=(
            "Find først ud af, hvad frivillige allerede laver. Brug billedet til en politisk samtale om, hvor man"
            " ønsker mere samarbejde, og hvor man ikke gør. Ret til sidst frivillighedspolitikken til. Notatet nævner,"
            " at handicap og psykiatri er steder, hvor vanen mangler, og hvor man skal tale med brugere og pårørende."
        ),
    ),
    KnowledgeText(
        key="spilleregler",
        title="Rammer oppefra og spilleregler på stedet",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="method",
        strength="described",
        themes=("community",),
        actors="Ledere, medarbejdere og frivillige",
        body=(
            "Fælles rammer for hele kommunen, og lokale spilleregler for det enkelte samarbejde. De skal gøre det"
            " klart, hvor faget slutter, og det frivillige begynder. Kunsten er, at frivillige hører til i hverdagen"
            " uden at blive pakket ind i papir."
        ),
    ),
    KnowledgeText(
        key="civilsamfund-definition",
        title="Hvad er civilsamfundet?",
        source="National Civilsamfundsstrategi, gengivet i notat fra Herning Kommune, 2011",
        source_place="",
        year=2011,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Staten, gengivet af Herning Kommune",
        body=(
            "Civilsamfundet er de kredse og grupper, der findes mellem privatlivet, markedet og det offentlige, og som"
            " ingen af dem bestemmer over. Alle er en del af det. Notatet bruger mest ordet frivillige, men regner både"
            " foreninger og enkeltpersoner som pårørende med."
        ),
    ),
    KnowledgeText(
        key="frivillighedens-velfaerdssamfund",
        title="En debatbog: Frivillighedens velfærdssamfund",
        source="Knud Aarups bog, omtalt i notat fra Herning Kommune, 2011",
        source_place="Randers Kommune",
        year=2011,
        kind="model",
        strength="described",
        themes=("community",),
        actors="Knud Aarup, dengang social- og arbejdsmarkedsdirektør i Randers Kommune",
        body=(
            "Bogen mener, at de frivillige kan redde et presset velfærdssamfund, hvis nogle opgaver flyttes tilbage til"
            " civilsamfundet og familien. Det skal kun gælde dem, der har kræfter til det. Rettigheder og pligter skal"
            " i balance igen. Det er et synspunkt, og andre er uenige. Derfor står det her."
        ),
    ),
    KnowledgeText(
        key="borgermoede-2012",
        title="Et oplæg om dagen og et borgermøde om aftenen",
        source=NOTE,
        source_place="Herning Kommune",
        year=2011,
        kind="example",
        strength="described",
        themes=("community",),
        actors="Chefgruppen, oplægsholdere og borgere",
        body=(
            "Chefgruppen er den 23. januar 2012 vært for et arrangement om civilsamfundsstrategier med oplæg af Erik"
            " Kaastrup-Hansen og Lars Lundgaard. Samme aften er der borgermøde om det samme emne. Det er en enkel måde"
            " at sikre, at fagfolk og borgere hører det samme på samme dag."
        ),
    ),
)
