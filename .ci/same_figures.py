"""Compares the figures of two measurements of the same rows.   same_figures.py REFERENCE.json EVAL.json

REFERENCE  an object of figures
EVAL       what `whosaid eval --format json` prints: the figures are its field "figures"

Ends with 1 if a figure of the reference is not in the other, or differs in the third decimal.
"""
import json
import sys


def main(reference_file, eval_file):
    with open(reference_file, encoding="utf-8") as f:
        reference = json.load(f)
    with open(eval_file, encoding="utf-8") as f:
        found = json.load(f)["figures"]
    differs = [k for k, v in reference.items() if k not in found or abs(found[k] - v) >= 0.0005]
    for key in differs:
        print("%s: reference %s, eval %s" % (key, reference[key], found.get(key, "nothing")))
    print("%d figures compared, %d differ" % (len(reference), len(differs)))
    return 1 if differs or not reference else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
