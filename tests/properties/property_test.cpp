// What must hold whatever has been delivered. A small region (tests/figures/small_model.hpp) gets random rows for four months; the same rows
// are then delivered in other ways, or looked at from other sides.
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "engine/compute.hpp"
#include "figures/address.hpp"
#include "proofs/demo_workspace.hpp"
#include "tests/figures/rows_in_memory.hpp"
#include "tests/figures/small_model.hpp"

namespace tertial {
namespace {

using base::Month;
using base::Rational;
using proofs::require;
using tests::Random;

constexpr std::uint64_t seeds[] = {1, 2, 3};
const Month first_month = Month::of(2026, 1);
constexpr int month_count = 4;

/// The lines of one data set's file, by month.
struct Source {
    std::string head;
    std::map<Month, std::vector<std::string>> lines;
};
using Sources = std::map<std::string, Source>;

const std::vector<std::string>& wards() {
    static const std::vector<std::string> units = {"A", "B"};
    return units;
}

Sources make_sources(std::uint64_t seed) {
    Random random(seed);
    const std::vector<std::string> units = {"A", "B", "S"}, accounts = {"3001", "3002", "4001", "4002"}, parties = {"MN", "MS", "E1", ""};
    Sources sources;
    for (const char* money : {"ledger", "budget"}) sources[money].head = "period,account,unit,counterparty,amount";
    sources["mission"].head = "date,unit,priority,seconds";
    sources["queue"].head = "month,unit,clinic,waiting";
    sources["bed"].head = "date,unit,available,occupied";
    for (int number = 0; number < month_count; ++number) {
        const Month month = first_month.plus(number);
        const std::string name = base::format_month(month);
        for (const char* money : {"ledger", "budget"}) {
            for (int row = 0; row < 25; ++row) {
                const std::string amount = std::to_string(static_cast<int>(random.below(20'000)) - 10'000) + "." + std::to_string(10 + random.below(90));
                sources[money].lines[month].push_back(name + "," + random.pick(accounts) + "," + random.pick(units) + "," + random.pick(parties) + "," +
                                                      amount);
            }
        }
        for (int row = 0; row < 30; ++row) {
            const std::string day = base::format_date(base::Date{month.first_day().day_count + static_cast<std::int32_t>(random.below(28))});
            sources["mission"].lines[month].push_back(day + "," + random.pick(units) + "," + std::to_string(1 + random.below(4)) + "," +
                                                      (random.below(6) == 0 ? "" : std::to_string(random.below(3600))));
        }
        for (const std::string& unit : wards()) {
            for (const char* clinic : {"medicin", "kirurgi"})
                sources["queue"].lines[month].push_back(name + "," + unit + "," + clinic + "," + std::to_string(random.below(90)));
            for (int day = 0; day < month.days_in_month(); ++day) {
                sources["bed"].lines[month].push_back(base::format_date(base::Date{month.first_day().day_count + day}) + "," + unit + "," +
                                                      std::to_string(10 + random.below(20)) + "," + std::to_string(random.below(30)));
            }
        }
    }
    return sources;
}

/// The small model as a folder, with a mapping for each data set whose columns are called as its fields.
std::string write_model(const std::string& folder, const Sources& sources) {
    model::ModelFiles files = tests::small_model_files();
    for (const auto& [data_set, source] : sources) {
        std::vector<std::string> columns;
        for (const std::string& field : base::split(source.head, ',')) columns.push_back(field + ": " + field);
        files["mappings/" + data_set + ".yaml"] =
            "mapping: " + data_set + "\ndata_set: " + data_set + "\ndecimal_mark: point\ncolumns: {" + base::joined(columns, ", ") + "}\n";
    }
    for (const auto& [name, text] : files) {
        const std::string path = folder + "/" + name;
        require(base::make_folders(path.substr(0, path.rfind('/'))));
        require(base::write_file(path, text));
    }
    return folder;
}

class Property : public ::testing::TestWithParam<std::uint64_t> {
protected:
    Property() : sources_(make_sources(GetParam())), model_(write_model(folder_.path() + "/model", sources_)) {}

    std::unique_ptr<engine::Workspace> make_workspace(const std::string& name) { return proofs::make_empty_workspace(folder_.path() + "/" + name, 2, model_); }

    void deliver(engine::Workspace& workspace, const std::string& data_set, const std::string& period, const std::vector<std::string>& lines) {
        const std::string path = folder_.path() + "/" + data_set + "-" + period + ".csv";
        require(base::write_file(path, sources_.at(data_set).head + "\n" + base::joined(lines, "\n") + (lines.empty() ? "" : "\n")));
        engine::DeliveryRequest request;
        request.paths = {path};
        require(engine::deliver_files(workspace, request));
    }
    void deliver_month(engine::Workspace& workspace, const std::string& data_set, Month month) {
        deliver(workspace, data_set, base::format_month(month), sources_.at(data_set).lines.at(month));
    }
    void deliver_all(engine::Workspace& workspace) {
        for (const auto& [data_set, source] : sources_) {
            for (const auto& [month, lines] : source.lines) deliver_month(workspace, data_set, month);
        }
    }

    Sources sources_;
    proofs::TemporaryFolder folder_;
    std::string model_;
};

/// By question, without the position that it was asked at.
using Answers = std::map<std::string, domain::Figure>;

Answers ask(engine::Workspace& workspace, const std::vector<std::string>& questions, std::optional<std::int64_t> as_of = std::nullopt) {
    const engine::Snapshot snapshot = require(engine::load_snapshot(workspace, as_of));
    std::vector<figures::BoundFigure> bound;
    for (const std::string& question : questions) {
        figures::Address address = require(figures::parse_address(question));
        address.as_of = snapshot.state.head.position;
        bound.push_back(require(figures::bind_figure(*snapshot.model, address)));
    }
    const auto computed = require(engine::compute_figures(workspace, snapshot, std::move(bound), facts::UseAggregates::yes));
    Answers answers;
    for (std::size_t index = 0; index < questions.size(); ++index) {
        answers[questions[index]] = computed[index].figure;
        answers[questions[index]].address.clear();
    }
    return answers;
}

const std::vector<std::string>& flows() {
    static const std::vector<std::string> expressions = {
        "fees", "staff", "net", "missions", "missions[priority = 1]", "sum(ledger.amount where account between '3002' and '4001')"};
    return expressions;
}

std::vector<std::string> all_questions() {
    std::vector<std::string> expressions = flows();
    for (const char* other : {"beds", "occupancy", "median_time", "percentile(mission.seconds, 90)", "count_distinct(queue.clinic)", "sum(queue.waiting)",
                              "mean_of_months(queue.waiting)", "missions / months"})
        expressions.emplace_back(other);
    std::vector<std::string> questions;
    for (const std::string& expression : expressions) {
        for (const char* unit : {"R", "N", "A", "B", "S"}) {
            for (const char* period : {"2026-02", "2026-T1", "2026-03-ack"}) questions.push_back(expression + "@" + unit + ":" + period);
        }
    }
    for (const char* unit : {"R", "N", "A"}) {
        questions.push_back(std::string("net@") + unit + ":2026-T1:deviation");
        questions.push_back(std::string("net@") + unit + ":2026-T1:outturn:basis=external");
    }
    return questions;
}

void expect_equal(const Answers& one, const Answers& other) {
    int with_value = 0;
    for (const auto& [question, figure] : one) {
        EXPECT_EQ(figure, other.at(question)) << question;
        with_value += figure.value.has_value();
    }
    EXPECT_GT(with_value, 150) << "most questions must have an answer, or nothing is compared";
}

Rational sum_of(const std::vector<Rational>& values) {
    Rational sum;
    for (const Rational& value : values) sum = require(base::add(sum, value));
    return sum;
}

TEST_P(Property, the_order_of_deliveries_does_not_matter) {
    auto one = make_workspace("one"), other = make_workspace("other");
    deliver_all(*one);
    std::vector<std::pair<std::string, Month>> slices;
    for (const auto& [data_set, source] : sources_) {
        for (const auto& [month, lines] : source.lines) slices.emplace_back(data_set, month);
    }
    Random random(GetParam() + 100);
    for (std::size_t index = slices.size() - 1; index > 0; --index) std::swap(slices[index], slices[random.below(index + 1)]);
    for (const auto& [data_set, month] : slices) deliver_month(*other, data_set, month);
    expect_equal(ask(*one, all_questions()), ask(*other, all_questions()));
}

TEST_P(Property, splitting_a_file_does_not_matter) {
    auto one = make_workspace("one"), other = make_workspace("other");
    deliver_all(*one);
    for (const auto& [data_set, source] : sources_) {
        std::vector<std::string> lines;
        for (const auto& [month, of_month] : source.lines) lines.insert(lines.end(), of_month.begin(), of_month.end());
        deliver(*other, data_set, "2026-T1", lines);
    }
    expect_equal(ask(*one, all_questions()), ask(*other, all_questions()));
}

TEST_P(Property, delivering_a_file_twice_or_a_wrong_one_between_does_not_matter) {
    auto one = make_workspace("one"), other = make_workspace("other");
    deliver_all(*one);
    deliver_all(*other);
    deliver_month(*other, "ledger", first_month.plus(1));
    deliver(*other, "mission", "2026-03", {"2026-03-05,A,1,60"});
    deliver_month(*other, "mission", first_month.plus(2));
    expect_equal(ask(*one, all_questions()), ask(*other, all_questions()));
}

TEST_P(Property, flows_add_over_units_and_time) {
    auto workspace = make_workspace("one");
    deliver_all(*workspace);
    for (const std::string& flow : flows()) {
        std::vector<std::string> questions = {flow + "@R:2026-T1", flow + "@N:2026-T1", flow + "@S:2026-T1", flow + "@A:2026-T1", flow + "@B:2026-T1"};
        for (int number = 0; number < month_count; ++number) questions.push_back(flow + "@R:" + base::format_month(first_month.plus(number)));
        const Answers answers = ask(*workspace, questions);
        auto value = [&](const std::string& place) { return answers.at(flow + "@" + place).value.value(); };
        EXPECT_EQ(value("R:2026-T1"), sum_of({value("N:2026-T1"), value("S:2026-T1")})) << flow;
        EXPECT_EQ(value("N:2026-T1"), sum_of({value("A:2026-T1"), value("B:2026-T1")})) << flow << ": no row lies at the board itself";
        EXPECT_EQ(value("R:2026-T1"), sum_of({value("R:2026-01"), value("R:2026-02"), value("R:2026-03"), value("R:2026-04")})) << flow;
    }
}

TEST_P(Property, levels_add_over_units_and_never_over_time) {
    auto workspace = make_workspace("one");
    deliver_all(*workspace);
    std::vector<std::string> questions;
    for (const char* level : {"beds", "sum(queue.waiting)", "mean_of_months(queue.waiting)"}) {
        for (const char* place : {"N:2026-T1", "A:2026-T1", "B:2026-T1", "N:2026-01", "N:2026-02", "N:2026-03", "N:2026-04"})
            questions.push_back(std::string(level) + "@" + place);
    }
    const Answers answers = ask(*workspace, questions);
    auto value = [&](const std::string& question) { return answers.at(question).value.value(); };
    for (const std::string level : {"beds", "sum(queue.waiting)", "mean_of_months(queue.waiting)"}) {
        EXPECT_EQ(value(level + "@N:2026-T1"), sum_of({value(level + "@A:2026-T1"), value(level + "@B:2026-T1")})) << level;
    }
    EXPECT_EQ(value("sum(queue.waiting)@N:2026-T1"), value("sum(queue.waiting)@N:2026-04")) << "the last month tells what the period came to";
    std::vector<Rational> months, bed_days;
    for (int number = 0; number < month_count; ++number) {
        const Month month = first_month.plus(number);
        months.push_back(value("sum(queue.waiting)@N:" + base::format_month(month)));
        bed_days.push_back(require(base::multiply(value("beds@N:" + base::format_month(month)), Rational(month.days_in_month()))));
    }
    EXPECT_EQ(value("mean_of_months(queue.waiting)@N:2026-T1"), require(base::divide(sum_of(months), Rational(month_count))));
    EXPECT_EQ(value("beds@N:2026-T1"), require(base::divide(sum_of(bed_days), Rational(120)))) << "each month weighs by its days";
    EXPECT_EQ(base::compare(value("sum(queue.waiting)@N:2026-T1"), sum_of(months)), -1) << "a level summed over months is a number that nobody has seen";
}

TEST_P(Property, a_ratio_lies_between_its_parts_and_different_values_are_no_more_than_theirs) {
    auto workspace = make_workspace("one");
    deliver_all(*workspace);
    std::vector<std::string> questions;
    for (const char* ratio : {"occupancy", "count_distinct(mission.unit)", "median_time"}) {
        for (const char* place : {"N:2026-T1", "A:2026-T1", "B:2026-T1", "N:2026-01", "N:2026-02", "N:2026-03", "N:2026-04"})
            questions.push_back(std::string(ratio) + "@" + place);
    }
    const Answers answers = ask(*workspace, questions);
    auto value = [&](const std::string& question) { return answers.at(question).value.value(); };
    auto is_between = [&](const std::string& expression, const std::vector<std::string>& parts) {
        const Rational whole = value(expression + "@N:2026-T1");
        bool has_less = false, has_more = false;
        for (const std::string& part : parts) {
            has_less = has_less || base::compare(value(expression + "@" + part), whole) <= 0;
            has_more = has_more || base::compare(value(expression + "@" + part), whole) >= 0;
        }
        return has_less && has_more;
    };
    const std::vector<std::string> units = {"A:2026-T1", "B:2026-T1"}, months = {"N:2026-01", "N:2026-02", "N:2026-03", "N:2026-04"};
    for (const char* expression : {"occupancy", "median_time"}) {
        EXPECT_TRUE(is_between(expression, units)) << expression;
        EXPECT_TRUE(is_between(expression, months)) << expression;
    }
    EXPECT_EQ(value("count_distinct(mission.unit)@N:2026-T1"), Rational(2)) << "A and B in all, whichever months they had any";
    EXPECT_EQ(base::compare(value("count_distinct(mission.unit)@N:2026-T1"),
                            sum_of({value("count_distinct(mission.unit)@N:2026-01"), value("count_distinct(mission.unit)@N:2026-02"),
                                    value("count_distinct(mission.unit)@N:2026-03"), value("count_distinct(mission.unit)@N:2026-04")})),
              -1);
}

TEST_P(Property, the_views_are_the_same_where_nothing_has_moved) {
    auto workspace = make_workspace("one");
    deliver_all(*workspace);
    std::vector<std::string> comparable;
    for (const std::string& question : all_questions()) {
        if (question.find("basis=") == std::string::npos) comparable.push_back(question + ":view=comparable");
    }
    const Answers as_was = ask(*workspace, all_questions()), answers = ask(*workspace, comparable);
    for (const std::string& question : comparable) EXPECT_EQ(answers.at(question), as_was.at(question.substr(0, question.find(":view")))) << question;
}

TEST_P(Property, an_answer_as_of_a_moment_never_changes) {
    auto workspace = make_workspace("one");
    deliver_all(*workspace);
    const std::int64_t moment = require(engine::load_snapshot(*workspace)).state.head.position;
    const Answers before = ask(*workspace, all_questions());
    const Sources others = make_sources(GetParam() + 1000);
    for (const auto& [data_set, source] : others) deliver(*workspace, data_set, "2026-02", source.lines.at(first_month.plus(1)));
    deliver(*workspace, "ledger", "2026-03", {});
    const engine::Snapshot snapshot = require(engine::load_snapshot(*workspace));
    const engine::AcceptedDelivery* delivery = snapshot.state.in_force("mission", "all", first_month);
    ASSERT_NE(delivery, nullptr);
    require(engine::withdraw_delivery(*workspace, delivery->delivery, "prövas"));
    EXPECT_NE(ask(*workspace, {"missions@R:2026-T1"}).begin()->second, before.at("missions@R:2026-T1")) << "what came later must have changed something";
    expect_equal(before, ask(*workspace, all_questions(), moment));
}

INSTANTIATE_TEST_SUITE_P(Seeds, Property, ::testing::ValuesIn(seeds));

}  // namespace
}  // namespace tertial
