#include "synth/record_plan.hpp"

#include "base/text.hpp"

namespace tertial::synth {
namespace {

using base::Month;
using base::Rational;
using base::Result;

Result<std::array<std::int64_t, 12>> read_season(const CareOrder& order, const std::string& season) {
    Table table = TRY(Table::read(order.assumptions_folder + "/seasons.csv", {"season", "m01", "m12"}));
    const std::size_t row = TRY(table.find("season", season));
    std::array<std::int64_t, 12> weights{};
    for (int month = 1; month <= 12; ++month) {
        weights[static_cast<std::size_t>(month - 1)] = TRY(table.whole(row, (month < 10 ? "m0" : "m") + std::to_string(month)));
    }
    return weights;
}

/// "kind=distance|list=operation"
std::vector<std::pair<std::string, std::string>> read_codes(const std::string& cell) {
    std::vector<std::pair<std::string, std::string>> codes;
    if (cell.empty()) return codes;
    for (const std::string& part : base::split(cell, '|')) {
        const std::size_t sign = part.find('=');
        codes.emplace_back(part.substr(0, sign), sign == std::string::npos ? "" : part.substr(sign + 1));
    }
    return codes;
}

Result<RecordLine> read_line(const CareOrder& order, const Table& table, std::size_t row, const UnitSets& sets) {
    RecordLine line;
    const std::string& published = table.text(row, "table");
    line.count =
        published.empty() ? TRY(table.whole(row, "count")) : TRY(published_count(order, published, table.text(row, "label"), table.text(row, "column")));
    line.codes = read_codes(table.text(row, "codes"));
    auto units = sets.find(table.text(row, "units"));
    if (units == sets.end()) {
        return base::make_issue("row_is_missing", "ingen rad i unit_sets.csv heter " + table.text(row, "units"), "lägg till raden", table.place(row));
    }
    line.units = units->second;
    return line;
}

std::string key_of(const std::string& aim, Month first) { return aim + " " + base::format_month(first); }

Result<std::int64_t> to_whole(const Rational& value) { return static_cast<std::int64_t>(TRY(base::rounded(value, 0))); }

}  // namespace

Result<UnitSets> read_unit_sets(const CareOrder& order, const Region& region) {
    Table table = TRY(Table::read(order.assumptions_folder + "/unit_sets.csv", {"set", "units"}));
    UnitSets sets;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        std::vector<Weighted> units = TRY(read_weighted(table, row, "units"));
        for (const Weighted& unit : units) TRY(check_unit(region, unit.code, table.place(row)));
        sets[table.text(row, "set")] = std::move(units);
    }
    return sets;
}

Result<std::int64_t> published_count(const CareOrder& order, const std::string& table, const std::string& label, const std::string& column) {
    Table published = TRY(Table::read(order.published_folder + "/" + table, {"label", column}));
    const std::size_t row = TRY(published.find("label", label));
    if (published.text(row, column).empty()) return std::int64_t{0};
    return published.whole(row, column);
}

Result<std::vector<RecordBlock>> read_blocks(const CareOrder& order, const Region& region, const RecordForm& form) {
    const UnitSets sets = TRY(read_unit_sets(order, region));
    const std::array<std::int64_t, 12> season = TRY(read_season(order, form.season));
    Table table = TRY(Table::read(order.assumptions_folder + "/record_lines.csv",
                                  {"data_set", "first_month", "last_month", "codes", "units", "table", "label", "column", "count"}));
    std::vector<RecordBlock> blocks;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "data_set") != form.data_set) continue;
        const Month first = TRY(table.month(row, "first_month")), last = TRY(table.month(row, "last_month"));
        // The lines of a block stand together in the file.
        if (blocks.empty() || blocks.back().first() != first) blocks.emplace_back(form, first, last, season, order.seed);
        RecordLine line = TRY(read_line(order, table, row, sets));
        blocks.back().add(line);
    }
    if (blocks.empty()) return base::make_issue("row_is_missing", "ingen rad i record_lines.csv gäller " + form.data_set, "lägg till raden");
    return blocks;
}

Result<RecordAims> RecordAims::read(const CareOrder& order, const std::string& data_set) {
    Table table = TRY(Table::read(order.assumptions_folder + "/record_aims.csv", {"data_set", "aim", "first_month", "row_no", "value"}));
    Table published = TRY(Table::read(order.published_folder + "/kpi_short_term.csv", {"row_no", "outcome_value"}));
    RecordAims aims;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        if (table.text(row, "data_set") != data_set) continue;
        const Month first = TRY(table.month(row, "first_month"));
        Rational& value = aims.values_[key_of(table.text(row, "aim"), first)];
        if (table.text(row, "row_no").empty()) {
            value = TRY(table.decimal(row, "value"));
        } else {
            const std::size_t cell = TRY(published.find("row_no", table.text(row, "row_no")));
            value = TRY(published.decimal(cell, "outcome_value"));
        }
    }
    return aims;
}

Result<Rational> RecordAims::of(const std::string& aim, Month first) const {
    auto found = values_.find(key_of(aim, first));
    if (found != values_.end()) return found->second;
    return base::make_issue("row_is_missing", "record_aims.csv saknar " + aim + " från " + base::format_month(first), "lägg till raden");
}

Result<std::int64_t> RecordAims::share_of(std::size_t count, const std::string& aim, Month first) const {
    const Rational percent = TRY(of(aim, first));
    const Rational share = TRY(base::divide(percent, Rational(100)));
    const Rational part = TRY(base::multiply(share, Rational(static_cast<std::int64_t>(count))));
    return to_whole(part);
}

Result<std::int64_t> RecordAims::total_of(std::size_t count, std::int64_t factor, const std::string& aim, Month first) const {
    const Rational mean = TRY(of(aim, first));
    const Rational total = TRY(base::multiply(mean, Rational(static_cast<std::int64_t>(count) * factor)));
    return to_whole(total);
}

}  // namespace tertial::synth
