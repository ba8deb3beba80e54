// The printed figures of personnel, purchasing, surveys, investments and savings measures, cell by cell with their signs, against the
// figures that the model's indicators give from the demo's records.
#include <gtest/gtest.h>

#include <map>

#include "domain/number_format.hpp"
#include "engine/compute.hpp"
#include "figures/address.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

struct Cell {
    std::string address, unit, printed;
};

const std::map<std::string, std::string> divisions = {{"Medicin", "MED"}, {"Kirurgi", "KIR"}, {"Nära vård", "NAR"}, {"Nära Vård", "NAR"}};

std::vector<CsvFields> printed_rows(const std::string& file) { return read_csv_rows(project_folder() + "/demo/published/" + file + ".csv", ','); }

std::string steering_address(const CsvFields& row) {
    // What the printed row measures, where the indicator has another name, another period or a column.
    static const std::map<std::string, std::string> address_of = {{"health_promotion", "health_promotion_index@HSN:2026-T1"},
                                                                  {"health_promotion_managers", "health_promotion_index_managers@HSN:2026-T1"},
                                                                  {"influence", "influence_index@HSN:2026-T1"},
                                                                  {"hse_care", "safety_engagement_care@HSN:2026-T1"},
                                                                  {"hse_dental", "safety_engagement_dental@HSN:2026-T1"},
                                                                  {"personnel_cost_change", "personnel_cost@HSN:2026-T1:change_percent"},
                                                                  {"gross_cost_change", "gross_cost@HSN:2026-T1:change_percent:basis=without_region_internal"},
                                                                  {"bought_care_per_inhabitant", "bought_care_per_inhabitant@HSN:2026-04-r12"}};
    static const std::map<std::string, std::string> centres = {{"Myrviken", "3310"}, {"Hammarstrand", "3206"}, {"Sveg", "3301"}};
    auto found = address_of.find(row.at("measures"));
    if (found != address_of.end()) return found->second;
    auto centre = centres.find(row.at("label"));
    return row.at("measures") + "@" + (centre == centres.end() ? "HSN" : centre->second) + ":" + row.at("period");
}

std::vector<Cell> steering_cells() {
    std::vector<Cell> cells;
    for (const CsvFields& row : printed_rows("steering_figures")) {
        std::string unit = row.at("unit").starts_with("kr/") ? "kr" : row.at("unit") == "%" ? "percent" : "plain";
        // The print leaves the sign of per cent out here.
        if (row.at("measures") == "gross_cost_change") unit = "percent";
        cells.push_back({steering_address(row), unit, row.at("value")});
    }
    return cells;
}

std::vector<Cell> personnel_cells() {
    std::vector<Cell> cells;
    for (const CsvFields& row : printed_rows("personnel")) {
        const std::string& measure = row.at("measure");
        const std::string address = (measure == "hours_worked" ? "worked_hours" : measure) + "@" + divisions.at(row.at("division")) + ":2026-T1";
        for (const auto& [column, view] : {std::pair("current_value", ""), {"earlier_value", ":prior"}, {"printed_change", ":change"}})
            cells.push_back({address + view, measure == "employees" ? "count" : "plain", row.at(column)});
    }
    return cells;
}

std::vector<Cell> investment_cells() {
    std::vector<Cell> cells;
    for (const CsvFields& row : printed_rows("investments")) {
        const std::string unit = row.at("row_type") == "line" ? divisions.at(row.at("label")) : "HSN";
        const std::string address = "investments[block = '" + row.at("block_no") + "']@" + unit + ":2026-T1";
        cells.push_back({address, "tkr", row.at("outturn_jan_apr_26")});
        cells.push_back({address + ":budget", "tkr", row.at("budget_26")});
    }
    return cells;
}

std::vector<Cell> savings_cells() {
    const std::vector<std::string> ids = {"savings_sold_care", "savings_agency_staff", "savings_bought_care", "savings_procurement",   "savings_other",
                                          "savings_subtotal",  "savings_personnel",    "savings_total",       "recalculated_full_time"};
    std::vector<Cell> cells;
    auto rows = printed_rows("result_improvement_measures");
    EXPECT_EQ(rows.size(), ids.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (const auto& [column, view] : {std::pair("outturn_jan_apr_2026", ""), {"outturn_jan_apr_2025", ":prior"}, {"change", ":change"}})
            cells.push_back({ids[row] + "@HSN:2026-T1" + view, ids[row] == "recalculated_full_time" ? "plain" : "mkr", rows[row].at(column)});
    }
    return cells;
}

std::vector<Cell> agency_cells() {
    const std::map<std::string, std::string> filter_of = {{"Läkare", "[profession.group = 'doctor']"},
                                                          {"Varav läkare primärvården", "[profession = 'doctor_primary_care']"},
                                                          {"Sjuksköterskor", "[profession = 'nurse']"},
                                                          {"Övriga", "[profession = 'other']"},
                                                          {"Totalt", ""}};
    std::vector<Cell> cells;
    for (const CsvFields& row : printed_rows("staffing_agencies")) {
        const std::string& filter = filter_of.at(row.at("label"));
        for (const auto& [column, view] : {std::pair("cost_2026_04_mkr", "2026-T1"),
                                           {"cost_2025_04_mkr", "2025-T1"},
                                           {"cost_2024_04_mkr", "2024-T1"},
                                           {"change_vs_prev_year_mkr", "2026-T1:change"}})
            cells.push_back({"agency_cost" + filter + "@HSN:" + view, "mkr", row.at(column)});
        cells.push_back({"agency_full_time_equivalents" + filter + "@HSN:2026-T1", "plain", row.at("equivalent_full_time_positions")});
    }
    return cells;
}

TEST(PublishedSteering, every_printed_cell_is_ours) {
    TemporaryFolder folder;
    auto workspace = make_workspace(folder.path() + "/workspace");
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace));
    std::size_t agreeing_count = 0;
    for (const auto& cells : {steering_cells(), personnel_cells(), investment_cells(), savings_cells(), agency_cells()}) {
        for (const Cell& cell : cells) {
            if (cell.printed.empty()) continue;
            auto computed = require(engine::compute_figure(*workspace, snapshot, require(figures::parse_address(cell.address)), facts::UseAggregates::yes));
            std::size_t point = cell.printed.find('.');
            domain::NumberFormat format;
            format.unit = cell.unit;
            format.decimals = point == std::string::npos ? 0 : static_cast<int>(cell.printed.size() - point - 1);
            EXPECT_EQ(domain::format_machine(computed.figure, format), cell.printed) << cell.address;
            ++agreeing_count;
        }
    }
    std::printf("steering cells: %zu agree\n", agreeing_count);
}

}  // namespace
}  // namespace tertial::proofs
