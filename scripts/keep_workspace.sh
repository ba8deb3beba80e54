#!/usr/bin/env bash
# Makes a workspace of the program at hand and keeps it, with what its figures are, for the tests to open with every later program.
#   scripts/keep_workspace.sh tests/workspaces/version-2
# Run once for each version of the format, before the next one is begun; a kept workspace is never made again.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# = 1 ] && [ ! -e "$1" ] || { echo "ange en mapp som inte finns" >&2; exit 2; }
program=build/bin/tertial kept=$1 source=tests/workspaces/source
export TERTIAL_ACTOR=controller
mkdir -p "$kept"
"$program" new "$kept/workspace" --model "$source/model"
"$program" deliver "$kept/workspace" "$source"/files/*.csv
"$program" deliver "$kept/workspace" "$source/files/later/cost-2026-01.csv"
"$program" deliver "$kept/workspace" "$source/files/wrong/cost-2026-03.csv"
wrong=$("$program" deliveries "$kept/workspace" --json | tr -d ' \n' | grep -o '"delivery":"[0-9a-f]*"' | tail -n 1 | cut -d '"' -f 4)
"$program" withdraw "$kept/workspace" "$wrong" --reason 'fel månad'
"$program" enter "$kept/workspace" "$source/files/entries.jsonl"
"$program" period "$kept/workspace" cost 2026-01 closed
# What a figure is, without what differs from one program to the next.
while read -r figure; do
  # shellcheck disable=SC2086
  printf '%s = %s\n' "$figure" "$("$program" figure "$kept/workspace" $figure)"
done <tests/workspaces/figures.txt >"$kept/figures.txt"
rm -rf "$kept/workspace/scratch" "$kept/workspace/lock" "$kept/workspace/derived"
cat "$kept/figures.txt"
