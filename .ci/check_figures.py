"""Compares measured figures with their floors.   check_figures.py FLOORS.json FOLDER

FLOORS  {name: {figure: floor}}
FOLDER  NAME.json, an object of figures, for each name; for the name "cases", cases.txt, whose last line tells how many cases
        passed and how many had the right quotes.

Prints a table; ends with 1 if a figure is below its floor or was not measured.
"""
import json
import os
import re
import sys

CASES = re.compile(r"^(\d+) passed, \d+ failed of \d+ cases \((\d+) with the right quotes\)$", re.MULTILINE)


def measured(name, folder):
    """The figures of a name; none if there is nothing that can be read."""
    try:
        if name != "cases":
            with open(os.path.join(folder, name + ".json"), encoding="utf-8") as f:
                return json.load(f)
        with open(os.path.join(folder, "cases.txt"), encoding="utf-8") as f:
            passed, right_quotes = CASES.findall(f.read())[-1]
        return {"passed": int(passed), "right_quotes": int(right_quotes)}
    except (OSError, ValueError, IndexError):
        return {}


def shown(value):
    return "%.3f" % value if isinstance(value, float) else str(value)


def main(floors_file, folder):
    with open(floors_file, encoding="utf-8") as f:
        floors = json.load(f)
    row = "%-14s %-20s %8s %8s  %s"
    print(row % ("of", "figure", "floor", "actual", ""))
    below = 0
    for name, figures in floors.items():
        found = measured(name, folder)
        for figure, floor in figures.items():
            actual = found.get(figure)
            verdict = "not measured" if actual is None else "BELOW" if actual < floor else ""
            below += verdict != ""
            print((row % (name, figure, shown(floor), "-" if actual is None else shown(actual), verdict)).rstrip())
    return 1 if below else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
