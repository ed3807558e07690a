"""English inflection by rule, with the exceptions of irregular.txt."""
import os

HERE = os.path.dirname(os.path.abspath(__file__))
VOWELS = "aeiou"

IRREGULAR = {}
for line in open(os.path.join(HERE, "irregular.txt"), encoding="utf-8"):
    if not line.startswith("#") and line.strip():
        base, past, part = line.split()
        IRREGULAR[base] = (past, part)

PLURALS = {
    "man": "men", "woman": "women", "child": "children", "person": "people",
    "foot": "feet", "tooth": "teeth", "goose": "geese", "mouse": "mice",
    "louse": "lice", "ox": "oxen", "wife": "wives", "life": "lives",
    "knife": "knives", "leaf": "leaves", "loaf": "loaves", "half": "halves",
    "self": "selves", "shelf": "shelves", "wolf": "wolves", "thief": "thieves",
    "calf": "calves", "elf": "elves", "sheaf": "sheaves", "scarf": "scarves",
    "hero": "heroes", "potato": "potatoes", "tomato": "tomatoes", "echo": "echoes",
    "veto": "vetoes", "torpedo": "torpedoes", "embargo": "embargoes",
    "cargo": "cargoes", "mosquito": "mosquitoes", "negro": "negroes",
    "crisis": "crises", "thesis": "theses", "analysis": "analyses",
    "basis": "bases", "axis": "axes", "oasis": "oases", "diagnosis": "diagnoses",
    "hypothesis": "hypotheses", "synthesis": "syntheses", "emphasis": "emphases",
    "parenthesis": "parentheses", "synopsis": "synopses", "neurosis": "neuroses",
    "phenomenon": "phenomena", "criterion": "criteria", "bacterium": "bacteria",
    "medium": "media", "datum": "data", "stratum": "strata", "curriculum": "curricula",
    "alumnus": "alumni", "alumna": "alumnae", "stimulus": "stimuli", "nucleus": "nuclei",
    "fungus": "fungi", "radius": "radii", "cactus": "cacti", "emeritus": "emeriti",
    "police": "police", "sheep": "sheep", "deer": "deer", "fish": "fish",
    "series": "series", "species": "species", "aircraft": "aircraft",
    "spacecraft": "spacecraft", "offspring": "offspring", "salmon": "salmon",
    "people": "peoples", "passerby": "passersby", "passer-by": "passers-by",
    "runner-up": "runners-up", "hanger-on": "hangers-on", "looker-on": "lookers-on",
    "onlooker": "onlookers", "father-in-law": "fathers-in-law",
    "mother-in-law": "mothers-in-law", "son-in-law": "sons-in-law",
    "daughter-in-law": "daughters-in-law", "brother-in-law": "brothers-in-law",
    "sister-in-law": "sisters-in-law", "editor-in-chief": "editors-in-chief",
    "commander-in-chief": "commanders-in-chief", "layman": "laymen",
    "shaman": "shamans", "human": "humans", "german": "germans", "roman": "romans",
    "talisman": "talismans", "ottoman": "ottomans", "caiman": "caimans",
    "caveman": "cavemen", "hetman": "hetmans", "mufti": "muftis", "belief": "beliefs",
    "quiz": "quizzes", "appendix": "appendices", "index": "indexes", "matrix": "matrices",
    "bus": "buses", "gas": "gases", "swiss": "swiss", "headquarters": "headquarters",
    "corps": "corps", "staff": "staff", "clergy": "clergy", "kin": "kin",
    "ex-wife": "ex-wives", "housewife": "housewives", "midwife": "midwives",
    "fishwife": "fishwives", "grandchild": "grandchildren", "godchild": "godchildren",
    "stepchild": "stepchildren", "schoolchild": "schoolchildren", "brainchild": "brainchildren",
    "salesperson": "salespeople", "spokesperson": "spokespeople",
    "businessperson": "businesspeople", "chairperson": "chairpersons",
    "townsperson": "townspeople", "layperson": "laypeople", "tradesperson": "tradespeople",
    "congressperson": "congresspeople", "craftsperson": "craftspeople",
    "sportsperson": "sportspeople", "newsperson": "newspeople", "policeperson": "policepeople",
    "middleperson": "middlepeople", "repairperson": "repairpeople",
}


def plural(n):
    if n in PLURALS:
        return PLURALS[n]
    if " " in n:
        head, last = n.rsplit(" ", 1)
        return head + " " + plural(last)
    if "-" in n:
        head, last = n.rsplit("-", 1)
        if last:
            return head + "-" + plural(last)
    if n.endswith("man") and len(n) > 4:
        return n[:-3] + "men"
    if n.endswith(("s", "x", "z", "ch", "sh")):
        if n.endswith(("arch", "och")) and not n.endswith(("search", "march", "roach", "broch")):
            return n + "s"
        return n + "es"
    if n.endswith("y") and n[-2:-1] not in VOWELS:
        return n[:-1] + "ies"
    return n + "s"


