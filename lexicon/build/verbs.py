"""Writes cue_verbs.tsv from cue_verbs.txt.

usage: verbs.py OUT_DIR
"""
import os
import sys

from inflect import HERE, all_verb_forms

ORDER = ["say", "tell", "ask", "manner", "call", "think", "write", "go", "weak"]


def main(dst):
    classes, current = {}, None
    for line in open(os.path.join(HERE, "cue_verbs.txt"), encoding="utf-8"):
        if line.startswith("#"):
            continue
        for w in line.split():
            if w.endswith(":"):
                current = w[:-1]
            else:
                classes.setdefault(w, set()).add(current)
    with open(os.path.join(dst, "cue_verbs.tsv"), "w", encoding="utf-8") as f:
        f.write("# reporting verbs. columns: base, third person, past, participle, -ing form, "
                "classes (" + " ".join(ORDER) + ");\n"
                "# a base has a second line where its forms have a second spelling\n")
        for base in sorted(classes):
            cls = ",".join(c for c in ORDER if c in classes[base])
            for forms in sorted(all_verb_forms(base)):
                f.write("\t".join((base,) + forms + (cls,)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
