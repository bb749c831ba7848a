"""How a report uses a name that may be a place: for the place, or for a street, person or other.

Most names of villages are somewhere also those of persons, families and streets. The words around
each mention, and what the report says with the same name elsewhere, tell which is meant.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from tollbook.record import Span
from tollbook.resolve.care import of_a_hospital, were_treated
from tollbook.resolve.held import told_as_held

_TITLE = r"[A-Z][\w'\u2019-]+"
_STREET_AFTER = re.compile(
    rf"^(?: {_TITLE}| [NSEW]\.?)?,? (?:Street|St\b|Avenue|Ave\b|Boulevard|Blvd|Road|Rd\b|Drive|Dr\b"
    r"|Lane|Ln\b|Court(?! of)|Ct\b|Circle|Parkway|Pkwy|Highway|Hwy|Terrace|Alley|Turnpike"
    r"|(?i:streets|avenues|roads|boulevards)\b)"
)
_CROSSING_AFTER = re.compile(
    rf"^ (?:and|&) {_TITLE}(?: {_TITLE})? (?i:streets|avenues|roads|boulevards|intersection)\b"
)
_STREET_BEFORE = re.compile(
    r"(?:\b\d+(?:st|nd|rd|th) (?:Street |Avenue |St\.? |Ave\.? )?(?:and|&|near|at) (?:[NSEW]\.? )?"
    r"|\b\d+(?:00)?[- ]block of (?:(?:the|north|south|east|west|[NSEW]\.?|North|South|East|West) )?"
    r"|\b(?:Street|Avenue|Road|Boulevard|Drive|Lane|St\.?|Ave\.?|Blvd\.?|Rd\.?) (?:and|&|near|at) "
    r"(?:[NSEW]\.? |North |South |East |West )?|\b[1-9]\d{2,4} (?:[NSEW]\.? )?)$"
)
_FAMILY_AFTER = re.compile(
    rf"^(?:['\u2019]s?)?(?:[- ]{_TITLE}){{0,2}}[- ]"
    r"(?i:famil(?:y|ies)|clan|household|tribe|brothers?|sisters?|siblings|cousins|couple)\b"
)
_FAMILY_BEFORE = re.compile(
    r"\b(?:(?:[Ff]amil(?:y|ies)|clan|tribe) of(?: the)?|(?:Abu|Umm|Um|Bin|Bint|Ibn|Abd|Abdel|Abdul)"
    r"[- ](?:[Aa]l[- ])?"
    r"|(?:Mr|Mrs|Ms|Dr|Sgt|Lt|Capt|Cpl|Cmdr|Det|Chief|Sheriff|Officer|Detective|Deputy|Judge|Mayor"
    r"|Gov|Gen|Col|Maj|Sen|Rep|President|Minister|General|Colonel|Captain|Sergeant|Lieutenant"
    r"|Spokesman|Spokeswoman|martyrs?|Martyrs?|Haj|Hajj|Sheikh)\.? (?:[A-Z][\w'-]+ )?)$"
)
_SUBURB_AFTER = re.compile(
    r"^(?:['\u2019]s)?(?:[ -]area)?(?: (?:north|south)?-?(?:east|west)?(?:ern)?)? suburbs?\b"
)
_SUBURB_BEFORE = re.compile(r"\bsuburbs? of $")
_SUBURBAN_BEFORE = re.compile(r"\bsuburban $", re.IGNORECASE)
_ORIGIN_AFTER = re.compile(
    r"^(?:[- ](?:area|born))? (?:man|woman|men|women|teen|teenager|boy|girl|resident|residents"
    r"|native|mother|father|couple|youth|toddler|students?|males?|females?|husband|wife)\b"
)
_WHOSE_AFTER = re.compile(r"['\u2019]s\b")
_OF_TOWN = re.compile(r" (?:[Mm]an|[Ww]oman|[Tt]een(?:ager)?|[Bb]oy|[Gg]irl|[Rr]esidents?)\b")
_ORIGIN_BEFORE = re.compile(
    r"(?:\b\d{1,3}(?:[- ]years?[- ]old)?,?(?:,? (?:both|all))?"
    rf"|\b(?:man|woman|resident|native|citizen)s?|{_TITLE} {_TITLE},?) (?:of|from) $"
)
_SHOT_FROM = re.compile(
    r"\b(?:fired|launched|shot|coming|came|incoming|sent|rockets?|missiles?|drones?|mortars?|shells?"
    r"|projectiles?) from(?: the| inside| northern| southern| eastern| western){0,2} $"
)
_OFFICE_AFTER = re.compile(
    r"^(?:['\u2019]s)? ?(?:(?:City|Metro|Metropolitan|Borough|Township|Village|County|Parish) )?"
    r"(?i:police|fire (?:department|rescue|crews|medics)|firefighters|sheriff|pd\b|detectives"
    r"|officers|deput(?:y|ies)|coroner|medical examiner|prosecutors?\b|district attorney)"
)
_SCHOOL_AFTER = re.compile(
    rf"^(?: {_TITLE}){{0,2}} (?:University|College|(?:High|Middle|Elementary) School|School|Times"
    r"|News|Tribune|Post|Day|Party|Act|Herald|Chronicle|Journal|Gazette|Observer|Sun|Star|Township|United|FC"
    r"|TV|Television|Radio|Broadcasting|Press|Red Cross|Red Crescent|Medical Association"
    r"|Human Rights|Airlines|Airways)\b"
)
_SEAT_BEFORE = re.compile(
    r"\b(?:(?:ministry|ministries|government|embassy|parliament|presidency|headquarters|mission"
    r"|(?:security|military|defen[cs]e|intelligence|government) (?:officials?|sources?)"
    r"|diplomats?) in"
    r"|(?:group|monitor|organi[sz]ation|agency|charity|network|website|which is|is|,) based in) $"
)
_SIDES = (
    r"(?:downtown|central|suburban|unincorporated|rural|uptown"
    r"|(?:north|south)?-?(?:east|west)?(?:ern)?|[ns][ew]\.?)"
)
_AT_ADDRESS = re.compile(
    r"\b\d+ [\w .]{3,30}\b(?:Street|St|Avenue|Ave|Boulevard|Blvd|Road|Rd|Drive|Dr|Lane|Ln|Court"
    r"|Circle|Way|Place|Parkway|Highway)\b\.?, $"
)
"""Before the town of an address ("of 1014 Floral Lane, Kut")."""
_WHERE_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|throughout|around|towards?|downtown|north of|south of|east of|west of"
    rf"|town of|city of|village of|area of|neighbou?rhood of)(?: the| {_SIDES})? $",
    re.IGNORECASE,
)
_SITE_BEFORE = re.compile(
    rf"\b(?:in|at|near|outside|inside)(?: an?| his| her| their)(?: {_SIDES})? $", re.IGNORECASE
)
_SITE_AFTER = re.compile(
    r"^(?:[- ]area)? (?:[a-z]+ )?(?:home|house|apartments?|complex|neighbou?rhood|street"
    r"|intersection|nightclub|bar|motel|hotel|store|station|school|church|park|mall"
    r"|parking lot|residence)\b"
)
_BUILDING_AFTER = re.compile(
    rf"^(?: {_TITLE}){{0,2}} (?:Apartments?|Apts?\b|Townhomes|Townhouses|Condominiums|Condos|Villas"
    r"|Manor|Estates|Homes|Gardens|Terrace|Mobile Home|Trailer Park|Inn|Motel|Lodge)\b"
    r"|^ (?:[a-z]+ )?(?:apartments|apartment complex|housing (?:project|complex)"
    r"|mobile home park)\b"
)
"""Flats and motels bear the names of far-off towns; hotels and markets more often their own's."""
_INSIDE_BEFORE = re.compile(
    r"\b(?:in|near|outside|throughout|downtown|(?:north|south|east|west|city|town|village) of)"
    rf"(?: the| {_SIDES})? $",
    re.IGNORECASE,
)
_LONGER_NAME = re.compile(
    r"[ -][A-Z]| \d+\b(?!,|:| (?:people|men|women|were|was))| of [A-Z]"
    r"|['\u2019]s|/|\.\w|, (?:in|near) "
)
"""After a name that is only the beginning of a longer one, or what it lies in follows."""
_CALLED_TOWN = re.compile(
    r"^, an? (?:[a-z-]+,? ){0,4}(?:town|village|city|hamlet|suburb|community|settlement)\b"
)
_QUARTER_AFTER = re.compile(
    r"^(?:['\u2019]s)? (?:neighbou?rhood|section|quarter|side of|area of the city)\b", re.IGNORECASE
)
_SIDE = re.compile(r"^(?:(?:North|South)(?:east|west)?|East|West|Upper|Lower|Old|New) (?=[A-Z])")
_SIDE_OF_TOWN = re.compile(r"(?:far )?(?:north|south)?-?(?:east|west)? ?(?:side|end)")
_ONE_OF_MANY = re.compile(
    r"(?:^|\s)(?:[Aa]n?|one|another|two|three|several|many|some|quiet|residential)(?: "
    r"(?:quiet|residential|rural))?(?: (?:north|south)?-?(?:east|west)?(?:ern)?)? $"
)
"""Before the name of a town of which a neighbourhood is told ("a Kut neighborhood")."""
_QUARTER_BEFORE = re.compile(r"\b(?:neighbou?rhood|section|quarter)s? (?:of|called) (?:the )?$")
_HAPPENED = re.compile(
    r"\b(?:happen|occurr?|unfold|erupt|took place|taken place|break|broke|were called|was called"
    r"|responded|was found|were found"
    r"|(?:was|were|been)(?: [a-z]+ly)? (?:shot|killed|wounded|injured|hurt|stabbed|hit|slain"
    r"|gunned down)|opened fire|shots were fired|gunshot victims?"
    r"|\b(?:shootings?|killings?|slayings?|murders?|stabbings?|deaths?|shootout|standoff|gunfire"
    r"|(?:air ?)?strikes?|attacks?|bombings?|blasts?|explosions?|shelling|raids?|ambush(?:es)?"
    r"|clash(?:es)?|massacres?)\b)"
)
_NOBODY = re.compile(r"\b(?:[Nn]o one|[Nn]obody|[Nn]o casualties|[Nn]one)\b")
_OPENS_LINE = re.compile(r" ?(?:\(|,|-|\u2013|\u2014)")
_GIVEN_BEFORE = re.compile(rf"(?<![.!?\u201d\"]) ({_TITLE})(?: [A-Z]\.)? $")


