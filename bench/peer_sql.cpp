// The peer: runs SQL files in DuckDB alone, over the same Parquet or CSV files, and prints every answer.
//   peer_sql THREADS SETUP.sql STATEMENT.sql…
// Rows come out as "name<TAB>value" so that they can be compared with ours.
#include <duckdb.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/files.hpp"

namespace {

void fail(const std::string& message) {
    std::fprintf(stderr, "%s\n", message.c_str());
    std::exit(3);
}

void print_rows(duckdb_result& result) {
    // Every statement casts its answer to VARCHAR, the one type whose cells this interface hands out as text.
    for (idx_t row = 0; row < duckdb_row_count(&result); ++row) {
        for (idx_t column = 0; column < duckdb_column_count(&result); ++column) {
            char* text = duckdb_value_varchar(&result, column, row);
            std::printf("%s%s", column > 0 ? "\t" : "", text != nullptr ? text : "");
            duckdb_free(text);
        }
        std::printf("\n");
    }
}

void run_file(duckdb_connection connection, const std::string& path, bool is_shown) {
    auto text = tertial::base::read_file(path);
    if (!text.ok()) fail(tertial::base::format_issues(text.issues()));
    duckdb_result result;
    if (duckdb_query(connection, text.value().c_str(), &result) == DuckDBError) fail(path + ": " + duckdb_result_error(&result));
    if (is_shown) print_rows(result);
    duckdb_destroy_result(&result);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) fail("peer_sql TRÅDAR FÖRBEREDELSE.sql FRÅGA.sql…");
    duckdb_database database;
    duckdb_connection connection;
    if (duckdb_open(nullptr, &database) == DuckDBError || duckdb_connect(database, &connection) == DuckDBError) fail("DuckDB startar inte");
    duckdb_query(connection, (std::string("SET threads = ") + argv[1]).c_str(), nullptr);
    run_file(connection, argv[2], false);
    for (int index = 3; index < argc; ++index) run_file(connection, argv[index], true);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return 0;
}
