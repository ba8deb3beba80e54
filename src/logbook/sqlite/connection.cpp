#include "logbook/sqlite/connection.hpp"

#include <sqlite3.h>

#include <utility>

namespace tertial::logbook {
namespace {

using base::make_issue;
using base::Place;

constexpr int busy_timeout_ms = 5000;

base::Issue not_writable(const std::string& path, const std::string& why, const std::string& hint) {
    return make_issue("logbook_is_not_writable", "loggboken kan inte skrivas: " + why, hint + "; ingenting har ändrats", Place{path});
}

bool is_read_error(int result_code) { return result_code == SQLITE_IOERR_READ || result_code == SQLITE_IOERR_SHORT_READ; }

}  // namespace

base::Issue sqlite_issue(int result_code, const std::string& path) {
    switch (result_code & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return make_issue("logbook_is_busy", "loggboken är upptagen av någon annan som skriver", "försök igen om en stund; ingenting har ändrats",
                              Place{path});
        case SQLITE_FULL: return not_writable(path, "disken är full", "frigör plats och försök igen");
        case SQLITE_READONLY: return not_writable(path, "filen eller mappen är skrivskyddad", "kontrollera behörighet till filen och mappen");
        case SQLITE_CANTOPEN: return not_writable(path, "filen kan inte öppnas", "kontrollera att mappen finns och behörighet till den");
        case SQLITE_PERM: return not_writable(path, "behörighet saknas", "kontrollera behörighet till filen och mappen");
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_FORMAT:
            return make_issue("logbook_is_damaged", "filen är skadad eller ingen loggbok", "återställ loggboken från en säkerhetskopia", Place{path});
        case SQLITE_CONSTRAINT:
            return make_issue("logbook_refuses_the_change", "loggboken tar inte emot ändringar av det som redan är skrivet", "skriv en ny post i stället",
                              Place{path});
        case SQLITE_IOERR:
            if (is_read_error(result_code)) {
                return make_issue("logbook_is_damaged", "filen går inte att läsa", "kontrollera disken; återställ loggboken från en säkerhetskopia",
                                  Place{path});
            }
            return not_writable(path, "disken svarar med fel", "kontrollera disken, dess plats och kvoter");
        default:
            // sqlite3_errstr names the code only; sqlite3_errmsg could quote a value.
            return make_issue("logbook_failed", std::string("databasen svarar: ") + sqlite3_errstr(result_code), "anmäl felet med texten ovan", Place{path});
    }
}

// ---- Statement -----------------------------------------------------------------------------------------------------

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

void Statement::keep_first(int result_code) {
    if (bind_result_ == SQLITE_OK) bind_result_ = result_code;
}

void Statement::bind(int parameter, std::int64_t value) { keep_first(sqlite3_bind_int64(statement_.get(), parameter, value)); }

void Statement::bind(int parameter, const std::string& value) {
    keep_first(sqlite3_bind_text64(statement_.get(), parameter, value.data(), value.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
}

void Statement::bind(int parameter, const std::optional<std::string>& value) {
    if (value) {
        bind(parameter, *value);
    } else {
        keep_first(sqlite3_bind_null(statement_.get(), parameter));
    }
}

base::Result<Step> Statement::step() {
    if (bind_result_ != SQLITE_OK) return sqlite_issue(bind_result_, path_);
    int result_code = sqlite3_step(statement_.get());
    if (result_code == SQLITE_ROW) return Step::row;
    if (result_code == SQLITE_DONE) return Step::done;
    return sqlite_issue(result_code, path_);
}

base::Done Statement::run() {
    while (TRY(step()) == Step::row) {}
    return base::Nothing{};
}

void Statement::reset() {
    // The result repeats the last step's, which has been reported.
    sqlite3_reset(statement_.get());
    sqlite3_clear_bindings(statement_.get());
    bind_result_ = SQLITE_OK;
}

std::int64_t Statement::integer(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string Statement::text(int column) const { return text_or_null(column).value_or(""); }

std::optional<std::string> Statement::text_or_null(int column) const {
    const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
    if (bytes == nullptr) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column)));
}

// ---- Connection ----------------------------------------------------------------------------------------------------

void Connection::Close::operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }

base::Result<Connection> Connection::open(const std::string& path, MayCreate may_create) {
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | (may_create == MayCreate::yes ? SQLITE_OPEN_CREATE : 0);
    sqlite3* handle = nullptr;
    int result_code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    Connection connection(handle, path);  // a failed open leaves a handle to be closed
    if (result_code != SQLITE_OK) return sqlite_issue(result_code, path);
    sqlite3_busy_timeout(handle, busy_timeout_ms);
    // Plain SQL cannot then reach the schema's text or the bytes of the file.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return connection;
}

base::Result<Statement> Connection::prepare(std::string_view sql) const {
    sqlite3_stmt* statement = nullptr;
    int result_code = sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (result_code != SQLITE_OK) return sqlite_issue(result_code, path_);
    return Statement(statement, path_);
}

base::Done Connection::run(std::string_view sql) const { return TRY(prepare(sql)).run(); }

base::Result<std::int64_t> Connection::read_integer(std::string_view sql) const {
    Statement statement = TRY(prepare(sql));
    return TRY(statement.step()) == Step::row ? statement.integer(0) : 0;
}

base::Result<std::string> Connection::read_text(std::string_view sql) const {
    Statement statement = TRY(prepare(sql));
    return TRY(statement.step()) == Step::row ? statement.text(0) : std::string();
}

// ---- WriteTransaction ----------------------------------------------------------------------------------------------

base::Result<WriteTransaction> WriteTransaction::begin(const Connection& connection) {
    TRY(connection.run("BEGIN IMMEDIATE"));
    return WriteTransaction(connection);
}

base::Done WriteTransaction::commit() {
    TRY(connection_->run("COMMIT"));
    connection_ = nullptr;
    return base::Nothing{};
}

WriteTransaction::~WriteTransaction() {
    if (connection_ == nullptr) return;
    // SQLite may have rolled back by itself (a full disk); a second rollback then fails, and nothing is lost by that.
    [[maybe_unused]] bool rolled_back = connection_->run("ROLLBACK").ok();
}

}  // namespace tertial::logbook