# Verbs of more than one syllable that double their last consonant.
DOUBLE = set("""abhor aver admit concur prefer recommit allot abet acquit annul befit beget begin commit compel confer control
corral defer demur deter dispel emit equip excel expel extol forbid forget incur infer
inter occur omit outbid patrol permit propel rebut recap recur refer regret remit repel
resubmit submit transfer transmit upset bullshit kidnap handicap program worship
format unplug outwit unzip rerun debug humbug zigzag overrun chitchat blab unwrap hobnob overstep backslap ad-lib""".split())
# British spellings double a final l.
AMERICAN = {"cancel", "travel", "label", "signal", "counsel", "quarrel", "model", "level",
            "fuel", "marvel", "total", "dial", "duel", "channel", "tunnel", "funnel",
            "snivel", "revel", "drivel", "libel", "rival", "shovel", "equal", "pedal"}
DOUBLE |= AMERICAN


def doubles(v):
    if v in DOUBLE:
        return True
    if len(v) < 3 or v[-1] in VOWELS + "wxyh" or v[-2] not in VOWELS:
        return False
    groups = sum(1 for i, c in enumerate(v) if c in VOWELS + "y" and (i == 0 or v[i - 1] not in VOWELS + "y"))
    if groups != 1:
        return False
    stem = v.replace("qu", "q")
    return not (len(stem) > 2 and stem[-3] in VOWELS)


def third(v):
    if v == "be":
        return "is"
    if v == "have":
        return "has"
    if v in ("do", "go", "undergo", "forgo", "echo", "veto", "redo", "undo", "overdo", "outdo"):
        return v + "es"
    if v in ("quiz",):
        return v + "zes"
    if v.endswith(("s", "x", "z", "ch", "sh")):
        return v + "es"
    if v.endswith("y") and v[-2:-1] not in VOWELS:
        return v[:-1] + "ies"
    return v + "s"


def ed(v):
    if v.endswith("e"):
        return v + "d"
    if v.endswith("y") and v[-2:-1] not in VOWELS:
        return v[:-1] + "ied"
    if v.endswith("c") and v[-2:-1] in VOWELS and v not in ("arc", "sync"):
        return v + "ked"
    if doubles(v):
        return v + v[-1] + "ed"
    return v + "ed"


def ing(v):
    if v in ("be", "see", "flee", "foresee", "oversee", "agree", "disagree", "free", "decree",
             "guarantee", "referee", "dye", "singe", "canoe", "hoe", "tiptoe", "eye", "age"):
        return {"age": "aging"}.get(v, v + "ing")
    if v.endswith("ie"):
        return v[:-2] + "ying"
    if v.endswith("e") and not v.endswith(("ee", "oe", "ye")):
        return v[:-1] + "ing"
    if v.endswith("c") and v[-2:-1] in VOWELS and v not in ("arc", "sync"):
        return v + "king"
    if doubles(v):
        return v + v[-1] + "ing"
    return v + "ing"


def verb_forms(v):
    """third, past, participle, ing"""
    if v in IRREGULAR:
        past, part = IRREGULAR[v]
    else:
        past = part = ed(v)
    if v in ("begin", "forget", "get", "set", "let", "hit", "quit", "sit", "split", "spit", "bid",
             "rid", "put", "cut", "shut", "bet", "run", "win", "dig", "swim", "spin", "forbid",
             "upset", "outbid", "outrun", "overrun", "reset", "undercut", "slit", "shed", "beset", "beget"):
        return third(v), past, part, v + v[-1] + "ing"
    return third(v), past, part, ing(v)


ALTERNATIVE = {
    "plead": ("pled", "pled"), "learn": ("learnt", "learnt"), "dream": ("dreamt", "dreamt"),
    "get": ("got", "got"), "spell": ("spelt", "spelt"), "prove": ("proved", "proven"),
    "show": ("showed", "showed"), "burn": ("burnt", "burnt"), "lean": ("leant", "leant"),
    "leap": ("leapt", "leapt"), "forecast": ("forecasted", "forecasted"), "focus": ("focussed", "focussed"),
    "broadcast": ("broadcasted", "broadcasted"), "light": ("lighted", "lighted"),
    "dwell": ("dwelled", "dwelled"), "sneak": ("snuck", "snuck"), "wake": ("waked", "waked"),
    "beat": ("beat", "beat"), "bid": ("bade", "bidden"), "misspell": ("misspelt", "misspelt"),
    "kneel": ("kneeled", "kneeled"), "smell": ("smelt", "smelt"), "spoil": ("spoilt", "spoilt"),
    "hang": ("hanged", "hanged"), "dive": ("dove", "dived"), "sew": ("sewed", "sewed"),
    "swell": ("swelled", "swelled"), "tread": ("trod", "trod"), "shine": ("shined", "shined"),
}


def all_verb_forms(v):
    """verb_forms, and a second set where there is another spelling or form"""
    out = [verb_forms(v)]
    if v in AMERICAN:
        out.append((third(v), v + "ed", v + "ed", v + "ing"))
    if v in ALTERNATIVE:
        out.append((third(v),) + ALTERNATIVE[v] + (("focussing" if v == "focus" else verb_forms(v)[3]),))
    return out
