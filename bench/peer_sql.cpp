// The peer: runs SQL files in DuckDB alone, over the same Parquet or CSV files, and prints every answer.
//   peer_sql THREADS SETUP.sql STATEMENT.sql…
//   peer_sql --turns N THREADS SETUP.sql STATEMENT.sql…
// Rows come out as "name<TAB>value" so that they can be compared with ours. With turns, the whole is done once and then N times more within the
// process, each in a new database of its own; the milliseconds of these come out, one a line, and no answers.
#include <duckdb.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

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

namespace {

void run_all(const std::vector<std::string>& words, bool is_shown) {
    duckdb_database database;
    duckdb_connection connection;
    if (duckdb_open(nullptr, &database) == DuckDBError || duckdb_connect(database, &connection) == DuckDBError) fail("DuckDB startar inte");
    duckdb_query(connection, ("SET threads = " + words[0]).c_str(), nullptr);
    run_file(connection, words[1], false);
    for (std::size_t index = 2; index < words.size(); ++index) run_file(connection, words[index], is_shown);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
}

}  // namespace

int main(int argc, char** argv) {
    std::vector<std::string> words(argv + 1, argv + argc);
    int turns = 0;
    if (words.size() > 2 && words[0] == "--turns") {
        turns = std::atoi(words[1].c_str());
        words.erase(words.begin(), words.begin() + 2);
    }
    if (words.size() < 2) fail("peer_sql [--turns N] TRÅDAR FÖRBEREDELSE.sql FRÅGA.sql…");
    run_all(words, turns == 0);
    for (int turn = 0; turn < turns; ++turn) {
        const auto start = std::chrono::steady_clock::now();
        run_all(words, false);
        const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
        std::printf("%lld\n", static_cast<long long>(elapsed.count()));
    }
    return 0;
}
