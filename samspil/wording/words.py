"""The words the helper knows. Read them, argue about them, add to them: there is nothing hidden behind them.

A word stands in its basic form; its endings are added (``plejehjem``: plejehjemmet, plejehjemmene). A leading hyphen
means that other words may stand in front of it (``-forening``: lystfiskerforeningen, boligforeninger).
"""

# --- who does it ----------------------------------------------------------------------------------------------------

# Somebody who could carry out a solution. A question that starts here has chosen who, before anybody knows for what.
ACTORS = """
-frivillig -forening foreningsliv idrætsklub sportsklub -virksomhed -firma firmaer erhvervsliv handelsliv
civilsamfund omgivende_samfund lokalsamfund ildsjæl besøgsven besøgsvenner mentor natteravn spejder menighed
menighedsråd
kirke vandrelaug boligselskab frivilligcenter frivilligcentr fond aktør -organisation samarbejdspartner lokale_kræfter
Ældre_Sagen Røde_Kors Red_Barnet Dansk_Folkehjælp Kirkens_Korshær Frelsens_Hær Lions Rotary
"""
# The municipality is one as well, but only where it is the one who acts.
MUNICIPALITY = "kommune forvaltning byråd politiker sagsbehandler"
# People whom the question may just as well be about: they count as actors only where somebody wants to use them.
NEAR_ONES = "pårørende nabo naboer familie forældre bedsteforældre studerende senior seniorer pensionist"

# "Hvordan kan vi ... de frivillige?"
USING = """
inddrage involvere bruge engagere aktivere mobilisere rekruttere hverve skaffe finde tiltrække fastholde udnytte samle
motivere inddrag_af gøre_brug_af trække_på
"""
# "Hvordan kan de frivillige ...?"
HELPING = """
hjælpe bidrage aflaste støtte understøtte supplere overtage løse løfte gøre spille tage indgå deltage medvirke træde_til
byde_ind byde_på komme_i_spil sørge_for stå_for være_med_til
bruges inddrages involveres engageres aktiveres mobiliseres rekrutteres udnyttes hverves
"""
# "Hvordan øger vi ... af frivillige?"
INVOLVEMENT = "inddragelse involvering rekruttering brug deltagelse samarbejde engagement antal indsats"

# --- what is on offer -----------------------------------------------------------------------------------------------

# A service, and the people whose lives it is about.
SERVICES = {
    "ældre": """
        ældrepleje plejehjem plejecenter plejecentr plejebolig plejehjemsplads ældrecenter ældrecentr ældreboligcenter
        ældreboligcentr ældreområde ældreomsorg daghjem dagcenter dagcentr seniorbolig visitation aktivitetscenter
        aktivitetscentr aflastningsplads
    """,
    "mennesker, der får hjælp hjemme": "hjemmepleje hjemmehjælp hjemmesygepleje sygepleje rengøring indkøbsordning",
    "mennesker med demens": """
        demenspleje demensindsats demenstilbud demensområde demenscenter demenscentr demensplejehjem
    """,
    "mennesker, der får maden bragt": "madservice madordning madudbringning",
    "mennesker, der er ved at komme sig": "genoptræning rehabilitering træningscenter træningscentr",
    "mennesker, der lever med sygdom": """
        sygehus hospital lægehus sundhedscenter sundhedscentr patientuddannelse hospice sundhedsvæsen sundhedstilbud
    """,
    "mennesker, der sjældent går til tandlæge": "tandpleje",
    "børn og deres familier": """
        børnehave vuggestue dagpleje daginstitution dagtilbud sundhedspleje fritidshjem familiebehandling familiecenter
        familiecentr familieafdeling døgninstitution børneområde PPR SFO
    """,
    "børn og unge": "-skole undervisning lektiecafé specialtilbud",
    "unge": "ungdomsklub fritidsklub klub ungdomsskole ungecenter ungecentr uddannelsesvejledning",
    "mennesker uden arbejde": """
        jobcenter jobcentr beskæftigelsesindsats aktivering virksomhedspraktik løntilskud jobtræning ressourceforløb
        mentorordning
    """,
    "mennesker med handicap": """
        botilbud bosted bostøtte dagbeskæftigelse handicaphjælp handicapområde handicapkørsel ledsagerordning
    """,
    "mennesker, der har det svært psykisk": "psykiatri socialpsykiatri værested støttekontaktperson",
    "mennesker, der vil ud af et misbrug": """
        misbrugsbehandling misbrugscenter misbrugscentr rusmiddelcenter rusmiddelcentr
    """,
    "mennesker uden et hjem": "herberg forsorgshjem varmestue",
    "mennesker, der er nye i Danmark": "integration integrationsindsats sprogskole sprogcenter sprogcentr tolkning",
    "mennesker uden bil": "kørselsordning samkørselsordning flextrafik busdrift busrute",
    "borgere i alle aldre": "bibliotek kulturhus medborgerhus borgerservice svømmehal",
    # For whom these are, only the writer knows.
    "": """
        -indsats -tilbud -ordning -service -pleje -behandling -forløb -forvaltning sagsbehandling hjælp støtte
        rådgivning
        vejledning aktivitet arrangement åbningstid
    """,
}
# "Hvordan ... vi ældreplejen?"
IMPROVING = """
forbedre udvikle styrke effektivisere optimere kvalitetssikre organisere tilrettelægge drive sikre udvide modernisere
fremtidssikre nytænke forny omstille omlægge bevare redde løfte udbygge målrette
"""
# "Hvordan løfter vi ... i ældreplejen?"
QUALITIES = """
kvalitet niveau rammer rammerne drift organisering effekt effekten økonomi service standard omfang sammenhæng
koordinering tilgængelighed
"""

