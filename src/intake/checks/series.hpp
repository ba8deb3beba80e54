// The groups of a check as series over months, and what several checks ask of them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "intake/checks/delivery_check.hpp"

namespace tertial::intake::checks {

/// One group's months; a known month without rows is not among them.
using Series = std::map<base::Month, const domain::RowGroup*>;
/// By the values of the fields; groups with a value missing are counted apart.
struct SeriesByGroup {
    std::map<std::vector<std::string>, Series> series;
    std::map<base::Month, std::int64_t> rows_without_value;
};
[[nodiscard]] SeriesByGroup series_by_group(const Input& input);

/// A finding for each judged month with rows that lack a value in a field that the check groups by.
[[nodiscard]] std::vector<Finding> rows_that_lack_values(const Input& input, const SeriesByGroup& groups);
/// The `count` months before, if all of them have been delivered; else nothing.
[[nodiscard]] std::optional<std::vector<base::Month>> months_before(const Input& input, base::Month month, int count);

/// The lower of the middle ones where they are an even number; of at least one.
[[nodiscard]] base::Int128 median(std::vector<base::Int128> values);
[[nodiscard]] base::Int128 magnitude(base::Int128 value);
/// Three of four values are at most this; of at least one.
[[nodiscard]] base::Int128 upper_quartile(std::vector<base::Int128> values);

/// What a group amounts to: its measure, or its rows.
[[nodiscard]] base::Int128 size_of(const Input& input, const domain::RowGroup& group);
/// "1 234,00 kr" or "12 rader".
[[nodiscard]] std::string size_words(const Input& input, base::Int128 size);
/// Smallest size that is worth telling.
[[nodiscard]] base::Int128 least_at_stake(const Input& input);
/// "Konto 5010, Kostnadsställe 3801 (Hammarstrand)".
[[nodiscard]] std::string group_words(const Input& input, const std::vector<std::string>& fields, const std::vector<std::string>& values);

/// Groups that each of the check's months before has and the judged month does not, with what they used to amount to. Not those that
/// were as silent in the same month a year before.
struct Stopped {
    base::Month month;
    std::vector<std::string> values;
    base::Int128 usual_size = 0;
};
[[nodiscard]] std::vector<Stopped> stopped_groups(const Input& input, const SeriesByGroup& groups, std::vector<Finding>& lacking);

}  // namespace tertial::intake::checks
