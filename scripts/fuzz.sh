#!/usr/bin/env bash
# Gives every parser random input for SECONDS each, from the seeds in tests/fuzz/corpus. Fails on the first finding and keeps its
# input in build-fuzz/findings; a mended finding's input goes into the corpus.
#   scripts/fuzz.sh SECONDS [TARGET…]
#   TERTIAL_FUZZ_PRESET=fuzz-quick scripts/fuzz.sh SECONDS    is built in less than half the time and looks for somewhat less
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:?antal sekunder per mål}
shift
preset=${TERTIAL_FUZZ_PRESET:-fuzz}
folder=${TERTIAL_FUZZ_FOLDER:-build-$preset}
all=(values csv_table json expression model template person_text entry_file source_csv kept_file zip xlsx_table sie_table json_lines mapping control_totals)
[ $# -gt 0 ] && all=("$@")

[ -e "$folder/build.ninja" ] || cmake --preset "$preset" -B "$folder" >&2
ninja -C "$folder" "${all[@]/#/fuzz_}" >&2
mkdir -p "$folder/findings"

failures=$(mktemp)
trap 'rm -f "$failures"' EXIT

fuzz() { # TARGET: says what was found on one line, and adds a failure to the list
  local target=$1 log="$folder/$1.log" found
  found=$(mktemp -d)
  if "$folder/bin/fuzz_$target" "$found" "tests/fuzz/corpus/$target" -seed=1 -max_total_time="$seconds" -max_len=4096 -timeout=10 \
    -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$folder/findings/$target-" >"$log" 2>&1; then
    printf '%s: %s runs, 0 findings\n' "$target" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
  else
    printf '%s: a finding; the input is in %s/findings\n' "$target" "$folder"
    grep -vE '^(#[0-9]+[[:space:]]|stat::)' "$log" | tail -n 60 >&2
    echo "$target" >>"$failures"
  fi
  rm -rf "$found"
}

# As many at once as there are processors.
for target in "${all[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
  fuzz "$target" &
done
wait
[ ! -s "$failures" ]
