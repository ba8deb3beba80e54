// A model small enough to read at a glance, and files for it: what the tests of intake and facts read.
#pragma once

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/open_table.hpp"
#include "model/model.hpp"

namespace tertial::tests {

inline model::CodeList code_list(std::string id, const std::vector<model::Code>& codes) {
    model::CodeList list;
    list.id = id;
    list.label = id;
    for (const model::Code& code : codes) {
        list.index_of_code[code.code] = list.codes.size();
        list.codes.push_back(code);
    }
    return list;
}

inline model::Code code(std::string text, const char* from = nullptr, const char* to = nullptr) {
    model::Code code;
    code.code = text;
    code.name = text;
    if (from != nullptr) code.valid_from = base::parse_date(from);
    if (to != nullptr) code.valid_to = base::parse_date(to);
    return code;
}

inline model::Field field(std::string name, model::FieldType type, bool required = true, std::string list = {}) {
    model::Field field;
    field.name = name;
    field.label = name;
    field.type = type;
    field.required = required;
    field.list = list;
    return field;
}

inline model::DataSet ledger_set() {
    using enum model::FieldType;
    model::DataSet set;
    set.id = "ledger";
    set.fields = {field("voucher", text), field("booked", date),  field("period", month),    field("account", code, true, "account"),
                  field("unit", unit),    field("amount", money), field("text", text, false)};
    set.unit_field = "unit";
    set.period_field = "period";
    set.dimensions = {"account"};
    return set;
}

inline model::DataSet mission_set() {
    using enum model::FieldType;
    model::DataSet set;
    set.id = "mission";
    set.fields = {field("mission", text), field("alarm", instant), field("arrival", instant, false), field("station", unit), field("priority", integer)};
    set.fields.back().least = 1;
    set.fields.back().most = 3;
    model::DerivedField response;
    response.name = "response_seconds";
    response.label = "Responstid";
    response.kind = model::DerivedKind::seconds_between;
    response.from = "alarm";
    response.to = "arrival";
    response.most = 86400;
    set.derived = {response};
    set.unit_field = "station";
    set.period_field = "alarm";
    return set;
}

inline model::DataSet bed_set() {
    using enum model::FieldType;
    model::DataSet set;
    set.id = "beds";
    set.fields = {field("day", date), field("ward", unit), field("available", decimal)};
    set.fields.back().scale = 1;
    set.unit_field = "ward";
    set.period_field = "day";
    set.daily_census = true;
    return set;
}

inline model::Mapping mapping(std::string data_set, std::vector<std::pair<std::string, std::string>> columns) {
    model::Mapping mapping;
    mapping.id = data_set;
    mapping.data_set = data_set;
    mapping.columns = std::move(columns);
    return mapping;
}

inline const model::Model& small_region() {
    static const model::Model region = [] {
        model::Model model;
        model.code_lists["unit"] = code_list("unit", {code("3210"), code("3220", "2026-01-01"), code("3230", nullptr, "2025-12-31"), code("Z910")});
        model.code_lists["account"] =
            code_list("account", {code("3010"), code("4011"), code("4012"), code("4999", nullptr, "2025-06-30"), code("långt-konto-å")});
        model.data_sets = {ledger_set(), mission_set(), bed_set()};
        model.mappings = {
            mapping("ledger", {{"Verifikation", "voucher"},
                               {"Bokföringsdatum", "booked"},
                               {"Period", "period"},
                               {"Konto", "account"},
                               {"Kostnadsställe", "unit"},
                               {"Belopp", "amount"},
                               {"Text", "text"}}),
            mapping("mission", {{"Uppdrag", "mission"}, {"Larmtid", "alarm"}, {"Framme", "arrival"}, {"Station", "station"}, {"Prioritet", "priority"}}),
            mapping("beds", {{"Datum", "day"}, {"Enhet", "ward"}, {"Disponibla", "available"}})};
        return model;
    }();
    return region;
}

/// A folder that is removed when the test ends.
class TestFolder {
public:
    TestFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "tertial-test-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TestFolder() { std::filesystem::remove_all(path_); }
    TestFolder(const TestFolder&) = delete;
    TestFolder& operator=(const TestFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    std::string write(const std::string& name, std::string_view bytes) const {
        std::string path = path_ + "/" + name;
        std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path;
    }

private:
    std::string path_;
};

inline constexpr std::string_view ledger_head = "Verifikation;Bokföringsdatum;Period;Konto;Kostnadsställe;Belopp;Text\n";

inline intake::ReadPlan plan_of(std::string_view data_set) {
    std::size_t index = data_set == "ledger" ? 0 : data_set == "mission" ? 1 : 2;
    intake::ReadPlan plan;
    plan.data_set = &small_region().data_sets[index];
    plan.mapping = &small_region().mappings[index];
    plan.shown_file = "fil.csv";
    return plan;
}

/// Every row as text, "a|b|…", absent values as "-"; parts in order.
inline std::vector<std::string> read_rows(intake::Source& source) {
    std::vector<std::string> rows;
    for (std::size_t part = 0; part < source.part_count(); ++part) {
        auto reader = source.open_part(part);
        base::RowBatch batch;
        while (reader->read(batch)) {
            for (std::size_t row = 0; row < batch.row_count; ++row) {
                std::string text;
                for (std::size_t index = 0; index < batch.columns.size(); ++index) {
                    const base::ColumnBatch& column = batch.columns[index];
                    bool is_text = source.columns()[index].type == base::StoredType::text;
                    if (index > 0) text.push_back('|');
                    if (column.present[row] == 0) {
                        text.push_back('-');
                    } else if (is_text) {
                        text.append(column.text[row]);
                    } else {
                        text.append(std::to_string(column.whole[row]));
                    }
                }
                rows.push_back(text);
            }
        }
    }
    return rows;
}

}  // namespace tertial::tests
