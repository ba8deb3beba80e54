// The rows of a table of the model, whose fields are asked for by column name.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/period.hpp"
#include "base/rational.hpp"
#include "base/text.hpp"

namespace tertial::model {

/// A row whose fields are asked for by column name.
class NamedRow {
public:
    NamedRow(const base::CsvTable& table, const base::CsvRow& row, const std::string& file, base::Issues& issues)
        : table_(table), row_(row), place_{file, row.line, 0}, issues_(issues) {}

    [[nodiscard]] std::string text(const std::string& column) const { return text_or(column, ""); }
    /// Of a column that the table may lack, or leave empty.
    [[nodiscard]] std::string text_or(const std::string& column, const std::string& otherwise) const {
        auto found = std::find(table_.head.begin(), table_.head.end(), column);
        if (found == table_.head.end()) return otherwise;
        const std::string& field = row_.fields[static_cast<std::size_t>(found - table_.head.begin())];
        return field.empty() ? otherwise : field;
    }
    [[nodiscard]] base::Rational number_or(const std::string& column, std::int64_t otherwise) const {
        return text(column).empty() ? base::Rational(otherwise) : number(column);
    }
    [[nodiscard]] base::Period period(const std::string& column) const {
        auto period = base::parse_period(text(column));
        if (period.ok()) return period.value();
        report("period_is_not_readable", "\"" + text(column) + "\" är ingen period", "skriv till exempel 2026 eller 2026-T1");
        return base::Period::month(base::Month::of(2000, 1));
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
        issues_.push_back(base::make_issue(code, message, hint, place_));
    }
    [[nodiscard]] const base::Place& place() const { return place_; }

private:
    const base::CsvTable& table_;
    const base::CsvRow& row_;
    base::Place place_;
    base::Issues& issues_;
};

/// Reads the table if every column is there, and hands out its rows.
template <class Read>
void read_rows(const std::string& text, const std::string& file, const std::vector<std::string>& columns, base::Issues& issues, Read&& read) {
    auto table = base::read_csv_table(text, ',', file);
    if (!table.ok()) {
        issues.insert(issues.end(), table.issues().begin(), table.issues().end());
        return;
    }
    bool complete = true;
    for (const std::string& column : columns) {
        if (std::find(table.value().head.begin(), table.value().head.end(), column) != table.value().head.end()) continue;
        issues.push_back(base::make_issue("column_is_missing", "kolumnen " + column + " saknas", base::choice_hint(column, table.value().head), {file, 1, 0}));
        complete = false;
    }
    if (!complete) return;
    for (const base::CsvRow& row : table.value().rows) read(NamedRow(table.value(), row, file, issues));
}

}  // namespace tertial::model
