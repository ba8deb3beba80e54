#!/usr/bin/env bash
# Builds the unit tests with a sanitizer and runs them. Fails on the first finding.
#   scripts/sanitize.sh asan   memory and undefined behaviour
#   scripts/sanitize.sh tsan   data races, in the rooms that have threads
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-}
case "$preset" in
  asan) tests=(base_test figures_test report_test render_test logbook_test intake_test facts_test) ;;
  tsan) tests=(facts_test intake_test logbook_test serve_test) ;;
  *) printf 'scripts/sanitize.sh asan|tsan\n' >&2; exit 2 ;;
esac
folder=${TERTIAL_SANITIZE_FOLDER:-build-$preset}
export TERTIAL_NODE_MODULES="$PWD/web/report-tools/node_modules"
export UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1
export TSAN_OPTIONS="suppressions=$PWD/tests/facts/thread_sanitizer.txt halt_on_error=1"

[ -e "$folder/build.ninja" ] || cmake --preset "$preset" -B "$folder" >&2
ninja -C "$folder" "${tests[@]}" >&2
for test in "${tests[@]}"; do
  "$folder/bin/$test" --gtest_brief=1 >&2 || { printf '%s %s: a finding\n' "$preset" "$test"; exit 1; }
  printf '%s %s: 0 findings\n' "$preset" "$test"
done
