// What is written is read back, to the last öre, by every road: rows, aggregates, histograms, and a plain loop over the rows.
#include "facts/duckdb/engine.hpp"

#include <duckdb.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "base/files.hpp"
#include "facts/delivery_files.hpp"
#include "facts/listed_rows.hpp"
#include "intake/small_region.hpp"

namespace tertial::facts {
namespace {

using base::Month;
using tests::ListedRows;
using tests::Row;
using tests::TestFolder;

const Month january = Month::of(2026, 1);
const StopFlag never = false;

std::unique_ptr<FactEngine> engine_in(const TestFolder& folder) {
    EngineOptions options;
    options.threads = 2;
    options.temporary_folder = folder.path() + "/temporary";
    options.allowed_folders = {folder.path()};
    auto engine = open_duckdb_engine(options);
    EXPECT_TRUE(engine.ok()) << (engine.ok() ? "" : base::format_issues(engine.issues()));
    return std::move(engine).value();
}

std::string delivery_folder(const TestFolder& folder, const std::string& name) {
    std::string path = folder.path() + "/" + name;
    EXPECT_TRUE(base::make_folders(path).ok());
    return path;
}

/// Writes the rows as a delivery with aggregates and gives it as an accepted file with all its months in force.
domain::AcceptedFile deliver(FactEngine& engine, const std::string& folder, const std::vector<Row>& rows) {
    ListedRows source(rows, 700);
    auto written = engine.write_rows(source, folder, {"amount", "priority"}, never);
    EXPECT_TRUE(written.ok()) << (written.ok() ? "" : base::format_issues(written.issues()));
    auto aggregates = engine.write_aggregates(folder, tests::row_shape(), never);
    EXPECT_TRUE(aggregates.ok()) << (aggregates.ok() ? "" : base::format_issues(aggregates.issues()));
    domain::AcceptedFile file;
    file.folder = folder;
    for (const Row& row : rows) file.months.push_back(row.month);
    std::sort(file.months.begin(), file.months.end());
    file.months.erase(std::unique(file.months.begin(), file.months.end()), file.months.end());
    return file;
}

std::string text_of(const domain::AggregateRow& row) {
    std::string text = base::format_month(row.month);
    for (int one : row.classes) text += " " + std::to_string(one);
    if (row.histogram_value) text += " =" + std::to_string(*row.histogram_value);
    if (row.distinct_value) text += " '" + *row.distinct_value + "'";
    for (base::Int128 sum : row.sums) text += " " + base::format_int128(sum);
    for (std::int64_t count : row.present_counts) text += " #" + std::to_string(count);
    return text + " n" + std::to_string(row.row_count);
}

std::vector<std::string> texts_of(const base::Result<std::vector<domain::AggregateRow>>& rows) {
    if (!rows.ok()) return {base::format_issues(rows.issues())};
    std::vector<std::string> texts;
    for (const domain::AggregateRow& row : rows.value()) texts.push_back(text_of(row));
    return texts;
}

/// The answer by a plain loop: groups in a map, in the order the engine promises.
std::vector<std::string> expected_answer(const domain::AggregateQuery& query, const std::vector<std::pair<std::vector<Row>, std::vector<Month>>>& files) {
    std::map<std::tuple<Month, std::vector<int>, std::int64_t, std::string>, domain::AggregateRow> groups;
    for (const auto& [rows, months] : files) {
        for (const Row& row : rows) {
            auto has = [&](const std::vector<Month>& list) { return std::find(list.begin(), list.end(), row.month) != list.end(); };
            if (!has(months) || !has(query.months) || (query.histogram_field && !row.amount)) continue;
            if (query.distinct_field && row.account.value_or("").empty()) continue;
            std::vector<int> classes;
            bool is_wanted = true;
            for (const domain::FieldClasses& key : query.keys) {
                classes.push_back(tests::class_of(key, row));
                is_wanted = is_wanted && (classes.back() != 0 || key.others_matter);
            }
            if (!is_wanted) continue;
            const std::string text = query.distinct_field ? *row.account : "";
            domain::AggregateRow& group = groups[{row.month, classes, query.histogram_field ? *row.amount : 0, text}];
            group.month = row.month;
            group.classes = classes;
            if (query.histogram_field) group.histogram_value = *row.amount;
            if (query.distinct_field) group.distinct_value = text;
            group.sums.resize(query.sums.size());
            group.present_counts.resize(query.sums.size());
            for (std::size_t sum = 0; sum < query.sums.size(); ++sum) {
                group.sums[sum] += row.amount.value_or(0);
                group.present_counts[sum] += row.amount.has_value();
            }
            ++group.row_count;
        }
    }
    std::vector<std::string> texts;
    for (const auto& [key, group] : groups) texts.push_back(text_of(group));
    return texts;
}

domain::AggregateQuery random_query(std::mt19937_64& random) {
    domain::AggregateQuery query;
    query.data_set = "rows";
    for (int month = 0; month < 5; ++month) {
        if (random() % 3 != 0) query.months.push_back(january.plus(month));
    }
    domain::FieldClasses units{"unit", {}, {}, false, random() % 2 == 0};
    for (int unit = 0; unit < 20; ++unit) {
        if (random() % 3 == 0) units.class_of_code.emplace_back("enhet'" + std::to_string(unit), 1 + static_cast<int>(random() % 3));
    }
    units.others_matter = units.others_matter || units.class_of_code.empty();
    domain::FieldClasses accounts{"account", {{"4001", 1}, {"4002", 2}, {"ett långt konto nummer 4001", 1}}, {}, false, random() % 2 == 0};
    domain::FieldClasses priorities{"priority", {}, {10, 50, 150}, true, true};
    if (random() % 4 != 0) query.keys.push_back(units);
    if (random() % 2 != 0) query.keys.push_back(accounts);
    if (random() % 2 != 0) query.keys.push_back(priorities);
    query.sums = {"amount"};
    switch (random() % 4) {
        case 0: query.histogram_field = "amount"; break;
        case 1: query.distinct_field = "account"; break;
        default: break;
    }
    return query;
}

TEST(DuckdbEngine, aggregates_rows_and_a_plain_loop_agree) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(4);
    for (int round = 0; round < 6; ++round) {
        std::vector<Row> first = tests::random_rows(random, 3000, january, 3);
        std::vector<Row> second = tests::random_rows(random, 2000, january.plus(2), 2);
        std::vector<domain::AcceptedFile> files = {deliver(*engine, delivery_folder(folder, "a [1]*?" + std::to_string(round)), first),
                                                   deliver(*engine, delivery_folder(folder, "b'" + std::to_string(round)), second)};
        // The second delivery replaces March, which the first one carried too.
        files[0].months = {january, january.plus(1)};
        files[0].all_months_in_force = false;
        for (int question = 0; question < 30; ++question) {
            domain::AggregateQuery query = random_query(random);
            std::vector<std::string> expected = expected_answer(query, {{first, files[0].months}, {second, files[1].months}});
            ASSERT_EQ(texts_of(engine->run(query, files, UseAggregates::no)), expected) << engine->query_text(query, files, UseAggregates::no);
            ASSERT_EQ(texts_of(engine->run(query, files, UseAggregates::yes)), expected) << engine->query_text(query, files, UseAggregates::yes);
        }
    }
}

TEST(DuckdbEngine, a_distribution_by_threshold_on_its_own_values) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(5);
    std::vector<Row> rows = tests::random_rows(random, 3000, january, 1);
    std::vector<domain::AcceptedFile> files = {deliver(*engine, delivery_folder(folder, "a"), rows)};
    domain::AggregateQuery query{"rows", {january}, {{"amount", {}, {-100, 0, 100}, true, true}}, {}, "amount", {}};
    std::vector<std::string> expected = expected_answer(query, {{rows, files[0].months}});
    EXPECT_EQ(texts_of(engine->run(query, files, UseAggregates::no)), expected);
    EXPECT_EQ(texts_of(engine->run(query, files, UseAggregates::yes)), expected);
}

