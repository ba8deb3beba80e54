#include "facts/duckdb/engine.hpp"

#include <algorithm>
#include <utility>

#include "base/files.hpp"
#include "facts/delivery_files.hpp"
#include "facts/duckdb/connection.hpp"
#include "facts/duckdb/parquet_file.hpp"
#include "facts/duckdb/row_function.hpp"
#include "facts/duckdb/sql.hpp"

namespace tertial::facts {
namespace duckdb {
namespace {

/// Removes a file that was being written unless it was kept; so no half-written file is left behind.
class UnfinishedFile {
public:
    explicit UnfinishedFile(std::string target) : target_(std::move(target)), path_(target_ + ".unfinished") {}
    ~UnfinishedFile() {
        // The file is gone if it was kept; if it cannot be removed, no entry will ever name it.
        (void)base::remove_all(path_).ok();
    }
    UnfinishedFile(const UnfinishedFile&) = delete;
    UnfinishedFile& operator=(const UnfinishedFile&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }
    base::Done keep() {
        TRY(base::sync_file(path_));
        return base::rename_into_place(path_, target_);
    }

private:
    std::string target_;
    std::string path_;
};

/// Counts and sums per month, as a file holds them.
struct MonthTotals {
    base::Month month;
    std::int64_t row_count = 0;
    std::vector<base::Int128> sums;

    friend bool operator==(const MonthTotals&, const MonthTotals&) = default;
};

base::Issue sums_differ(const std::string& path) {
    return base::make_issue("stored_sums_differ", "summorna i den lagrade filen är andra än de som skrevs",
                            "disken eller minnet kan vara trasigt; leverera filen igen", {path, 0, 0});
}

class DuckdbEngine final : public FactEngine {
public:
    DuckdbEngine(Database database, EngineOptions options) : database_(std::move(database)), options_(std::move(options)) {}

    base::Done start() { return streams_.register_function(TRY(Connection::open(database_))); }

    base::Result<std::unique_ptr<TextRows>> open_parquet(const std::string& path) override { return open_parquet_file(path, options_); }
    base::Result<WrittenRows> write_rows(base::RowSource& source, const std::string& folder, const std::vector<std::string>& measures,
                                         const StopFlag& stop) override;
    base::Done write_aggregates(const std::string& folder, const AggregateShape& shape, const StopFlag& stop) override;
    base::Result<std::vector<std::pair<std::int64_t, std::int64_t>>> find_repeated_keys(const std::string& folder, const std::vector<std::string>& key,
                                                                                        std::size_t limit) override;
    base::Result<std::vector<domain::RowGroup>> sum_groups(const GroupQuery& query, const std::vector<domain::AcceptedFile>& files, UseAggregates use) override;
    base::Result<RepeatedRows> find_repeated_rows(const std::string& folder, const std::vector<std::string>& columns, const std::vector<std::string>& telling,
                                                  std::size_t limit) override;
    base::Result<std::vector<FieldGroup>> sum_by_field(const std::string& folder, const std::string& field, const std::vector<std::string>& measures) override;
    base::Result<LoneRows> find_lone_rows(const std::string& first_folder, const std::string& second_folder, const std::vector<std::string>& columns,
                                          std::size_t limit) override;
    base::Result<std::vector<domain::AggregateRow>> run(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files,
                                                        UseAggregates use) override;
    [[nodiscard]] std::string query_text(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files,
                                         UseAggregates use) const override {
        return aggregate_query_sql(query, files, use);
    }
    base::Result<Lines> find_lines(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files, std::int64_t offset,
                                   std::int64_t limit) override;

private:
    base::Done write_select(Connection& connection, const std::string& select, const std::string& path, const StopFlag& stop);
    base::Result<std::vector<MonthTotals>> read_totals(Connection& connection, const std::string& sql, std::size_t sum_count);

