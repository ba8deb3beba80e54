// A mapping file in a region that is otherwise whole: what is wrong with it is said with its place, and one that is taken in names what there
// is and can be used: a file with the columns that it reads goes through the whole intake.
#include <algorithm>

#include "base/csv.hpp"
#include "fuzz/memory_file.hpp"
#include "intake/small_region.hpp"
#include "model/read.hpp"

using namespace tertial;
using fuzz::expect;

namespace {

const std::string mapping_file = "mappings/prov.yaml";

model::ModelFiles files_with(std::string_view mapping) {
    return {{"region.yaml",
             "model: small\nregion: Region Prov\ncode_lists:\n  - {id: unit, label: Enhet, file: organisation.csv}\n"
             "  - {id: account, label: Konto, file: accounts.csv}\n"},
            {"organisation.csv", "unit,name,kind,parent,valid_from,valid_to\nREGION,Prov,region,,2015-01-01,\nK1,Ledning,cost_centre,REGION,2015-01-01,\n"},
            {"accounts.csv", "account,name\n3011,Avgifter\n4011,Löner\n"},
            {"data_sets/stay.yaml",
             "data_set: stay\nlabel: Vistelse\nfields:\n  - {name: stay, label: Nummer, type: text, required: true}\n"
             "  - {name: period, label: Period, type: month, required: true}\n  - {name: day, label: Dag, type: date}\n"
             "  - {name: begins, label: Börjar, type: instant}\n  - {name: account, label: Konto, type: code, list: account}\n"
             "  - {name: unit, label: Enhet, type: unit, required: true}\n  - {name: amount, label: Belopp, type: money, required: true}\n"
             "  - {name: hours, label: Timmar, type: decimal, scale: 1}\n  - {name: rooms, label: Rum, type: integer}\n"
             "  - {name: note, label: Anteckning, type: text, free_text: true}\nkey: [stay]\nunit_field: unit\nperiod_field: period\n"},
            {mapping_file, std::string(mapping)}};
}

void check_issues(const base::Issues& issues, std::string_view text) {
    fuzz::expect_words(issues);
    auto line_count = std::count(text.begin(), text.end(), '\n') + std::count(text.begin(), text.end(), '\r') + 1;
    for (const base::Issue& issue : issues) {
        expect(issue.place.file == mapping_file, "the region is whole but for the mapping", base::format_issue(issue));
        expect(issue.place.line <= line_count, "an issue is within the file", base::format_issue(issue));
        expect(!issue.hint.empty(), "an issue says what can be done", base::format_issue(issue));
    }
}

void check_names(const model::DataSet& data_set, const model::Mapping& mapping) {
    std::map<std::string, int> count_by_field;
    for (const auto& [column, field] : mapping.columns) {
        if (!field.empty()) ++count_by_field[field];
    }
    for (const auto& [field, value] : mapping.fixed) ++count_by_field[field];
    for (const auto& [column, field] : mapping.subtracted) expect(count_by_field[field] == 1, "what is taken away from is given", field);
    for (const auto& [field, count] : count_by_field) {
        expect(data_set.find_field(field) != nullptr, "a mapping gives fields that there are", field);
        expect(count == 1, "a field is given once", field);
    }
    for (const model::Field& field : data_set.fields) expect(!field.required || mapping.gives(field.name), "what is required is given", field.name);
    for (const auto& [field, places] : mapping.decimals_moved) expect(data_set.find_field(field)->scale + places >= 0, "no digit is lost", field);
    expect(mapping.form.head_line >= 0, "lines count from 1");
}

/// A file with the mapping's columns, each of its rows with another kind of value.
std::string source_file(const model::Mapping& mapping) {
    char delimiter = mapping.form.delimiter == 0 ? ';' : mapping.form.delimiter;
    std::vector<std::string> columns;
    for (const auto& [column, field] : mapping.all_columns()) {
        if (std::find(columns.begin(), columns.end(), column) == columns.end()) columns.push_back(column);
    }
    std::string text(static_cast<std::size_t>(std::clamp<std::int64_t>(mapping.form.head_line - 1, 0, 9)), '\n');
    std::vector<std::string> rows(1, "");
    for (const std::string& column : columns) rows[0] += (rows[0].empty() ? "" : std::string(1, delimiter)) + base::format_csv_field(column, delimiter);
    for (const char* value : {"K1", "4011", "2026-04", "2026-04-30", "1234,5", "2026-04-30T12:00:00"}) {
        std::string row;
        for (std::size_t column = 0; column < columns.size(); ++column) row += (column == 0 ? "" : std::string(1, delimiter)) + value;
        rows.push_back(row);
    }
    return text + base::joined(rows, "\n") + "\n";
}

void check_use(const model::Model& region, const model::Mapping& mapping) {
    std::string text = source_file(mapping);
    fuzz::MemoryFile file(text);
    intake::ReadPlan plan;
    plan.data_set = region.find_data_set(mapping.data_set);
    plan.mapping = &mapping;
    plan.shown_file = "fil.csv";
    auto source = intake::open_file(file.path(), region, plan);
    if (!source.ok()) return fuzz::expect_words(source.issues());
    std::size_t row_count = tests::read_rows(*source.value()).size();
    expect(static_cast<std::int64_t>(row_count) <= source.value()->row_count(), "no more rows are handed on than are counted", text);
    base::Issues issues = source.value()->issues();
    if (!issues.empty()) fuzz::expect_words(issues);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::string_view text = fuzz::text_of(bytes, size);
    auto read = model::read_model(files_with(text), "");
    if (!read.ok()) {
        check_issues(read.issues(), text);
        return 0;
    }
    for (const model::Mapping& mapping : read.value().mappings) {
        check_names(*read.value().find_data_set(mapping.data_set), mapping);
        check_use(read.value(), mapping);
    }
    return 0;
}
