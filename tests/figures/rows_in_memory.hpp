// Rows held in memory, and a query run over them the slowest way: what tests of the plan compare with.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "figures/plan.hpp"

namespace tertial::tests {

/// A small generator of our own, so that a failing case is the same on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t below(std::uint64_t limit) {
        state_ = state_ * 6364136223846793005u + 1442695040888963407u;
        return (state_ >> 33) % limit;
    }
    template <class T>
    const T& pick(const std::vector<T>& values) {
        return values[below(values.size())];
    }

private:
    std::uint64_t state_;
};

struct Row final : figures::RowValues {
    base::Month month;
    std::map<std::string, std::string> codes;
    std::map<std::string, std::int64_t> wholes;
    const std::string* code_of(const std::string& field) const override {
        auto found = codes.find(field);
        return found == codes.end() ? nullptr : &found->second;
    }
    std::optional<std::int64_t> whole_of(const std::string& field) const override {
        auto found = wholes.find(field);
        return found == wholes.end() ? std::nullopt : std::optional(found->second);
    }
};

/// Runs a query the way its contract says, row by row.
inline std::vector<domain::AggregateRow> run_query(const domain::AggregateQuery& query, const std::vector<Row>& rows) {
    std::map<std::tuple<base::Month, std::vector<int>, std::optional<std::int64_t>, std::optional<std::string>>, domain::AggregateRow> groups;
    for (const Row& row : rows) {
        if (!std::binary_search(query.months.begin(), query.months.end(), row.month)) continue;
        std::vector<int> classes;
        bool dropped = false;
        for (const domain::FieldClasses& key : query.keys) {
            int number = 0;
            if (key.by_threshold) {
                if (auto value = row.whole_of(key.field))
                    number = 1 + static_cast<int>(std::upper_bound(key.thresholds.begin(), key.thresholds.end(), *value) - key.thresholds.begin());
            } else if (const std::string* code = row.code_of(key.field)) {
                for (const auto& [listed, listed_class] : key.class_of_code) {
                    if (listed == *code) number = listed_class;
                }
            }
            dropped = dropped || (number == 0 && !key.others_matter);
            classes.push_back(number);
        }
        std::optional<std::int64_t> value = query.histogram_field ? row.whole_of(*query.histogram_field) : std::nullopt;
        const std::string* text = query.distinct_field ? row.code_of(*query.distinct_field) : nullptr;
        if (dropped || (query.histogram_field && !value) || (query.distinct_field && text == nullptr)) continue;
        auto& group = groups[{row.month, classes, value, text == nullptr ? std::nullopt : std::optional(*text)}];
        group.month = row.month;
        group.classes = classes;
        group.histogram_value = value;
        if (text != nullptr) group.distinct_value = *text;
        group.sums.resize(query.sums.size());
        group.present_counts.resize(query.sums.size());
        ++group.row_count;
        for (std::size_t index = 0; index < query.sums.size(); ++index) {
            if (auto measured = row.whole_of(query.sums[index])) group.sums[index] += *measured, ++group.present_counts[index];
        }
    }
    std::vector<domain::AggregateRow> result;
    for (auto& [key, group] : groups) result.push_back(group);
    return result;
}

}  // namespace tertial::tests
