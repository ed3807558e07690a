#!/usr/bin/env bash
# Counts the instructions of two runs with callgrind (valgrind) and compares with benches/instructions.txt: a guard against
# slower code that needs no clock and no quiet machine. Ends with 1 if a count is more than 4 in 100 above the figure there,
# with 0 and a message where valgrind is absent.
#
#     benches/instructions.sh             compare
#     benches/instructions.sh --bless     write the figures anew, after a change that is worth it
#
# start: one line of input, so nearly all is getting ready. corpus: 1 MB of texts, as examples/corpus.rs writes them.
set -euo pipefail
cd "$(dirname "$0")/.."

figures=benches/instructions.txt
tolerance=4

if ! command -v valgrind >/dev/null; then
  echo 'instructions: left out, there is no valgrind'
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Built apart, so that what only tests and examples need does not change the program.
cargo build --release --quiet --bin whosaid
cargo build --quiet --example corpus
target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')

count() {
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$target/release/whosaid" extract "$1" 2>&1 >/dev/null |
    sed -n 's/.*Collected : \([0-9]*\).*/\1/p'
}

printf '{"id": "a", "text": "“We will not yield,” said Ana Reis."}\n' >"$work/start.jsonl"
"$target/debug/examples/corpus" 1M >"$work/corpus.jsonl"

status=0
for run in start corpus; do
  now=$(count "$work/$run.jsonl")
  [ -n "$now" ] || { echo "instructions: valgrind gave no count for $run"; exit 1; }
  printf '%s %s\n' "$run" "$now" >>"$work/now.txt"
  was=$(sed -n "s/^$run \([0-9]*\)$/\1/p" "$figures" 2>/dev/null || true)
  awk -v run="$run" -v now="$now" -v was="${was:-0}" -v most="$tolerance" 'BEGIN {
    if (!was) { printf "%s: %.1f million instructions, no figure to compare with\n", run, now / 1e6; exit 0 }
    change = (now / was - 1) * 100
    printf "%s: %.1f million instructions, %+.1f %% on the figure of %s\n", run, now / 1e6, change, "'"$figures"'"
    exit change > most
  }' || status=1
done

if [ "${1:-}" = --bless ]; then
  mv "$work/now.txt" "$figures"
  exit 0
fi
if [ "$status" -ne 0 ]; then
  echo "More than $tolerance in 100 above: find what costs it, or write the figures anew with --bless and say why."
fi
exit "$status"
