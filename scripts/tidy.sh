#!/usr/bin/env bash
# clang-tidy over the whole program, by .clang-tidy. Takes some ten minutes on two cores; a finding fails it.
#   scripts/tidy.sh [FILE…]     only these
# Reads how the release is compiled (build/compile_commands.json, so build first), without what clang does not know: the other compiler's
# precompiled headers and one of its flags. Commands that are compiled together are read one by one, as their neighbours are.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${TERTIAL_TIDY_FOLDER:-build-tidy}
[ -e build/compile_commands.json ] || { echo "bygg först: ./test --quick" >&2; exit 2; }
mkdir -p "$folder"
sed -E 's/ -Winvalid-pch| -include [^ ]*cmake_pch\.hxx| -fno-ipa-modref//g' build/compile_commands.json >"$folder/compile_commands.json"
if [ $# -gt 0 ]; then printf '%s\0' "$@"; else find src synth -name '*.cpp' -print0; fi |
  xargs -0 -P 2 -n 4 clang-tidy -p "$folder" --quiet --warnings-as-errors='*'
