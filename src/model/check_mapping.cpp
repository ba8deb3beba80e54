// Checks of a mapping against its data set: every field that it names is there, and every field that must be given is given.
#include <algorithm>

#include "base/text.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

/// The field, or an issue that says which names there are.
const Field* require_field(const DataSet& data_set, const std::string& name, const Mapping& mapping, Issues& issues) {
    if (const Field* field = data_set.find_field(name)) return field;
    std::vector<std::string> names;
    for (const Field& field : data_set.fields) names.push_back(field.name);
    issues.push_back(make_issue("field_is_unknown", "datamängden " + data_set.id + " har inget fält " + name, base::choice_hint(name, names), mapping.place));
    return nullptr;
}

bool is_number(const Field& field) { return field.type == FieldType::money || field.type == FieldType::decimal || field.type == FieldType::integer; }

void check_given_fields(const DataSet& data_set, const Mapping& mapping, Issues& issues) {
    for (const auto& [column, field] : mapping.columns) {
        // A column without a field is known and deliberately left out.
        if (!field.empty()) require_field(data_set, field, mapping, issues);
    }
    for (const auto& [name, value] : mapping.fixed) {
        require_field(data_set, name, mapping, issues);
        bool has_column = false;
        for (const auto& column : mapping.columns) has_column = has_column || column.second == name;
        if (has_column)
            issues.push_back(make_issue("field_is_given_twice", "fältet " + name + " har både en kolumn och ett fast värde", "ta bort det ena", mapping.place));
    }
    for (const Field& field : data_set.fields) {
        auto columns = std::count_if(mapping.columns.begin(), mapping.columns.end(), [&](const auto& column) { return column.second == field.name; });
        if (columns > 1)
            issues.push_back(make_issue("field_is_given_twice", "fältet " + field.name + " har flera kolumner", "behåll en av dem", mapping.place));
        bool is_needed = field.required || field.name == data_set.period_field;
        if (is_needed && !mapping.gives(field.name)) {
            issues.push_back(make_issue("field_is_not_mapped", "fältet " + field.name + " är obligatoriskt men ingen kolumn ger det",
                                        "lägg till en rad under columns, eller ett värde under fixed", mapping.place));
        }
        bool is_allowed = std::find(mapping.free_text.begin(), mapping.free_text.end(), field.name) != mapping.free_text.end();
        if (field.free_text && mapping.gives(field.name) && !is_allowed) {
            issues.push_back(make_issue("free_text_is_not_allowed", "mappningen läser fritextfältet " + field.name + " utan att säga det",
                                        "skriv free_text: [" + field.name + "] om texten får sparas, annars ta bort kolumnen", mapping.place));
        }
    }
}

/// Debit and credit in columns of their own: the other column must be there to take away from.
void check_subtracted_fields(const DataSet& data_set, const Mapping& mapping, Issues& issues) {
    for (const auto& subtracted : mapping.subtracted) {
        const std::string &column = subtracted.first, &name = subtracted.second;
        const Field* field = require_field(data_set, name, mapping, issues);
        if (field == nullptr) continue;
        auto gives = [&](const auto& pair) { return pair.second == name; };
        bool has_column = std::any_of(mapping.columns.begin(), mapping.columns.end(), gives);
        bool is_read = std::any_of(mapping.columns.begin(), mapping.columns.end(), [&](const auto& pair) { return pair.first == column; });
        if (!is_number(*field)) {
            issues.push_back(make_issue("field_has_wrong_type", "fältet " + name + " är inget tal, så kolumnen " + column + " kan inte dras av från det",
                                        "ta bort raden under subtract", mapping.place));
        } else if (!has_column) {
            issues.push_back(make_issue("field_is_not_mapped", "kolumnen " + column + " dras av från fältet " + name + ", som ingen kolumn ger",
                                        "lägg till kolumnen som den dras av från (debet) under columns", mapping.place));
        } else if (mapping.leaves_out.contains(name)) {
            issues.push_back(make_issue("value_is_not_allowed", "leaves_out kan inte gälla fältet " + name + ", som två kolumner ger",
                                        "välj raderna efter ett annat fält", mapping.place));
        } else if (is_read || std::count_if(mapping.subtracted.begin(), mapping.subtracted.end(), gives) > 1) {
            issues.push_back(make_issue("field_is_given_twice",
                                        "kolumnen " + column + " kan inte dras av från fältet " + name + ": " +
                                            (is_read ? "den står också under columns" : "en annan kolumn dras redan av från det"),
                                        "behåll en av dem", mapping.place));
        }
    }
}

