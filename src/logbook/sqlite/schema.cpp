// The SQLite logbook, version 1.
//
// One SQLite 3 file in WAL mode. application_id is 0x5465724C ("TerL"), user_version the version of this format. One table:
//
//   entry    position       1, 2, 3 … without gap
//            kind           see entry_kinds.cpp
//            at             UTC, "2026-05-04T08:30:00Z"
//            actor          who made the entry
//            previous_hash  hash of the entry before, see chain.cpp
//            body_hash      hash of salt and body
//            hash           hash of all of the above
//            salt, body     the body as canonical JSON; both NULL once erased
//
// The triggers refuse whatever an append-only log must not have: an entry out of order or that does not follow the last
// one's hash, a deletion, and any change but setting salt and body to NULL together. They stop mistakes, not someone who
// may edit the file; such a change is found by the chain. secure_delete overwrites an erased body in the file, and the WAL
// is emptied after an erasure, so that the text is gone from the disk's files and not only from view.
//
// A reader accepts exactly the versions it knows. A change of this format is a new version with its own step from the last.
#include "logbook/sqlite/schema.hpp"

#include <chrono>
#include <thread>

namespace tertial::logbook {
namespace {

using base::make_issue;
using base::Place;

constexpr std::int64_t application_id = 0x5465724C;
constexpr std::int64_t format_version = 1;

constexpr std::string_view schema_statements[] = {
    "CREATE TABLE entry ("
    " position INTEGER PRIMARY KEY CHECK (position >= 1),"
    " kind TEXT NOT NULL,"
    " at TEXT NOT NULL,"
    " actor TEXT NOT NULL,"
    " previous_hash TEXT NOT NULL,"
    " body_hash TEXT NOT NULL,"
    " hash TEXT NOT NULL,"
    " salt TEXT,"
    " body TEXT,"
    " CHECK ((salt IS NULL) = (body IS NULL))"
    ") STRICT",
    "CREATE INDEX entry_by_time ON entry (at)",
    // The statement goes on over several lines.
    // NOLINTNEXTLINE(bugprone-suspicious-missing-comma)
    "CREATE TRIGGER entry_follows_the_last BEFORE INSERT ON entry"
    " WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM entry)"
    " OR (NEW.position > 1 AND NEW.previous_hash IS NOT (SELECT hash FROM entry WHERE position = NEW.position - 1))"
    " BEGIN SELECT raise(ABORT, 'an entry follows the last one'); END",
    "CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry"
    " BEGIN SELECT raise(ABORT, 'an entry is never deleted'); END",
    "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry"
    " WHEN NEW.salt IS NOT NULL OR NEW.body IS NOT NULL"
    " OR NEW.position IS NOT OLD.position OR NEW.kind IS NOT OLD.kind OR NEW.at IS NOT OLD.at OR NEW.actor IS NOT OLD.actor"
    " OR NEW.previous_hash IS NOT OLD.previous_hash OR NEW.body_hash IS NOT OLD.body_hash OR NEW.hash IS NOT OLD.hash"
    " BEGIN SELECT raise(ABORT, 'an entry is never changed'); END",
};

/// Going over to WAL needs the file alone for a moment and does not wait for it by itself, so two processes that create
/// the same log must try again.
base::Done require_wal(const Connection& connection) {
    constexpr int attempts_max = 100;
    constexpr auto pause = std::chrono::milliseconds(50);
    for (int attempt = 1;; ++attempt) {
        auto mode = connection.read_text("PRAGMA journal_mode = WAL");
        if (mode.ok() && mode.value() == "wal") return base::Nothing{};
        if (mode.ok()) {
            return make_issue("logbook_is_not_writable", "filsystemet klarar inte loggbokens skrivsätt (WAL)", "lägg arbetsytan på en lokal disk",
                              Place{connection.path()});
        }
        if (mode.issues().front().code != "logbook_is_busy" || attempt == attempts_max) return std::move(mode).issues();
        std::this_thread::sleep_for(pause);
    }
}

base::Result<bool> is_empty(const Connection& connection) {
    std::int64_t found = TRY(connection.read_integer("SELECT count(*) FROM sqlite_schema"));
    return found == 0 && TRY(connection.read_integer("PRAGMA application_id")) == 0;
}

}  // namespace

base::Done create_schema(const Connection& connection) {
    if (!TRY(is_empty(connection))) return base::Nothing{};
    WriteTransaction transaction = TRY(WriteTransaction::begin(connection));
    // Another process may have been quicker.
    if (!TRY(is_empty(connection))) return base::Nothing{};
    for (std::string_view statement : schema_statements) TRY(connection.run(statement));
    TRY(connection.run("PRAGMA application_id = " + std::to_string(application_id)));
    TRY(connection.run("PRAGMA user_version = " + std::to_string(format_version)));
    return transaction.commit();
}

base::Done check_schema(const Connection& connection) {
    if (TRY(connection.read_integer("PRAGMA application_id")) != application_id) {
        return make_issue("file_is_not_a_logbook", "filen är en databas men ingen loggbok", "återställ loggboken från en säkerhetskopia",
                          Place{connection.path()});
    }
    std::int64_t version = TRY(connection.read_integer("PRAGMA user_version"));
    if (version == format_version) return base::Nothing{};
    std::string hint = version > format_version ? "uppgradera Tertial till den version som skrev loggboken, eller en nyare"
                                                : "läs handbokens avsnitt om uppgradering; ingenting har ändrats";
    return make_issue("logbook_has_another_version",
                      "loggboken har version " + std::to_string(version) + ", men det här programmet läser version " + std::to_string(format_version), hint,
                      Place{connection.path()});
}

base::Done set_connection_up(const Connection& connection) {
    TRY(require_wal(connection));
    TRY(connection.run("PRAGMA synchronous = FULL"));
    TRY(connection.run("PRAGMA foreign_keys = ON"));
    TRY(connection.run("PRAGMA secure_delete = ON"));
    TRY(connection.run("PRAGMA cell_size_check = ON"));
    return base::Nothing{};
}

}  // namespace tertial::logbook
