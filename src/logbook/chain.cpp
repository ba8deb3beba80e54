// The chain, format 1.
//
// Every hash is BLAKE2b-256, written as 64 lower-case hex digits.
//
//   body hash   = hash of: salt, body.
//                 The salt is 32 hex digits of randomness of the entry's own, so that nobody can guess an erased body from its
//                 hash. The body is canonical JSON: object keys sorted by bytes, no blanks between tokens, UTF-8 with only the
//                 escapes that JSON demands, integers in decimal.
//   entry hash  = hash of: position, kind, at, actor, previous hash, body hash, each one as
//                 <length in bytes, decimal> ":" <bytes>, one after the other. The position is decimal without leading
//                 zeros. The lengths keep two different entries from giving the same bytes.
//   previous    = the entry hash at the position before. Position 1 has the genesis hash: the hash of the text
//                 "tertial logbook, format 1".
//
// A log is valid if positions run from 1 without gap, each previous hash equals the entry hash before it, each entry hash is
// right, and each body that is still there has its body hash. Where the body is gone, salt and body are both gone, and a
// later entry of kind `erasure` names the position. Erasing touches nothing that is hashed into the chain.
#include "logbook/chain.hpp"

#include "base/hash.hpp"

namespace tertial::logbook {
namespace {

using base::make_issue;
using base::Place;

constexpr const char* restore_hint = "återställ loggboken från en säkerhetskopia och jämför med huvudets hash i en publicerad rapport";

void add_prefixed(base::Hasher& hasher, std::string_view field) {
    hasher.add(std::to_string(field.size()));
    hasher.add(":");
    hasher.add(field);
}

base::Issue unreadable_body(std::int64_t position, const std::string& file) {
    return make_issue("body_does_not_match_its_hash", "innehållet i post " + std::to_string(position) + " går inte att läsa", restore_hint,
                      Place{file, position, 0});
}

/// The position that an erasure names, or nothing if its body is not what it should be (the chain check reports that).
std::optional<std::int64_t> position_named_by(const RawEntry& entry) {
    if (!entry.body) return std::nullopt;
    auto body = base::parse_json(*entry.body);
    if (!body.ok() || !body.value().is_object()) return std::nullopt;
    auto found = body.value().find("position");
    if (found == body.value().end() || !found->is_number_integer()) return std::nullopt;
    return found->get<std::int64_t>();
}

}  // namespace

Head genesis() { return Head{0, base::content_hash("tertial logbook, format 1")}; }

base::Result<std::string> canonical_json(const base::Json& value) {
    try {
        // The library's other JSON type keeps its keys sorted by bytes.
        return nlohmann::json(value).dump();
    } catch (const nlohmann::json::exception&) {
        return make_issue("entry_text_is_not_utf8", "posten innehåller text som inte är UTF-8", "spara texten som UTF-8 och försök igen");
    }
}

std::string body_hash(std::string_view salt, std::string_view canonical_body) {
    base::Hasher hasher;
    hasher.add(salt);
    hasher.add(canonical_body);
    return hasher.finish();
}

std::string entry_hash(const RawEntry& entry) {
    base::Hasher hasher;
    add_prefixed(hasher, std::to_string(entry.position));
    add_prefixed(hasher, entry.kind);
    add_prefixed(hasher, entry.at);
    add_prefixed(hasher, entry.actor);
    add_prefixed(hasher, entry.previous_hash);
    add_prefixed(hasher, entry.body_hash);
    return hasher.finish();
}

base::Result<RawEntry> make_raw_entry(const Head& previous, const NewEntry& entry) {
    RawEntry raw;
    raw.position = previous.position + 1;
    raw.kind = entry.kind;
    raw.at = entry.at;
    raw.actor = entry.actor;
    raw.previous_hash = previous.hash;
    raw.salt = base::random_salt();
    raw.body = TRY(canonical_json(entry.body));
    raw.body_hash = body_hash(*raw.salt, *raw.body);
    raw.hash = entry_hash(raw);
    return raw;
}

base::Result<Entry> parse_raw_entry(RawEntry raw, const std::string& file) {
    Entry entry{raw.position,          std::move(raw.kind),      std::move(raw.at),   std::move(raw.actor), std::move(raw.previous_hash),
                raw.salt.value_or(""), std::move(raw.body_hash), std::move(raw.hash), std::nullopt};
    if (raw.body) {
        auto body = base::parse_json(*raw.body);
        if (!body.ok()) return unreadable_body(raw.position, file);
        entry.body = std::move(body).value();
    }
    return entry;
}

void ChainCheck::report(std::string code, std::int64_t position, std::string message) {
    issues_.push_back(make_issue(std::move(code), std::move(message), restore_hint, Place{file_, position, 0}));
}

void ChainCheck::check_no_gap(std::int64_t next) {
    if (next == position_ + 1) return;
    std::string first = std::to_string(position_ + 1), last = std::to_string(next - 1);
    report("position_is_missing", position_ + 1, first == last ? "post " + first + " saknas" : "posterna " + first + "–" + last + " saknas");
    hash_.reset();
}

void ChainCheck::check_body(const RawEntry& entry) {
    std::string position = std::to_string(entry.position);
    if (entry.salt.has_value() != entry.body.has_value()) {
        report("body_does_not_match_its_hash", entry.position, "post " + position + " har innehåll utan salt, eller salt utan innehåll");
    } else if (entry.body && body_hash(*entry.salt, *entry.body) != entry.body_hash) {
        report("body_does_not_match_its_hash", entry.position, "innehållet i post " + position + " har ändrats efter att det skrevs");
    }
}

void ChainCheck::add(const RawEntry& entry) {
    check_no_gap(entry.position);
    std::string position = std::to_string(entry.position);
    if (hash_ && *hash_ != entry.previous_hash) {
        report("chain_is_broken", entry.position, "post " + position + " hör inte ihop med posten före");
    }
    check_body(entry);
    if (entry_hash(entry) != entry.hash) report("chain_is_broken", entry.position, "post " + position + " har ändrats efter att den skrevs");
    position_ = entry.position;
    hash_ = entry.hash;
}

base::Issues ChainCheck::finish(std::int64_t last) {
    if (position_ < last) check_no_gap(last + 1);
    return std::move(issues_);
}

void ErasureCheck::add(const RawEntry& entry) {
    if (!entry.body) erased_.insert(entry.position);
    if (entry.kind != "erasure") return;
    auto named = position_named_by(entry);
    // An erasure can only speak of what was there before it.
    if (named && *named < entry.position) decided_.insert(*named);
}

base::Issues ErasureCheck::finish() const {
    base::Issues issues;
    for (std::int64_t position : erased_) {
        if (decided_.contains(position)) continue;
        issues.push_back(make_issue("body_is_erased_without_decision",
                                    "innehållet i post " + std::to_string(position) + " saknas, men inget beslut om radering finns", restore_hint,
                                    Place{file_, position, 0}));
    }
    for (std::int64_t position : decided_) {
        if (erased_.contains(position)) continue;
        issues.push_back(make_issue("erased_body_remains", "post " + std::to_string(position) + " ska vara raderad enligt beslut, men innehållet finns kvar",
                                    "radera posten igen; en säkerhetskopia från före beslutet kan ha lästs tillbaka", Place{file_, position, 0}));
    }
    return issues;
}

}  // namespace tertial::logbook
