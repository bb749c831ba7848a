"""The grammar of harm, number and scope in breadth: each construction in sentences of our own.

A sentence stands with what must be read from it, in short: the harm and its number ("killed 3",
"injured 12+" for no fewer than 12, "20-25", "?-60" for up to, "~300" for about, "plural" for an
unknown number), and "past", "cause=" or "scope=" where it matters. Nothing: no toll at all. A
third text says what is known to go wrong. A sentence without a full stop is a headline.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest
from read_cases import NAMES, Read, row

from tollbook.record import Claim

TABLE: dict[str, Sequence[tuple[str, ...]]] = {
    "active": [
        ("Militiamen killed two bakers outside a mosque in Kut.", "killed 2"),
        ("A landmine killed at least four herders on Tuesday.", "killed 4+"),
        ("Warplanes bombed a wedding hall, killing 17 guests.", "killed 17"),
        ("A mortar round wounded nine pupils in a schoolyard.", "injured 9"),
    ],
    "passive": [
        ("Eleven recruits were killed when a truck exploded at the gate.", "killed 11"),
        ("A prosecutor was assassinated on her way to work.", "killed 1"),
        (
            "Nine commuters have been killed and dozens hurt in the blast.",
            "killed 9; injured plural",
        ),
        ("Six fishermen were reported killed near the island.", "killed 6"),
        ("Police said 14 people had been wounded.", "injured 14"),
    ],
    "among": [
        ("Two porters were among nine people killed on Friday.", "killed 9"),
        ("Two porters were among as many as nine people killed on Friday.", "killed 2-9"),
        ("A cook and two guards were among those killed.", "killed 3"),
        ("Four clerks were among up to six villagers killed in Hit.", "killed 4-6"),
        ("Up to 25 killed, including three clerks, in a strike.", "killed 3-25"),
        ("A guard was among at least ten wounded in Basra.", "injured 10+"),
    ],
    "members by the name of their organisation": [
        ("The strike killed five alleged Pakistan Taliban.", "killed 5"),
        ("11-15 alleged Swat TTP killed in strike.", "killed 11-15"),
        ("The blast killed four suspected ISIS.", "killed 4"),
        ("The army seized three Kalashnikovs.", ""),
    ],
    "reckoned since": [
        (
            "Three people were killed in the first New Year's Day raid on the valley recorded by "
            "the bureau since the raids began in 2004.",
            "killed 3",
        ),
    ],
    "participles": [
        ("Shells fell on the market, leaving 12 dead and 40 wounded.", "killed 12; injured 40"),
        ("The bus hit a mine, killing three passengers and injuring seven.", "killed 3; injured 7"),
        ("A second rocket struck the queue, killing a nurse and her son.", "killed 2"),
        (
            "Snipers fired from rooftops, killing four people and injuring nine others.",
            "killed 4; injured 9",
        ),
        ("The explosion, in which seven miners died, was heard for miles.", "killed 7"),
        ("A drone strike killed a commander and three of his guards.", "killed 4"),
        ("The attack left a guard dead and two tourists wounded.", "killed 1; injured 2"),
        ("Police shot and killed a man armed with a knife.", "killed 1"),
        ("A woman was found strangled in her flat.", "killed 1"),
        ("Gunmen executed six villagers at point-blank range.", "killed 6"),
    ],
    "nominal": [
        ("The death of a young protester set off new marches.", "killed 1"),
        ("The killing of two brothers by border guards angered the town.", "killed 2"),
        ("The shooting deaths of three taxi drivers are being investigated.", "killed 3"),
        ("Officials confirmed the deaths of at least 30 miners.", "killed 30+"),
        ("The murder of the journalist has not been solved.", "killed 1"),
    ],
    "light verbs": [
        ("Gunmen opened fire on a minibus, wounding five passengers.", "injured 5"),
        ("Guards opened fire on the crowd, killing two.", "killed 2"),
        ("Attackers opened fire in a bar, leaving three people dead.", "killed 3"),
    ],
    "other ways": [
        ("The flood of shells claimed the lives of six villagers.", "killed 6"),
        ("Four soldiers lost their lives in the ambush.", "killed 4"),
        ("The raid cost eight people their lives.", "killed 8"),
        ("A student succumbed to his injuries on Friday.", "killed 1"),
        ("The bodies of five men were found in a canal.", "killed 5"),
        ("Rescuers pulled seven bodies from the rubble.", "killed 7"),
        ("A photographer was among those killed.", "killed 1"),
        ("Three children were among the dead.", "killed 3"),
        ("A bishop was among the 20 killed in the raid.", "killed 20"),
        ("At least 25 dead after twin blasts.", "killed 25+"),
    ],
    "headlines": [
        ("Seven dead, 20 injured in Mosul market bombing", "killed 7; injured 20"),
        ("Two police officers shot dead in Basra", "killed 2"),
        ("Car bomb kills 13 in Baghdad", "killed 13"),
        ("Gunman kills four, wounds two at factory", "killed 4; injured 2"),
        ("Death toll in hotel attack rises to 19", "killed 19"),
        ("At least 9 killed as rockets hit camp", "killed 9+"),
        ("Bomb in Kabul mosque leaves 8 dead", "killed 8"),
        ("Three soldiers killed, five wounded in ambush", "killed 3; injured 5"),
        ("Two die as boat capsizes", "killed 2"),
        ("Strike on school kills 11 children", "killed 11"),
        ("Teen fatally shot outside cinema", "killed 1", "taken for a name"),
        ("Man stabbed to death in park", "killed 1"),
    ],
    "lists": [
        (
            "Three people were killed in Basra, two in Najaf and one in Kut.",
            "killed 3; killed 2; killed 1",
        ),
        ("Gunmen killed four people in Mosul and two in Kirkuk.", "killed 4; killed 2"),
        ("Two protesters died in Karbala and another in Hilla.", "killed 2; killed 1"),
        ("Three people died in Basra; four were killed in Najaf.", "killed 3; killed 4"),
        ("Soldiers killed two men in Kut and wounded six in Amarah.", "killed 2; injured 6"),
        (
            "Eight people died in Kabul, five in Herat and two in Ghazni.",
            "killed 8; killed 5; killed 2",
        ),
        ("Police killed three protesters in Lagos and one in Kano.", "killed 3; killed 1"),
        ("Two soldiers were wounded in Marib and another in Taiz.", "injured 2; injured 1"),
        ("Shelling killed six people in Kharkiv and wounded four in Odesa.", "killed 6; injured 4"),
        ("At least 10 people were killed in Gaza City and four in Rafah.", "killed 10+; killed 4"),
    ],
    "relatives": [
        ("The gunman, who killed three shoppers, was arrested.", "killed 3"),
        ("The three students who were killed on Monday were buried today.", "killed 3"),
        ("The blast, which killed five cadets, shook the city.", "killed 5"),
        ("Two men shot by police died in hospital.", "killed 2"),
        ("A farmer killed by a stray bullet was buried on Sunday.", "killed 1"),
        ("Villagers buried the six boys killed in the strike.", "killed 6"),
    ],
    "coordination": [
        ("Two teachers and a driver were killed in the crossfire.", "killed 3"),
        ("A woman and her two sons were killed.", "killed 3"),
        ("The attack killed a policeman and wounded two civilians.", "killed 1; injured 2"),
        ("Two soldiers, a policeman and four civilians were killed.", "killed 7"),
        ("The shop owner Hassan Jabir, 45, was gunned down.", "killed 1"),
        ("Two sisters, Mona and Rana Saleh, died in the shelling.", "killed 2"),
        ("Maria Lopez, a nurse, and her husband were shot dead.", "killed 2"),
        ("The dead were three farmers and a shepherd.", "killed 4"),
        ("Among the dead were two doctors.", "killed 2"),
    ],
    "no harm": [
        ("The committee killed the bill in a late vote.", ""),
        ("The two horses finished in a dead heat.", ""),
        ("Applause died down as the minister spoke.", ""),
        ("She shot a film in the marshes last year.", ""),
        ("The new rules will kill small businesses.", ""),
        ("The scandal wounded the government.", ""),
        ("The bomb scene in the film kills dozens of characters.", ""),
        ("In the novel, a detective is murdered on a train.", ""),
        ("In the third season of the series, the villain kills three agents.", ""),
        ("The striker's late goal killed the game.", ""),
        ("Milan beat Roma 2-0 on Sunday.", ""),
        ("The home side were beaten in the final.", ""),
        ("The champion knocked out his rival in the second round.", ""),
        ("The senator was shot down in the debate.", ""),
        ("The team was beaten 3-0 at home.", ""),
        ("He nearly died laughing.", ""),
        ("The old tradition is dying out.", ""),
        ("The company slashed 300 jobs.", ""),
        ("Frost killed the orange trees.", ""),
        ("The actor plays a killer who murders five women.", "", "what an actor plays"),
        ("The boxer was beaten on points.", ""),
        ("England were beaten by France.", ""),
        ("The photographer shot hundreds of pictures.", ""),
        ("He shot 12 points in the first half.", ""),
        ("The company burned through 40 million dollars.", ""),
        ("The bowler took three wickets and beat two batsmen.", ""),
        ("The opposition attacked the budget.", ""),
        ("The minister attacked his critics.", ""),
        ("Critics attacked the film.", ""),
        ("The court struck down the law.", ""),
        ("In the play, a king is murdered by his brother.", ""),
        ("In a new film, soldiers kill a family of farmers.", ""),
        ("The champion was beaten in the semi-final.", ""),
        ("The Liberal candidate was beaten by 300 votes in the election.", ""),
        ("The keeper was beaten at the near post.", "", "a goal, not a beating"),
        ("The film killed at the box office.", ""),
        ("Her career is dead and buried.", ""),
        ("The deal is dead.", ""),
        ("The proposal was shot down by the council.", ""),
        ("He made a killing on the stock market.", ""),
        ("The engine died on the motorway.", ""),
        ("The town's last cinema died in 1999.", ""),
        ("My phone died during the call.", ""),
        ("The comedian slayed the audience.", ""),
        ("The heat was killing me.", "", "a way of speaking"),
        ("Temperatures hit a deadly 48 degrees.", ""),
    ],
    "causes": [
        ("Twelve people died of cholera in the camp.", "killed 12 cause=illness"),
        ("A former minister died of cancer at 81.", "killed 1 cause=illness"),
        ("Seven people were killed when a bus overturned near Hilla.", "killed 7 cause=accident"),
        ("Two workers died in a fall from a scaffold.", "killed 2 cause=accident"),
        ("An earthquake killed 60 people in the province.", "killed 60 cause=disaster"),
        ("Floods have killed at least 15 people.", "killed 15+ cause=disaster"),
        ("A conscript shot himself in the barracks.", "injured 1 cause=suicide"),
        ("A prisoner hanged himself in his cell.", "killed 1 cause=suicide"),
        ("The kingdom executed three men for smuggling.", "killed 3 cause=execution"),
        ("Two men were hanged at dawn for murder.", "killed 2 cause=execution"),
        ("Five construction workers were electrocuted.", "killed 5 cause=accident"),
        ("Carbon monoxide poisoning killed a family of four.", "killed 4 cause=accident"),
        ("A suicide bomber killed six worshippers.", "killed 6 cause=None"),
        ("Sunday's suicide truck bombing killed 250 people.", "killed 250 cause=None"),
        ("A suicide drone attack killed two guards.", "killed 2 cause=None"),
        ("Suicide gunmen killed two guards.", "killed 2 cause=None"),
        ("Six hikers died in an avalanche.", "killed 6 cause=disaster"),
        ("Three people drowned after their boat overturned.", "killed 3 cause=accident"),
        ("The state hanged two convicted murderers.", "killed 2 cause=execution"),
        ("An elderly man died of a stroke.", "killed 1 cause=illness"),
    ],
    "past": [
        (
            "Mourners marked the anniversary of the 2003 bombing that killed 22 people.",
            "killed 22 past",
        ),
        (
            "A court sentenced a former officer to life for killing two students in 1994.",
            "killed 2 past",
        ),
        ("He was convicted of murdering three women two decades ago.", "killed 3 past"),
        (
            "The trial of a man accused of killing his neighbour in 2011 opened on Monday.",
            "killed 1 past",
        ),
        ("Ten years ago a bomb killed 40 people in the same square.", "killed 40 past"),
    ],
    "never counted": [
        ("The group threatened to kill the hostages.", ""),
        ("Police foiled a plot to kill the governor.", ""),
        ("If the dam breaks, thousands could be killed.", ""),
        ("The militants planned to bomb a church.", ""),
        ("No one was killed in the blast.", "killed 0"),
        ("The strike did not kill anybody.", ""),
        ("The minister warned that many more people would die.", ""),
        ("There were no injuries.", "injured 0"),
        ("He escaped an attempt to kill him.", ""),
        ("They called for the killing of the governor.", ""),
        ("Doctors try to prevent children from dying.", ""),
        ("Soldiers were ordered to shoot protesters.", ""),
        ("He nearly drowned in the canal.", ""),
        ("She was almost killed by a falling branch.", ""),
        ("Nearly 40 people drowned in the river.", "killed ?-39"),
        ("The mayor survived the bombing.", ""),
        ("Nobody was hurt in the blast.", "injured 0"),
        ("Two bombs were defused before they could kill anyone.", ""),
        ("Killing civilians is a war crime.", ""),
        ("Anyone who kills a hostage will be punished.", ""),
        ("The general vowed to kill every rebel.", ""),
        ("Had the bomb gone off, hundreds would have died.", ""),
    ],
    "numbers": [
        ("A family of five was killed in their car.", "killed 5"),
        ("Both pilots were killed.", "killed 2"),
        ("Half of the 40 hostages were killed.", "killed 20"),
        ("Another three people were killed on the bridge.", "killed 3"),
        ("The three were shot dead at a checkpoint.", "killed 3"),
        ("All 24 aboard were killed.", "killed 24"),
        ("All aboard the plane, 31 people, were killed.", "killed 31"),
        ("The attacker killed himself and two guards.", "killed 3"),
        ("Nine people, including four children, were killed.", "killed 9"),
        ("Nine people, among them two nurses, were killed.", "killed 9"),
        ("Nine people, four of whom were children, were killed.", "killed 9"),
        ("All but two of the 14 passengers died.", "killed 12"),
        ("Between 20 and 25 people were killed.", "killed 20-25"),
        ("Up to 60 people were killed.", "killed ?-60"),
        ("Fewer than ten people were injured.", "injured ?-9"),
        ("Two dozen people were wounded.", "injured 24"),
        ("Dozens of people were killed.", "killed plural"),
        ("More than 1,200 people have been killed.", "killed 1201+"),
        ("Some 300 people were wounded.", "injured ~300"),
        ("A 24-year-old man was shot dead.", "killed 1"),
        ("Ahmed, 24, was shot dead.", "killed 1"),
        ("Two men aged 19 and 23 were stabbed to death.", "killed 2"),
        ("A man fired 14 rounds from a .45 calibre pistol, killing a clerk.", "killed 1"),
        ("The army sent 3,000 troops after the attack killed four farmers.", "killed 4"),
        ("The bomb, made of 50 kg of explosives, killed six people.", "killed 6"),
        ("The attack 12 km from Kut killed two.", "killed 2"),
        ("Three hundred and twelve people were killed.", "killed 312"),
        ("A couple and their three children were killed.", "killed 5"),
        ("Ali Karim and Sara Noor were killed.", "killed 2"),
        ("A man, his wife and two daughters were killed.", "killed 4"),
        ("The twins were killed by shelling.", "killed 2"),
        ("One person was killed and three others were wounded.", "killed 1; injured 3"),
        ("Of the 12 hostages, five were killed.", "killed 5"),
        ("Five of the 12 hostages were killed.", "killed 5"),
        ("Two-thirds of the 30 passengers were killed.", "killed 20"),
        ("A third of the 60 prisoners died.", "killed 20"),
        ("A quarter of the 80 patients died.", "killed 20"),
        ("Half the 12 passengers were killed.", "killed 6"),
        ("Three of the seven hostages were executed.", "killed 3"),
        ("The couple's four children died in the fire.", "killed 4"),
        ("As many as 15 people were killed.", "killed ?-15"),
        ("Twenty-two people, half of them women, were killed.", "killed 22"),
        ("Two policemen and at least seven rebels died.", "killed 9+"),
        ("Around a dozen villagers were killed.", "killed ~12"),
        ("Scores of people were hurt.", "injured plural"),
        ("One hundred and five people were killed.", "killed 105"),
        ("Three men in their twenties were shot dead.", "killed 3"),
        ("A 60-year-old man and two girls, aged 7 and 9, were killed.", "killed 3"),
    ],
    "transitions": [
        ("Two of the wounded later died in hospital.", "killed 2"),
        ("One of those shot has since died.", "killed 1"),
        ("A man wounded in Sunday's attack died of his injuries on Tuesday.", "killed 1"),
    ],
    "scope": [
        (
            "More than 300 people have been killed since the protests began in October.",
            "killed 301+ scope=cumulative",
        ),
        ("The latest deaths bring the toll to 47.", "killed 47 scope=cumulative"),
        (
            "At least 80 people were killed in the province last month.",
            "killed 80+ scope=cumulative",
        ),
        ("Soldiers are killing unarmed people.", "killed plural scope=generic"),
        ("The bombing killed 12 people.", "killed 12 scope=incident"),
        ("So far this year, 212 journalists have been killed.", "killed 212 scope=cumulative"),
        ("The toll from Sunday's attack rose to 31.", "killed 31 scope=incident"),
        ("The war has claimed more than 5,000 lives.", "killed 5001+ scope=cumulative"),
    ],
    "pronouns": [
        ("Police fired on a march. The protesters were killed at close range.", "killed plural"),
        ("Two brothers left home on Friday. They were shot dead at a checkpoint.", "killed 2"),
        ("A couple were driving home. Gunmen killed them near the bridge.", "killed 2"),
        ("A teacher was stopped by gunmen. He was shot dead in front of pupils.", "killed 1"),
        (
            "Three farmers were walking home from the fields. They were killed by a mine.",
            "killed 3",
        ),
        ("A gunman burst into the church. He killed four worshippers.", "killed 4"),
        ("Police stopped a van with 12 migrants. Two of them were shot dead.", "killed 2"),
    ],
}
ROWS = [
    row(*known[:2], id=f"{family}: {known[0]}", gap=known[2] if len(known) > 2 else None)
    for family, rows in TABLE.items()
    for known in rows
]
_TOLLS = ("killed", "injured", "killed_or_injured", "missing")
_UNTOLD = "Details were few."  # a body for those that are headlines


@pytest.mark.parametrize(("text", "wanted"), ROWS)
def test_in_breadth(read: Read, text: str, wanted: str) -> None:
    reading = read(text, lexicon=NAMES) if text.endswith(".") else read(_UNTOLD, text, NAMES)
    real = [c for c in reading.claims if c.modality in {"fact", "reported"} and _counts(c)]
    left = list(real)
    for words in filter(None, wanted.split("; ")):
        claim = next((c for c in left if _is(c, words)), None)
        assert claim is not None, (words, [_shown(c) for c in real])
        left.remove(claim)
    # what is left may be no toll: who was attacked, detained, or is said to be killed as a habit
    assert [_shown(c) for c in left if c.harm in _TOLLS and c.scope != "generic"] == []
    assert wanted or [c.harm for c in left if c.harm == "attacked"] == []


def _counts(claim: Claim) -> bool:
    return all(speaker.stance != "denies" for speaker in claim.said_by)


def _shown(claim: Claim) -> tuple[str, int | None, int | None, int | None, str]:
    count = claim.count
    return claim.harm, count.low, count.best, count.high, claim.evidence.quote


def _is(claim: Claim, words: str) -> bool:
    harm, number, *more = words.split()
    said = {"past": claim.past, f"cause={claim.cause}": True, f"scope={claim.scope}": True}
    return claim.harm == harm and _is_number(claim, number) and all(said.get(m) for m in more)


def _is_number(claim: Claim, words: str) -> bool:
    low, best, high = claim.count.low, claim.count.best, claim.count.high
    if words == "plural":
        return claim.count.shape in {"plural", "vague"}
    n = [int(digits) for digits in re.findall(r"\d+", words)]
    if words.startswith("~"):
        return [best] == n
    if words.startswith("?-"):
        return [high] == n
    if words.endswith("+"):
        return [low] == n and high is None
    if "-" in words:
        return [low, high] == n
    return [low, best, high] == n * 3
