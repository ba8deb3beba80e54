// What people have said and the model has decided becomes figures as delivered rows do: the published effects and forecast come out,
// a newer word changes just the figures that rest on it, an earlier position keeps its own, and each can be traced to its words.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "engine/enter.hpp"
#include "engine/explain.hpp"
#include "engine/trace.hpp"
#include "figures/address.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

class Said : public ::testing::Test {
protected:
    Said() : workspace_(make_empty_workspace(folder_.path() + "/workspace")) {
        require(engine::enter_file(*workspace_, project_folder() + "/demo/entries.jsonl"));
    }

    engine::ComputedFigure compute(const std::string& address, std::optional<std::int64_t> position = {}) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_, position));
        return require(engine::compute_figure(*workspace_, snapshot, require(figures::parse_address(address)), facts::UseAggregates::yes));
    }
    std::string exact(const std::string& address, std::optional<std::int64_t> position = {}) {
        domain::Figure figure = compute(address, position).figure;
        return figure.value ? base::format_exact(*figure.value) : std::string(domain::absence_id(figure.absence));
    }
    engine::Trace trace(const std::string& address, std::int64_t offset, std::int64_t limit) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
        return require(engine::trace_figure(*workspace_, snapshot, compute(address), offset, limit));
    }
    void say(const std::string& kind, const std::string& body) {
        std::string path = folder_.path() + "/entries.jsonl";
        require(base::write_file(path, R"({"kind": ")" + kind + R"(", "actor": "ekonom", "body": )" + body + "}\n"));
        require(engine::enter_file(*workspace_, path));
    }
    std::int64_t position() { return require(workspace_->log().head()).position; }

    TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
};

std::string forecast(const std::string& round, const std::string& low, const std::string& high, const std::string& line = "net_cost") {
    return R"({"unit": "HSN", "line": ")" + line + R"(", "year": 2026, "round": ")" + round + R"(", "measure": "deviation", "low_ore": )" + low +
           R"(, "high_ore": )" + high + R"(, "before_measures": true, "reason": "Prövning"})";
}

TEST_F(Said, the_published_effects_and_forecast_come_out) {
    const std::vector<std::string> filters = {
        "[effect_group = 'sold_care']", "[effect_group = 'agency_staff']",  "[effect_group = 'bought_care']", "[effect_group = 'procurement']",
        "[effect_group = 'other']",     "[not effect_group = 'personnel']", "[effect_group = 'personnel']",   ""};
    auto rows = read_csv_rows(project_folder() + "/demo/published/result_improvement_measures.csv", ',');
    ASSERT_GE(rows.size(), filters.size());
    for (std::size_t row = 0; row < filters.size(); ++row) {
        const std::string& printed = rows[row].at("assessed_full_year_effect_per_plan");
        std::string ours = exact("initiative_effect" + filters[row] + "@HSN:2026-T1");
        EXPECT_EQ(ours, printed.empty() ? "not_measured" : printed + "00000000") << filters[row];
    }
    EXPECT_EQ(exact("initiative_areas@HSN:2026-T1"), "3");
    EXPECT_EQ(exact("initiative_projects@HSN:2026-T1"), "17");
    EXPECT_EQ(exact("initiative_effect[level = 'red']@HSN:2026-T1"), "1370000000");
    EXPECT_EQ(exact("forecast_deviation_high@HSN:2026-T1"), "-40000000000");
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T1"), "-55000000000");
}

TEST_F(Said, another_unit_year_or_month_has_its_own_words_or_none) {
    EXPECT_EQ(exact("initiative_effect@MED:2026-T1"), "8340000000");
    EXPECT_EQ(exact("initiative_measures@HSN:2025-T1"), "0");
    EXPECT_EQ(exact("initiative_effect@HSN:2024-T1"), "not_measured");
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-03"), "not_measured") << "the round was not over";
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-07-ack"), "-55000000000") << "the newest still holds";
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2027-T1"), "not_measured");
    EXPECT_EQ(exact("forecast_deviation_low@MED:2026-T1"), "not_measured");
    EXPECT_EQ(exact("initiative_measures[level = 'not_assessed']@HSN:2026-03-ack"), "18") << "nobody has judged March";
}

TEST_F(Said, a_newer_word_changes_what_rests_on_it_and_an_earlier_position_keeps_its_own) {
    std::int64_t before = position();
    say("initiative_assessment", R"({"initiative": "own_nurses", "unit": "MED", "period": "2026-T1", "level": "red", "words": "Når inte målet"})");
    EXPECT_EQ(exact("initiative_effect[level = 'red']@HSN:2026-T1"), "2870000000");
    EXPECT_EQ(exact("initiative_effect@HSN:2026-T1"), "21600000000");
    EXPECT_EQ(exact("initiative_effect[level = 'red']@HSN:2026-T1", before), "1370000000");
    say("forecast", forecast("2026-T2", "-50000000000", "-45000000000"));
    say("forecast", forecast("2026-T1", "-1", "1", "other"));
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T1"), "-55000000000") << "the later round says nothing of April";
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T2"), "-50000000000");
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T2", before), "-55000000000");
    std::string of_division = base::replaced(forecast("2026-T1", "-7", "7"), "HSN", "MED");
    say("forecast", of_division);
    EXPECT_EQ(exact("forecast_deviation_low@MED:2026-T1"), "-7");
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T1"), "-55000000000") << "a division's forecast is within the board's";
    say("forecast", base::replaced(forecast("2026-T1", "-9", "9"), "\"before_measures\": true", "\"before_measures\": false"));
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T1"), "-55000000000") << "two kinds of forecast do not add";
    EXPECT_EQ(exact("forecast_deviation_with_measures_low@HSN:2026-T1"), "-9");
    say("forecast", forecast("2026-T1", "-60000000000", "-45000000000"));
    EXPECT_EQ(exact("forecast_deviation_low@HSN:2026-T1"), "-60000000000") << "a round's newest word counts";
}

