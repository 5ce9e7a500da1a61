"""Does a text speak of one particular person's health or social life? Readable tables, no guessing, no learning.

Two things must stand close to each other in one sentence: a word about health or social life ("demens", "kontanthjælp")
and somebody it may be said of ("min mor", "naboen", "jeg har", "Karen"). "Mange mænd er ensomme om eftermiddagen"
speaks of nobody in particular and passes. What is found is told to whoever looks at it, word by word.

It errs towards looking: what it takes for private shows a few hours later, and that is all.
"""

import re
from collections.abc import Iterator

from samspil.foundation.text import stem

# --- what it may be about -------------------------------------------------------------------------------------------

ILLNESS = """
demens dement alzheimer parkinson kræft brystkræft lungekræft leukæmi sklerose diabetes sukkersyge epilepsi blodprop
hjerneskade hjerneblødning apopleksi kol astma gigt psoriasis hepatitis hiv aids inkontinens inkontinent stomi
hjertesygdom hjertesvigt nyresvigt blind døv lammet handicappet udviklingshæmmet sygdom syg syge kronisk dødssyg døende
"""
MIND = """
depression depressiv deprimeret angst angstanfald bipolar maniodepressiv skizofren skizofreni psykose psykotisk ptsd
adhd add ocd autisme autist autistisk asperger borderline anoreksi bulimi spiseforstyrrelse selvmord selvmordsforsøg
selvskade selvmordstanker sindslidende psykisk psykiatrisk psykiatrien stress udbrændt sygemeldt sygemelding
"""
ABUSE = """
misbrug misbruger alkoholmisbrug stofmisbrug alkoholiker alkoholisme fuld beruset narkoman narko heroin kokain hash
afvænning antabus metadon ludoman ludomani overdosis junkie
"""
TREATMENT = """
diagnose diagnosen medicin piller insulin morfin antidepressiv lykkepiller kemo kemoterapi dialyse opereret operation
indlagt indlæggelse genoptræning psykiater psykolog journal ble bleer abort gravid kateter sonde hospitalet hospice
"""
MONEY = """
kontanthjælp førtidspension førtidspensionist sygedagpenge ressourceforløb fleksjob bistandshjælp arbejdsløs gæld
konkurs hjemløs udsat fattig dagpenge
"""
FAMILY = """
skilsmisse separeret vold voldelig voldsramt tæv overgreb voldtægt voldtaget incest krisecenter tvangsfjernet anbragt
plejefamilie forældremyndighed fængsel fængslet afsoner kriminel dømt straffet utro
"""
LONELY = "ensom ensomhed isoleret venneløs indelukket mobbet mobning"
TABLES = (ILLNESS, MIND, ABUSE, TREATMENT, MONEY, FAMILY, LONELY)
PRIVATE = frozenset(stem(word) for table in TABLES for word in table.split())
# What only several words say.
PHRASES = re.compile(
    r"\b(?:er|blev|bliver|blevet|lige) skilt\b|\bdrikker (?:for meget|hver dag|sig fuld|tæt)\b"
    r"|\b(?:har|kender) ingen (?:venner|andre)\b|\btaler ikke med nogen\b|\bkommer aldrig ud\b"
    r"|\bpå bistand\b|\bsat ud af\b|\bslår (?:sin|sine|hende|ham|os|mig)\b|\btaget livet af\b|\bbor på gaden\b",
    re.IGNORECASE,
)

# --- whom it may be said of -----------------------------------------------------------------------------------------

