#include "intake/checks/series.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/measure_words.hpp"

namespace tertial::intake::checks {

SeriesByGroup series_by_group(const Input& input) {
    SeriesByGroup groups;
    for (const domain::RowGroup& group : input.groups) {
        std::vector<std::string> values;
        for (const auto& value : group.values) {
            if (value) values.push_back(*value);
        }
        if (values.size() < group.values.size()) {
            groups.rows_without_value[group.month] += group.row_count;
        } else {
            groups.series[values][group.month] = &group;
        }
    }
    return groups;
}

std::vector<Finding> rows_that_lack_values(const Input& input, const SeriesByGroup& groups) {
    std::vector<Finding> lacking;
    std::vector<std::string> labels;
    for (const std::string& name : question_of(input.data_set, input.check).fields) labels.push_back(measure_label(input.data_set, name));
    for (base::Month month : input.judged) {
        auto rows = groups.rows_without_value.find(month);
        if (rows == groups.rows_without_value.end()) continue;
        lacking.push_back({month, std::to_string(rows->second) + " rader saknar " + base::joined(labels, " eller ") + " och kan inte prövas", 0, rows->second});
    }
    return lacking;
}

std::optional<std::vector<base::Month>> months_before(const Input& input, base::Month month, int count) {
    std::vector<base::Month> months;
    for (int back = count; back >= 1; --back) {
        base::Month before = month.plus(-back);
        if (!input.known.contains(before)) return {};
        months.push_back(before);
    }
    return months;
}

base::Int128 median(std::vector<base::Int128> values) {
    auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

base::Int128 upper_quartile(std::vector<base::Int128> values) {
    auto place = values.begin() + static_cast<std::ptrdiff_t>((3 * values.size() + 3) / 4 - 1);
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

base::Int128 magnitude(base::Int128 value) { return value < 0 ? -value : value; }

base::Int128 size_of(const Input& input, const domain::RowGroup& group) {
    return input.check.measure.empty() ? base::Int128{group.row_count} : group.sums.at(0);
}

std::string size_words(const Input& input, base::Int128 size) {
    if (input.check.measure.empty()) return base::format_int128(size) + " rader";
    return format_measure(input.data_set, input.check.measure, size);
}

base::Int128 least_at_stake(const Input& input) {
    if (input.check.measure.empty()) return input.check.at_stake;
    return stored_amount(input.data_set, input.check.measure, input.check.at_stake);
}

std::string group_words(const Input& input, const std::vector<std::string>& fields, const std::vector<std::string>& values) {
    std::vector<std::string> parts;
    for (std::size_t index = 0; index < fields.size(); ++index) {
        const model::Field* field = input.data_set.find_field(fields[index]);
        const model::CodeList* list = field == nullptr ? nullptr : input.model.find_code_list(field->list);
        const model::Code* code = list == nullptr ? nullptr : list->find(values[index]);
        parts.push_back(measure_label(input.data_set, fields[index]) + " " + values[index] + (code == nullptr ? "" : " (" + code->name + ")"));
    }
    return base::joined(parts, ", ");
}

std::vector<Stopped> stopped_groups(const Input& input, const SeriesByGroup& groups, std::vector<Finding>& lacking) {
    std::vector<Stopped> stopped;
    for (base::Month month : input.judged) {
        auto before = months_before(input, month, input.check.months);
        if (!before) {
            lacking.push_back({month, "de " + std::to_string(input.check.months) + " månaderna före är inte alla levererade", 0, 0});
            continue;
        }
        for (const auto& [values, series] : groups.series) {
            if (series.contains(month)) continue;
            std::vector<base::Int128> sizes;
            for (base::Month earlier : *before) {
                auto found = series.find(earlier);
                if (found != series.end()) sizes.push_back(magnitude(size_of(input, *found->second)));
            }
            if (sizes.size() < before->size()) continue;
            base::Int128 usual = median(std::move(sizes));
            // What had nothing in the same month a year before either is seasonal, like a winter station.
            bool is_seasonal = input.known.contains(month.plus(-12)) && !series.contains(month.plus(-12));
            if (!is_seasonal && usual >= least_at_stake(input)) stopped.push_back({month, values, usual});
        }
    }
    return stopped;
}

}  // namespace tertial::intake::checks
