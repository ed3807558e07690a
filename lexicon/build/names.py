"""Writes given_names.tsv from the US census lists and own additions.

usage: names.py CENSUS_DIR OUT_DIR

CENSUS_DIR holds dist.male.first and dist.female.first (1990 census, public domain).
names_add.txt adds names, names_drop.txt leaves census entries out.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MALE, FEMALE = 1219, 2600


def census(path, limit):
    out = {}
    for i, line in enumerate(open(path, encoding="ascii")):
        name, share = line.split()[:2]
        if i < limit:
            out[name.capitalize()] = float(share)
    return out


def words(name):
    text = open(os.path.join(HERE, name), encoding="utf-8").read()
    return [w for l in text.splitlines() if not l.startswith("#") for w in l.split()]


def main(src, dst):
    male = census(os.path.join(src, "dist.male.first"), MALE)
    female = census(os.path.join(src, "dist.female.first"), FEMALE)
    drop = set(words("names_drop.txt"))
    out = {}
    for name in set(male) | set(female):
        if name in drop:
            continue
        m, f = male.get(name, 0), female.get(name, 0)
        low, high = sorted((m, f))
        if low >= 0.004 and high / low < 4:
            out[name] = "u"
        else:
            out[name] = "m" if m > f else "f"
    gender = "m"
    for w in words("names_add.txt"):
        if w in ("m:", "f:", "u:"):
            gender = w[0]
        else:
            out[w] = gender
    with open(os.path.join(dst, "given_names.tsv"), "w", encoding="utf-8") as f:
        f.write("# given names. columns: name, gender (m, f, u = either)\n")
        for name in sorted(out, key=lambda s: s.encode()):
            f.write(f"{name}\t{out[name]}\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
