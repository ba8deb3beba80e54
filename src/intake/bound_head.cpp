#include "intake/bound_head.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/text.hpp"

namespace tertial::intake {
namespace {

int index_of_field(const model::DataSet& data_set, const std::string& name) {
    for (std::size_t index = 0; index < data_set.fields.size(); ++index) {
        if (data_set.fields[index].name == name) return static_cast<int>(index);
    }
    return -1;
}

/// Columns that the mapping promises and the file lacks, and columns that the file names twice.
base::Issues check_head(const SourceTable& table, const model::DataSet& data_set, const model::Mapping& mapping, const base::Place& place) {
    const std::vector<std::string>& names = table.column_names();
    base::Issues issues;
    std::string lacked;
    std::size_t needed_count = 0;
    for (const auto& [column, name] : mapping.all_columns()) {
        // A column that nobody reads may be gone, and one that gives several fields is lacked once.
        const model::Field* field = data_set.find_field(name);
        if (field == nullptr || column == lacked) continue;
        ++needed_count;
        if (std::find(names.begin(), names.end(), column) != names.end()) continue;
        bool is_needed = field->required || field->name == data_set.period_field;
        if (!table.names_its_columns() && !is_needed) continue;
        lacked = column;
        issues.push_back(base::make_issue("column_is_missing", "kolumnen " + column + " saknas", base::did_you_mean(column, names), place));
    }
    // Of a file from another system most columns are missing, and each by itself says nothing.
    if (issues.size() > 2 && 2 * issues.size() > needed_count) {
        std::string others = std::to_string(issues.size() - 1);
        return {base::make_issue("mapping_does_not_fit",
                                 "mappningen " + mapping.id + " passar inte filen: " + issues.front().message + ", och " + others + " till",
                                 "välj en annan med --mapping, eller gör en för filen med: tertial map ARBETSYTA FIL --dataset " + data_set.id, place)};
    }
    std::unordered_map<std::string_view, int> seen;
    for (const std::string& name : names) {
        if (name.empty() || ++seen[name] != 2) continue;
        issues.push_back(base::make_issue("column_is_named_twice", "kolumnen " + name + " finns två gånger", "ta bort eller byt namn på den ena", place));
    }
    return issues;
}

base::Issue unknown_column(const std::string& name, const model::Mapping& mapping, const base::Place& place) {
    std::vector<std::string> mapped_names;
    for (const auto& [column, field] : mapping.all_columns()) mapped_names.push_back(column);
    base::Issue warning = base::make_issue("column_is_unknown", "kolumnen " + name + " läses inte", base::did_you_mean(name, mapped_names), place);
    warning.severity = base::Severity::warning;
    return warning;
}

}  // namespace

base::Result<BoundHead> bind_head(const SourceTable& table, const model::DataSet& data_set, const model::Mapping& mapping, const std::string& file) {
    // Each column has room for a batch of texts in every reader.
    if (table.column_names().size() > columns_max) return too_many_columns(file, table.head_line());
    BoundHead head;
    head.column_names = table.column_names();
    base::Place place{file, table.head_line(), 0};
    base::Issues issues = check_head(table, data_set, mapping, place);
    head.slot_of_field.assign(data_set.fields.size(), -1);
    head.subtracted_slot_of_field.assign(data_set.fields.size(), -1);
    for (const model::Field& field : data_set.fields) head.column_of_field.push_back(field.label);
    for (std::size_t index = 0; index < head.column_names.size(); ++index) {
        const std::string& name = head.column_names[index];
        int slot = static_cast<int>(head.slot_count++);
        head.slot_of_column.push_back(slot);
        bool is_known = false, is_read = false;
        for (const auto& [column, field] : mapping.columns) {
            if (column != name) continue;
            is_known = true;
            int field_index = index_of_field(data_set, field);
            if (field_index < 0) continue;
            is_read = true;
            head.slot_of_field[static_cast<std::size_t>(field_index)] = slot;
            head.column_of_field[static_cast<std::size_t>(field_index)] = name;
        }
        for (const auto& [column, field] : mapping.subtracted) {
            int field_index = column == name ? index_of_field(data_set, field) : -1;
            if (field_index < 0) continue;
            is_known = is_read = true;
            head.subtracted_slot_of_field[static_cast<std::size_t>(field_index)] = slot;
        }
        if (!is_read) head.unread_columns.push_back(static_cast<int>(index));
        if (!is_known && !name.empty() && table.names_its_columns()) head.warnings.push_back(unknown_column(name, mapping, place));
    }
    for (const auto& [column, field] : mapping.subtracted) {
        int field_index = index_of_field(data_set, field);
        if (field_index >= 0) head.column_of_field[static_cast<std::size_t>(field_index)] += " − " + column;
    }
    for (const auto& [field, value] : mapping.fixed) {
        int field_index = index_of_field(data_set, field);
        if (field_index < 0) continue;
        head.slot_of_field[static_cast<std::size_t>(field_index)] = static_cast<int>(head.slot_count);
        head.fixed_slots.emplace_back(static_cast<int>(head.slot_count++), value);
    }
    if (!issues.empty()) {
        bool fits = issues.front().code != "mapping_does_not_fit";
        if (fits) issues.insert(issues.end(), head.warnings.begin(), head.warnings.end());
        return issues;
    }
    return head;
}

}  // namespace tertial::intake
