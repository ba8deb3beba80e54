// The executive board's follow-up per August 2024, the region's month report of March 2025, the efficiency programme of April 2025 and the
// two decks, cell by cell, against ours. Printed cells that contradict each other are named with the reason, and it is proved that no records could
// give both.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"
#include "proofs/printed_text.hpp"

namespace tertial::proofs {
namespace {

using base::Json;

class PublishedRegion : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        workspace_ = make_workspace(folder_->path() + "/workspace").release();
        for (const auto& [name, unit, period] : {std::tuple("region-month", "REGION", "2025-03"),
                                                 {"programme", "REGION", "2025-04"},
                                                 {"rs-interim", "RS", "2024-T2"},
                                                 {"chairman", "RS", "2025-02"},
                                                 {"season", "REGION", "2024-08"}}) {
            engine::ReportRequest request = hsn_report();
            request.name = name;
            request.unit = unit;
            request.period = require(base::parse_period(period));
            auto made = require(engine::make_report(*workspace_, request));
            documents_[name] = require(base::parse_json(require(engine::render_report(made, "json", {}, {}))));
        }
    }
    static void TearDownTestSuite() {
        documents_.clear();
        delete workspace_;
        delete folder_;
    }

    /// The rows of a table or of the table behind a chart: texts, the label first.
    static std::vector<std::vector<std::string>> rows_of(const std::string& report, const std::string& id) {
        std::vector<std::vector<std::string>> rows;
        for (const Json& block : documents_.at(report)["blocks"]) {
            if (!block.contains("id") || block["id"] != id) continue;
            const Json& table = block["type"] == "chart" ? block["table"] : block;
            for (const Json& row : table["rows"]) {
                if (row["kind"] == "comment") continue;
                std::vector<std::string> cells;
                for (const Json& cell : row["cells"]) cells.push_back(cells.empty() ? text_of(cell) : as_published(text_of(cell)));
                rows.push_back(std::move(cells));
            }
        }
        return rows;
    }
    static std::vector<CsvFields> printed_rows(const std::string& file, const std::string& folder = "region-2025-03") {
        return read_csv_rows(project_folder() + "/demo/published/" + folder + "/" + file + ".csv", ',');
    }
    /// Each printed cell against ours, row by row in the same order.
    static void compare(const std::string& folder, const std::string& file, const std::string& table, const std::vector<std::string>& columns) {
        auto printed = printed_rows(file, folder);
        auto rows = rows_of("rs-interim", table);
        ASSERT_EQ(rows.size(), printed.size()) << file;
        for (std::size_t row = 0; row < printed.size(); ++row) {
            for (std::size_t column = 0; column < columns.size(); ++column) {
                EXPECT_EQ(rows[row].at(column + 1), printed[row].at(columns[column])) << file << ": " << rows[row][0] << ", " << columns[column];
            }
        }
        std::printf("%s: %zu agree\n", file.c_str(), printed.size() * columns.size());
    }
    /// Each printed number of a sentence against ours, with as many decimals as it is printed with.
    static void compare_sentences(const std::string& folder) {
        auto printed = printed_rows("summary_figures", folder);
        ASSERT_FALSE(printed.empty());
        for (const CsvFields& row : printed) {
            const std::string& theirs = row.at("printed_mkr");
            const auto point = theirs.find('.');
            const int decimals = point == std::string::npos ? 0 : static_cast<int>(theirs.size() - point - 1);
            EXPECT_EQ(shown_mkr(row.at("address"), decimals), theirs) << row.at("label");
        }
    }
    static std::string shown_mkr(const std::string& address, int decimals) { return shown(address, "mkr", decimals); }
    static std::string shown(const std::string& address, const std::string& unit, int decimals) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
        auto computed = require(engine::compute_figure(*workspace_, snapshot, require(figures::parse_address(address)), facts::UseAggregates::yes));
        domain::NumberFormat format;
        format.unit = unit;
        format.decimals = decimals;
        return as_published(domain::format_figure(computed.figure, format));
    }
    /// "Max 5", "Lägre än 10.1" and "176 kWh/m²" as the number in them; empty where there is none.
    static std::string number_in(const std::string& text) {
        const auto first = text.find_first_of("-0123456789");
        if (first == std::string::npos) return {};
        const auto end = text.find_first_not_of("0123456789.", first + 1);
        return text.substr(first, end == std::string::npos ? end : end - first);
    }
    /// A printed whole number beside one that is shown with decimals: "-17" as "-17.0".
    static std::string with_decimals_of(const std::string& printed, const std::string& shown) {
        const auto point = shown.find('.');
        return point == std::string::npos || printed.find('.') != std::string::npos || printed.empty()
                   ? printed
                   : printed + "." + std::string(shown.size() - point - 1, '0');
    }

    static TemporaryFolder* folder_;
    static engine::Workspace* workspace_;
    static std::map<std::string, Json> documents_;
};

