// The SQL of every question to the facts, as text. Pure: the same query over the same files gives the same text, byte for byte,
// so that `explain` shows what runs. Knows DuckDB's dialect but not its library. Identifiers are quoted, literals escaped.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/aggregate_query.hpp"
#include "facts/facts.hpp"

namespace tertial::facts::duckdb {

[[nodiscard]] std::string quoted_name(std::string_view name);
[[nodiscard]] std::string quoted_text(std::string_view text);
/// A path as read_parquet takes it: signs that would make it a pattern are taken literally.
[[nodiscard]] std::string quoted_path(std::string_view path);

/// Columns of the answer: _month, one class per key, the histogram value or the field's text if asked for, sums, present counts, row count.
/// Empty when no accepted file has a month of the query in force.
[[nodiscard]] std::string aggregate_query_sql(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files, UseAggregates use);

/// Columns: file index, line; ordered by both. Empty when no file has a month of the filter in force.
[[nodiscard]] std::string find_lines_sql(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files, std::int64_t offset,
                                         std::int64_t limit);
[[nodiscard]] std::string count_lines_sql(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files);

/// Columns: first line, repeated line.
[[nodiscard]] std::string repeated_keys_sql(const std::string& folder, const std::vector<std::string>& key, std::size_t limit);

/// Columns: value as text, count, and the sum of each measure; by value.
[[nodiscard]] std::string sum_by_field_sql(const std::string& folder, const std::string& field, const std::vector<std::string>& measures);
/// Columns: count of all and line, for the rows that the first has and the second has not; by line.
[[nodiscard]] std::string lone_rows_sql(const std::string& first_folder, const std::string& second_folder, const std::vector<std::string>& columns,
                                        std::size_t limit);

/// Columns: _month, the fields as text, sums, row count, first line. Empty when no accepted file has a month of the query in force.
[[nodiscard]] std::string sum_groups_sql(const GroupQuery& query, const std::vector<domain::AcceptedFile>& files, UseAggregates use);

/// Rows that an earlier one equals; looked for among those that are alike in the telling columns. Columns: how many there are in all, the
/// earlier line, the repeated line.
[[nodiscard]] std::string repeated_rows_sql(const std::string& folder, const std::vector<std::string>& columns, const std::vector<std::string>& telling,
                                            std::size_t limit);

[[nodiscard]] std::string aggregate_select_sql(const std::string& folder, const AggregateShape& shape);
[[nodiscard]] std::string histogram_select_sql(const std::string& folder, const AggregateShape& shape, const std::string& measure);
/// Columns: _month, count, and the sum of each measure; by month. The same for rows and for aggregates.
[[nodiscard]] std::string row_sums_sql(const std::string& path, const std::vector<std::string>& measures);
[[nodiscard]] std::string aggregate_sums_sql(const std::string& path, const std::vector<std::string>& measures);

/// Columns: count and sum of values in the histogram's rows, and in the histogram: count, count, sum, sum.
[[nodiscard]] std::string histogram_check_sql(const std::string& folder, const std::string& path, const std::string& measure);

/// Of a file that another system has written. Columns: name and type of each of its columns, in order.
[[nodiscard]] std::string columns_sql(const std::string& path);
/// Columns: each of the file's columns as exact text, then the row's number from 1. `row` 0: all rows, in the file's order or not.
[[nodiscard]] std::string text_rows_sql(const std::string& path, const std::vector<std::pair<std::string, std::string>>& columns, std::int64_t row);

[[nodiscard]] std::string copy_sql(const std::string& select, const std::string& path);
/// Counts the columns of a file whose type cannot hold a figure exactly.
[[nodiscard]] std::string inexact_columns_sql(const std::string& path);

}  // namespace tertial::facts::duckdb
