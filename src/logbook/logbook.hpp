// The logbook: the append-only record of what people said and did, and the one place that decides what exists. Each entry
// holds the hash of the one before and a salted hash of its body, so that a body can be erased by a recorded decision and
// the chain still verifies. This is the interface; logbook/sqlite keeps it. Nothing here reads a clock, and no entry is
// ever changed or removed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"

namespace tertial::logbook {

/// The last entry of a log, or of the log as it was. Position 0 is the empty log, with the hash that every chain starts from.
struct Head {
    std::int64_t position = 0;
    std::string hash;

    friend bool operator==(const Head&, const Head&) = default;
};

/// What a caller wants recorded. `at` is UTC, "2026-05-04T08:30:00Z"; the body fits its kind, see entry_kinds.hpp.
struct NewEntry {
    std::string kind;
    std::string at;
    std::string actor;
    base::Json body;
};

/// An entry as recorded. `salt` is empty and `body` has no value once the body has been erased. Keys of the body come sorted.
struct Entry {
    std::int64_t position = 0;
    std::string kind;
    std::string at;
    std::string actor;
    std::string previous_hash;
    std::string salt;
    std::string body_hash;
    std::string hash;
    std::optional<base::Json> body;
};

/// One object may be used from several threads; another process opens its own.
class Logbook {
public:
    virtual ~Logbook() = default;

    virtual base::Result<Head> head() const = 0;
    /// Entries `first` to `last`, both included and cut to what exists. Every entry is checked against its hashes and its
    /// neighbours before it is given out, so that a log that has been tampered with is refused instead of believed.
    virtual base::Result<std::vector<Entry>> entries(std::int64_t first, std::int64_t last) const = 0;
    /// The head as it was when `position` was the last one. Issue `position_is_missing`.
    virtual base::Result<Head> head_at(std::int64_t position) const = 0;
    /// The last position that the log had reached at `time` (RFC 3339, any offset): the one before the first entry that is
    /// later. An entry recorded today with an older time therefore never changes what an earlier moment resolves to.
    /// Issue `time_is_not_readable`.
    virtual base::Result<std::int64_t> position_at(std::string_view time) const = 0;

    /// Appends all entries or none, and gives the new head. Issue `head_is_stale` if the log has moved on from `expected`;
    /// issues of check_entry if an entry does not fit its kind.
    virtual base::Result<Head> append(const Head& expected, std::vector<NewEntry> entries) = 0;
    /// Erases the body at `position` and appends the decision, an entry of kind `erasure` that names that position, in one
    /// step. What decides figures by itself (deliveries, models, period states, erasures) cannot be erased.
    virtual base::Result<Head> erase_body(std::int64_t position, NewEntry decision) = 0;

    /// Recomputes the whole chain. Every fault is reported, with its position as the line of its place: `chain_is_broken`,
    /// `body_does_not_match_its_hash`, `position_is_missing`, `body_is_erased_without_decision`, `erased_body_remains`,
    /// `logbook_is_damaged`. Entries cut off at the end show only against a head kept elsewhere (see head_at).
    virtual base::Result<Head> verify() const = 0;
};

}  // namespace tertial::logbook
