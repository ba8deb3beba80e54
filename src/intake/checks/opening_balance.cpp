#include "intake/checks/series.hpp"

namespace tertial::intake::checks {
namespace {

/// A group that a known month does not have stands at zero.
base::Int128 sum_at(const Series& series, base::Month month, std::size_t measure) {
    auto found = series.find(month);
    return found == series.end() ? 0 : found->second->sums.at(measure);
}

}  // namespace

Findings check_opening_balance(const Input& input) {
    Findings findings;
    SeriesByGroup groups = series_by_group(input);
    findings.lacking = rows_that_lack_values(input, groups);
    for (base::Month month : input.judged) {
        if (!input.known.contains(month.plus(-1))) {
            findings.lacking.push_back({month, "månaden före är inte levererad, så ingående värden kan inte prövas", 0, 0});
            continue;
        }
        for (const auto& [values, series] : groups.series) {
            base::Int128 opening = sum_at(series, month, 0), closing = sum_at(series, month.plus(-1), 1);
            base::Int128 difference = magnitude(opening - closing);
            if (difference == 0 || difference < least_at_stake(input)) continue;
            auto line = series.find(month);
            findings.found.push_back({month,
                                      group_words(input, input.check.by, values) + " öppnar på " + size_words(input, opening) + " men " +
                                          base::format_month(month.plus(-1)) + " stängde på " + size_words(input, closing),
                                      line == series.end() ? 0 : line->second->first_line, difference});
        }
    }
    return findings;
}

}  // namespace tertial::intake::checks