# --- what it is done with -------------------------------------------------------------------------------------------

# A technology, and the piece of life it is meant for, so that a question can be about that.
TECHNOLOGIES = {
    "et rent hjem": "robotstøvsuger støvsugerrobot",
    "et godt måltid": "spiserobot madningsrobot",
    "gode oplevelser": "VR VR-briller virtual_reality",
    "nogen at tale med": "skærmbesøg videobesøg videoopkald videosamtale skærmopkald",
    "kontakt med dem, de holder af": "tablet tablets iPad iPads computer computere",
    "svar, når de er i tvivl": """
        kunstig_intelligens AI chatbot chatbots ChatGPT selvbetjening digital_post hjemmeside portal
    """,
    "en tryg nat": "sensor",
    "friheden til at gå ud": "GPS",
    "tryghed hjemme": "nødkald tryghedsalarm faldalarm elektronisk_lås elektroniske_lås",
    "en god vej op om morgenen": "loftlift",
    "ro om medicinen": "medicindispenser medicinrobot",
    "en lettere hverdag": """
        -teknologi -robot app apps data drone it-løsning it-system it-platform digital_løsning digitale_løsning
        digitalisering
        digital_platform digitale_platform platform vasketoilet skylletoilet exoskelet
    """,
}
# "Hvordan ... vi robotter?"
TECHNOLOGY_VERBS = """
bruge anvende udnytte indføre udbrede implementere udrulle købe afprøve teste integrere installere skaffe udvikle lave
sprede tage drage_nytte_af komme_i_gang_med gøre_brug_af arbejde_med få_mere_ud_af
"""

# --- how people are spoken of ---------------------------------------------------------------------------------------