TEST(DuckdbEngine, control_sums_and_months_come_back_from_the_file) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(6);
    std::vector<Row> rows = tests::random_rows(random, 10000, january, 4);
    rows[0].amount = INT64_MAX;
    rows[1].amount = INT64_MAX;
    base::Int128 sum = 0;
    for (const Row& row : rows) sum += row.amount.value_or(0);
    ListedRows source(rows, 999);
    auto written = engine->write_rows(source, delivery_folder(folder, "a"), {"amount"}, never);
    ASSERT_TRUE(written.ok()) << base::format_issues(written.issues());
    EXPECT_EQ(written.value().row_count, 10000);
    EXPECT_EQ(written.value().rows_by_month.size(), 4u);
    ASSERT_EQ(written.value().control_sums.size(), 1u);
    EXPECT_TRUE(written.value().control_sums[0].second == sum);
    // The aggregate of the month cannot hold the sum exactly, and says so rather than storing something near it.
    rows[0].unit = rows[1].unit;
    rows[0].account = rows[1].account;
    rows[0].priority = rows[1].priority;
    rows[0].month = rows[1].month;
    ListedRows same(rows, 999);
    ASSERT_TRUE(engine->write_rows(same, delivery_folder(folder, "b"), {"amount"}, never).ok());
    auto aggregates = engine->write_aggregates(folder.path() + "/b", tests::row_shape(), never);
    ASSERT_FALSE(aggregates.ok());
    EXPECT_EQ(aggregates.issues()[0].code, "sum_is_out_of_range");
    EXPECT_EQ(base::list_files(folder.path() + "/b").value(), std::vector<std::string>{"rows.parquet"});
}

