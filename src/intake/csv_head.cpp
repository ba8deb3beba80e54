#include "intake/csv_head.hpp"

#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace tertial::intake {
namespace {

std::vector<std::string> split_head(std::string_view record, char delimiter) {
    base::CsvCursor cursor(record, delimiter);
    std::vector<std::string_view> fields;
    cursor.next(fields);
    std::vector<std::string> names;
    for (std::string_view field : fields) names.emplace_back(base::trimmed(field));
    return names;
}

/// The delimiter that shows most of the columns which the mapping expects; the widest head where that is even.
char detect_delimiter(std::string_view record, const model::Mapping& mapping) {
    char best = ';';
    std::pair<std::ptrdiff_t, std::size_t> best_score{-1, 0};
    for (char delimiter : {';', ',', '\t'}) {
        std::vector<std::string> names = split_head(record, delimiter);
        auto known = std::count_if(mapping.columns.begin(), mapping.columns.end(),
                                   [&](const auto& column) { return std::find(names.begin(), names.end(), column.first) != names.end(); });
        std::pair<std::ptrdiff_t, std::size_t> score{known, names.size()};
        if (score > best_score) {
            best_score = score;
            best = delimiter;
        }
    }
    return best;
}

int index_of_field(const model::DataSet& data_set, const std::string& name) {
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        if (data_set.fields[index].name == name) return static_cast<int>(index);
    }
    return -1;
}

/// Columns and fields that the mapping promises and the file or the data set lacks.
base::Issues check_head(const CsvHead& head, const model::DataSet& data_set, const model::Mapping& mapping, const base::Place& place) {
    base::Issues issues;
    for (const auto& [column, field] : mapping.columns) {
        if (std::find(head.column_names.begin(), head.column_names.end(), column) == head.column_names.end()) {
            issues.push_back(base::make_issue("column_is_missing", "kolumnen " + column + " saknas", base::did_you_mean(column, head.column_names), place));
        }
        // A column that maps to no field is known and deliberately left out.
        if (!field.empty() && index_of_field(data_set, field) < 0) {
            issues.push_back(base::make_issue("field_is_unknown", "mappningen " + mapping.id + " nämner fältet " + field + " som " + data_set.id + " inte har",
                                              "rätta mappningen", mapping.place));
        }
    }
    for (std::size_t index = 0; index < head.column_names.size(); ++index) {
        auto earlier_end = head.column_names.begin() + static_cast<std::ptrdiff_t>(index);
        if (std::find(head.column_names.begin(), earlier_end, head.column_names[index]) != earlier_end) {
            issues.push_back(base::make_issue("column_is_named_twice", "kolumnen " + head.column_names[index] + " finns två gånger",
                                              "ta bort eller byt namn på den ena", place));
        }
    }
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        const model::Field& field = data_set.fields[index];
        bool is_needed = field.required || field.name == data_set.period_field;
        bool is_mapped = std::any_of(mapping.columns.begin(), mapping.columns.end(), [&](const auto& column) { return column.second == field.name; });
        if (is_needed && !is_mapped) {
            issues.push_back(base::make_issue("column_is_missing", "ingen kolumn ger fältet " + field.name + " (" + field.label + ")",
                                              "lägg till det i mappningen " + mapping.id, place));
        }
    }
    return issues;
}

}  // namespace

base::Result<CsvHead> bind_csv_head(std::string_view head_record, std::int64_t line, const model::DataSet& data_set, const model::Mapping& mapping,
                                    const std::string& file) {
    CsvHead head;
    head.delimiter = detect_delimiter(head_record, mapping);
    head.column_names = split_head(head_record, head.delimiter);
    head.column_of_field.resize(data_set.fields.size());
    base::Place place{file, line, 0};
    base::Issues issues = check_head(head, data_set, mapping, place);
    std::vector<std::string> mapped_names;
    for (const auto& [column, field] : mapping.columns) mapped_names.push_back(column);
    for (const std::string& name : head.column_names) {
        auto column = std::find_if(mapping.columns.begin(), mapping.columns.end(), [&](const auto& mapped) { return mapped.first == name; });
        int field = column == mapping.columns.end() ? -1 : index_of_field(data_set, column->second);
        head.field_of_column.push_back(field);
        if (field >= 0) head.column_of_field[static_cast<std::size_t>(field)] = name;
        if (column != mapping.columns.end()) continue;
        base::Issue warning = base::make_issue("column_is_unknown", "kolumnen " + name + " läses inte", base::did_you_mean(name, mapped_names), place);
        warning.severity = base::Severity::warning;
        head.warnings.push_back(std::move(warning));
    }
    if (!issues.empty()) {
        issues.insert(issues.end(), head.warnings.begin(), head.warnings.end());
        return issues;
    }
    return head;
}

std::string_view delimiter_words(char delimiter) {
    switch (delimiter) {
        case ';': return "semikolon";
        case ',': return "komma";
        default: return "tabb";
    }
}

}  // namespace tertial::intake