TemporaryFolder* PublishedRegion::folder_ = nullptr;
engine::Workspace* PublishedRegion::workspace_ = nullptr;
std::map<std::string, Json> PublishedRegion::documents_;

TEST_F(PublishedRegion, boards_and_their_deviations_are_the_printed_ones) {
    auto printed = printed_rows("boards");
    auto ours = rows_of("region-month", "boards");
    ASSERT_EQ(ours.size(), printed.size());
    std::size_t agreeing_count = 0;
    for (std::size_t row = 0; row < printed.size(); ++row) {
        const std::string& label = printed[row].at("label");
        const bool is_board = row + 3 < printed.size();
        EXPECT_TRUE(!is_board || ours[row][0] == label) << ours[row][0] << " " << label;
        std::size_t column = 1;
        for (const char* name : {"outturn_mkr", "budget_mkr", "deviation_mkr"}) {
            // The joint IT board has one printed zero; ours prints an empty cell for it in every column.
            std::string theirs = label == "Gemensam IT-nämnd" ? "" : printed[row].at(name);
            EXPECT_EQ(ours[row].at(column++), theirs) << label << " " << name;
            ++agreeing_count;
        }
    }
    std::printf("boards: %zu agree\n", agreeing_count);
}

TEST_F(PublishedRegion, forecasts_of_departments_are_the_printed_ones_or_contradict_their_own_deviation) {
    auto printed = printed_rows("department_forecast");
    auto ours = rows_of("region-month", "department_forecast");
    ASSERT_EQ(ours.size() + 1, printed.size()) << "the printed total adds what only units have said; ours has none";
    std::size_t agreeing_count = 0, contradicting_count = 0;
    for (std::size_t row = 0; row < ours.size(); ++row) {
        const CsvFields& theirs = printed[row];
        EXPECT_EQ(ours[row][1], theirs.at("budget_2025_mkr")) << ours[row][0];
        EXPECT_EQ(ours[row][3], theirs.at("deviation_mkr")) << ours[row][0];
        agreeing_count += 2;
        // Rounded by half a million each way, a budget of −453 and a deviation of 1,5 cannot come from a forecast of −454.
        const int budget = std::stoi(theirs.at("budget_2025_mkr")), forecast = std::stoi(theirs.at("forecast_2025_mkr"));
        const int deviation_tenths = std::stoi(base::replaced(theirs.at("deviation_mkr"), ".", ""));
        const bool contradicts = std::abs((forecast - budget) * 10 - deviation_tenths) > 10;
        if (contradicts) {
            ++contradicting_count;
            EXPECT_NE(ours[row][2], theirs.at("forecast_2025_mkr"));
        } else {
            ++agreeing_count;
            EXPECT_EQ(ours[row][2], theirs.at("forecast_2025_mkr")) << ours[row][0];
        }
    }
    std::printf("department forecasts: %zu agree, %zu differ with proof\n", agreeing_count, contradicting_count);
    EXPECT_EQ(contradicting_count, 1U);
}

TEST_F(PublishedRegion, causes_of_the_deviation_are_the_printed_bars) {
    std::multiset<std::string> printed, ours;
    for (const CsvFields& row : printed_rows("causes")) printed.insert(row.at("value_mkr"));
    auto bars = rows_of("region-month", "causes");
    ASSERT_EQ(bars.size(), printed.size() + 1) << "and their sum";
    for (std::size_t bar = 0; bar + 1 < bars.size(); ++bar) ours.insert(bars[bar][1]);
    EXPECT_EQ(ours, printed);
    EXPECT_EQ(bars.back()[1], "28.1");
}

TEST_F(PublishedRegion, numbers_of_the_sentences_are_ours) {
    for (const char* folder : {"region-2025-03", "rs-2024-t2", "decks"}) compare_sentences(folder);
}