/// What the source's codes become must be a code of ours.
void check_translations(const Model& model, const Field& field, const std::map<std::string, std::string>& codes, const Mapping& mapping, Issues& issues) {
    if (field.type != FieldType::unit && field.type != FieldType::code) return;
    const CodeList* list = model.find_code_list(field.type == FieldType::unit ? "unit" : field.list);
    if (list == nullptr) return;  // that is said of the data set
    std::vector<std::string> known;
    for (const Code& code : list->codes) known.push_back(code.code);
    for (const auto& translation : codes) {
        if (list->find(translation.second) != nullptr) continue;
        issues.push_back(make_issue("code_is_unknown",
                                    "mappningen översätter \"" + translation.first + "\" i fältet " + field.name + " till \"" + translation.second +
                                        "\", som inte finns i " + (field.type == FieldType::unit ? "organisationen" : "kodlistan " + list->label),
                                    "skriv källans kod till vänster och vår till höger; " + base::choice_hint(translation.second, known), mapping.place));
    }
}

void check_changed_fields(const Model& model, const DataSet& data_set, const Mapping& mapping, Issues& issues) {
    std::vector<std::string> changed = mapping.opposite_sign;
    for (const auto& [name, decimals] : mapping.decimals_moved) changed.push_back(name);
    for (const std::string& name : changed) {
        const Field* field = require_field(data_set, name, mapping, issues);
        if (field == nullptr || is_number(*field)) continue;
        issues.push_back(make_issue("field_has_wrong_type", "fältet " + name + " är inget tal, så tecken och storlek kan inte ändras",
                                    "ta bort det ur mappningen", mapping.place));
    }
    for (const auto& [name, decimals] : mapping.decimals_moved) {
        const Field* field = data_set.find_field(name);
        if (field == nullptr || !is_number(*field) || scale_of(*field) + decimals >= 0) continue;
        issues.push_back(make_issue("value_is_not_allowed", "fältet " + name + " har för få decimaler för att delas så", "välj ett annat värde i multiplied_by",
                                    mapping.place));
    }
    for (const auto& [name, codes] : mapping.codes) {
        if (const Field* field = require_field(data_set, name, mapping, issues)) check_translations(model, *field, codes, mapping, issues);
    }
    for (const auto& [name, texts] : mapping.leaves_out) require_field(data_set, name, mapping, issues);
    for (const std::string& name : mapping.free_text) require_field(data_set, name, mapping, issues);
}

/// Why the field's values cannot be replaced by a keyed hash; empty if they can.
std::string reason_against_hash(const Field& field, const Mapping& mapping) {
    if (field.type != FieldType::text || !field.pseudonym) return "datamängden säger inte att det är en pseudonym";
    if (mapping.fixed.contains(field.name)) return "mappningen ger det ett fast värde";
    if (mapping.codes.contains(field.name)) return "mappningen översätter dess koder";
    if (mapping.leaves_out.contains(field.name)) return "mappningen lämnar rader utanför efter dess värden";
    for (const auto& own : mapping.columns) {
        if (own.second != field.name) continue;
        bool is_shared = std::any_of(mapping.columns.begin(), mapping.columns.end(),
                                     [&](const auto& other) { return other.first == own.first && !other.second.empty() && !mapping.hashes(other.second); });
        if (is_shared) return "kolumnen " + own.first + " ger också ett fält utan hash";
    }
    return {};
}

void check_hashed_fields(const DataSet& data_set, const Mapping& mapping, Issues& issues) {
    for (const std::string& name : mapping.keyed_hash) {
        const Field* field = require_field(data_set, name, mapping, issues);
        if (field == nullptr) continue;
        std::string reason = reason_against_hash(*field, mapping);
        if (reason.empty()) continue;
        issues.push_back(make_issue("keyed_hash_is_not_allowed", "fältet " + name + " kan inte ersättas med en nycklad hash: " + reason,
                                    "ändra mappningen; står fältet för en person skrivs pseudonym: true på det i datamängden", mapping.place));
    }
}

}  // namespace

void check_mapping(const Model& model, const Mapping& mapping, Issues& issues) {
    const DataSet* data_set = model.find_data_set(mapping.data_set);
    if (data_set == nullptr) {
        std::vector<std::string> ids;
        for (const DataSet& other : model.data_sets) ids.push_back(other.id);
        issues.push_back(
            make_issue("data_set_is_unknown", "datamängden " + mapping.data_set + " finns inte", base::choice_hint(mapping.data_set, ids), mapping.place));
        return;
    }
    check_given_fields(*data_set, mapping, issues);
    check_subtracted_fields(*data_set, mapping, issues);
    check_changed_fields(model, *data_set, mapping, issues);
    check_hashed_fields(*data_set, mapping, issues);
}

}  // namespace tertial::model
