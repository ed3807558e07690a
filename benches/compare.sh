#!/usr/bin/env bash
# How fast whosaid is beside programs that read the same file on the same machine in the same run. Prints a Markdown table:
# megabytes of file a second, and how many times as long as `wc -w` each takes. The best of three runs counts.
#
#     benches/compare.sh [SIZE…]          1M 10M 100M where none is given; 1G and 10G take as much disk
#
# Beside `wc -w`, programs are timed where they are installed: textacy with spaCy (PYTHON names the interpreter, SPACY_MODEL a
# model other than en_core_web_sm), and quote-parser (npm; NODE_PATH tells where). They are slow, so they get the first 200 kB
# only, and the time that they take to start counts. WHOSAID names another binary.
# Scaling with threads is measured where `whosaid extract` has --threads.
set -euo pipefail
cd "$(dirname "$0")/.."

sizes=("$@")
[ $# -gt 0 ] || sizes=(1M 10M 100M)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cargo build --release --quiet --bin whosaid --example corpus
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
whosaid=${WHOSAID:-$target/release/whosaid}
python=${PYTHON:-python3}
export SPACY_MODEL=${SPACY_MODEL:-en_core_web_sm}

# best COMMAND…: seconds of the fastest of three runs.
best() {
  local least='' begin end took
  for _ in 1 2 3; do
    begin=$(date +%s%N)
    "$@" >/dev/null 2>&1 || return 1
    end=$(date +%s%N)
    took=$((end - begin))
    if [ -z "$least" ] || [ "$took" -lt "$least" ]; then least=$took; fi
  done
  awk -v ns="$least" 'BEGIN { printf "%.4f", ns / 1e9 }'
}

# row NAME FILE SECONDS SECONDS-OF-WC
row() {
  awk -v name="$1" -v bytes="$(wc -c <"$2")" -v s="$3" -v wc="$4" \
    'BEGIN { printf "| %s | %.1f MB | %.3f s | %.2f | %.1f |\n", name, bytes / 1e6, s, bytes / 1e6 / s, s / wc }'
}

words() { LC_ALL=C.UTF-8 wc -w "$1"; }
extract() { "$whosaid" extract --format csv "$@"; }

textacy() {
  "$python" - "$1" <<'PYTHON'
import json, os, sys
import spacy, textacy.extract
nlp = spacy.load(os.environ["SPACY_MODEL"])
for line in open(sys.argv[1], encoding="utf-8"):
    list(textacy.extract.direct_quotations(nlp(json.loads(line)["text"])))
PYTHON
}

quote_parser() {
  node - "$1" <<'NODE'
const fs = require("fs");
const { parse } = require("quote-parser");
for (const line of fs.readFileSync(process.argv[2], "utf8").split("\n")) {
  if (line) parse(JSON.parse(line).text, "en");
}
NODE
}

printf '| program | file | time | MB/s | × `wc -w` |\n|---|---|---|---|---|\n'
for size in "${sizes[@]}"; do
  file=$work/$size.jsonl
  "$target/release/examples/corpus" "$size" >"$file"
  wc=$(best words "$file")
  row '`wc -w`' "$file" "$wc" "$wc"
  if "$whosaid" extract --help | grep -q -- --threads; then
    for threads in 1 2 4 8; do
      [ "$threads" -le "$(nproc)" ] || break
      row "whosaid, $threads thread(s)" "$file" "$(best extract --threads "$threads" "$file")" "$wc"
    done
  else
    row whosaid "$file" "$(best extract "$file")" "$wc"
  fi
  rm "$file"
done

file=$work/small.jsonl
"$target/release/examples/corpus" 200k >"$file"
wc=$(best words "$file")
if "$python" -c 'import os, textacy, spacy; spacy.load(os.environ["SPACY_MODEL"])' 2>/dev/null; then
  row 'textacy + spaCy' "$file" "$(best textacy "$file")" "$wc"
else
  echo "textacy with spaCy and $SPACY_MODEL is not installed: left out" >&2
fi
if node -e 'require("quote-parser")' 2>/dev/null; then
  row quote-parser "$file" "$(best quote_parser "$file")" "$wc"
else
  echo 'quote-parser (npm) is not installed: left out' >&2
fi