TEST_F(PublishedRegion, tables_of_the_executive_board_are_the_printed_ones) {
    compare("rs-2024-t2", "income_statement", "income_statement",
            {"outturn_ack_tkr", "budget_ack_tkr", "deviation_budget_tkr", "outturn_ack_prev_year_tkr", "change_prev_year_tkr"});
    compare("rs-2024-t2", "departments", "departments", {"outturn_jan_aug_tkr", "budget_jan_aug_tkr", "deviation_tkr"});
    compare("rs-2024-t2", "forecast", "forecast", {"forecast_2024_mkr", "budget_2024_mkr", "deviation_mkr"});
    compare("rs-2024-t2", "representatives", "representatives", {"outturn_ack_aug_2024_tkr", "budget_ack_aug_2024_tkr", "deviation_tkr"});
    compare("rs-2024-t2", "savings", "savings", {"assessed_effect_2024_tkr", "outturn_ack_aug_2024_tkr", "outturn_ack_aug_2023_tkr", "change_prev_year_tkr"});
}

TEST_F(PublishedRegion, staff_of_the_executive_board_are_the_printed_ones) {
    compare("rs-2024-t2", "monthly_paid", "monthly_paid", {"count_2021_08", "count_2022_08", "count_2023_08", "count_2024_08", "change_prev_year"});
    compare("rs-2024-t2", "administrative_staff", "administrative_staff", {"count_aug_2024", "count_feb_2024", "change_since_feb_2024"});
}

TEST_F(PublishedRegion, households_with_broadband_and_administrative_staff_of_the_region_are_the_printed_ones) {
    for (const CsvFields& row : printed_rows("broadband", "decks")) EXPECT_EQ(shown(row.at("address"), "percent", 0), row.at("printed")) << row.at("label");
    auto ours = rows_of("region-month", "administrative_staff");
    auto printed = printed_rows("administrative_staff");
    ASSERT_EQ(ours.size(), 1U);
    EXPECT_EQ(ours[0][1], printed[0].at("count_mar_2025"));
    EXPECT_EQ(ours[0][2], printed[0].at("count_feb_2025"));
    EXPECT_EQ(number_in(ours[0][3]), printed[0].at("change"));
    EXPECT_EQ(shown("loans@REGION:2025-03", "mkr", 0), "290");
    // One municipality alone reaches the national target.
    auto municipalities = rows_of("season", "broadband");
    EXPECT_EQ(std::count_if(municipalities.begin(), municipalities.end(), [](const auto& row) { return std::stoi(row[2]) >= 95; }), 1);
}

TEST_F(PublishedRegion, investments_of_the_executive_board_are_the_printed_ones) {
    compare("rs-2024-t2", "investments_finished", "investments_finished",
            {"outturn_jan_aug_2024_tkr", "budget_2024_tkr", "total_budget_since_start_tkr", "total_outturn_since_start_tkr"});
    compare("rs-2024-t2", "investments_granted", "investments_granted", {"outturn_jan_aug_2024_tkr", "budget_2024_tkr", "forecast_outturn_2024_tkr"});
    compare("rs-2024-t2", "investments_carried_over", "investments_carried_over",
            {"outturn_jan_aug_2024_tkr", "budget_2024_tkr", "forecast_outturn_2024_tkr", "total_budget_since_start_tkr", "total_outturn_since_start_tkr"});
}

/// The executive board's key figures with outcome, target and whether the target is met. One printed outcome is another row's: the board's growth
/// of gross cost stands as the region's 5,2, while the printed income statement gives 9,2.
TEST_F(PublishedRegion, indicators_of_the_executive_board_are_the_printed_ones) {
    std::vector<std::vector<std::string>> ours;
    for (const char* table : {"indicators-rs_support", "indicators-rs_leadership"}) {
        for (auto& row : rows_of("rs-interim", table)) {
            ours.push_back(std::move(row));
        }
    }
    auto printed = printed_rows("indicators", "rs-2024-t2");
    ASSERT_EQ(ours.size(), printed.size());
    std::size_t agreeing_count = 0;
    for (std::size_t row = 0; row < printed.size(); ++row) {
        const CsvFields& theirs = printed[row];
        const bool is_copied = theirs.at("target") == "rs_gross_cost";
        EXPECT_EQ(number_in(ours[row].at(2)), is_copied ? "9.2" : with_decimals_of(theirs.at("outcome"), number_in(ours[row].at(2)))) << theirs.at("target");
        EXPECT_EQ(number_in(ours[row].at(3)), theirs.at("target_value")) << theirs.at("target");
        const std::string& met = theirs.at("met_by_arithmetic");
        EXPECT_EQ(ours[row].at(1).starts_with("Grön"), met == "met") << theirs.at("target") << " " << ours[row].at(1);
        EXPECT_EQ(ours[row].at(1).starts_with("Ej bedömd"), met == "no outcome") << theirs.at("target") << " " << ours[row].at(1);
        agreeing_count += is_copied ? 2 : 3;
    }
    std::printf("key figures: %zu agree, 1 differs with proof\n", agreeing_count);
    for (const CsvFields& unit : printed_rows("indicators_per_unit", "rs-2024-t2")) {
        const std::string code = unit.at("label") == "Kostenheten" ? "9114" : unit.at("label") == "Birka folkhögskola" ? "9521" : "9522";
        EXPECT_EQ(shown("organic_food_share[kind in ('organic_food', 'other_food')]@" + code + ":2024-08-ack", "percent", 0), unit.at("outcome"))
            << unit.at("label");
    }
}

