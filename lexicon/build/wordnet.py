"""Writes roles.tsv, groups.tsv and words.tsv from the WordNet database files.

usage: wordnet.py DICT_DIR OUT_DIR

DICT_DIR is the folder `dict` of WordNet 3.1 (data.*, index.sense).
roles_add.txt, roles_drop.txt, groups_add.txt and words_add.txt hold the own entries. The other lists
of OUT_DIR must be there already: their nouns and verbs are added to words.tsv.
"""
import os
import re
import sys
from collections import defaultdict

from inflect import HERE, IRREGULAR, all_verb_forms, doubles, plural

POS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}


def own(name):
    text = open(os.path.join(HERE, name), encoding="utf-8").read()
    return [l.strip() for l in text.splitlines() if l.strip() and not l.startswith("#")]


def senses(src):
    """lemma -> pos -> list of (sense number, offset, tag count)"""
    out = defaultdict(lambda: defaultdict(list))
    for line in open(os.path.join(src, "index.sense"), encoding="utf-8"):
        key, offset, number, tags = line.split()
        lemma, rest = key.split("%")
        out[lemma][POS[rest[0]]].append((int(number), offset, int(tags)))
    return out


def nouns(src):
    """offset -> hyponym offsets, and the set of lemmas that are written in lower case"""
    down, lower = defaultdict(list), set()
    for pos in ("noun", "verb", "adj", "adv"):
        for line in open(os.path.join(src, "data." + pos), encoding="utf-8"):
            if line.startswith("  "):
                continue
            f = line.split(" | ")[0].split()
            n = int(f[3], 16)
            for w in f[4:4 + 2 * n:2]:
                if w == w.lower():
                    lower.add(re.sub(r"\(.*\)", "", w))
            if pos == "noun":
                p = 4 + 2 * n
                for i in range(int(f[p])):
                    symbol, target = f[p + 1 + 4 * i], f[p + 2 + 4 * i]
                    if symbol == "~":
                        down[f[0]].append(target)
    return down, lower


def below(down, roots):
    seen, todo = set(), list(roots)
    while todo:
        o = todo.pop()
        if o not in seen:
            seen.add(o)
            todo += down[o]
    return seen


def offset_of(data, lemma, number):
    return next(o for n, o, _ in data[lemma]["n"] if n == number)


def write(dst, name, comment, rows):
    with open(os.path.join(dst, name), "w", encoding="utf-8") as f:
        f.write("# " + comment + "\n")
        for row in sorted(set(rows), key=lambda r: r[0].encode()):
            f.write("\t".join(row) + "\n")


OCCUPATION = re.compile(r"(er|or|ist|man|woman|ian|eer|ologist|person|maker|keeper|worker)$")
FEMALE = re.compile(r"(woman|girl|mother|daughter|wife|lady|mistress)$|^((step|half-|foster-)?sister|heiress|hostess|"
                    r"actress|waitress|duchess|countess|baroness|stewardess|seamstress|governess|princess|empress|"
                    r"abbess|prioress|priestess|poetess|sorceress|(great-|grand)?niece|(great-|grand)?aunt|auntie|"
                    r"widow|bride|granny|nun|queen|diva|chambermaid|bridesmaid|maid|maiden)$")
MALE = re.compile(r"(man|father|brother|boy|husband|nephew|uncle)$|^((grand|step|god|great-grand)?son|widower|"
                  r"(bride)?groom|monk|friar|lad|chap|bloke|dude|prince|emperor|king|duke|baron|earl)$")
NEUTRAL = {"human", "shaman", "talisman", "freshman", "roman", "german", "everyman", "bondman", "midwife"}


def gender(word):
    if word in NEUTRAL or word.endswith("human"):
        return "-"
    if FEMALE.search(word):
        return "f"
    return "m" if MALE.search(word) else "-"


def roles(data, down, lower, dst):
    people = below(down, [offset_of(data, "person", 1)])
    drop = set(w for l in own("roles_drop.txt") for w in l.split())
    rows = {}
    for lemma, parts in data.items():
        if not parts.get("n") or not re.fullmatch(r"[a-z]+(-[a-z]+)*", lemma) or lemma not in lower or lemma in drop:
            continue
        first = min(parts["n"])
        if first[1] not in people or len(lemma) < 3:
            continue
        tags = sum(t for _, _, t in parts["n"])
        person = sum(t for _, o, t in parts["n"] if o in people)
        if tags and person * 2 < tags:
            continue
        if not tags and not (OCCUPATION.search(lemma) and all(o in people for _, o, _ in parts["n"])):
            continue
        other = sum(t for p, l in parts.items() if p != "n" for _, _, t in l)
        if other > 5 * (tags + 1):
            continue
        rows[lemma] = (lemma, plural(lemma), gender(lemma))
    for line in own("roles_add.txt"):
        mark = "-"
        for w in line.split():
            if w in ("m:", "f:", "-:"):
                mark = w[0]
            elif "=" in w:
                one, many = w.split("=")
                rows[one] = (one, many, mark)
            else:
                rows[w] = (w, plural(w), mark)
    write(dst, "roles.tsv", "common nouns for persons. columns: singular, plural, gender (m, f, -)", rows.values())


