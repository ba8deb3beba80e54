#!/usr/bin/env bash
# Judges PDF files by ISO 14289-1 (PDF/UA-1) with veraPDF. Fails on the first rule broken.
#   scripts/pdfua.sh FILE…
# Needs Java and Maven, which nothing else here does; where they are missing it says so and leaves the files unjudged.
set -euo pipefail
[ $# -gt 0 ] || { printf 'scripts/pdfua.sh FIL…\n' >&2; exit 2; }
if ! command -v java >/dev/null || ! command -v mvn >/dev/null; then
  printf 'PDF/UA prövas inte: java och mvn saknas\n'
  exit 0
fi
project=$(cd "$(dirname "$0")/.." && pwd)
cache=$project/.cache/verapdf
if [ ! -e "$cache/CheckPdf.class" ]; then
  mvn -q -B -f "$project/tests/pdfua/pom.xml" dependency:copy-dependencies -DoutputDirectory="$cache/lib" -Dbasedir="$cache" >&2
  javac -cp "$cache/lib/*" -d "$cache" "$project/tests/pdfua/CheckPdf.java"
fi
exec java -cp "$cache/lib/*:$cache" CheckPdf "$@"
