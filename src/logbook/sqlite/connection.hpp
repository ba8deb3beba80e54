// A thin layer over the SQLite C API: connection, prepared statement and transaction as objects that clean up after
// themselves, and errors as issues in Swedish. connection.cpp alone sees sqlite3.h. An issue never repeats a bound value or
// SQLite's own message, since that may quote one. A connection serves one thread at a time; sqlite_logbook sees to that.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace tertial::logbook {

/// A failed call as an issue: `logbook_is_busy`, `logbook_is_not_writable`, `logbook_is_damaged`, `logbook_refuses_the_change`
/// or, for what should not happen, `logbook_failed`.
[[nodiscard]] base::Issue sqlite_issue(int result_code, const std::string& path);

enum class Step { row, done };

/// Invariant: prepared, on a connection that outlives it. Parameters and columns count from 1 and 0, as in SQLite.
class Statement {
public:
    void bind(int parameter, std::int64_t value);
    void bind(int parameter, const std::string& value);
    void bind(int parameter, const std::optional<std::string>& value);
    /// The next row. A failed bind shows here.
    base::Result<Step> step();
    /// Steps until done; rows are passed over.
    base::Done run();
    /// Ready to be bound and stepped again.
    void reset();

    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] std::string text(int column) const;
    [[nodiscard]] std::optional<std::string> text_or_null(int column) const;

private:
    friend class Connection;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Statement(sqlite3_stmt* statement, std::string path) : statement_(statement), path_(std::move(path)) {}
    void keep_first(int result_code);

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    std::string path_;
    int bind_result_ = 0;
};

enum class MayCreate { no, yes };

/// Invariant: open, with a busy timeout and the safe settings of connection.cpp.
class Connection {
public:
    static base::Result<Connection> open(const std::string& path, MayCreate may_create);

    base::Result<Statement> prepare(std::string_view sql) const;
    /// Prepares and runs one statement without parameters.
    base::Done run(std::string_view sql) const;
    /// The first column of the first row of a statement without parameters.
    base::Result<std::int64_t> read_integer(std::string_view sql) const;
    base::Result<std::string> read_text(std::string_view sql) const;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    Connection(sqlite3* connection, std::string path) : connection_(connection), path_(std::move(path)) {}

    std::unique_ptr<sqlite3, Close> connection_;
    std::string path_;
};

/// A write transaction: takes the write lock at once (BEGIN IMMEDIATE), and rolls back unless committed.
class WriteTransaction {
public:
    static base::Result<WriteTransaction> begin(const Connection& connection);
    base::Done commit();
    ~WriteTransaction();
    WriteTransaction(WriteTransaction&& other) noexcept : connection_(std::exchange(other.connection_, nullptr)) {}
    WriteTransaction& operator=(WriteTransaction&&) = delete;
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;

private:
    explicit WriteTransaction(const Connection& connection) : connection_(&connection) {}
    const Connection* connection_;  ///< null once committed or moved from
};

}  // namespace tertial::logbook
