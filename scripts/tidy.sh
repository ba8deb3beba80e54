#!/usr/bin/env bash
# clang-tidy over the whole program, by .clang-tidy. Takes some ten minutes on two cores; a finding fails it.
#   scripts/tidy.sh [FILE…]     only these
# Asks how each file is compiled by itself, and takes what the release has generated (so build first). Leaves out what clang does not know: the
# other compiler's precompiled headers and one of its flags.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${TERTIAL_TIDY_FOLDER:-build-tidy}
[ -e build/bin/tertial ] || { echo "bygg först: ./test --quick" >&2; exit 2; }
cmake --preset release -B "$folder" -DTERTIAL_JOIN_FILES=OFF -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON >/dev/null
sed -i -E "s/ -fno-ipa-modref//g; s#-I$PWD/$folder/#-I$PWD/build/#g" "$folder/compile_commands.json"
if [ $# -gt 0 ]; then printf '%s\0' "$@"; else find src synth -name '*.cpp' -print0; fi |
  xargs -0 -P 2 -n 4 clang-tidy -p "$folder" --quiet --warnings-as-errors='*'