def groups(data, down, lower, dst):
    bodies = below(down, [offset_of(data, "organization", 1), offset_of(data, "unit", 3)])
    drop = set(w for l in own("groups_drop.txt") for w in l.split())
    rows = {}
    for lemma, parts in data.items():
        if not parts.get("n") or not re.fullmatch(r"[a-z]+(-[a-z]+)*", lemma) or lemma not in lower or lemma in drop:
            continue
        tags = sum(t for _, _, t in parts["n"])
        body = sum(t for _, o, t in parts["n"] if o in bodies)
        if min(parts["n"])[1] in bodies and body * 2 > tags:
            rows[lemma] = (lemma, plural(lemma))
    for line in own("groups_add.txt"):
        for w in line.split(", "):
            w = w.strip(", ")
            one, _, many = w.partition("=")
            rows[one] = (one, many or plural(one))
    write(dst, "groups.tsv", "common nouns for bodies that can speak. columns: singular, plural", rows.values())


def comparatives(a):
    if a.endswith("e"):
        return [a + "r", a + "st"]
    if a.endswith("y") and a[-2:-1] not in "aeiou":
        return [a[:-1] + "ier", a[:-1] + "iest"]
    if doubles(a):
        return [a + a[-1] + "er", a + a[-1] + "est"]
    return [a + "er", a + "est"]


def column(dst, name, *numbers):
    for line in open(os.path.join(dst, name), encoding="utf-8"):
        if not line.startswith("#"):
            cells = line.rstrip("\n").split("\t")
            for n in numbers:
                yield cells[n]


def words(data, lower, dst):
    weight = defaultdict(lambda: defaultdict(float))
    closed = set(column(dst, "function_words.tsv", 0)) | set(column(dst, "pronouns.tsv", 0))

    def add_verb(lemma, tags):
        weight[lemma]["v"] += tags
        for zs, past, part, ing in all_verb_forms(lemma):
            if zs != lemma:
                weight[zs]["Z"] += tags * 0.2
            weight[past]["D"] += tags * 0.5
            if part != past:
                weight[part]["N"] += tags * 0.4
            weight[ing]["G"] += tags * 0.25

    def add_noun(lemma, tags):
        weight[lemma]["n"] += tags
        if not lemma.endswith(("ss", "ness")) and lemma.endswith("s") and (lemma[:-1] in data or lemma.endswith("ics")):
            return
        weight[plural(lemma)]["n"] += tags * 0.5

    short = []
    for lemma, parts in data.items():
        if not re.fullmatch(r"[a-z]{2,}", lemma) or lemma not in lower:
            continue
        tags = {p: sum(t for _, _, t in l) for p, l in parts.items()}
        total = sum(tags.values())
        if not total:
            continue
        for pos, n in tags.items():
            if n / total < 0.05:
                continue
            if pos == "v":
                add_verb(lemma, n)
            elif pos == "n":
                add_noun(lemma, n)
            else:
                weight[lemma][pos] += n
                if pos == "a" and re.fullmatch(r"[^aeiouy]*[aeiouy]{1,2}[^aeiouy]+[ey]?|[^aeiouy]*[aeiouy]{2}", lemma):
                    short.append((lemma, n))
    for lemma, n in short:
        for form in comparatives(lemma):
            if form not in data and form not in weight:
                weight[form]["a"] += n * 0.2
    for line in own("words_add.txt"):
        word, classes = line.split()
        for i, c in enumerate(classes):
            if c == "v":
                add_verb(word, 3.0 - i)
            elif c == "n":
                add_noun(word, 3.0 - i)
            else:
                weight[word][c] += 3.0 - i
    known = set(weight)
    for name in ("roles.tsv", "groups.tsv", "texts.tsv", "works.tsv", "cue_nouns.tsv"):
        for w in column(dst, name, 0, 1):
            if w not in known:
                weight[w]["n"] += 1
    for line in open(os.path.join(dst, "cue_verbs.tsv"), encoding="utf-8"):
        if not line.startswith("#"):
            for w, c in zip(line.split("\t"), "vZDNG"):
                if w not in known and not (c == "N" and weight[w]["D"]):
                    weight[w][c] += 1
    rows = []
    for word, by in weight.items():
        if word in closed or not re.fullmatch(r"[a-z]{2,}", word):
            continue
        total = sum(by.values())
        keep = sorted((c for c in by if by[c] and by[c] / total >= 0.1), key=lambda c: (-by[c], c))
        rows.append((word, "".join(keep)))
    write(dst, "words.tsv", "parts of speech. columns: word, classes, most frequent first (n noun, v verb base, "
          "Z third person, D past, N participle that differs from the past, G -ing form, a adjective, r adverb)", rows)


def main(src, dst):
    data = senses(src)
    down, lower = nouns(src)
    roles(data, down, lower, dst)
    groups(data, down, lower, dst)
    words(data, lower, dst)


if __name__ == "__main__":
    main(*sys.argv[1:3])
