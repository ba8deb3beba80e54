# The peers of bench/run, one set of functions each; sourced by it. A peer called NAME has
#   NAME_package     the Debian package that brings it, and
#   NAME_command     the program that must then be there (no package: it comes with scripts/setup.sh)
#   NAME_load        stores every delivered row and the lookups, with indexes and statistics; takes its time, and is not compared
#   NAME_answer MODE fills `command` with one process that answers all statements; MODE is a file of bench/sql/ledger
#   NAME_stop        ends what NAME_load started
# They see: programs, threads, work, model, modes, workspace. The SQL is common (bench/sql/tables) but for files of the same name in the
# peer's own folder.

statements_of() {
  local file name
  for file in bench/sql/tables/*.sql; do
    name=bench/sql/$1/$(basename "$file")
    if [ -e "$name" ]; then echo "$name"; else echo "$file"; fi
  done
}

# ---- DuckDB: over the delivered Parquet files as they are -------------------------------------------------------------

duckdb_package=''

duckdb_load() {
  local folder table mode
  {
    echo 'SET integer_division = true;'
    for folder in "$workspace"/facts/*/; do
      table=$(basename "$folder")
      echo "CREATE VIEW $table AS SELECT * FROM read_parquet('$folder*/rows.parquet');"
    done
    for table in accounts organisation organisation_changes counterparties; do
      echo "CREATE TABLE $table AS SELECT * FROM read_csv('$model/$table.csv', all_varchar = true);"
    done
  } >"$work/duckdb-tables.sql"
  for mode in "${modes[@]}"; do cat "$work/duckdb-tables.sql" bench/sql/lookups.sql "bench/sql/ledger/$mode.sql" >"$work/duckdb-$mode.sql"; done
}

duckdb_answer() {
  local files
  mapfile -t files < <(statements_of duckdb)
  command=("$programs/peer_sql" "$threads" "$work/duckdb-$1.sql" "${files[@]}")
}

duckdb_stop() { :; }

# Every table as the other peers store it, one a line: name, CREATE, INSERT.
stored_tables() { "$programs/peer_sql" "$threads" "$work/duckdb-tables.sql" bench/sql/duckdb/stored_tables.sql; }

# rows_of TABLE: its rows as CSV with a head, on standard output.
rows_of() {
  { cat "$work/duckdb-tables.sql"; echo "COPY (SELECT * FROM $1) TO '/dev/stdout' (FORMAT csv, HEADER);"; } >"$work/rows.sql"
  "$programs/peer_sql" "$threads" "$work/rows.sql"
}

# ---- PostgreSQL: a private cluster, a local socket and nothing else ---------------------------------------------------

postgres_package=postgresql-15
postgres_command=/usr/lib/postgresql/15/bin/initdb
postgres_folder=''

# The server refuses to run as root.
as_server_user() { if [ "$(id -u)" -eq 0 ]; then (cd / && runuser -u postgres -- "$@"); else "$@"; fi; }
postgres_client() { psql -X -q -v ON_ERROR_STOP=1 -h "$postgres_folder" -U bench -d postgres "$@"; }

postgres_start() {
  local memory_mb=$(($(sed -n 's/^MemTotal: *\([0-9]*\) kB/\1/p' /proc/meminfo) / 1024)) bin=/usr/lib/postgresql/15/bin
  postgres_folder=$(as_server_user mktemp -d)
  as_server_user "$bin/initdb" -D "$postgres_folder/cluster" -U bench --auth=trust --encoding=UTF8 --locale=C >/dev/null
  as_server_user tee "$postgres_folder/cluster/postgresql.auto.conf" >/dev/null <<CONF
listen_addresses = ''
unix_socket_directories = '$postgres_folder'
shared_buffers = $((memory_mb / 4))MB
effective_cache_size = $((memory_mb * 3 / 4))MB
work_mem = 256MB
maintenance_work_mem = 1GB
max_parallel_workers = $threads
max_parallel_workers_per_gather = $threads
max_parallel_maintenance_workers = $threads
random_page_cost = 1.1
wal_level = minimal
max_wal_senders = 0
max_wal_size = 8GB
autovacuum = off
CONF
  as_server_user "$bin/pg_ctl" -D "$postgres_folder/cluster" -l "$postgres_folder/log" -w start >/dev/null
}

postgres_load() {
  local table create insert
  postgres_start
  while IFS=$'\t' read -r table create insert; do
    # In the transaction that makes the table, so that the rows need no log.
    rows_of "$table" | postgres_client --single-transaction -c "$create" -c "\\copy $table FROM PSTDIN (FORMAT csv, HEADER)"
  done < <(stored_tables)
  postgres_client -f bench/sql/lookups.sql -f bench/sql/indexes.sql -c 'VACUUM ANALYZE'
}

postgres_answer() {
  local files file
  command=(psql -X -q -A -t -F $'\t' -v ON_ERROR_STOP=1 -h "$postgres_folder" -U bench -d postgres -f "bench/sql/ledger/$1.sql")
  mapfile -t files < <(statements_of postgres)
  for file in "${files[@]}"; do command+=(-f "$file"); done
}

postgres_stop() {
  [ -n "$postgres_folder" ] || return 0
  as_server_user /usr/lib/postgresql/15/bin/pg_ctl -D "$postgres_folder/cluster" -m immediate -w stop >/dev/null || true
  rm -rf "$postgres_folder"
  postgres_folder=''
}

# ---- SQLite: one file -------------------------------------------------------------------------------------------------

sqlite_package=sqlite3
sqlite_command=sqlite3
sqlite_settings='PRAGMA cache_size = -1000000; PRAGMA temp_store = memory;'

sqlite_load() {
  local file=$work/peer.sqlite table create insert
  rm -f "$file" "$file"-*
  while IFS=$'\t' read -r table create insert; do
    rows_of "$table" | sqlite3 -batch -bail "$file" 'PRAGMA journal_mode = off;' 'PRAGMA synchronous = off;' "$create" \
      '.import --csv --schema temp /dev/stdin incoming' "$insert" >/dev/null
  done < <(stored_tables)
  sqlite3 -batch -bail "$file" 'PRAGMA synchronous = off;' '.read bench/sql/lookups.sql' '.read bench/sql/indexes.sql' 'ANALYZE;' \
    'PRAGMA journal_mode = wal;' >/dev/null
}

sqlite_answer() {
  local files file
  # The shell prints the size that it maps, which is no answer.
  command=(sqlite3 -batch -bail -separator $'\t' "$work/peer.sqlite" "$sqlite_settings" '.once /dev/null' 'PRAGMA mmap_size = 2000000000;'
    ".read bench/sql/ledger/$1.sql")
  mapfile -t files < <(statements_of sqlite)
  for file in "${files[@]}"; do command+=(".read $file"); done
}

sqlite_stop() { :; }
