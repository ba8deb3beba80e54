#include "synth/table.hpp"

#include <charconv>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tertial::synth {

using base::Issues;
using base::make_issue;
using base::Result;

Table::Table(std::string path, base::CsvTable table) : path_(std::move(path)), table_(std::move(table)) {
    for (std::size_t index = 0; index < table_.head.size(); ++index) columns_[table_.head[index]] = index;
}

Result<Table> Table::read(const std::string& path, const std::vector<std::string>& columns) {
    std::string bytes = TRY(base::read_file(path));
    Table table(path, TRY(base::read_csv_table(bytes, ',', path)));
    Issues issues;
    for (const std::string& column : columns) {
        if (table.columns_.contains(column)) continue;
        issues.push_back(make_issue("column_is_missing", "kolumnen " + column + " saknas", base::did_you_mean(column, table.table_.head), {path, 1, 0}));
    }
    if (!issues.empty()) return issues;
    return table;
}

const std::string& Table::text(std::size_t row, const std::string& column) const { return table_.rows[row].fields[columns_.at(column)]; }

Result<std::int64_t> Table::whole(std::size_t row, const std::string& column) const { return scaled(row, column, 1); }

Result<base::Rational> Table::decimal(std::size_t row, const std::string& column) const {
    auto number = base::parse_rational(text(row, column));
    if (!number) {
        return make_issue("number_is_not_readable", "”" + text(row, column) + "” i kolumnen " + column + " är inget tal", "skriv talet med decimalpunkt",
                          place(row));
    }
    return *number;
}

Result<std::int64_t> Table::scaled(std::size_t row, const std::string& column, std::int64_t factor) const {
    base::Rational written = TRY(decimal(row, column));
    base::Rational number = TRY(base::multiply(written, base::Rational(factor)));
    if (number.denominator() != 1) {
        return make_issue("number_is_not_readable", "”" + text(row, column) + "” i kolumnen " + column + " har för många decimaler", "avrunda talet",
                          place(row));
    }
    return static_cast<std::int64_t>(number.numerator());
}

Result<base::Month> Table::month(std::size_t row, const std::string& column) const {
    auto month = base::parse_month(text(row, column));
    if (!month) return make_issue("month_is_not_readable", "”" + text(row, column) + "” är ingen månad", "skriv månaden som 2026-04", place(row));
    return *month;
}

Result<std::size_t> Table::find(const std::string& column, std::string_view key) const {
    for (std::size_t row = 0; row < row_count(); ++row) {
        if (text(row, column) == key) return row;
    }
    return make_issue("row_is_missing", "ingen rad har ”" + std::string(key) + "” i kolumnen " + column, "lägg till raden", {path_, 0, 0});
}

Result<std::vector<Weighted>> read_weighted(const Table& table, std::size_t row, const std::string& column) {
    std::vector<Weighted> list;
    for (const std::string& part : base::split(table.text(row, column), '|')) {
        std::size_t colon = part.rfind(':');
        std::int64_t weight = 0;
        const char* last = part.data() + part.size();
        bool readable = colon != std::string::npos;
        if (readable) {
            auto [stopped, error] = std::from_chars(part.data() + colon + 1, last, weight);
            readable = error == std::errc{} && stopped == last && weight > 0;
        }
        if (!readable) {
            return make_issue("weight_list_is_not_readable", "”" + part + "” i kolumnen " + column + " är inte en kod och en vikt",
                              "skriv till exempel ward:10|clinic:8", table.place(row));
        }
        list.push_back({part.substr(0, colon), weight});
    }
    return list;
}

}  // namespace tertial::synth
