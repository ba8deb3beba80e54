// Which units reported which days, for data sets that expect one row per unit and day (a bed census). Collected while rows
// stream; afterwards says which days are missing. Warns only: a missing day is not a wrong row, but it makes a mean wrong.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/result.hpp"
#include "intake/code_lookup.hpp"

namespace tertial::intake {

class Census {
public:
    void note(int unit_index, std::int32_t day) { seen_.insert((static_cast<std::uint64_t>(unit_index) << 32) | static_cast<std::uint32_t>(day)); }
    void merge(const Census& other) { seen_.insert(other.seen_.begin(), other.seen_.end()); }

    /// `census_day_is_missing`, one warning per unit and month (yyyymm), at most `issues_max`. Only days on which the unit is valid.
    [[nodiscard]] base::Issues find_gaps(const CodeLookup& units, const std::vector<std::int32_t>& year_months, const std::string& file,
                                         std::size_t issues_max) const;

private:
    [[nodiscard]] bool has(int unit_index, std::int32_t day) const;

    std::unordered_set<std::uint64_t> seen_;
};

}  // namespace tertial::intake