    Database database_;
    EngineOptions options_;
    SourceStreams streams_;
};

/// Writes the answer of a query as a file; refuses one whose types would not hold every figure exactly.
base::Done DuckdbEngine::write_select(Connection& connection, const std::string& select, const std::string& path, const StopFlag& stop) {
    TRY(connection.run(copy_sql(select, path), Purpose::write, stop));
    Answer inexact = TRY(connection.run(inexact_columns_sql(path), Purpose::read));
    if (!inexact.next() || inexact.whole(0) != 0) {
        return base::make_issue("stored_type_is_not_exact", "filen skulle få en kolumn som inte är exakt", "anmäl felet; det är programmets", {path, 0, 0});
    }
    return base::Nothing{};
}

base::Result<std::vector<MonthTotals>> DuckdbEngine::read_totals(Connection& connection, const std::string& sql, std::size_t sum_count) {
    Answer answer = TRY(connection.run(sql, Purpose::read));
    std::vector<MonthTotals> totals;
    while (answer.next()) {
        std::int64_t year_month = answer.whole(0);
        MonthTotals month{base::Month::of(static_cast<int>(year_month / 100), static_cast<int>(year_month % 100)), answer.whole(1), {}};
        for (std::size_t index = 0; index < sum_count; ++index) month.sums.push_back(answer.number(2 + index));
        totals.push_back(std::move(month));
    }
    return totals;
}

base::Result<WrittenRows> DuckdbEngine::write_rows(base::RowSource& source, const std::string& folder, const std::vector<std::string>& measures,
                                                   const StopFlag& stop) {
    SourceStream stream;
    stream.source = &source;
    stream.stop = &stop;
    stream.sums.resize(measures.size());
    for (const std::string& measure : measures) {
        std::size_t index = 0;
        while (index < source.columns().size() && source.columns()[index].name != measure) ++index;
        if (index == source.columns().size()) return base::make_issue("field_is_unknown", "källan har inget fält " + measure, "rätta datamängdens mått");
        stream.measure_columns.push_back(index);
    }
    Connection connection = TRY(Connection::open(database_));
    UnfinishedFile file(rows_path(folder));
    std::int64_t id = streams_.add(stream);
    base::Done written = write_select(connection, "SELECT * FROM source_rows(" + std::to_string(id) + ")", file.path(), stop);
    streams_.remove(id);
    if (!written.ok()) return std::move(written).issues();

    std::vector<MonthTotals> totals = TRY(read_totals(connection, row_sums_sql(file.path(), measures), measures.size()));
    WrittenRows rows;
    std::vector<base::Int128> sums(measures.size());
    for (const MonthTotals& month : totals) {
        rows.row_count += month.row_count;
        rows.rows_by_month.emplace_back(month.month, month.row_count);
        for (std::size_t index = 0; index < sums.size(); ++index) sums[index] += month.sums[index];
    }
    // Asserted on both sides: what was summed on the way in must be what the file gives back.
    if (rows.row_count != stream.row_count || sums != stream.sums) return sums_differ(file.path());
    for (std::size_t index = 0; index < sums.size(); ++index) rows.control_sums.emplace_back(measures[index], sums[index]);
    TRY(file.keep());
    return rows;
}

base::Done DuckdbEngine::write_aggregates(const std::string& folder, const AggregateShape& shape, const StopFlag& stop) {
    Connection connection = TRY(Connection::open(database_));
    TRY(base::make_folders(aggregate_folder(folder)));
    UnfinishedFile aggregate(aggregate_path(folder));
    TRY(write_select(connection, aggregate_select_sql(folder, shape), aggregate.path(), stop));
    auto of_rows = TRY(read_totals(connection, row_sums_sql(rows_path(folder), shape.measures), shape.measures.size()));
    auto of_aggregate = TRY(read_totals(connection, aggregate_sums_sql(aggregate.path(), shape.measures), shape.measures.size()));
    if (of_rows != of_aggregate) return sums_differ(aggregate.path());
    for (const std::string& measure : shape.histograms) {
        TRY(base::make_folders(histogram_folder(folder, measure)));
        UnfinishedFile histogram(histogram_path(folder, measure));
        TRY(write_select(connection, histogram_select_sql(folder, shape, measure), histogram.path(), stop));
        Answer check = TRY(connection.run(histogram_check_sql(folder, histogram.path(), measure), Purpose::read));
        if (!check.next() || check.whole(0) != check.whole(1) || check.number(2) != check.number(3)) return sums_differ(histogram.path());
        TRY(histogram.keep());
    }
    TRY(aggregate.keep());
    return base::sync_folder(folder);
}

base::Result<std::vector<std::pair<std::int64_t, std::int64_t>>> DuckdbEngine::find_repeated_keys(const std::string& folder,
                                                                                                  const std::vector<std::string>& key, std::size_t limit) {
    std::vector<std::pair<std::int64_t, std::int64_t>> pairs;
    if (key.empty()) return pairs;
    Connection connection = TRY(Connection::open(database_));
    Answer answer = TRY(connection.run(repeated_keys_sql(folder, key, limit), Purpose::read));
    while (answer.next()) pairs.emplace_back(answer.whole(0), answer.whole(1));
    return pairs;
}

base::Result<std::vector<domain::RowGroup>> DuckdbEngine::sum_groups(const GroupQuery& query, const std::vector<domain::AcceptedFile>& files,
                                                                     UseAggregates use) {
    std::vector<domain::RowGroup> groups;
    std::string sql = sum_groups_sql(query, files, use);
    if (sql.empty()) return groups;
    Connection connection = TRY(Connection::open(database_));
    Answer answer = TRY(connection.run(sql, Purpose::read));
    while (answer.next()) {
        std::size_t column = 0;
        std::int64_t year_month = answer.whole(column++);
        domain::RowGroup group;
        group.month = base::Month::of(static_cast<int>(year_month / 100), static_cast<int>(year_month % 100));
        for (std::size_t field = 0; field < query.fields.size(); ++field, ++column) {
            group.values.push_back(answer.is_absent(column) ? std::nullopt : std::optional(std::string(answer.text(column))));
        }
        for (std::size_t sum = 0; sum < query.measures.size(); ++sum) group.sums.push_back(answer.number(column++));
        group.row_count = answer.whole(column++);
        group.first_line = answer.whole(column);
        groups.push_back(std::move(group));
    }
    return groups;
}

base::Result<FactEngine::RepeatedRows> DuckdbEngine::find_repeated_rows(const std::string& folder, const std::vector<std::string>& columns,
                                                                        const std::vector<std::string>& telling, std::size_t limit) {
    RepeatedRows rows;
    Connection connection = TRY(Connection::open(database_));
    Answer answer = TRY(connection.run(repeated_rows_sql(folder, columns, telling, std::max<std::size_t>(1, limit)), Purpose::read));
    while (answer.next()) {
        rows.count = answer.whole(0);
        if (rows.lines.size() < limit) rows.lines.emplace_back(answer.whole(1), answer.whole(2));
    }
    return rows;
}

base::Result<std::vector<FieldGroup>> DuckdbEngine::sum_by_field(const std::string& folder, const std::string& field,
                                                                 const std::vector<std::string>& measures) {
    std::vector<FieldGroup> groups;
    Connection connection = TRY(Connection::open(database_));
    Answer answer = TRY(connection.run(sum_by_field_sql(folder, field, measures), Purpose::read));
    while (answer.next()) {
        FieldGroup group{std::string(answer.text(0)), answer.whole(1), {}};
        for (std::size_t index = 0; index < measures.size(); ++index) group.sums.push_back(answer.number(2 + index));
        groups.push_back(std::move(group));
    }
    return groups;
}

base::Result<LoneRows> DuckdbEngine::find_lone_rows(const std::string& first_folder, const std::string& second_folder, const std::vector<std::string>& columns,
                                                    std::size_t limit) {
    LoneRows rows;
    Connection connection = TRY(Connection::open(database_));
    // One row at least, since the count of all stands in each.
    std::size_t asked = std::max<std::size_t>(1, limit);
    Answer first = TRY(connection.run(lone_rows_sql(first_folder, second_folder, columns, asked), Purpose::read));
    while (first.next()) {
        rows.first_count = first.whole(0);
        if (rows.first.size() < limit) rows.first.push_back(first.whole(1));
    }
    Answer second = TRY(connection.run(lone_rows_sql(second_folder, first_folder, columns, asked), Purpose::read));
    while (second.next()) {
        rows.second_count = second.whole(0);
        if (rows.second.size() < limit) rows.second.push_back(second.whole(1));
    }
    return rows;
}

base::Result<std::vector<domain::AggregateRow>> DuckdbEngine::run(const domain::AggregateQuery& query, const std::vector<domain::AcceptedFile>& files,
                                                                  UseAggregates use) {
    std::vector<domain::AggregateRow> rows;
    std::string sql = aggregate_query_sql(query, files, use);
    if (sql.empty()) return rows;
    Connection connection = TRY(Connection::open(database_));
    Answer answer = TRY(connection.run(sql, Purpose::read));
    while (answer.next()) {
        std::size_t column = 0;
        std::int64_t year_month = answer.whole(column++);
        domain::AggregateRow row;
        row.month = base::Month::of(static_cast<int>(year_month / 100), static_cast<int>(year_month % 100));
        for (std::size_t key = 0; key < query.keys.size(); ++key) row.classes.push_back(static_cast<int>(answer.whole(column++)));
        if (query.histogram_field) row.histogram_value = answer.whole(column++);
        if (query.distinct_field) row.distinct_value = std::string(answer.text(column++));
        for (std::size_t sum = 0; sum < query.sums.size(); ++sum) row.sums.push_back(answer.number(column++));
        for (std::size_t sum = 0; sum < query.sums.size(); ++sum) row.present_counts.push_back(answer.whole(column++));
        row.row_count = answer.whole(column);
        rows.push_back(std::move(row));
    }
    return rows;
}

base::Result<FactEngine::Lines> DuckdbEngine::find_lines(const domain::RowFilter& filter, const std::vector<domain::AcceptedFile>& files, std::int64_t offset,
                                                         std::int64_t limit) {
    Lines lines;
    std::string count_sql = count_lines_sql(filter, files);
    if (count_sql.empty()) return lines;
    Connection connection = TRY(Connection::open(database_));
    Answer count = TRY(connection.run(count_sql, Purpose::read));
    if (count.next()) lines.line_count = count.whole(0);
    Answer answer = TRY(connection.run(find_lines_sql(filter, files, offset, limit), Purpose::read));
    while (answer.next()) lines.lines.push_back({static_cast<std::size_t>(answer.whole(0)), answer.whole(1)});
    return lines;
}

}  // namespace
}  // namespace duckdb

base::Result<std::unique_ptr<FactEngine>> open_duckdb_engine(const EngineOptions& options) {
    auto database = TRY(duckdb::Database::open(options));
    auto engine = std::make_unique<duckdb::DuckdbEngine>(std::move(database), options);
    TRY(engine->start());
    return std::unique_ptr<FactEngine>(std::move(engine));
}

}  // namespace tertial::facts