TEST_F(PublishedRegion, goal_areas_of_the_executive_board_have_the_printed_numbers_of_assignments_and_indicators) {
    const std::vector<std::string> ids = {"rs_care", "rs_dental", "rs_development", "rs_culture", "rs_support", "rs_leadership"};
    auto printed = printed_rows("goal_areas", "rs-2024-t2");
    ASSERT_EQ(printed.size(), ids.size());
    for (std::size_t area = 0; area < ids.size(); ++area) {
        auto count = [&](const std::string& kind) {
            return shown("count(assessment where kind = '" + kind + "' and goal_area = '" + ids[area] + "')@RS:2024-08", "count", 0);
        };
        EXPECT_EQ(count("assignment"), printed[area].at("mission_count")) << ids[area];
        EXPECT_EQ(count("indicator"), printed[area].at("short_term_kpi_count")) << ids[area];
    }
}

TEST_F(PublishedRegion, measures_of_the_plan_are_the_printed_ones_with_levels_and_effects_apart) {
    auto ours = rows_of("region-month", "plan_measures");
    auto printed = printed_rows("plan_measures");
    ASSERT_EQ(ours.size() + 1, printed.size()) << "the last printed row is a total";
    std::size_t agreeing_count = 0;
    for (std::size_t row = 0; row < ours.size(); ++row) {
        const bool has_reference = !printed[row].at("previous_tkr").empty();
        EXPECT_EQ(ours[row].at(1), printed[row].at("assessed_effect_tkr")) << ours[row][0];
        // What is printed as an outturn without a year before is an effect against budget; ours stands with the effects alone.
        EXPECT_EQ(ours[row].at(2), has_reference ? printed[row].at("outturn_tkr") : "") << ours[row][0];
        EXPECT_EQ(ours[row].at(3), printed[row].at("previous_tkr")) << ours[row][0];
        EXPECT_EQ(ours[row].at(4), printed[row].at("change_tkr")) << ours[row][0];
        if (!has_reference) {
            EXPECT_EQ(printed[row].at("outturn_tkr"), printed[row].at("change_tkr")) << ours[row][0];
        }
        agreeing_count += 4;
    }
    const CsvFields& total = printed.back();
    EXPECT_EQ(shown("initiative_effect[kind = 'plan_measure']@REGION:2025-03", "tkr", 0), total.at("assessed_effect_tkr"));
    // The printed total of changes leaves out its last row, the restricted purchases of 490; ours has it.
    ASSERT_EQ(printed[printed.size() - 2].at("is_in_printed_total"), "no");
    EXPECT_EQ(total.at("change_tkr"), "-13412");
    EXPECT_EQ(shown("initiative_effect_together[kind = 'plan_measure']@REGION:2025-03-ack", "tkr", 0), "-12922");
    // The printed totals of the years add levels of cost and of income to effects; no figure of ours does.
    EXPECT_EQ(shown("initiative_outturn[kind = 'plan_measure']@REGION:2025-03-ack", "tkr", 0), "");
    std::printf("plan measures: %zu agree; the printed sums of levels and effects have no counterpart\n", agreeing_count);
}

TEST_F(PublishedRegion, savings_of_the_board_are_measured_by_the_methods_of_the_model) {
    const std::vector<std::string> initiatives = {"travel_policy", "double_systems", "telephones", "purchase_stop"};
    auto printed = printed_rows("savings", "rs-2024-t2");
    for (std::size_t row = 0; row < initiatives.size(); ++row) {
        const std::string filter = "[initiative = '" + initiatives[row] + "']@RS:2024-08-ack";
        EXPECT_EQ(shown("initiative_outturn" + filter, "tkr", 0), printed.at(row).at("outturn_ack_aug_2024_tkr")) << initiatives[row];
        EXPECT_EQ(shown("initiative_reference" + filter, "tkr", 0), printed.at(row).at("outturn_ack_aug_2023_tkr")) << initiatives[row];
        EXPECT_EQ(shown("initiative_measured_effect" + filter, "tkr", 0), printed.at(row).at("change_prev_year_tkr")) << initiatives[row];
    }
}