# What somebody lacks, made into what they are called; and what may stand behind "mennesker" or "ældre" instead.
DEFICITS = {
    ", der har brug for en hånd": "svag svage svageste skrøbelige",
    ", der har meget at slås med": """
        ressourcesvag ressourcesvage ressourcesvageste belastet belastede udsat udsatte udsatteste socialt_udsatte
        socialt_udsat sårbar
        sårbare socialt_belastede socialt_svage dårligt_stillede dårligst_stillede marginaliserede dysfunktionelle
    """,
    ", der ikke føler sig hjemme": "utilpasset utilpassede",
    ", der har brug for meget hjælp": "plejekrævende plejetunge tunge",
    ", der savner selskab": "ensomme",
    ", der længe har været uden arbejde": "langtidsledige",
    " med demens": "demente dement",
    " med handicap": "handicappede handicappet",
    " med flere handicap": "multihandicappede",
    " med udviklingshæmning": "udviklingshæmmede udviklingshæmmet retarderede",
    " med psykisk sygdom": "psykisk_syge sindslidende sindssyge psykisk_sårbare",
    " med autisme": "autister autistiske autisterne",
    " med et misbrug": "misbrugere misbrugerne stofmisbrugere narkomaner narkomanerne alkoholikere alkoholikerne",
    " uden et hjem": "hjemløse",
    " på kontanthjælp": "kontanthjælpsmodtagere kontanthjælpsmodtagerne",
}
# These describe a situation as often as a person: they count only as a name ("de udsatte") or before a word for people.
ONLY_AS_A_NAME = """
svag svage svageste skrøbelige belastet belastede udsat udsatte udsatteste sårbar sårbare tunge ensomme marginaliserede
dysfunktionelle dement handicappet utilpasset udviklingshæmmet autistiske
"""
# "Ensomme mænd" says how they are; "de ensomme" says who they are.
ONLY_AFTER_THE = "ensomme"

# Words that judge, wherever they stand.
INSULTS = """
dovne elendig elendige elendigt uduelig uduelige inkompetent inkompetente idiot idioter ansvarsløse utaknemmelige
snyltere nassere ligeglade
"""
# People who can be given the blame; "hvorfor kan vi aldrig ..." blames nobody.
OURSELVES = "vi man jeg der det den du i"

# --- people and places ----------------------------------------------------------------------------------------------

PEOPLE = """
ældre gamle seniorer senior pensionister pensionist børn børnene barn børnebørn unge mænd mændene mand kvinder kvinderne
kvinde fædre fædrene mødre mødrene enker enkemænd forældre forældrene forsørgere familier familierne pårørende beboere
beboerne borgere borgerne borger naboer naboerne flygtninge indvandrere nydanskere elever eleverne ledige arbejdsløse
mennesker mennesket menneske folk patienter patienterne brugere brugerne medarbejdere medarbejderne ansatte studerende
piger pigerne drenge drengene par ægtepar tilflyttere veteraner lejere veninder venner skolebørn teenagere småbørn
medborgere grupper søskende enlige
"""
ONE_PERSON = " nabo beboer patient bruger elev pige dreng far mor person medarbejder kollega ven veninde familie "
# What may stand in front of them.
SUCH = """
de vores vore kommunens byens områdets områdets enlige ensomme unge små gamle nye syge døve blinde andre travle yngre
voksne ældre mange stille kronisk
"""
PLACES = """
kommunen byen landsbyen landsbyerne området kvarteret lokalsamfundet nabolaget landdistrikterne sognet boligområdet
midtbyen bymidten oplandet skolen klassen
"""
AT_PLACES = "landet plejehjemmet plejecentret skolen biblioteket botilbuddet øen torvet sygehuset værestedet"

# --- grammar --------------------------------------------------------------------------------------------------------

ASKING = """
hvordan hvorledes hvad hvem hvor hvornår hvorfor hvilken hvilket hvilke hvis hvorhen hvortil hvormed hvori hvorved
hvorfra
"""
# A question that starts with one of these can be answered with yes or no.
YES_OR_NO = """
skal er kan vil bør må har var findes giver virker får går bliver burde mangler bruger hjælper gør tror synes ved kender
ser gælder betyder passer fungerer kommer bestemmer hører oplever behøver tør skulle ville havde blev kunne lever bor
"""
# "Skal vi ...": what follows is an infinitive, and "at" can stand in front of it.
MUST = "skal bør må burde skulle"
CAN = "kan vil kunne ville"
# Little words that a question may carry in front, or in the middle, without meaning more by it.
LEADING = "og men så altså hej jamen ja nej"
FILLERS = "ikke også da så bare jo vel egentlig mon altid nu snart selv virkelig"
# Only what is Danish is judged.
DANISH = "og er på til det vi af ikke som har mere flere med et skal vil kan de der mangler en"
