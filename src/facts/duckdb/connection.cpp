#include "facts/duckdb/connection.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "facts/duckdb/sql.hpp"

namespace tertial::facts::duckdb {
namespace {

/// DuckDB's own words, first line only: they may quote a path or a type, never a value of a row.
std::string first_line(const char* text) {
    std::string line = text == nullptr ? "okänt fel" : text;
    return line.substr(0, line.find('\n'));
}

bool mentions(const std::string& text, std::string_view words) { return text.find(words) != std::string::npos; }

base::Issue issue_of(const std::string& error, duckdb_error_type type, Purpose purpose) {
    bool writes = purpose == Purpose::write;
    std::string code = writes ? "facts_are_not_writable" : "facts_are_not_readable";
    if (type == DUCKDB_ERROR_INTERRUPT || mentions(error, "work_was_stopped")) {
        return base::make_issue("work_was_stopped", "arbetet avbröts", "ingenting har ändrats; kör kommandot igen");
    }
    if (mentions(error, "No space left")) return base::make_issue(code, "disken är full", "frigör plats och kör kommandot igen; ingenting har ändrats");
    if (type == DUCKDB_ERROR_OUT_OF_MEMORY) {
        return base::make_issue("facts_need_more_memory", "minnet räcker inte: " + error, "höj minnesgränsen, eller ge plats för mellanlagring på disk");
    }
    if (type == DUCKDB_ERROR_OUT_OF_RANGE || type == DUCKDB_ERROR_CONVERSION) {
        return base::make_issue("sum_is_out_of_range", "en summa är för stor för att lagras",
                                "kontrollera beloppen i leveransen: ett så stort tal är nästan alltid ett fel i källan");
    }
    return base::make_issue(code, (writes ? "raderna kunde inte lagras; frågemotorn svarar: " : "lagrade rader kunde inte läsas; frågemotorn svarar: ") + error,
                            writes ? "kontrollera mapp, plats och behörighet; ingenting har ändrats" : "återställ mappen facts från en säkerhetskopia");
}

base::Issue start_issue(const std::string& error) {
    return base::make_issue("fact_engine_does_not_start", "frågemotorn startar inte: " + error, "kontrollera minnesgräns, trådar och mappar i inställningarna");
}

/// Asks the engine to give up when the flag is set; lives as long as the statement runs.
class StopWatch {
public:
    StopWatch(duckdb_connection connection, const StopFlag& stop)
        : thread_([this, connection, &stop] {
              std::unique_lock lock(mutex_);
              while (!done_.wait_for(lock, std::chrono::milliseconds(50), [this] { return is_done_; })) {
                  if (stop) duckdb_interrupt(connection);
              }
          }) {}
    ~StopWatch() {
        {
            std::lock_guard lock(mutex_);
            is_done_ = true;
        }
        done_.notify_one();
        thread_.join();
    }

private:
    std::mutex mutex_;
    std::condition_variable done_;
    bool is_done_ = false;
    std::thread thread_;
};

/// Settings in the order that locks the door last: what is allowed first, then that nothing else is, then that this stays so.
std::vector<std::string> settings(const EngineOptions& options) {
    std::string folders;
    for (const std::string& folder : options.allowed_folders) folders += (folders.empty() ? "" : ", ") + quoted_text(folder);
    std::vector<std::string> statements;
    if (options.threads > 0) statements.push_back("SET threads = " + std::to_string(options.threads));
    statements.push_back("SET memory_limit = " + quoted_text(options.memory_limit));
    if (!options.temporary_folder.empty()) statements.push_back("SET temp_directory = " + quoted_text(options.temporary_folder));
    statements.push_back("SET preserve_insertion_order = false");
    statements.push_back("SET allowed_directories = [" + folders + "]");
    statements.push_back("SET enable_external_access = false");
    statements.push_back("SET lock_configuration = true");
    return statements;
}

}  // namespace

base::Result<Database> Database::open(const EngineOptions& options) {
    duckdb_config config = nullptr;
    if (duckdb_create_config(&config) == DuckDBError) return start_issue("inställningarna kunde inte skapas");
    // By default a statement can make the process fetch and run code.
    duckdb_set_config(config, "autoinstall_known_extensions", "false");
    duckdb_set_config(config, "autoload_known_extensions", "false");
    duckdb_set_config(config, "allow_community_extensions", "false");
    duckdb_database handle = nullptr;
    char* error = nullptr;
    duckdb_state state = duckdb_open_ext(nullptr, &handle, config, &error);
    duckdb_destroy_config(&config);
    if (state == DuckDBError) {
        base::Issue issue = start_issue(first_line(error));
        duckdb_free(error);
        return issue;
    }
    Database database(handle);
    Connection connection = TRY(Connection::open(database));
    for (const std::string& statement : settings(options)) {
        auto answer = connection.run(statement, Purpose::read);
        if (!answer.ok()) return start_issue(answer.issues().front().message);
    }
    return database;
}

Database::~Database() {
    if (database_ != nullptr) duckdb_close(&database_);
}

Database::Database(Database&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}

base::Result<Connection> Connection::open(const Database& database) {
    duckdb_connection connection = nullptr;
    if (duckdb_connect(database.handle(), &connection) == DuckDBError) return start_issue("ingen förbindelse");
    return Connection(connection);
}

Connection::~Connection() {
    if (connection_ != nullptr) duckdb_disconnect(&connection_);
}

Connection::Connection(Connection&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}

base::Result<Answer> Connection::run(const std::string& sql, Purpose purpose) {
    duckdb_result result;
    if (duckdb_query(connection_, sql.c_str(), &result) == DuckDBError) {
        base::Issue issue = issue_of(first_line(duckdb_result_error(&result)), duckdb_result_error_type(&result), purpose);
        duckdb_destroy_result(&result);
        return issue;
    }
    return Answer(result);
}

base::Result<Answer> Connection::run(const std::string& sql, Purpose purpose, const StopFlag& stop) {
    StopWatch watch(connection_, stop);
    return run(sql, purpose);
}

base::Result<Answer> Connection::stream(const std::string& sql) {
    duckdb_prepared_statement statement = nullptr;
    duckdb_pending_result pending = nullptr;
    duckdb_result result{};
    bool is_prepared = duckdb_prepare(connection_, sql.c_str(), &statement) != DuckDBError;
    std::string error = is_prepared ? "" : first_line(duckdb_prepare_error(statement));
    if (is_prepared && duckdb_pending_prepared_streaming(statement, &pending) == DuckDBError) error = first_line(duckdb_pending_error(pending));
    if (error.empty() && duckdb_execute_pending(pending, &result) == DuckDBError) {
        error = first_line(duckdb_result_error(&result));
        duckdb_destroy_result(&result);
    }
    if (pending != nullptr) duckdb_destroy_pending(&pending);
    duckdb_destroy_prepare(&statement);
    if (!error.empty()) return issue_of(error, DUCKDB_ERROR_INVALID, Purpose::read);
    return Answer(result);
}

Answer::~Answer() {
    if (chunk_ != nullptr) duckdb_destroy_data_chunk(&chunk_);
    duckdb_destroy_result(&result_);
}

Answer::Answer(Answer&& other) noexcept
    : result_(std::exchange(other.result_, duckdb_result{})),
      chunk_(std::exchange(other.chunk_, nullptr)),
      columns_(std::move(other.columns_)),
      row_(other.row_),
      chunk_rows_(other.chunk_rows_) {}

bool Answer::next_chunk() {
    if (chunk_ != nullptr) duckdb_destroy_data_chunk(&chunk_);
    chunk_ = duckdb_fetch_chunk(result_);
    if (chunk_ == nullptr) return false;
    chunk_rows_ = duckdb_data_chunk_get_size(chunk_);
    columns_.clear();
    for (idx_t index = 0; index < duckdb_data_chunk_get_column_count(chunk_); ++index) {
        duckdb_vector vector = duckdb_data_chunk_get_vector(chunk_, index);
        columns_.push_back({duckdb_column_type(&result_, index), duckdb_vector_get_data(vector), duckdb_vector_get_validity(vector)});
    }
    row_ = 0;
    return chunk_rows_ > 0;
}

bool Answer::next() {
    if (chunk_ != nullptr && row_ + 1 < chunk_rows_) {
        ++row_;
        return true;
    }
    return next_chunk();
}

bool Answer::is_absent(std::size_t column) const {
    const std::uint64_t* validity = columns_[column].validity;
    return validity != nullptr && ((validity[row_ / 64] >> (row_ % 64)) & 1) == 0;
}

std::string_view Answer::text(std::size_t column) const {
    if (is_absent(column)) return {};
    assert(columns_[column].type == DUCKDB_TYPE_VARCHAR);
    // The library asks for a pointer that may be written through, though it only reads.
    auto* held = const_cast<duckdb_string_t*>(static_cast<const duckdb_string_t*>(columns_[column].values) + row_);
    return {duckdb_string_t_data(held), duckdb_string_t_length(*held)};
}

base::Issues Answer::failure() const {
    const char* error = duckdb_result_error(const_cast<duckdb_result*>(&result_));
    if (error == nullptr || *error == '\0') return {};
    return {issue_of(first_line(error), DUCKDB_ERROR_INVALID, Purpose::read)};
}

base::Int128 Answer::number(std::size_t column) const {
    if (is_absent(column)) return 0;
    const Column& held = columns_[column];
    switch (held.type) {
        case DUCKDB_TYPE_INTEGER: return static_cast<const std::int32_t*>(held.values)[row_];
        case DUCKDB_TYPE_BIGINT: return static_cast<const std::int64_t*>(held.values)[row_];
        case DUCKDB_TYPE_HUGEINT: {
            const duckdb_hugeint& value = static_cast<const duckdb_hugeint*>(held.values)[row_];
            return (static_cast<base::Int128>(value.upper) << 64) | static_cast<base::Int128>(value.lower);
        }
        default: assert(false && "the SQL of this room asks for INTEGER, BIGINT and HUGEINT only"); return 0;
    }
}

}  // namespace tertial::facts::duckdb