TEST_F(Said, a_forecast_is_a_column_of_its_line_and_never_the_sum_of_its_parts) {
    EXPECT_EQ(exact("net_cost@RS-STAB:2024-T2:forecast"), "-60693000000");
    EXPECT_EQ(exact("net_cost@RS-STAB:2024-T2:forecast_deviation"), "missing") << "no budget is delivered here to hold it against";
    EXPECT_EQ(exact("net_cost@RS-STAB:2024-07-ack:forecast"), "not_measured") << "nobody had said it by then";
    EXPECT_EQ(exact("net_cost@REGION:2024-T2:forecast"), "not_measured") << "the region has said its result, not its net cost";
    EXPECT_EQ(exact("net_cost[account = '4011']@RS-STAB:2024-T2:forecast"), "not_applicable");
    EXPECT_EQ(exact("net_cost@RS-STAB:2024-T2:forecast:basis=without_board_internal"), "not_applicable");
    EXPECT_EQ(exact("ambulance_missions@HSN:2026-T1:forecast"), "not_applicable");
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    std::string sentence = engine::explain_json(snapshot, compute("net_cost@RS-STAB:2024-T2:forecast"), {})["sentence"];
    EXPECT_NE(sentence.find("för Regionstaben 2024, så som enheten hade sagt när augusti 2024 var slut"), std::string::npos) << sentence;
    engine::Trace traced = trace("net_cost@RS-STAB:2024-T2:forecast", 0, 10);
    ASSERT_EQ(traced.lines.size(), 1U);
    EXPECT_NE(traced.lines[0].text.find("\"point_ore\":-60693000000"), std::string::npos) << traced.lines[0].text;
}

TEST_F(Said, a_programme_lasts_for_its_years_and_its_scenarios_are_sets_of_packages) {
    EXPECT_EQ(exact("programme_steps@REGION:2025-04"), "25");
    EXPECT_EQ(exact("programme_steps@REGION:2027-12"), "25");
    EXPECT_EQ(exact("programme_steps@REGION:2028-01"), "0");
    EXPECT_EQ(exact("programme_steps[package in ('1', '2')]@REGION:2025-04"), "10");
    EXPECT_EQ(exact("programme_net_share@REGION:2025-04"), "21/40");
    EXPECT_EQ(exact("programme_year_effect@REGION:2025-04"), "3250000000");
    EXPECT_EQ(exact("programme_year_effect@REGION:2026-04"), "not_measured") << "nothing is decided for that year";
    EXPECT_EQ(exact("programme_year_target@REGION:2025-04"), "3250000000");
}

TEST_F(Said, each_figure_is_traced_to_the_words_it_rests_on) {
    engine::Trace traced = trace("initiative_effect[level = 'red']@HSN:2026-T1", 0, 10);
    ASSERT_EQ(traced.line_count, 4) << "the effect stands in the model, the level in the logbook";
    EXPECT_EQ(traced.lines[0].text, "cheaper_medicines,Byte till likvärdiga läkemedel,MED,2026,4.9,measure,medicines,procurement,");
    EXPECT_EQ(traced.lines[1].file_name, "loggboken");
    EXPECT_NE(traced.lines[1].text.find("\"initiative\":\"cheaper_medicines\""), std::string::npos) << traced.lines[1].text;
    traced = trace("initiative_projects@HSN:2026-T1", 15, 10);
    EXPECT_EQ(traced.line_count, 17);
    ASSERT_EQ(traced.lines.size(), 2U);
    EXPECT_EQ(traced.lines[1].file_name, "initiatives.csv");
    EXPECT_EQ(traced.lines[1].text, "medicines,Rätt läkemedel till rätt pris,HSN,2026,,project,purchasing,,");
    traced = trace("forecast_deviation_low@HSN:2026-T1", 0, 10);
    ASSERT_EQ(traced.lines.size(), 1U);
    EXPECT_NE(traced.lines[0].text.find("\"low_ore\":-55000000000"), std::string::npos);
    // No assessment has an outcome here, but each still rests on a target or on what a person said of an assignment.
    traced = trace("count(assessment)@HSN:2026-T1", 0, 100);
    EXPECT_EQ(exact("count(assessment)@HSN:2026-T1"), "56");
    EXPECT_EQ(traced.line_count, 56 + 21) << "and a person's word of each assignment";
    EXPECT_EQ(traced.lines.front().file_name, "targets.csv");
    EXPECT_EQ(traced.lines.back().file_name, "loggboken");
}

TEST_F(Said, the_second_road_agrees) {
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    std::vector<engine::ComputedFigure> computed;
    for (const char* address :
         {"initiative_effect@HSN:2026-T1", "initiative_measures[level = 'green']@KIR:2026-T1", "forecast_deviation_high@HSN:2026-T1",
          "count(initiative where full_year_effect >= 9000000)@HSN:2026-T1", "net_cost@RS-STAB:2024-T2:forecast", "net_cost@RS-STAB:2024-T2:forecast_deviation",
          "programme_net[package = '1']@REGION:2025-04", "programme_year_effect[initiative.parent = 'efficiency_part_1']@REGION:2025-04"}) {
        computed.push_back(compute(address));
    }
    engine::Verification verified = require(engine::verify_figures(*workspace_, snapshot, computed));
    EXPECT_EQ(verified.figure_count, 8U);
    EXPECT_TRUE(verified.differences.empty()) << base::format_issues(verified.differences);
}

}  // namespace
}  // namespace tertial::proofs
