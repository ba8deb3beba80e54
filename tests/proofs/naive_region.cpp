#include "proofs/naive_region.hpp"

#include <cstdio>
#include <cstdlib>

#include "base/csv.hpp"
#include "base/files.hpp"

namespace tertial::proofs {

void give_up(const std::string& why) {
    std::fprintf(stderr, "the proof cannot go on: %s\n", why.c_str());
    std::abort();
}

std::vector<CsvFields> read_csv_rows(const std::string& path, char delimiter) {
    auto bytes = base::read_file(path);
    if (!bytes.ok()) give_up(base::format_issues(bytes.issues()));
    auto table = base::read_csv_table(bytes.value(), delimiter, path);
    if (!table.ok()) give_up(base::format_issues(table.issues()));
    std::vector<CsvFields> rows;
    for (const base::CsvRow& line : table.value().rows) {
        CsvFields& fields = rows.emplace_back();
        for (std::size_t column = 0; column < line.fields.size(); ++column) fields[table.value().head[column]] = line.fields[column];
    }
    return rows;
}

std::string Region::parent_of(const std::string& unit, base::Month month) const {
    // The first move that is still to come tells where the unit lies until then.
    const NaiveMove* next = nullptr;
    for (const NaiveMove& move : moves) {
        if (move.unit == unit && month < move.from && (next == nullptr || move.from < next->from)) next = &move;
    }
    return next == nullptr ? units.at(unit).parent : next->before;
}

bool Region::is_at_or_below(std::string unit, const std::string& top, base::Month month) const {
    while (!unit.empty()) {
        if (unit == top) return true;
        unit = parent_of(unit, month);
    }
    return false;
}

std::set<std::string> Region::subtree(const std::string& top, base::Month month) const {
    std::set<std::string> inside;
    for (const std::string& code : unit_codes) {
        if (is_at_or_below(code, top, month)) inside.insert(code);
    }
    return inside;
}

std::string Region::nearest_above(const std::string& unit, const std::string& kind, base::Month month) const {
    std::string above = unit;
    while (!above.empty() && units.at(above).kind != kind) above = parent_of(above, month);
    return above;
}

bool Region::is_valid(const std::string& unit, base::Month month) const {
    const CsvFields& columns = units.at(unit).columns;
    const std::string last_day = base::format_date(month.last_day());
    return columns.at("valid_from") <= last_day && (columns.at("valid_to").empty() || last_day <= columns.at("valid_to"));
}

Region read_region(const std::string& model_folder) {
    Region region;
    for (const CsvFields& row : read_csv_rows(model_folder + "/organisation.csv", ',')) {
        region.units[row.at("unit")] = {row.at("parent"), row.at("kind"), row};
        region.unit_codes.push_back(row.at("unit"));
    }
    for (const CsvFields& row : read_csv_rows(model_folder + "/organisation_changes.csv", ',')) {
        const std::string& change = row.at("change");
        if (change == "move") region.moves.push_back({row.at("unit"), base::Month::of(*base::parse_date(row.at("from"))), row.at("before")});
        if (change != "move" && change != "rename") give_up("the naive road knows no " + change);
    }
    for (const CsvFields& row : read_csv_rows(model_folder + "/accounts.csv", ',')) region.accounts[row.at("account")] = row;
    for (const CsvFields& row : read_csv_rows(model_folder + "/counterparties.csv", ',')) region.unit_of_counterparty[row.at("counterparty")] = row.at("unit");
    for (const CsvFields& row : read_csv_rows(model_folder + "/municipalities.csv", ',')) region.municipalities.push_back(row.at("municipality"));
    return region;
}

}  // namespace tertial::proofs
