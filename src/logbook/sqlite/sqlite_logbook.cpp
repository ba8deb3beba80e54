#include "logbook/sqlite/sqlite_logbook.hpp"

#include <algorithm>
#include <mutex>

#include "base/files.hpp"
#include "logbook/chain.hpp"
#include "logbook/entry_kinds.hpp"
#include "logbook/entry_time.hpp"
#include "logbook/sqlite/connection.hpp"
#include "logbook/sqlite/schema.hpp"

namespace tertial::logbook {
namespace {

using base::Issues;
using base::make_issue;
using base::Place;

constexpr std::string_view entry_columns = "position, kind, at, actor, previous_hash, body_hash, hash, salt, body";

RawEntry read_entry(const Statement& row) {
    return {row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text_or_null(7), row.text_or_null(8)};
}

/// Calls `visit` with each row from `first` to `last`, in order: one statement, so one moment of the log.
template <class Visit>
base::Done visit_entries(const Connection& connection, std::int64_t first, std::int64_t last, Visit visit) {
    Statement statement = TRY(connection.prepare("SELECT " + std::string(entry_columns) + " FROM entry WHERE position BETWEEN ?1 AND ?2 ORDER BY position"));
    statement.bind(1, first);
    statement.bind(2, last);
    while (TRY(statement.step()) == Step::row) visit(read_entry(statement));
    return base::Nothing{};
}

base::Result<Head> read_head(const Connection& connection) {
    Statement statement = TRY(connection.prepare("SELECT position, hash FROM entry ORDER BY position DESC LIMIT 1"));
    if (TRY(statement.step()) == Step::done) return genesis();
    return Head{statement.integer(0), statement.text(1)};
}

base::Issue missing_position(std::int64_t position, const std::string& path) {
    return make_issue("position_is_missing", "loggboken har ingen post " + std::to_string(position), "kontrollera positionen mot loggbokens huvud",
                      Place{path, position, 0});
}

base::Result<Head> read_head_at(const Connection& connection, std::int64_t position) {
    if (position == 0) return genesis();
    Statement statement = TRY(connection.prepare("SELECT hash FROM entry WHERE position = ?1"));
    statement.bind(1, position);
    if (TRY(statement.step()) == Step::done) return missing_position(position, connection.path());
    return Head{position, statement.text(0)};
}

/// Writes entries after `head`, within the caller's transaction, and gives the new head.
base::Result<Head> insert_entries(const Connection& connection, Head head, const std::vector<NewEntry>& entries) {
    Statement statement = TRY(connection.prepare("INSERT INTO entry (" + std::string(entry_columns) + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    for (const NewEntry& entry : entries) {
        RawEntry raw = TRY(make_raw_entry(head, entry));
        statement.bind(1, raw.position);
        statement.bind(2, raw.kind);
        statement.bind(3, raw.at);
        statement.bind(4, raw.actor);
        statement.bind(5, raw.previous_hash);
        statement.bind(6, raw.body_hash);
        statement.bind(7, raw.hash);
        statement.bind(8, raw.salt);
        statement.bind(9, raw.body);
        TRY(statement.run());
        statement.reset();
        head = Head{raw.position, raw.hash};
    }
    return head;
}

/// The entry whose body is to be erased must be there, be of a kind that may be erased, and still have its body.
base::Done require_erasable(const Connection& connection, std::int64_t position) {
    Statement statement = TRY(connection.prepare("SELECT kind, body IS NULL FROM entry WHERE position = ?1"));
    statement.bind(1, position);
    if (TRY(statement.step()) == Step::done) return missing_position(position, connection.path());
    std::string kind = statement.text(0);
    Place place{connection.path(), position, 0};
    if (!may_be_erased(kind)) {
        return make_issue("entry_cannot_be_erased", "en post av slaget " + kind + " kan inte raderas, eftersom den avgör vilka siffror som finns",
                          kind == "delivery_accepted" ? "dra tillbaka leveransen i stället" : "skriv en ny post som ersätter den", place);
    }
    if (statement.integer(1) != 0) {
        return make_issue("body_is_already_erased", "innehållet i post " + std::to_string(position) + " är redan raderat", "inget behöver göras", place);
    }
    return base::Nothing{};
}

/// Empties the WAL, where the erased text would otherwise stay readable. A reader may be in the way for as long as it reads;
/// the next erasure, or the last process to close the log, then does it.
void empty_write_ahead_log(const Connection& connection) { [[maybe_unused]] bool emptied = connection.run("PRAGMA wal_checkpoint(TRUNCATE)").ok(); }

/// Invariant: the connection is set up, its file has the schema, and it is used under the mutex only.
class SqliteLogbook final : public Logbook {
public:
    explicit SqliteLogbook(Connection connection) : connection_(std::move(connection)) {}

    base::Result<Head> head() const override;
    base::Result<std::vector<Entry>> entries(std::int64_t first, std::int64_t last) const override;
    base::Result<Head> head_at(std::int64_t position) const override;
    base::Result<std::int64_t> position_at(std::string_view time) const override;
    base::Result<Head> append(const Head& expected, std::vector<NewEntry> entries) override;
    base::Result<Head> erase_body(std::int64_t position, NewEntry decision) override;
    base::Result<Head> verify() const override;

private:
    Connection connection_;
    mutable std::mutex mutex_;
};

base::Result<Head> SqliteLogbook::head() const {
    std::scoped_lock lock(mutex_);
    return read_head(connection_);
}

base::Result<std::vector<Entry>> SqliteLogbook::entries(std::int64_t first, std::int64_t last) const {
    std::scoped_lock lock(mutex_);
    first = std::max<std::int64_t>(first, 1);
    last = std::min(last, TRY(read_head(connection_)).position);
    if (first > last) return std::vector<Entry>{};
    ChainCheck chain(connection_.path(), TRY(read_head_at(connection_, first - 1)));
    std::vector<RawEntry> raws;
    TRY(visit_entries(connection_, first, last, [&](RawEntry raw) {
        chain.add(raw);
        raws.push_back(std::move(raw));
    }));
    Issues issues = chain.finish(last);
    if (!issues.empty()) return issues;
    std::vector<Entry> result;
    result.reserve(raws.size());
    for (RawEntry& raw : raws) result.push_back(TRY(parse_raw_entry(std::move(raw), connection_.path())));
    return result;
}

base::Result<Head> SqliteLogbook::head_at(std::int64_t position) const {
    std::scoped_lock lock(mutex_);
    return read_head_at(connection_, position);
}

base::Result<std::int64_t> SqliteLogbook::position_at(std::string_view time) const {
    auto utc = to_utc(time);
    if (!utc) {
        return make_issue("time_is_not_readable", "tidpunkten \"" + std::string(time) + "\" går inte att läsa", "skriv till exempel 2026-05-04T10:30:00+02:00");
    }
    std::scoped_lock lock(mutex_);
    // One statement, so that an entry appended meanwhile cannot come between the two parts.
    Statement statement =
        TRY(connection_.prepare("SELECT coalesce((SELECT min(position) - 1 FROM entry WHERE at > ?1), (SELECT max(position) FROM entry), 0)"));
    statement.bind(1, *utc);
    return TRY(statement.step()) == Step::row ? statement.integer(0) : 0;
}

base::Result<Head> SqliteLogbook::append(const Head& expected, std::vector<NewEntry> entries) {
    Issues issues;
    for (const NewEntry& entry : entries) {
        Issues found = check_entry(entry, {});
        issues.insert(issues.end(), found.begin(), found.end());
        if (entry.kind != "erasure") continue;
        issues.push_back(make_issue("erasure_must_erase", "en radering kan bara skrivas när något raderas", "ange posten som ska raderas"));
    }
    if (!issues.empty()) return issues;
    std::scoped_lock lock(mutex_);
    WriteTransaction transaction = TRY(WriteTransaction::begin(connection_));
    Head current = TRY(read_head(connection_));
    if (current != expected) {
        return make_issue(
            "head_is_stale",
            "loggboken har ändrats sedan den lästes: den slutar vid post " + std::to_string(current.position) + ", inte " + std::to_string(expected.position),
            "läs om och försök igen; ingenting har ändrats", Place{connection_.path(), current.position, 0});
    }
    Head head = TRY(insert_entries(connection_, current, entries));
    TRY(transaction.commit());
    return head;
}

base::Result<Head> SqliteLogbook::erase_body(std::int64_t position, NewEntry decision) {
    Issues issues = check_entry(decision, {});
    if (!issues.empty()) return issues;
    if (decision.kind != "erasure" || decision.body["position"] != position) {
        return make_issue("erasure_must_erase", "beslutet gäller inte radering av post " + std::to_string(position), "ange samma position i beslutet");
    }
    std::scoped_lock lock(mutex_);
    WriteTransaction transaction = TRY(WriteTransaction::begin(connection_));
    TRY(require_erasable(connection_, position));
    Statement statement = TRY(connection_.prepare("UPDATE entry SET salt = NULL, body = NULL WHERE position = ?1"));
    statement.bind(1, position);
    TRY(statement.run());
    statement.reset();
    Head current = TRY(read_head(connection_));
    Head head = TRY(insert_entries(connection_, current, {std::move(decision)}));
    TRY(transaction.commit());
    empty_write_ahead_log(connection_);
    return head;
}

base::Result<Head> SqliteLogbook::verify() const {
    std::scoped_lock lock(mutex_);
    Issues issues;
    if (TRY(connection_.read_text("PRAGMA integrity_check(1)")) != "ok") {
        issues.push_back(make_issue("logbook_is_damaged", "databasfilens inre kontroll hittar fel", "återställ loggboken från en säkerhetskopia",
                                    Place{connection_.path()}));
    }
    ChainCheck chain(connection_.path(), genesis());
    ErasureCheck erasures(connection_.path());
    Head reached = genesis();
    TRY(visit_entries(connection_, 1, INT64_MAX, [&](const RawEntry& raw) {
        chain.add(raw);
        erasures.add(raw);
        reached = Head{raw.position, raw.hash};
    }));
    for (Issues found : {chain.finish(reached.position), erasures.finish()}) issues.insert(issues.end(), found.begin(), found.end());
    if (!issues.empty()) return issues;
    return reached;
}

}  // namespace

base::Result<std::unique_ptr<Logbook>> open_sqlite_logbook(const std::string& path, Create create) {
    if (create == Create::no && !base::file_exists(path)) {
        return make_issue("logbook_is_missing", "loggboken finns inte", "återställ den från en säkerhetskopia; utan den räknas ingenting i arbetsytan",
                          Place{path});
    }
    Connection connection = TRY(Connection::open(path, create == Create::yes ? MayCreate::yes : MayCreate::no));
    if (create == Create::yes) TRY(create_schema(connection));
    TRY(check_schema(connection));
    TRY(set_connection_up(connection));
    return std::unique_ptr<Logbook>(std::make_unique<SqliteLogbook>(std::move(connection)));
}

}  // namespace tertial::logbook