TEST(DuckdbEngine, an_empty_delivery_is_a_delivery) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::vector<domain::AcceptedFile> files = {deliver(*engine, delivery_folder(folder, "a"), {})};
    files[0].months = {january};
    domain::AggregateQuery query{"rows", {january}, {}, {"amount"}, {}, {}};
    EXPECT_TRUE(texts_of(engine->run(query, files, UseAggregates::no)).empty());
    EXPECT_TRUE(texts_of(engine->run(query, files, UseAggregates::yes)).empty());
    query.months = {january.plus(1)};
    EXPECT_EQ(engine->query_text(query, files, UseAggregates::yes), "");
    EXPECT_TRUE(texts_of(engine->run(query, files, UseAggregates::yes)).empty());
}

/// "name type" of every stored column, read without the engine under test.
std::vector<std::string> stored_types(const std::string& path) {
    duckdb_database database = nullptr;
    duckdb_connection connection = nullptr;
    duckdb_result result;
    EXPECT_EQ(duckdb_open(nullptr, &database), DuckDBSuccess);
    EXPECT_EQ(duckdb_connect(database, &connection), DuckDBSuccess);
    std::string sql = "SELECT name || ' ' || type || coalesce(' ' || converted_type, '') FROM parquet_schema('" + path + "') WHERE type IS NOT NULL";
    EXPECT_EQ(duckdb_query(connection, sql.c_str(), &result), DuckDBSuccess);
    std::vector<std::string> types;
    for (idx_t row = 0; row < duckdb_row_count(&result); ++row) {
        char* text = duckdb_value_varchar(&result, 0, row);
        types.emplace_back(text);
        duckdb_free(text);
    }
    duckdb_destroy_result(&result);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return types;
}

