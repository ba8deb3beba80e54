#!/usr/bin/env bash
# clang-tidy over the whole program, by .clang-tidy. Takes some twenty minutes on two cores; a finding fails it.
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${TERTIAL_TIDY_FOLDER:-build-tidy}
# clang cannot read the other compiler's precompiled header. The embedded headers are all that must be built.
[ -e "$folder/build.ninja" ] || cmake --preset release -B "$folder" -DCMAKE_DISABLE_PRECOMPILE_HEADERS=ON -DTERTIAL_JOIN_FILES=OFF >&2
ninja -C "$folder" -t targets all | grep -o '^[^/][^:]*/embedded/[^:]*\.hpp' | xargs -r ninja -C "$folder" >&2
find src synth -name '*.cpp' -print0 | xargs -0 -P 2 -n 4 clang-tidy -p "$folder" --quiet --warnings-as-errors='*'
