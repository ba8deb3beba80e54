// The plan against the slowest possible reading: random rows, random addresses, plain loops. The two roads share only the binding.
#include <gtest/gtest.h>

#include "figures/plan.hpp"
#include "tests/figures/rows_in_memory.hpp"
#include "tests/figures/small_model.hpp"

namespace tertial::figures {
namespace {

using tests::Random;
using tests::Row;
using tests::run_query;

using RowsByDataSet = std::map<std::string, std::vector<Row>>;

RowsByDataSet make_rows(Random& random) {
    RowsByDataSet rows;
    const std::vector<std::string> units = {"A", "B", "N", "S"}, accounts = {"3001", "3002", "4001", "4002"}, parties = {"MN", "MS", "E1", ""};
    for (int index = 0; index < 400; ++index) {
        Row row;
        row.month = base::Month::of(2025, 1).plus(static_cast<int>(random.below(16)));
        row.codes["unit"] = random.pick(units);
        std::string data_set = random.pick(std::vector<std::string>{"ledger", "budget", "bed", "mission", "queue"});
        if (data_set == "ledger" || data_set == "budget") {
            row.codes["account"] = random.pick(accounts);
            if (const std::string& party = random.pick(parties); !party.empty()) row.codes["counterparty"] = party;
            row.wholes["amount"] = static_cast<std::int64_t>(random.below(2'000'000)) - 1'000'000;
        } else if (data_set == "bed") {
            row.wholes["available"] = static_cast<std::int64_t>(random.below(30));
            row.wholes["occupied"] = static_cast<std::int64_t>(random.below(30));
        } else if (data_set == "queue") {
            row.codes["clinic"] = random.pick(std::vector<std::string>{"medicin", "kirurgi", "barn"});
            if (random.below(5) > 0) row.wholes["waiting"] = static_cast<std::int64_t>(random.below(90));
        } else {
            row.wholes["priority"] = static_cast<std::int64_t>(random.below(4)) + 1;
            if (random.below(5) > 0) row.wholes["seconds"] = static_cast<std::int64_t>(random.below(3000));
        }
        rows[data_set].push_back(row);
    }
    return rows;
}

AtomValue read_slowly(const BoundAtom& atom, const std::vector<Row>& rows) {
    AtomValue value;
    value.parts.resize(atom.parts.size());
    for (const Row& row : rows) {
        if (row.month < atom.months.front() || row.month > atom.months.back() || !passes(*atom.parts[0].predicate, row)) continue;
        auto measured = atom.field.empty() ? std::nullopt : row.whole_of(atom.field);
        if (atom.is_distribution()) {
            if (!measured) continue;
            ++value.histogram[*measured];
        }
        const bool is_distinct = atom.function == AggregateFunction::count_distinct;
        if (is_distinct) {
            const std::string* text = row.code_of(atom.field);
            if (text == nullptr) continue;
            value.distinct.insert(*text);
        }
        ++value.row_count;
        ++value.parts[0].row_count;
        if (atom.needs_every_day) ++value.rows_by_month[row.month];
        if (atom.needs_every_month) value.rows_by_month[row.month] += measured.has_value();
        if (atom.field.empty() || measured || is_distinct) ++value.present_count;
        if (measured && atom.function == AggregateFunction::sum) value.parts[0].sum += *measured;
    }
    return value;
}

Address random_address(Random& random) {
    const std::vector<std::string> money = {"fees", "staff", "net", "sum(ledger.amount where account between '3002' and '4001')",
                                            "staff[not unit.site = 'east']"};
    const std::vector<std::string> other = {"missions",
                                            "median_time",
                                            "beds",
                                            "occupancy",
                                            "missions[priority >= 2]",
                                            "count(mission where priority in (1, 4))",
                                            "occupancy[unit.site = 'west']",
                                            "missions[priority = 1] / missions",
                                            "percentile(mission.seconds, 90)",
                                            "percentile(mission.seconds, 100/3 where priority < 3)",
                                            "count_distinct(queue.clinic)",
                                            "count_distinct(queue.clinic where not clinic = 'barn')",
                                            "mean_of_months(queue.waiting)",
                                            "mean_of_months(queue)",
                                            "sum(queue.waiting where clinic = 'barn')",
                                            "missions / count_distinct(mission.unit)"};
    bool is_money = random.below(2) == 0;
    std::string text = is_money ? random.pick(money) : random.pick(other);
    text += "@" + random.pick(std::vector<std::string>{"R", "N", "A", "B", "S"});
    text += ":" + random.pick(std::vector<std::string>{"2026-04", "2026-T1", "2026-04-ack", "2026-04-r12", "2025-Q4", "2025", "2026-H1"});
    text += ":" + random.pick(is_money ? column_ids() : std::vector<std::string>{"outturn", "prior", "change", "change_percent"});
    if (is_money && random.below(2) == 0) text += ":basis=external";
    return parse_address(text).value();
}

TEST(Plan, equals_plain_loops_on_random_rows_and_addresses) {
    model::Model model = tests::small_model();
    ASSERT_TRUE(check_definitions(model).empty()) << base::format_issues(check_definitions(model));
    Coverage coverage;
    for (const char* data_set : {"ledger", "budget", "bed", "mission", "queue"}) {
        for (int month = 0; month < 16; ++month) coverage.months_by_data_set[data_set].insert(base::Month::of(2025, 1).plus(month));
    }
    int with_value = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        Random random(seed);
        RowsByDataSet rows = make_rows(random);
        std::vector<BoundFigure> figures;
        for (int index = 0; index < 60; ++index) {
            auto bound = bind_figure(model, random_address(random));
            ASSERT_TRUE(bound.ok()) << base::format_issues(bound.issues());
            figures.push_back(std::move(bound).value());
        }
        Plan plan = plan_figures(model, figures);
        QueryResults results;
        for (const auto& query : plan.queries) results.push_back(run_query(query, rows[query.data_set]));
        std::vector<AtomValue> values = evaluate_atoms(plan, results, coverage);
        for (const BoundFigure& figure : figures) {
            std::vector<const AtomValue*> planned;
            std::vector<AtomValue> slow;
            for (const BoundAtom& atom : figure.atoms) {
                planned.push_back(&values[plan.index_of_atom.at(atom.key())]);
                slow.push_back(read_slowly(atom, rows[atom.data_set]));
                slow.back().lacking_months = planned.back()->lacking_months;
                EXPECT_EQ(*planned.back(), slow.back()) << "seed " << seed << " " << atom.key();
            }
            std::vector<const AtomValue*> slow_pointers;
            for (const AtomValue& value : slow) slow_pointers.push_back(&value);
            auto fast = evaluate_figure(model, figure, planned, coverage);
            auto naive = evaluate_figure(model, figure, slow_pointers, coverage);
            ASSERT_TRUE(fast.ok() && naive.ok());
            EXPECT_EQ(fast.value(), naive.value());
            with_value += fast.value().value.has_value();
        }
    }
    EXPECT_GT(with_value, 400) << "most addresses must have a value, or the test compares nothing";
}

TEST(Plan, the_same_figures_give_the_same_queries) {
    model::Model model = tests::small_model();
    std::vector<BoundFigure> figures;
    for (const char* text : {"net@R:2026-T1", "fees@N:2026-04-ack:basis=external", "missions@R:2026-T1"})
        figures.push_back(bind_figure(model, parse_address(text).value()).value());
    EXPECT_EQ(plan_figures(model, figures).queries, plan_figures(model, figures).queries);
    EXPECT_EQ(plan_figures(model, figures).queries.size(), 2u);
}

TEST(Plan, missing_is_not_zero) {
    model::Model model = tests::small_model();
    Coverage coverage;
    coverage.months_by_data_set["ledger"] = {base::Month::of(2026, 1), base::Month::of(2026, 3)};
    auto absence_of = [&](const std::string& text) {
        std::vector<BoundFigure> figures = {bind_figure(model, parse_address(text).value()).value()};
        Plan plan = plan_figures(model, figures);
        std::vector<AtomValue> values = evaluate_atoms(plan, QueryResults(plan.queries.size()), coverage);
        std::vector<const AtomValue*> own;
        for (const BoundAtom& atom : figures[0].atoms) own.push_back(&values[plan.index_of_atom.at(atom.key())]);
        return evaluate_figure(model, figures[0], own, coverage).value();
    };
    EXPECT_EQ(absence_of("fees@N:2026-01").value, base::Rational(0)) << "delivered and without rows is zero";
    EXPECT_EQ(absence_of("fees@N:2026-02").absence, domain::Absence::missing);
    EXPECT_EQ(absence_of("fees@N:2026-04").absence, domain::Absence::not_yet);
    EXPECT_EQ(absence_of("fees@N:2026-01:budget").absence, domain::Absence::missing);
    EXPECT_EQ(absence_of("missions@N:2026-01:budget").absence, domain::Absence::not_applicable);
}

TEST(Plan, a_mean_of_days_is_missing_where_a_day_has_no_row) {
    model::Model model = tests::small_model();
    Coverage coverage;
    coverage.months_by_data_set["bed"] = {base::Month::of(2026, 2)};
    auto mean_with = [&](int day_count) {
        std::vector<BoundFigure> figures = {bind_figure(model, parse_address("beds@A:2026-02").value()).value()};
        Plan plan = plan_figures(model, figures);
        domain::AggregateRow row{base::Month::of(2026, 2), {1}, {}, {}, {14 * day_count}, {day_count}, day_count};
        std::vector<AtomValue> values = evaluate_atoms(plan, {{row}}, coverage);
        return evaluate_figure(model, figures[0], {&values[0]}, coverage).value();
    };
    EXPECT_EQ(mean_with(28).value, base::Rational(14));
    EXPECT_EQ(mean_with(27).absence, domain::Absence::missing);
    EXPECT_NE(mean_with(27).note.find("2026-02"), std::string::npos);
}

TEST(Plan, a_mean_of_months_is_missing_where_a_month_has_no_level) {
    model::Model model = tests::small_model();
    Coverage coverage;
    coverage.months_by_data_set["queue"] = {base::Month::of(2026, 1), base::Month::of(2026, 2), base::Month::of(2026, 3)};
    auto mean_of = [&](const std::string& text, const std::vector<int>& months) {
        std::vector<BoundFigure> figures = {bind_figure(model, parse_address(text + "@A:2026-03-ack").value()).value()};
        Plan plan = plan_figures(model, figures);
        std::vector<domain::AggregateRow> rows;
        for (int month : months) rows.push_back({base::Month::of(2026, month), {1}, {}, {}, std::vector<base::Int128>{10 * month}, {1}, 2});
        std::vector<AtomValue> values = evaluate_atoms(plan, {rows}, coverage);
        return evaluate_figure(model, figures[0], {&values[0]}, coverage).value();
    };
    EXPECT_EQ(mean_of("mean_of_months(queue.waiting)", {1, 2, 3}).value, base::Rational(20));
    EXPECT_EQ(mean_of("mean_of_months(queue.waiting)", {1, 3}).absence, domain::Absence::missing);
    EXPECT_NE(mean_of("mean_of_months(queue.waiting)", {1, 3}).note.find("2026-02"), std::string::npos);
    EXPECT_EQ(mean_of("mean_of_months(queue.waiting)", {}).absence, domain::Absence::not_measured);
    EXPECT_EQ(mean_of("mean_of_months(queue)", {1, 3}).value, base::Rational::create(4, 3).value())
        << "a month that was delivered without rows has none waiting";
}

TEST(Plan, a_break_in_the_series_is_told_of_each_figure_that_reaches_over_it) {
    model::ModelFiles files = tests::small_model_files();
    files["series_breaks.csv"] = "indicator,month,text\nmissions,2026-02,larm utan utryckning räknas inte längre\n";
    const model::Model model = model::read_model(files, "").value();
    Coverage coverage;
    for (int month = 0; month < 16; ++month) coverage.months_by_data_set["mission"].insert(base::Month::of(2025, 1).plus(month));
    auto note_of = [&](const std::string& text) {
        std::vector<BoundFigure> figures = {bind_figure(model, parse_address(text).value()).value()};
        Plan plan = plan_figures(model, figures);
        std::vector<AtomValue> values = evaluate_atoms(plan, QueryResults(plan.queries.size()), coverage);
        std::vector<const AtomValue*> own;
        for (const BoundAtom& atom : figures[0].atoms) own.push_back(&values[plan.index_of_atom.at(atom.key())]);
        return evaluate_figure(model, figures[0], own, coverage).value().note;
    };
    const std::string told = "serien har ett brott från februari 2026: larm utan utryckning räknas inte längre";
    EXPECT_EQ(note_of("missions@R:2026-T1"), told);
    EXPECT_EQ(note_of("missions[priority = 1]@R:2026-02"), told) << "the month that begins anew, so that a chart of months says it";
    EXPECT_EQ(note_of("missions@R:2026-03:change"), told);
    EXPECT_EQ(note_of("missions / months@R:2026-T1"), told);
    EXPECT_EQ(note_of("missions@R:2026-01"), "");
    EXPECT_EQ(note_of("missions@R:2026-03"), "");
    EXPECT_EQ(note_of("median_time@R:2026-T1"), "Uppdrag har inga mätta värden") << "another indicator of the same rows";
}

std::optional<base::Rational> percentile(const std::map<std::int64_t, std::int64_t>& histogram, base::Rational percent) {
    return find_percentile(histogram, percent).value();
}

TEST(Median, of_an_even_count_is_the_mean_of_the_two_middle_values) {
    EXPECT_EQ(percentile({{10, 1}, {20, 1}}, 50), base::Rational(15));
    EXPECT_EQ(percentile({{10, 2}, {21, 1}}, 50), base::Rational(10));
    EXPECT_EQ(base::format_exact(*percentile({{10, 1}, {11, 1}}, 50)), "21/2");
    EXPECT_EQ(percentile({}, 50), std::nullopt);
}

TEST(Percentile, lies_by_its_share_of_the_way_between_two_values) {
    // Ranks 0 to 4: 10, 20, 20, 40, 50. The ninetieth has rank 3.6, six tenths of the way from 40 to 50.
    const std::map<std::int64_t, std::int64_t> histogram = {{10, 1}, {20, 2}, {40, 1}, {50, 1}};
    EXPECT_EQ(percentile(histogram, 90), base::Rational(46));
    EXPECT_EQ(percentile(histogram, 25), base::Rational(20));
    EXPECT_EQ(percentile(histogram, 75), base::Rational(40));
    EXPECT_EQ(base::format_exact(*percentile(histogram, base::parse_rational("12.5").value())), "15");
    EXPECT_EQ(percentile({{7, 1}}, 99), base::Rational(7));
}

}  // namespace
}  // namespace tertial::figures