TEST(DuckdbEngine, no_file_has_a_type_that_is_not_exact) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::string path = folder.write("l.csv", std::string(tests::ledger_head) + "V1;2026-01-31;2026-01;4011;3210;1,5;Lön\n");
    auto source = intake::open_file(path, tests::small_region(), tests::plan_of("ledger"));
    ASSERT_TRUE(source.ok());
    std::string delivery = delivery_folder(folder, "a");
    ASSERT_TRUE(engine->write_rows(*source.value(), delivery, {"amount"}, never).ok());
    ASSERT_TRUE(engine->write_aggregates(delivery, {{"unit", "account"}, {"amount"}, {"amount"}}, never).ok());
    EXPECT_EQ(stored_types(rows_path(delivery)),
              (std::vector<std::string>{"voucher BYTE_ARRAY UTF8", "booked INT32 DATE", "period INT64 INT_64", "account BYTE_ARRAY UTF8",
                                        "unit BYTE_ARRAY UTF8", "amount INT64 INT_64", "text BYTE_ARRAY UTF8", "_month INT32 INT_32", "_line INT64 INT_64"}));
    EXPECT_EQ(stored_types(aggregate_path(delivery)), (std::vector<std::string>{"unit BYTE_ARRAY UTF8", "account BYTE_ARRAY UTF8", "_month INT32 INT_32",
                                                                                "_n INT64 INT_64", "amount INT64 INT_64", "_n_amount INT64 INT_64"}));
    EXPECT_EQ(stored_types(histogram_path(delivery, "amount")),
              (std::vector<std::string>{"unit BYTE_ARRAY UTF8", "account BYTE_ARRAY UTF8", "_month INT32 INT_32", "amount INT64 INT_64", "_n INT64 INT_64"}));
    EXPECT_EQ(base::list_names(delivery).value(), (std::vector<std::string>{"_aggregate", "_histogram_amount", "rows.parquet"}));
}

TEST(DuckdbEngine, csv_rows_survive_the_road_into_parquet) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::string bytes = base::replaced(tests::ledger_head, "ö", "\xF6");
    bytes = base::replaced(bytes, "ä", "\xE4");
    std::int64_t sum = 0;
    for (int row = 0; row < 30000; ++row) {
        std::string number = std::to_string(row);
        bytes.append("V").append(number).append(";2026-01-31;2026-0").append(std::to_string(1 + row / 10000)).append(";");
        bytes.append(row % 3 == 0 ? "4011" : "l\xE5ngt-konto-\xE5").append(";3210;").append(number);
        bytes.append(",05;\"text \"\"").append(number).append("\"\" som \xE4r l\xE5ng\"\n");
        sum += row * 100 + 5;
    }
    intake::ReadPlan plan = tests::plan_of("ledger");
    plan.part_bytes_min = 20000;
    auto source = intake::open_file(folder.write("l.csv", bytes), tests::small_region(), plan);
    ASSERT_TRUE(source.ok());
    std::string delivery = delivery_folder(folder, "a");
    auto written = engine->write_rows(*source.value(), delivery, {"amount"}, never);
    ASSERT_TRUE(written.ok()) << base::format_issues(written.issues());
    EXPECT_EQ(base::format_issues(source.value()->issues()), "");
    EXPECT_EQ(written.value().row_count, 30000);
    EXPECT_EQ(written.value().rows_by_month,
              (std::vector<std::pair<Month, std::int64_t>>{{january, 10000}, {january.plus(1), 10000}, {january.plus(2), 10000}}));
    EXPECT_TRUE(written.value().control_sums[0].second == sum);
    // Every text is distinct, so a text that got lost or mixed up would show as a repeated or missing one.
    domain::AcceptedFile file{delivery, {january, january.plus(1), january.plus(2)}, true};
    domain::FieldClasses text{"text", {{"text \"0\" som är lång", 1}, {"text \"12345\" som är lång", 2}, {"text \"29999\" som är lång", 3}}, {}, false, false};
    auto lines = engine->find_lines({{text}, {{1}, {2}, {3}}, file.months}, {file}, 0, 10);
    ASSERT_TRUE(lines.ok()) << base::format_issues(lines.issues());
    ASSERT_EQ(lines.value().line_count, 3);
    EXPECT_EQ(lines.value().lines[1].line, 12347);
    auto repeated = engine->find_repeated_keys(delivery, {"voucher", "text"}, 10);
    ASSERT_TRUE(repeated.ok());
    EXPECT_TRUE(repeated.value().empty());
}