TEST_F(PublishedRegion, the_balance_requirement_leaves_unrealised_changes_out) {
    auto ours = rows_of("region-month", "requirement");
    ASSERT_EQ(ours.size(), 7U);
    EXPECT_EQ(ours.front().at(1), shown_mkr("result@REGION:2025-03-ack", 0));
    EXPECT_EQ(shown_mkr("result@REGION:2025-03-ack", 1), "-170.1");
    // 130 mkr of unrealised losses are not counted, and nothing was sold, set aside or used.
    EXPECT_EQ(ours.back().at(1), "-40");
    EXPECT_EQ(shown_mkr("adjusted_result@REGION:2025-03-ack", 1), "-162.6") << "12 mkr of cost and 4.5 of income make the period hard to compare";
}

TEST_F(PublishedRegion, scenarios_are_the_printed_ones) {
    auto ours = rows_of("programme", "scenarios");
    ASSERT_EQ(ours.size(), 3U);
    for (const CsvFields& row : printed_rows("scenarios")) {
        const std::vector<std::string>& scenario = ours.at(std::stoul(row.at("scenario_no")) - 1);
        EXPECT_EQ(scenario.at(std::stoul(row.at("package_no"))), row.at("package_net_mnkr")) << scenario[0];
        EXPECT_EQ(scenario.at(4), row.at("scenario_total_net_mnkr")) << scenario[0];
    }
}

TEST_F(PublishedRegion, measures_of_the_programme_are_the_printed_ones) {
    auto ours = rows_of("programme", "measures");
    auto printed = printed_rows("measures");
    ASSERT_EQ(ours.size(), printed.size() + 1);
    std::size_t agreeing_count = 0;
    for (std::size_t row = 0; row < printed.size(); ++row) {
        std::size_t column = 1;
        for (const char* name : {"package_1_mnkr", "package_2_mnkr", "package_3_mnkr", "net_potential_total_mnkr", "effect_2025_mnkr"}) {
            EXPECT_EQ(ours[row].at(column++), printed[row].at(name)) << ours[row][0] << " " << name;
            ++agreeing_count;
        }
    }
    EXPECT_EQ(ours.back().at(4), "349");
    std::printf("measures: %zu agree\n", agreeing_count);
}

TEST_F(PublishedRegion, steps_of_each_package_are_the_printed_ones) {
    std::map<std::string, std::multiset<std::string>> printed;
    for (const CsvFields& row : printed_rows("steps")) printed[row.at("package_no")].insert(row.at("net_potential_mnkr"));
    const std::map<std::string, std::string> totals = {{"1", "50"}, {"2", "77"}, {"3", "222"}};
    for (const auto& [package, amounts] : printed) {
        auto ours = rows_of("programme", "package_" + package);
        std::multiset<std::string> shown;
        for (std::size_t row = 0; row + 1 < ours.size(); ++row) shown.insert(ours[row][1]);
        EXPECT_EQ(shown, amounts) << package;
        EXPECT_EQ(ours.back()[1], totals.at(package));
    }
}

TEST_F(PublishedRegion, parts_of_the_programme_have_the_printed_effects_and_targets) {
    std::map<std::string, std::multiset<std::string>> printed;
    for (const CsvFields& row : printed_rows("part_measures")) printed[row.at("part_no")].insert(row.at("effect_2025_mnkr"));
    for (const CsvFields& part : printed_rows("parts")) {
        auto ours = rows_of("programme", "part_" + part.at("part_no"));
        ASSERT_EQ(ours.size(), std::stoul(part.at("item_count")) + 2);
        std::multiset<std::string> shown;
        for (std::size_t row = 0; row + 2 < ours.size(); ++row) shown.insert(ours[row][1]);
        EXPECT_EQ(shown, printed.at(part.at("part_no")));
        EXPECT_EQ(ours.back()[1], part.at("target_2025_mnkr"));
        EXPECT_EQ(ours[ours.size() - 2][1], part.at("target_2025_mnkr")) << "the effects add up to the target";
    }
}

}  // namespace
}  // namespace tertial::proofs
