#include "intake/checks/series.hpp"

namespace tertial::intake::checks {

Findings check_balance(const Input& input) {
    Findings findings;
    SeriesByGroup groups = series_by_group(input);
    findings.lacking = rows_that_lack_values(input, groups);
    for (const auto& [values, series] : groups.series) {
        for (const auto& [month, group] : series) {
            base::Int128 sum = group->sums.at(0);
            if (sum == 0 || magnitude(sum) < least_at_stake(input)) continue;
            findings.found.push_back({month, group_words(input, input.check.by, values) + " går inte jämnt ut: " + size_words(input, sum) + " över",
                                      group->first_line, magnitude(sum)});
        }
    }
    return findings;
}

}  // namespace tertial::intake::checks
