// DuckDB's C interface with owners for what must be closed, and its errors as issues. One of the three files that include
// duckdb.h; all others in this room speak to these types. Never throws, never keeps a result longer than its owner.
#pragma once

#include <duckdb.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/rational.hpp"
#include "base/result.hpp"
#include "facts/facts.hpp"

namespace tertial::facts::duckdb {

/// What a statement does to the facts: it decides the words of an error.
enum class Purpose { read, write };

/// Invariant: holds an open database.
class Database {
public:
    static base::Result<Database> open(const EngineOptions& options);
    ~Database();
    Database(Database&& other) noexcept;
    Database& operator=(Database&&) = delete;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    [[nodiscard]] duckdb_database handle() const { return database_; }

private:
    explicit Database(duckdb_database database) : database_(database) {}
    duckdb_database database_;
};

/// An answer of whole numbers and texts, read once from beginning to end. An absent number reads as 0 and `is_absent` tells.
class Answer {
public:
    ~Answer();
    Answer(Answer&& other) noexcept;
    Answer& operator=(Answer&&) = delete;
    Answer(const Answer&) = delete;
    Answer& operator=(const Answer&) = delete;

    /// Steps to the next row; false after the last.
    bool next();
    [[nodiscard]] base::Int128 number(std::size_t column) const;
    [[nodiscard]] std::int64_t whole(std::size_t column) const { return static_cast<std::int64_t>(number(column)); }
    [[nodiscard]] bool is_absent(std::size_t column) const;
    /// Valid until a later row is stepped to; empty where absent.
    [[nodiscard]] std::string_view text(std::size_t column) const;
    /// What ended a streamed answer too early; empty if it came to its end.
    [[nodiscard]] base::Issues failure() const;

private:
    friend class Connection;
    explicit Answer(duckdb_result result) : result_(result) {}
    bool next_chunk();

    struct Column {
        duckdb_type type;
        const void* values;
        const std::uint64_t* validity;  ///< null: all present
    };
    duckdb_result result_;
    duckdb_data_chunk chunk_ = nullptr;
    std::vector<Column> columns_;
    std::size_t row_ = 0;
    std::size_t chunk_rows_ = 0;
};

/// Invariant: holds an open connection. For one thread at a time.
class Connection {
public:
    static base::Result<Connection> open(const Database& database);
    ~Connection();
    Connection(Connection&& other) noexcept;
    Connection& operator=(Connection&&) = delete;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    base::Result<Answer> run(const std::string& sql, Purpose purpose);
    /// The same, given up with `work_was_stopped` soon after `stop` is set.
    base::Result<Answer> run(const std::string& sql, Purpose purpose, const StopFlag& stop);
    /// An answer that is worked out while it is read, so that it never stands whole in memory. The connection must outlive it.
    base::Result<Answer> stream(const std::string& sql);
    [[nodiscard]] duckdb_connection handle() const { return connection_; }

private:
    explicit Connection(duckdb_connection connection) : connection_(connection) {}
    duckdb_connection connection_;
};

}  // namespace tertial::facts::duckdb