TEST(DuckdbEngine, lines_are_found_in_order_and_in_pages) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(7);
    std::vector<Row> rows = tests::random_rows(random, 2000, january, 2);
    domain::AcceptedFile file = deliver(*engine, delivery_folder(folder, "a"), rows);
    domain::AcceptedFile again = deliver(*engine, delivery_folder(folder, "b"), rows);
    again.months = {january.plus(1)};
    again.all_months_in_force = false;
    domain::RowFilter filter{{{"unit", {{"enhet'1", 1}, {"enhet'2", 2}}, {}, false, true}, {"account", {{"4001", 1}}, {}, false, true}},
                             {{1, 0}, {2, 1}},
                             {january, january.plus(1)}};
    std::vector<std::pair<std::size_t, std::int64_t>> expected;
    for (std::size_t index : {0, 1}) {
        for (const Row& row : rows) {
            if (index == 1 && row.month == january) continue;
            std::vector<int> classes = {tests::class_of(filter.keys[0], row), tests::class_of(filter.keys[1], row)};
            if (classes == filter.allowed[0] || classes == filter.allowed[1]) expected.emplace_back(index, row.line);
        }
    }
    std::vector<std::pair<std::size_t, std::int64_t>> found;
    for (std::int64_t offset = 0;; offset += 17) {
        auto page = engine->find_lines(filter, {file, again}, offset, 17);
        ASSERT_TRUE(page.ok()) << base::format_issues(page.issues());
        EXPECT_EQ(page.value().line_count, static_cast<std::int64_t>(expected.size()));
        for (const domain::SourceLine& line : page.value().lines) found.emplace_back(line.file_index, line.line);
        if (page.value().lines.empty()) break;
    }
    EXPECT_EQ(found, expected);
}

TEST(DuckdbEngine, repeated_keys_are_found_absent_values_too) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::vector<Row> rows = {{"a", "1", 1, 1, january, 2}, {"b", {}, 1, 1, january, 3},  {"a", "1", 2, 1, january, 4},
                             {"b", {}, 1, 1, january, 5},  {"a", "2", 1, 1, january, 6}, {"a", "1", 3, 1, january, 7}};
    deliver(*engine, delivery_folder(folder, "a"), rows);
    auto pairs = engine->find_repeated_keys(folder.path() + "/a", {"unit", "account"}, 10);
    ASSERT_TRUE(pairs.ok());
    EXPECT_EQ(pairs.value(), (std::vector<std::pair<std::int64_t, std::int64_t>>{{2, 4}, {2, 7}, {3, 5}}));
    EXPECT_EQ(engine->find_repeated_keys(folder.path() + "/a", {"unit", "account"}, 2).value().size(), 2u);
}

TEST(DuckdbEngine, errors_are_issues_and_leave_nothing_behind) {
    TestFolder folder;
    TestFolder elsewhere;
    auto engine = engine_in(folder);
    std::vector<Row> rows(5000, Row{"a", "1", 1, 1, january, 2});
    ListedRows source(rows, 100);
    auto outside = engine->write_rows(source, elsewhere.path(), {"amount"}, never);
    ASSERT_FALSE(outside.ok());
    EXPECT_EQ(outside.issues()[0].code, "facts_are_not_writable");
    EXPECT_TRUE(base::list_names(elsewhere.path()).value().empty());
    auto missing = engine->write_rows(source, folder.path() + "/missing", {"amount"}, never);
    ASSERT_FALSE(missing.ok());
    EXPECT_EQ(missing.issues()[0].code, "facts_are_not_writable");
    StopFlag stop = true;
    auto stopped = engine->write_rows(source, folder.path(), {"amount"}, stop);
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.issues()[0].code, "work_was_stopped");
    EXPECT_TRUE(base::list_names(folder.path()).value().empty());
    auto unread = engine->run({"rows", {january}, {}, {"amount"}, {}, {}}, {{folder.path() + "/missing", {january}, true}}, UseAggregates::no);
    ASSERT_FALSE(unread.ok());
    EXPECT_EQ(unread.issues()[0].code, "facts_are_not_readable");
}

