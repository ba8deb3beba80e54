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
        std::string data_set = random.pick(std::vector<std::string>{"ledger", "budget", "bed", "mission"});
        if (data_set == "ledger" || data_set == "budget") {
            row.codes["account"] = random.pick(accounts);
            if (const std::string& party = random.pick(parties); !party.empty()) row.codes["counterparty"] = party;
            row.wholes["amount"] = static_cast<std::int64_t>(random.below(2'000'000)) - 1'000'000;
        } else if (data_set == "bed") {
            row.wholes["available"] = static_cast<std::int64_t>(random.below(30));
            row.wholes["occupied"] = static_cast<std::int64_t>(random.below(30));
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
        if (atom.function == AggregateFunction::median) {
            if (!measured) continue;
            ++value.histogram[*measured];
        }
        ++value.row_count;
        ++value.parts[0].row_count;
        if (atom.needs_every_day) ++value.rows_by_month[row.month];
        if (atom.field.empty() || measured) ++value.present_count;
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
                                            "missions[priority = 1] / missions"};
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
    for (const char* data_set : {"ledger", "budget", "bed", "mission"}) {
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
        domain::AggregateRow row{base::Month::of(2026, 2), {1}, {}, {14 * day_count}, {day_count}, day_count};
        std::vector<AtomValue> values = evaluate_atoms(plan, {{row}}, coverage);
        return evaluate_figure(model, figures[0], {&values[0]}, coverage).value();
    };
    EXPECT_EQ(mean_with(28).value, base::Rational(14));
    EXPECT_EQ(mean_with(27).absence, domain::Absence::missing);
    EXPECT_NE(mean_with(27).note.find("2026-02"), std::string::npos);
}

TEST(Median, of_an_even_count_is_the_mean_of_the_two_middle_values) {
    EXPECT_EQ(find_median({{10, 1}, {20, 1}}), base::Rational(15));
    EXPECT_EQ(find_median({{10, 2}, {21, 1}}), base::Rational(10));
    EXPECT_EQ(base::format_exact(*find_median({{10, 1}, {11, 1}})), "21/2");
    EXPECT_EQ(find_median({}), std::nullopt);
}

}  // namespace
}  // namespace tertial::figures
