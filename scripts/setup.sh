#!/usr/bin/env bash
# Installs what is missing: Debian packages, DuckDB's library and header, and the typesetter and chart library from npm.
# Sourced by ./run and ./test from the project's folder. Everything fetched is pinned by version and hash. Does nothing the second time.
set -euo pipefail

build_packages=(build-essential cmake ninja-build ccache pkg-config libboost-dev libsodium-dev libsqlite3-dev libyaml-cpp-dev nlohmann-json3-dev
  libcli11-dev libqpdf-dev libminizip-dev zlib1g-dev libexpat1-dev libxlsxwriter-dev libcmark-gfm-dev libcmark-gfm-extensions-dev duktape-dev fonts-open-sans ca-certificates)
test_packages=(libgtest-dev libgmock-dev clang clang-tidy clang-format libclang-rt-14-dev poppler-utils chromium qpdf sqlite3)

say() { printf '%s\n' "$*" >&2; }

install_packages() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
  done
  command -v node >/dev/null && command -v npm >/dev/null || missing+=(npm)
  [ ${#missing[@]} -gt 0 ] || return 0
  say "installerar Debianpaket (några minuter första gången): ${missing[*]}"
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { say "fel: paketen saknas och kan bara installeras av root: apt-get install ${missing[*]}"; exit 3; }
    as_root=(sudo)
  fi
  # The installer prints thousands of lines even when asked to be quiet; they are kept in a file and shown only when it fails.
  mkdir -p .cache
  if ! { "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >.cache/apt.log 2>&1; then
    tail -n 20 .cache/apt.log >&2
    say "fel: paketen gick inte att installera; allt som skrevs ut står i .cache/apt.log"
    exit 3
  fi
}

# fetch_npm SPECIFICATION SHA256 FILE-IN-PACKAGE TARGET
fetch_npm() {
  local target=$4 folder archive
  [ -e "$target" ] && return 0
  say "hämtar $1"
  folder=$(mktemp -d)
  archive=$(cd "$folder" && npm pack --silent "$1" | tail -n 1)
  if ! echo "$2  $folder/$archive" | sha256sum --check --quiet; then
    rm -rf "$folder"
    say "fel: $1 har en annan kontrollsumma än den förväntade"
    exit 3
  fi
  tar -xzf "$folder/$archive" -C "$folder" "$3"
  mkdir -p "$(dirname "$target")"
  mv "$folder/$3" "$target.part"
  mv "$target.part" "$target"
  rm -rf "$folder"
}

fetch_duckdb() {
  fetch_npm @duckdb/node-bindings-linux-x64@1.4.4-r.4 732fac4dc6b8f198870b9c4bb6ddf13544466daca00ad28ba2f1d80de5d7aa4b \
    package/libduckdb.so .cache/duckdb/libduckdb.so
  fetch_npm duckdb@1.4.4 5bb967dcbcd517670ba5f169f238fb9d6787e53752c60ebe24386169d76941ed \
    package/src/duckdb/src/include/duckdb.h .cache/duckdb/duckdb.h
}

install_report_tools() {
  local folder=web/report-tools
  [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ] && return 0
  say "installerar rapportverktygen"
  (cd "$folder" && npm ci --silent --no-audit --no-fund >&2)
  touch "$folder/node_modules/.package-lock.json"
}

build_release() {
  [ -e build/build.ninja ] || cmake --preset release -DTERTIAL_BUILD_TESTS="${1:-OFF}" >&2
  if [ "${1:-OFF}" = ON ] && ! grep -q 'TERTIAL_BUILD_TESTS:BOOL=ON' build/CMakeCache.txt; then cmake --preset release -DTERTIAL_BUILD_TESTS=ON >&2; fi
}