/// Rows as a multiset without their lines: what find_lone_rows compares.
std::multiset<std::string> row_texts(const std::vector<Row>& rows) {
    std::multiset<std::string> texts;
    for (const Row& row : rows) {
        texts.insert(row.unit + "|" + row.account.value_or("-") + "|" + (row.priority ? std::to_string(*row.priority) : "-") + "|" +
                     (row.amount ? std::to_string(*row.amount) : "-") + "|" + base::format_month(row.month));
    }
    return texts;
}

TEST(DuckdbEngine, tells_the_rows_that_only_one_delivery_has) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(7);
    std::vector<Row> before = tests::random_rows(random, 3000, january, 2);
    std::vector<Row> after(before.begin() + 10, before.end());
    for (std::size_t index = 0; index < 40; ++index) after[index * 50].amount = static_cast<std::int64_t>(index) - 20;
    after.push_back(after.back());  // the same row twice is one row more
    for (std::size_t index = 0; index < after.size(); ++index) after[index].line = static_cast<std::int64_t>(index) + 2;
    std::string first = delivery_folder(folder, "a"), second = delivery_folder(folder, "b");
    deliver(*engine, first, before);
    deliver(*engine, second, after);
    auto lone = engine->find_lone_rows(first, second, {"unit", "account", "priority", "amount", "_month"}, 5);
    ASSERT_TRUE(lone.ok()) << base::format_issues(lone.issues());
    std::multiset<std::string> before_texts = row_texts(before), after_texts = row_texts(after);
    std::vector<std::string> only_before, only_after;
    std::set_difference(before_texts.begin(), before_texts.end(), after_texts.begin(), after_texts.end(), std::back_inserter(only_before));
    std::set_difference(after_texts.begin(), after_texts.end(), before_texts.begin(), before_texts.end(), std::back_inserter(only_after));
    EXPECT_EQ(lone.value().first_count, static_cast<std::int64_t>(only_before.size()));
    EXPECT_EQ(lone.value().second_count, static_cast<std::int64_t>(only_after.size()));
    EXPECT_GT(only_after.size(), 30u);
    EXPECT_EQ(lone.value().second.size(), 5u);
    auto same = engine->find_lone_rows(first, first, {"unit", "account", "priority", "amount", "_month"}, 5);
    ASSERT_TRUE(same.ok());
    EXPECT_EQ(same.value().first_count + same.value().second_count, 0);
}

TEST(DuckdbEngine, sums_a_delivery_by_any_field) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(8);
    std::vector<Row> rows = tests::random_rows(random, 2000, january, 3);
    std::string path = delivery_folder(folder, "a");
    deliver(*engine, path, rows);
    std::map<std::string, std::pair<std::int64_t, base::Int128>> expected;
    for (const Row& row : rows) {
        auto& [count, sum] = expected[row.account.value_or("")];
        ++count;
        sum += row.amount.value_or(0);
    }
    auto groups = engine->sum_by_field(path, "account", {"amount"});
    ASSERT_TRUE(groups.ok()) << base::format_issues(groups.issues());
    ASSERT_EQ(groups.value().size(), expected.size());
    for (const FieldGroup& group : groups.value()) {
        EXPECT_EQ(group.row_count, expected.at(group.value).first) << group.value;
        EXPECT_TRUE(group.sums[0] == expected.at(group.value).second) << group.value;
    }
    auto months = engine->sum_by_field(path, "_month", {});
    ASSERT_TRUE(months.ok());
    EXPECT_EQ(months.value().front().value, "202601");
}

