// The chain that binds the entries of a logbook: how an entry is hashed, and the check that finds a broken link. Pure values,
// the same for every store; chain.cpp opens with the format. Never reads or writes a file.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"
#include "logbook/logbook.hpp"

namespace tertial::logbook {

/// An entry as a store keeps it: the body is still the text that was hashed. `salt` and `body` go together.
struct RawEntry {
    std::int64_t position = 0;
    std::string kind;
    std::string at;
    std::string actor;
    std::string previous_hash;
    std::string body_hash;
    std::string hash;
    std::optional<std::string> salt;
    std::optional<std::string> body;
};

/// The head of an empty log.
[[nodiscard]] Head genesis();

/// One text per value: keys sorted by bytes, no blanks, UTF-8. Issue `entry_text_is_not_utf8`.
base::Result<std::string> canonical_json(const base::Json& value);
[[nodiscard]] std::string body_hash(std::string_view salt, std::string_view canonical_body);
[[nodiscard]] std::string entry_hash(const RawEntry& entry);

/// The entry that follows `previous`, with a fresh salt.
base::Result<RawEntry> make_raw_entry(const Head& previous, const NewEntry& entry);
/// Issue `body_does_not_match_its_hash` if the body is no JSON.
base::Result<Entry> parse_raw_entry(RawEntry raw, const std::string& file);

/// Looks at entries in rising position, starting after a known head, and collects every fault. `file` names the log in places.
class ChainCheck {
public:
    ChainCheck(std::string file, const Head& before) : file_(std::move(file)), position_(before.position), hash_(before.hash) {}
    void add(const RawEntry& entry);
    /// `last` is the position that should have been reached.
    [[nodiscard]] base::Issues finish(std::int64_t last);

private:
    void report(std::string code, std::int64_t position, std::string message);
    void check_no_gap(std::int64_t next);
    void check_body(const RawEntry& entry);

    std::string file_;
    std::int64_t position_;
    std::optional<std::string> hash_;  ///< no value after a gap: the link over it cannot be judged
    base::Issues issues_;
};

/// Over a whole log: every erased body has its decision later in the log, and every decision was carried out.
class ErasureCheck {
public:
    explicit ErasureCheck(std::string file) : file_(std::move(file)) {}
    void add(const RawEntry& entry);
    [[nodiscard]] base::Issues finish() const;

private:
    std::string file_;
    std::set<std::int64_t> erased_;
    std::set<std::int64_t> decided_;
};

}  // namespace tertial::logbook
