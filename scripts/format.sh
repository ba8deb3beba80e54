#!/usr/bin/env bash
# The form of the code, by .clang-format.
#   scripts/format.sh           mends it
#   scripts/format.sh --check   names what is not in form, changes nothing
set -euo pipefail
cd "$(dirname "$0")/.."
mode=(-i)
[ "${1:-}" = --check ] && mode=(--dry-run -Werror)
find src synth bench tests -name '*.cpp' -print0 -o -name '*.hpp' -print0 | xargs -0 -P 2 -n 50 clang-format "${mode[@]}"
