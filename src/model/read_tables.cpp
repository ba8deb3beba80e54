// Tables of the model: code lists, and the organisation built from one of them.
#include <algorithm>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;
using base::Place;

std::optional<base::Date> read_date(const std::string& text, const std::string& column, const Place& place, Issues& issues) {
    if (text.empty()) return std::nullopt;
    auto date = base::parse_date(text);
    if (!date) issues.push_back(make_issue("date_is_not_readable", column + ": \"" + text + "\" är inget datum", "skriv ÅÅÅÅ-MM-DD", place));
    return date;
}

void set_code_value(Code& code, const std::string& column, const std::string& value, Issues& issues) {
    if (column == "name") {
        code.name = value;
    } else if (column == "valid_from") {
        code.valid_from = read_date(value, column, code.place, issues);
    } else if (column == "valid_to") {
        code.valid_to = read_date(value, column, code.place, issues);
    } else {
        code.attributes[column] = value;
    }
}

std::size_t column_index(const base::CsvTable& table, const std::string& name, const std::string& file, Issues& issues) {
    auto found = std::find(table.head.begin(), table.head.end(), name);
    if (found != table.head.end()) return static_cast<std::size_t>(found - table.head.begin());
    issues.push_back(make_issue("column_is_missing", "kolumnen " + name + " saknas", base::choice_hint(name, table.head), {file, 1, 0}));
    return table.head.size();
}

}  // namespace

CodeList read_code_list(const CodeListFile& list, const std::string& text, const std::string& file, Issues& issues) {
    CodeList result{list.id, list.label, {}, {}, {}};
    auto table = base::read_csv_table(text, ',', file);
    if (!table.ok()) {
        issues.insert(issues.end(), table.issues().begin(), table.issues().end());
        return result;
    }
    const auto& head = table.value().head;
    if (column_index(table.value(), "name", file, issues) == head.size()) return result;
    for (std::size_t index = 1; index < head.size(); ++index) {
        if (head[index] != "name" && head[index] != "valid_from" && head[index] != "valid_to") result.attribute_names.push_back(head[index]);
    }
    for (const base::CsvRow& row : table.value().rows) {
        Code code;
        code.code = row.fields[0];
        code.place = {file, row.line, 0};
        for (std::size_t index = 1; index < head.size(); ++index) set_code_value(code, head[index], row.fields[index], issues);
        if (code.code.empty()) {
            issues.push_back(make_issue("field_is_empty", "koden saknas", "fyll i " + head[0], code.place));
        } else if (!result.index_of_code.emplace(code.code, result.codes.size()).second) {
            issues.push_back(make_issue("code_is_given_twice", "koden " + code.code + " finns redan", "ta bort den ena raden eller byt kod", code.place));
        }
        result.codes.push_back(std::move(code));
    }
    return result;
}

void build_units(Model& model, Issues& issues) {
    const CodeList* list = model.find_code_list("unit");
    if (list == nullptr) {
        issues.push_back(make_issue("organisation_is_missing", "ingen kodlista heter unit", "lägg till organisation.csv som kodlista unit i region.yaml",
                                    {"region.yaml", 1, 0}));
        return;
    }
    for (const Code& code : list->codes) {
        auto attribute = [&](const char* name) {
            auto found = code.attributes.find(name);
            return found == code.attributes.end() ? std::string() : found->second;
        };
        model.index_of_unit.emplace(code.code, model.units.size());
        model.units.push_back({code.code, code.name, attribute("kind"), attribute("parent"), {}, code.place});
        if (code.valid_from && code.valid_from->day() != 1) {
            issues.push_back(make_issue("change_is_not_on_the_first", "enheten " + code.code + " börjar gälla mitt i en månad",
                                        "skriv den första i månaden: en organisationsändring gäller hela månader", code.place));
        }
    }
    for (const Unit& unit : model.units) {
        if (unit.parent.empty()) continue;
        auto parent = model.index_of_unit.find(unit.parent);
        if (parent == model.index_of_unit.end()) {
            issues.push_back(unknown_unit(model, unit.parent, unit.place));
            continue;
        }
        model.units[parent->second].children.push_back(unit.code);
    }
}

}  // namespace tertial::model
