// Rows held in memory as a source, random rows for property tests, and sums over them by the plainest of roads.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/row_source.hpp"
#include "domain/aggregate_query.hpp"
#include "facts/facts.hpp"

namespace tertial::tests {

/// unit, account (may be absent), priority (may be absent), amount (may be absent), _month, _line.
struct Row {
    std::string unit;
    std::optional<std::string> account;
    std::optional<std::int64_t> priority;
    std::optional<std::int64_t> amount;
    base::Month month;
    std::int64_t line = 0;
};

class ListedRows final : public base::RowSource {
public:
    ListedRows(std::vector<Row> rows, std::size_t part_rows) : rows_(std::move(rows)), part_rows_(part_rows) {}
    [[nodiscard]] const std::vector<base::StoredColumn>& columns() const override { return columns_; }
    [[nodiscard]] std::size_t part_count() const override { return (rows_.size() + part_rows_ - 1) / part_rows_; }
    [[nodiscard]] std::unique_ptr<base::RowReader> open_part(std::size_t part) override { return std::make_unique<Reader>(*this, part * part_rows_); }
    [[nodiscard]] const std::vector<Row>& rows() const { return rows_; }

private:
    class Reader final : public base::RowReader {
    public:
        Reader(const ListedRows& source, std::size_t begin) : source_(source), next_(begin), end_(std::min(begin + source.part_rows_, source.rows_.size())) {}
        bool read(base::RowBatch& batch) override {
            batch.columns.resize(6);
            for (auto& column : batch.columns) {
                column.whole.resize(base::batch_rows_max);
                column.text.resize(base::batch_rows_max);
                column.present.assign(base::batch_rows_max, 1);
            }
            batch.row_count = 0;
            for (; next_ < end_ && batch.row_count < base::batch_rows_max; ++next_, ++batch.row_count) put(batch, source_.rows_[next_]);
            return batch.row_count > 0;
        }

    private:
        static void put(base::RowBatch& batch, const Row& row) {
            std::size_t at = batch.row_count;
            batch.columns[0].text[at] = row.unit;
            batch.columns[1].present[at] = row.account.has_value();
            if (row.account) batch.columns[1].text[at] = *row.account;
            batch.columns[2].present[at] = row.priority.has_value();
            batch.columns[2].whole[at] = row.priority.value_or(0);
            batch.columns[3].present[at] = row.amount.has_value();
            batch.columns[3].whole[at] = row.amount.value_or(99);
            batch.columns[4].whole[at] = row.month.year() * 100 + row.month.month();
            batch.columns[5].whole[at] = row.line;
        }
        const ListedRows& source_;
        std::size_t next_;
        std::size_t end_;
    };

    std::vector<Row> rows_;
    std::size_t part_rows_;
    std::vector<base::StoredColumn> columns_ = {{"unit", base::StoredType::text},    {"account", base::StoredType::text}, {"priority", base::StoredType::whole},
                                                {"amount", base::StoredType::whole}, {"_month", base::StoredType::whole}, {"_line", base::StoredType::whole}};
};

inline std::vector<Row> random_rows(std::mt19937_64& random, std::size_t count, base::Month first, int month_count) {
    std::vector<Row> rows;
    for (std::size_t index = 0; index < count; ++index) {
        Row row;
        row.unit = "enhet'" + std::to_string(random() % 20);
        if (random() % 10 != 0) row.account = (random() % 2 == 0 ? "" : "ett långt konto nummer ") + std::to_string(4000 + random() % 30);
        if (random() % 10 != 0) row.priority = static_cast<std::int64_t>(random() % 200);
        if (random() % 10 != 0) row.amount = static_cast<std::int64_t>(random() % 1000) - 500;
        row.month = first.plus(static_cast<int>(random() % static_cast<unsigned>(month_count)));
        row.line = static_cast<std::int64_t>(index) + 2;
        rows.push_back(row);
    }
    return rows;
}

inline facts::AggregateShape row_shape() { return {{"unit", "account", "priority"}, {"amount"}, {"amount"}}; }

/// The class of a value, as FieldClasses defines it.
inline int class_of(const domain::FieldClasses& key, const Row& row) {
    if (key.by_threshold) {
        const std::optional<std::int64_t>& value = key.field == "amount" ? row.amount : row.priority;
        if (!value) return 0;
        int found = 1;
        for (std::int64_t threshold : key.thresholds) found += threshold <= *value;
        return found;
    }
    std::optional<std::string> value = key.field == "unit" ? std::optional(row.unit) : row.account;
    for (const auto& [code, code_class] : key.class_of_code) {
        if (value == code) return code_class;
    }
    return 0;
}

}  // namespace tertial::tests