POSSESSIVES = "min mit mine din dit dine hans hendes vores jeres deres"
OWNERS = frozenset(POSSESSIVES.split())
KIN = """
mor mors far fars mormor morfar farmor farfar mand kone hustru ægtefælle kæreste samlever søn datter barn børn bror
broder søster søskende svigermor svigerfar svigersøn svigerdatter onkel moster faster tante fætter kusine nevø niece
barnebarn oldemor oldefar nabo naboer genbo ven veninde kollega chef leder overbo underbo lejer elev kammerat beboer
borger bruger plejehjemsbeboer dreng pige eks eksmand ekskone
"""
RELATIVES = frozenset(stem(word) for word in KIN.split())
# One particular person by themselves; in the plural they are many, and pass.
ONE = """
naboen genboen overboen underboen kollegaen chefen beboeren borgeren manden konen enkemanden enken han hun ham hende
hans hendes mor far mormor morfar farmor farfar
"""
SINGLE = frozenset(ONE.split())
I_AM = "har er lider fik får blev tager lever var havde går kæmper mangler"
MYSELF = frozenset(I_AM.split())
FIRST_NAMES = """
Aage Agnes Agnete Alberte Alfred Ali Allan Amalie Amina Anders Andrea Anette Anita Anna Anne Anni Annie Arne Asger
Asta Astrid Ayse Benny Bent Bente Berit Birgit Birgitte Birthe Bjarne Bodil Brian Britta Børge Camilla Carl Casper
Charlotte Christian Christina Christine Claus Connie Dagmar Dagny Daniel Dennis Ditte Dorte Dorthe Edith Egon Ejnar
Ejner Elin Elisabeth Ella Ellen Elly Else Emil Emilie Emma Erik Erling Erna Ernst Esben Ester Eva Fatima Finn
Flemming Frede Frederik Freja Frida Gerda Gitte Grethe Gudrun Gunnar Gustav Hanne Hans Hassan Heidi Helge Helle
Henning Henny Henriette Henrik Herdis Holger Hussein Ida Inga Inge Inger Ingrid Irene Ivan Jacob Jakob Jan Jane
Janne Jens Jeppe Jesper Jette Joan Johan Johanne John Johnny Jonas Josefine Julie Jytte Jørgen Jørn Kaj Kamilla
Karen Karin Karl Karla Karsten Kasper Katrine Kim Kirsten Kirstine Kjeld Knud Kristian Kristina Kristine Kurt Käte
Lars Lasse Laura Laurits Leif Lena Lene Leo Lilian Lillian Lis Lisbeth Lise Lone Lotte Louise Lucas Luna Mads Magda
Magnus Maja Malene Maren Margit Margrethe Maria Marianne Marie Marius Mark Martin Mathias Mathilde Merete Mette
Michael Mikkel Mogens Mohamed Mohammed Morten Nadia Nanette Nanna Niels Nikolaj Nina Nora Ole Olga Oluf Oscar Otto
Ove Palle Per Pernille Peter Pia Poul Preben Rasmus Rigmor Rikke Rita Robert Rolf Rosa Ruth Sabrina Samira Sanne
Sara Sebastian Signe Silas Simon Sofia Sofie Solveig Steen Stefan Stine Susanne Sven Svend Søren Thea Thomas
Thorkild Tina Tine Tom Torben Tove Troels Ulla Vagn Valdemar Vera Verner Vibeke Victor Viggo Viktor Villy Vivi Yusuf
Zahra Åge Åse
"""
NAMES = frozenset(FIRST_NAMES.split())

NEAR_RELATIVE, NEAR_SOMEBODY, NEAR_ME = 10, 6, 4  # words between, at most
SENTENCE = re.compile(r"[^.!?\n]+")
WORD = re.compile(r"[^\W\d_]+")
LINK = re.compile(
    r"(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.\w+|\b[\w-]{2,}\.(?:dk|com|net|org|info|eu|se|no|de|ru|io|shop|online|biz|xyz)\b",
    re.IGNORECASE,
)
YEARS = r"(?!(?:19|20)\d\d[ -](?:19|20)\d\d\b)"
NUMBER = re.compile(
    rf"(?<![\d.,]){YEARS}(?:\+\d{{2}}[ -]?)?(?:\d{{2}}[ .-]?){{3}}\d{{2}}(?![\d.,]?\d)|\+\d[\d -]{{7,}}"
)


def about_somebody(text: str) -> str:
    """The person and the private word that stand close to each other, as "min mor · demens"; "" when there are none."""
    for sentence in SENTENCE.findall(text):
        words = list(WORD.finditer(sentence))
        private = list(private_words(sentence, words))
        if not private:
            continue
        for first, last, shown, reach in people_in([word.group() for word in words]):
            for at, said in private:
                between = at - last if at > last else first - at
                if first <= at <= last:
                    continue  # the word cannot be said of itself
                if between <= reach:
                    return f"{shown} · {said}"[:120]
    return ""


def private_words(sentence: str, words: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """The place, counted in words, and the text of each private word."""
    for place, word in enumerate(words):
        if stem(word.group().lower()) in PRIVATE:
            yield place, word.group()
    for phrase in PHRASES.finditer(sentence):
        yield sum(word.start() < phrase.start() for word in words), phrase.group()


def people_in(words: list[str]) -> Iterator[tuple[int, int, str, int]]:
    """Each particular person: from which word to which, the words themselves, and how far away what is said may be."""
    lower = [word.lower() for word in words]
    for place, word in enumerate(lower):
        following = lower[place + 1] if place + 1 < len(lower) else ""
        if word in OWNERS and stem(following) in RELATIVES:
            yield place, place + 1, f"{words[place]} {words[place + 1]}", NEAR_RELATIVE
        elif word in OWNERS and word not in ("vores", "deres", "jeres"):
            yield place, place, words[place], 2  # "min depression", "hans svære angst"
        if word == "jeg" and following in MYSELF:
            yield place, place + 1, f"{words[place]} {words[place + 1]}", NEAR_ME
        elif word in SINGLE or words[place] in NAMES:
            yield place, place, words[place], NEAR_SOMEBODY


def way_out(text: str) -> str:
    """The first link, e-mail address or telephone number in a text; "" when there is none."""
    found = LINK.search(text) or NUMBER.search(text)
    return found.group().strip()[:120] if found else ""