domain::RowFilter all_rows(const std::vector<base::Month>& months) { return {{}, {{}}, months}; }

TEST(DuckdbEngine, groups_of_rows_and_of_aggregates_agree_with_a_plain_loop) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(9);
    std::vector<Row> rows = tests::random_rows(random, 3000, january, 3);
    std::string path = delivery_folder(folder, "a");
    deliver(*engine, path, rows);
    ASSERT_TRUE(engine->write_aggregates(path, {{"unit", "account"}, {"amount"}, {}}, never).ok());
    std::vector<base::Month> wanted = {january, january.plus(2)};
    std::map<std::tuple<base::Month, std::string, std::string>, std::pair<std::int64_t, base::Int128>> expected;
    for (const Row& row : rows) {
        if (row.month != wanted[0] && row.month != wanted[1]) continue;
        auto& [count, sum] = expected[{row.month, row.unit, row.account.value_or("-")}];
        ++count;
        sum += row.amount.value_or(0);
    }
    GroupQuery query{all_rows(wanted), {"unit", "account"}, {"amount"}};
    std::vector<domain::AcceptedFile> files = {{path, {january, january.plus(1), january.plus(2)}, true}};
    for (UseAggregates use : {UseAggregates::no, UseAggregates::yes}) {
        auto groups = engine->sum_groups(query, files, use);
        ASSERT_TRUE(groups.ok()) << base::format_issues(groups.issues());
        ASSERT_EQ(groups.value().size(), expected.size());
        for (const domain::RowGroup& group : groups.value()) {
            const auto& [count, sum] = expected.at({group.month, group.values[0].value_or("-"), group.values[1].value_or("-")});
            EXPECT_EQ(group.row_count, count);
            EXPECT_TRUE(group.sums[0] == sum);
            EXPECT_EQ(group.first_line > 0, use == UseAggregates::no);
        }
    }
    query.unbalanced_only = true;
    auto unbalanced = engine->sum_groups(query, files, UseAggregates::no);
    ASSERT_TRUE(unbalanced.ok());
    auto is_unbalanced = [](const auto& group) { return group.second.second != 0; };
    EXPECT_EQ(static_cast<std::ptrdiff_t>(unbalanced.value().size()), std::count_if(expected.begin(), expected.end(), is_unbalanced));
    EXPECT_TRUE(engine->sum_groups({all_rows({january.plus(9)}), {}, {}}, files, UseAggregates::no).value().empty());
}

TEST(DuckdbEngine, rows_that_an_earlier_one_equals_are_found) {
    TestFolder folder;
    auto engine = engine_in(folder);
    std::mt19937_64 random(10);
    std::vector<Row> rows = tests::random_rows(random, 500, january, 2);
    for (std::size_t index = 0; index < rows.size(); ++index) rows[index].amount = static_cast<std::int64_t>(index);
    std::string different = delivery_folder(folder, "a");
    deliver(*engine, different, rows);
    auto none = engine->find_repeated_rows(different, {"unit", "account", "amount"}, {"amount"}, 5);
    ASSERT_TRUE(none.ok());
    EXPECT_EQ(none.value().count, 0);
    for (std::int64_t line : {9001, 9002}) {
        rows.push_back(rows[7]);
        rows.back().line = line;
    }
    std::string path = delivery_folder(folder, "b");
    deliver(*engine, path, rows);
    auto found = engine->find_repeated_rows(path, {"unit", "account", "amount"}, {"unit"}, 1);
    ASSERT_TRUE(found.ok()) << base::format_issues(found.issues());
    EXPECT_EQ(found.value().count, 2);
    ASSERT_EQ(found.value().lines.size(), 1u);
    EXPECT_EQ(found.value().lines[0], std::pair(rows[7].line, std::int64_t{9001}));
}

}  // namespace
}  // namespace tertial::facts
