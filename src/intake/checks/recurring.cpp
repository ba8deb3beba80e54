#include <algorithm>

#include "intake/checks/series.hpp"

namespace tertial::intake::checks {
namespace {

/// Where the group names a unit that has nothing at all in the month, the unit is what is missing and not each of its postings.
bool unit_is_silent(const Input& input, const SeriesByGroup& groups, const Stopped& stopped) {
    auto field = std::find(input.check.by.begin(), input.check.by.end(), input.data_set.unit_field);
    if (field == input.check.by.end()) return false;
    auto index = static_cast<std::size_t>(field - input.check.by.begin());
    return std::none_of(groups.series.begin(), groups.series.end(),
                        [&](const auto& group) { return group.first[index] == stopped.values[index] && group.second.contains(stopped.month); });
}

}  // namespace

Findings check_recurring(const Input& input) {
    Findings findings;
    SeriesByGroup groups = series_by_group(input);
    findings.lacking = rows_that_lack_values(input, groups);
    for (const Stopped& stopped : stopped_groups(input, groups, findings.lacking)) {
        if (unit_is_silent(input, groups, stopped)) continue;
        findings.found.push_back({stopped.month,
                                  group_words(input, input.check.by, stopped.values) + " saknas, men finns i var och en av de " +
                                      std::to_string(input.check.months) + " månaderna före med omkring " + size_words(input, stopped.usual_size),
                                  0, stopped.usual_size});
    }
    return findings;
}

}  // namespace tertial::intake::checks
