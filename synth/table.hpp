// A CSV table whose cells are fetched by column name: published totals, assumptions and the model's tables.
// It knows nothing of what the columns mean. First step of the synthesis; everything else reads through it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/csv.hpp"
#include "base/date.hpp"
#include "base/rational.hpp"
#include "base/result.hpp"

namespace tertial::synth {

class Table {
public:
    /// Issues `column_is_missing` and those of the CSV reader. Comma is the delimiter of every table read here.
    static base::Result<Table> read(const std::string& path, const std::vector<std::string>& columns);

    [[nodiscard]] std::size_t row_count() const { return table_.rows.size(); }
    [[nodiscard]] const std::string& text(std::size_t row, const std::string& column) const;

    /// Issue `number_is_not_readable`.
    [[nodiscard]] base::Result<std::int64_t> whole(std::size_t row, const std::string& column) const;
    /// A plain decimal, exactly.
    [[nodiscard]] base::Result<base::Rational> decimal(std::size_t row, const std::string& column) const;
    /// A decimal times `factor`, which must come out whole: "905.47" tkr times 100 000 is öre.
    [[nodiscard]] base::Result<std::int64_t> scaled(std::size_t row, const std::string& column, std::int64_t factor) const;
    [[nodiscard]] base::Result<base::Month> month(std::size_t row, const std::string& column) const;

    /// The row whose `column` holds `key`. Issue `row_is_missing`.
    [[nodiscard]] base::Result<std::size_t> find(const std::string& column, std::string_view key) const;
    [[nodiscard]] base::Place place(std::size_t row) const { return {path_, table_.rows[row].line, 0}; }

private:
    Table(std::string path, base::CsvTable table);

    std::string path_;
    base::CsvTable table_;
    std::unordered_map<std::string, std::size_t> columns_;
};

/// A code and its weight, from a cell such as "ward:10|clinic:8".
struct Weighted {
    std::string code;
    std::int64_t weight = 0;
};

/// Issue `weight_list_is_not_readable`.
[[nodiscard]] base::Result<std::vector<Weighted>> read_weighted(const Table& table, std::size_t row, const std::string& column);

}  // namespace tertial::synth
