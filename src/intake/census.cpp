#include "intake/census.hpp"

#include <set>

#include "base/date.hpp"

namespace tertial::intake {
namespace {

/// "3, 4, 9": the days of the month, at most ten of them.
std::string day_words(const std::vector<std::int32_t>& days) {
    std::string words;
    for (std::size_t index = 0; index < days.size(); ++index) {
        if (index == 10) return words + " …";
        words += (index == 0 ? "" : ", ") + std::to_string(base::Date{days[index]}.day());
    }
    return words;
}

}  // namespace

bool Census::has(int unit_index, std::int32_t day) const {
    return seen_.contains((static_cast<std::uint64_t>(unit_index) << 32) | static_cast<std::uint32_t>(day));
}

base::Issues Census::find_gaps(const CodeLookup& units, const std::vector<std::int32_t>& year_months, const std::string& file, std::size_t issues_max) const {
    std::set<int> unit_indexes;
    for (std::uint64_t unit_and_day : seen_) unit_indexes.insert(static_cast<int>(unit_and_day >> 32));
    base::Issues issues;
    for (int unit : unit_indexes) {
        for (std::int32_t year_month : year_months) {
            base::Month month = base::Month::of(year_month / 100, year_month % 100);
            std::vector<std::int32_t> missing;
            for (std::int32_t day = month.first_day().day_count; day <= month.last_day().day_count; ++day) {
                if (units.is_valid(unit, day, day) && !has(unit, day)) missing.push_back(day);
            }
            if (missing.empty()) continue;
            base::Issue issue = base::make_issue(
                "census_day_is_missing",
                units.code(unit) + " saknar " + std::to_string(missing.size()) + " dagar i " + base::format_month(month) + " (dag " + day_words(missing) + ")",
                "leverera perioden på nytt med alla dagar, även dagar med noll", {file, 0, 0});
            issue.severity = base::Severity::warning;
            issues.push_back(std::move(issue));
            if (issues.size() >= issues_max) return issues;
        }
    }
    return issues;
}

}  // namespace tertial::intake