@cache
def _words(kind: str) -> frozenset[str]:
    table = tomllib.loads(
        files("tollbook.resolve").joinpath("data/name_words.toml").read_text("utf-8")
    )
    return frozenset(table[kind].split())


def is_ordinary(name: str) -> bool:
    """Whether a name is an ordinary word, a head of institutions' names or a given name, too."""
    small = name.lower()
    return any(small in _words(kind) for kind in ("ordinary", "often_small", "given_names"))


_ALL_OVER = re.compile(r"\b(?:across|throughout|all over)(?: the)?(?: [a-z-]+)? $", re.IGNORECASE)


class NameUse:
    """The uses of the names of one report's text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.person = lru_cache(maxsize=512)(self._person)
        self.common = lru_cache(maxsize=512)(self._common)
        self.hospital = lru_cache(maxsize=512)(self._hospital)
        self.quarter_name = lru_cache(maxsize=512)(self._quarter_name)

    def before(self, span: Span, reach: int = 60) -> str:
        return self.text[max(0, span.start - reach) : span.start].rsplit("\n", 1)[-1]

    def after(self, span: Span, reach: int = 60) -> str:
        return self.text[span.end : span.end + reach].split("\n", 1)[0]

    def street(self, span: Span) -> bool:
        """Part of a street's name or of a crossing ("21st and Cleveland", "Augusta Boulevard")."""
        before, after = self.before(span), self.after(span)
        return bool(
            _STREET_AFTER.match(after)
            or _CROSSING_AFTER.match(after)
            or _STREET_BEFORE.search(before)
        )

    def family(self, span: Span) -> bool:
        """Part of a family's or a titled person's name ("the Sabah family", "Abu Hilal")."""
        return bool(
            _FAMILY_AFTER.match(self.after(span)) or _FAMILY_BEFORE.search(self.before(span))
        )

    def care(self, span: Span) -> bool:
        """Where the harmed were taken, treated or died, or the name of a hospital that the report
        names: not where it happened."""
        return self._treated(span) or self.hospital(span.quote)

    def _treated(self, span: Span) -> bool:
        return were_treated(self.before(span, 90), self.after(span), self.text[: span.start])

    def _hospital(self, name: str) -> bool:
        """Whether the name is that of a hospital which the hurt were taken to ("at Mt. Sinai"), and
        of nothing else in the report: not where a hospital itself was struck."""
        of_hospital = False
        for match in re.finditer(rf"\b{re.escape(name.strip())}\b", self.text):
            span = Span(match.start(), match.end(), match[0])
            if not self._treated(span):
                return False
            of_hospital = of_hospital or of_a_hospital(self.after(span))
        return of_hospital

    def origin(self, span: Span) -> bool:
        """Where a person or a weapon comes from ("27, of Rochester", "rockets fired from Gaza")."""
        before = self.before(span)
        return bool(
            _ORIGIN_AFTER.match(self.after(span))
            or _ORIGIN_BEFORE.search(before)
            or _SHOT_FROM.search(before)
        )

    def held(self, span: Span) -> bool:
        """Where somebody was arrested or held ("was arrested in Tulsa"): not where it happened."""
        return told_as_held(self.before(span, 90), self.after(span))

    def seat(self, span: Span) -> bool:
        """Where those who give a figure sit ("the interior ministry in Kabul", "a security official
        in Kabul")."""
        return _SEAT_BEFORE.search(self.before(span, 40)) is not None

    def suburb(self, span: Span) -> bool:
        """A city of whose suburbs the words speak: it was not in the city."""
        return bool(
            _SUBURB_AFTER.match(self.after(span)) or _SUBURB_BEFORE.search(self.before(span, 20))
        )

    def building(self, span: Span) -> bool:
        """Part of the name of a block of flats or a motel ("the Riverbank Apartments")."""
        return bool(_BUILDING_AFTER.match(self.after(span)))

    def suburban(self, span: Span) -> bool:
        """After "suburban": a town that is a suburb, or a great city outside of which it was."""
        return bool(_SUBURBAN_BEFORE.search(self.before(span, 20)))

    def office(self, span: Span) -> bool:
        """Whose police or fire brigade is named: they work where it happened."""
        return bool(_OFFICE_AFTER.match(self.after(span)))

    def quarter(self, span: Span) -> bool:
        """A part of a city, by the word beside any mention ("the Riverside neighborhood")."""
        return self.quarter_name(_SIDE.sub("", span.quote.strip()))

    def _quarter_name(self, name: str) -> bool:
        for match in re.finditer(rf"\b{re.escape(name)}\b", self.text):
            span = Span(match.start(), match.end(), match[0])
            after, before = self.after(span), self.before(span)
            if _QUARTER_AFTER.match(after) and _ONE_OF_MANY.search(before):
                continue
            if _QUARTER_AFTER.match(after) or _QUARTER_BEFORE.search(before):
                return True
        return False

    def happened(self, span: Span) -> bool:
        """After "in" in a clause that says that something happened there."""
        if not self.where(span):
            return False
        clause = re.split(r"[.;!?]\s", self.before(span, 120))[-1]
        return _HAPPENED.search(clause) is not None and _NOBODY.search(clause) is None

    def inside(self, span: Span) -> bool:
        """After "in", "near" or "outside", or of a post after "at" ("at Fort Kut")."""
        before = self.before(span)
        after = self.after(span)
        if _LONGER_NAME.match(after) or before.endswith(" the "):
            return False
        post = span.quote.startswith(("Fort ", "Camp ")) and before.endswith(" at ")
        return post or _INSIDE_BEFORE.search(before) is not None

    def called_town(self, span: Span) -> bool:
        """What the words call a town of its own ("Kut, a small community of 400")."""
        return _CALLED_TOWN.match(self.after(span)) is not None

    def school(self, span: Span) -> bool:
        """Part of the name of a school, a paper, a station, a body or a team."""
        return bool(_SCHOOL_AFTER.match(self.after(span)))

    def where(self, span: Span) -> bool:
        """After a word for being somewhere ("in Kut", "at a Kut motel")."""
        before = self.before(span)
        return bool(
            _WHERE_BEFORE.search(before)
            or _AT_ADDRESS.search(before)
            or (_SITE_BEFORE.search(before) and _SITE_AFTER.match(self.after(span)))
        )

    def all_over(self, span: Span) -> bool:
        """ "In raids across the occupied West Bank": in no one town of it."""
        return _ALL_OVER.search(self.before(span)) is not None

    def no_place(self, span: Span) -> bool:
        """Whether these words are used for something other than the place of their name."""
        return (
            self.street(span)
            or self.family(span)
            or self.acronym(span)
            or self.common(span.quote)
            or self.person(span.quote)
            or self.small_word(span)
        )

    def acronym(self, span: Span) -> bool:
        """A short word in capitals among others in small letters ("SWAT"), and no dateline's."""
        name = span.quote
        if not (name.isascii() and name.isalpha() and name.isupper() and 3 < len(name) < 6):
            return False
        around = self.before(span, 40) + self.after(span, 12)
        return (
            not _OPENS_LINE.match(self.after(span))
            and any(c.islower() for c in around)
            and re.search(rf"\b{name.title()}\b", self.text) is None
        )

    def small_word(self, span: Span) -> bool:
        """A word that news mostly writes in small letters, and not after "in"."""
        return span.quote.lower() in _words("often_small") and not self.where(span)

    def given(self, name: str) -> bool:
        """A given name that the report never uses plainly as a place's."""
        return name.lower() in _words("given_names") and self.person(name)

    def _person(self, name: str) -> bool:
        """Whether the report bears the name as a person's, and never plainly as a place's."""
        name = name.strip().removesuffix("'s").removesuffix("'").removesuffix("\u2019")
        if " " in name or len(name) < 3:
            return False
        persons = int(name.lower() in _words("given_names"))
        for match in re.finditer(rf"\b{re.escape(name)}\b", self.text):
            span = Span(match.start(), match.end(), match[0])
            before, after = self.before(span), self.after(span)
            inside = _INSIDE_BEFORE.search(before) and not _WHOSE_AFTER.match(after)
            if persons and re.match(r" [A-Z]", after):
                inside = None  # "faith in Donald Reeve"
            if (inside or self.office(span)) and not self.street(span):
                return False
            if _OF_TOWN.match(after):
                continue  # "Running Joliet Teen"
            given = _GIVEN_BEFORE.search(" " + self.before(span, 30))
            persons += bool(
                self.family(span) or (given is not None and given[1] not in _words("no_given_name"))
            )
        return persons > 0

    def _has_police(self, word: str) -> bool:
        """Whether the report speaks of the police of what bears the name ("Mobile police")."""
        return any(
            self.office(Span(m.start(), m.end(), m[0]))
            for m in re.finditer(rf"\b{re.escape(word.strip())}\b", self.text)
        )

    def _common(self, word: str) -> bool:
        """Whether the report has the name also as an ordinary word, in small letters."""
        small = word.lower()
        if small in _words("ordinary") or _SIDE_OF_TOWN.fullmatch(small):
            return True
        if self._has_police(word):
            return False
        return (
            small != word
            and " " not in word
            and re.search(
                rf"(?<![\w'\u2019@#/.-]){re.escape(small)}(?![\w'\u2019@/-]|\.\w)", self.text
            )
            is not None
        )
