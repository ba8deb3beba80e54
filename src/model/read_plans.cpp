// What has been decided for the year, as tables: targets, result-improving measures and investments.
#include <algorithm>

#include "base/csv.hpp"
#include "base/period.hpp"
#include "base/text.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;
using base::Place;

/// A row whose fields are asked for by column name.
class NamedRow {
public:
    NamedRow(const base::CsvTable& table, const base::CsvRow& row, const std::string& file, Issues& issues)
        : table_(table), row_(row), place_{file, row.line, 0}, issues_(issues) {}

    [[nodiscard]] std::string text(const std::string& column) const {
        auto found = std::find(table_.head.begin(), table_.head.end(), column);
        return row_.fields[static_cast<std::size_t>(found - table_.head.begin())];
    }
    [[nodiscard]] base::Rational number(const std::string& column) const {
        auto value = base::parse_rational(text(column));
        if (!value) report("number_is_not_readable", column + ": \"" + text(column) + "\" är inget tal", "skriv talet med decimalpunkt");
        return value.value_or(base::Rational());
    }
    [[nodiscard]] int year(const std::string& column) const {
        auto period = base::parse_period(text(column));
        if (period.ok() && period.value().kind == base::PeriodKind::year) return period.value().first.year();
        report("period_is_not_readable", column + ": \"" + text(column) + "\" är inget år", "skriv till exempel 2026");
        return 0;
    }
    [[nodiscard]] std::string one_of(const std::string& column, const std::vector<std::string>& allowed) const {
        std::string value = text(column);
        if (std::find(allowed.begin(), allowed.end(), value) == allowed.end()) {
            report("value_is_not_allowed", column + ": \"" + value + "\" är inget av de tillåtna värdena", "välj bland " + base::joined(allowed, ", "));
        }
        return value;
    }
    void report(const std::string& code, const std::string& message, const std::string& hint) const {
        issues_.push_back(make_issue(code, message, hint, place_));
    }
    [[nodiscard]] const Place& place() const { return place_; }

private:
    const base::CsvTable& table_;
    const base::CsvRow& row_;
    Place place_;
    Issues& issues_;
};

/// Reads the table if every column is there, and hands out its rows.
template <class Read>
void read_rows(const std::string& text, const std::string& file, const std::vector<std::string>& columns, Issues& issues, Read&& read) {
    auto table = base::read_csv_table(text, ',', file);
    if (!table.ok()) {
        issues.insert(issues.end(), table.issues().begin(), table.issues().end());
        return;
    }
    bool complete = true;
    for (const std::string& column : columns) {
        if (std::find(table.value().head.begin(), table.value().head.end(), column) != table.value().head.end()) continue;
        issues.push_back(make_issue("column_is_missing", "kolumnen " + column + " saknas", base::did_you_mean(column, table.value().head), {file, 1, 0}));
        complete = false;
    }
    if (!complete) return;
    for (const base::CsvRow& row : table.value().rows) read(NamedRow(table.value(), row, file, issues));
}

template <class Item>
void require_new_id(const std::vector<Item>& known, const Item& item, const NamedRow& row) {
    if (std::any_of(known.begin(), known.end(), [&](const Item& other) { return other.id == item.id; })) {
        row.report("name_is_given_twice", item.id + " finns redan", "byt namn på den ena");
    }
}

}  // namespace

void read_targets(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"indicator", "unit", "period", "column", "basis", "comparison", "value", "measure_unit"}, issues, [&](const NamedRow& row) {
        Target target;
        target.indicator = row.text("indicator");
        target.unit = row.text("unit");
        target.period = row.text("period");
        if (!base::parse_period(target.period).ok())
            row.report("period_is_not_readable", "\"" + target.period + "\" är ingen period", "skriv till exempel 2026 eller 2026-T1");
        target.column = row.one_of("column", {"outturn", "change", "change_percent"});
        target.basis = row.text("basis");
        target.comparison = row.one_of("comparison", {"max", "min", "equals", "shorter_than"});
        target.value = row.number("value");
        target.measure_unit = row.one_of("measure_unit", domain::measure_unit_ids());
        target.place = row.place();
        model.targets.push_back(std::move(target));
    });
}

void read_initiatives(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"initiative", "name", "unit", "year", "full_year_effect_mkr", "lines"}, issues, [&](const NamedRow& row) {
        Initiative initiative{
            row.text("initiative"), row.text("name"), row.text("unit"), row.year("year"), row.number("full_year_effect_mkr"), {}, row.place()};
        if (!row.text("lines").empty()) initiative.lines = base::split(row.text("lines"), ' ');
        require_new_id(model.initiatives, initiative, row);
        model.initiatives.push_back(std::move(initiative));
    });
}

void read_investments(const std::string& text, const std::string& file, Model& model, Issues& issues) {
    read_rows(text, file, {"investment", "name", "group", "unit", "year", "budget_tkr"}, issues, [&](const NamedRow& row) {
        Investment investment{row.text("investment"), row.text("name"),         row.text("group"), row.text("unit"),
                              row.year("year"),       row.number("budget_tkr"), row.place()};
        require_new_id(model.investments, investment, row);
        model.investments.push_back(std::move(investment));
    });
}

}  // namespace tertial::model
