// The printed tables of care that are counted from records, cell by cell, and the printed short-term indicators: each is asked for by
// its address. A cell that differs is our fault, since the demo's records are made to give the printed totals.
#include <gtest/gtest.h>

#include <map>

#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {
namespace {

/// A printed table: its file, the four columns of now, before, difference and change, and label → expression.
struct PrintedTable {
    std::string file;
    std::string before, now, difference, change_percent;
    int change_decimals;
    std::vector<std::pair<std::string, std::string>> expressions;
};

PrintedTable contact_table(const std::string& file, const std::string& group) {
    const std::string of_group = "[unit.contact_group = '" + group + "'";
    auto of_kind = [&](const std::string& kind) { return "care_contacts" + of_group + " and kind = '" + kind + "']"; };
    return {file,
            "apr_25",
            "apr_26",
            "diff",
            "change_pct",
            1,
            {{"Ackumulerade vårdkontakter (samtliga i urval)", "care_contacts" + of_group + "]"},
             {"Varav besök på vårdinrättning", of_kind("visit_at_facility")},
             {"Varav besök utanför vårdinrättning", of_kind("visit_elsewhere")},
             {"Varav distansoberoende kontakter", of_kind("distance")},
             {"Varav telefon- och brevkontakter", of_kind("phone_letter")},
             {"Varav övriga vårdkontakter och administration", of_kind("other_admin")},
             {"Ackumulerade uteblivna vårdkontakter", "missed_care_contacts" + of_group + "]"}}};
}

std::vector<PrintedTable> printed_tables() {
    const std::string visits = "visits_and_distance_contacts";
    return {contact_table("care_contacts_ambulance", "ambulance"),
            contact_table("care_contacts_health_centres", "health_centres"),
            contact_table("care_contacts_bup_habilitation", "bup_habilitation"),
            contact_table("care_contacts_ostersund_hospital", "hospital"),
            {"contacts_by_profession",
             "apr_25",
             "apr_26",
             "diff",
             "change_pct",
             1,
             {{"Ackumulerade besök och distansoberoende kontakter i urval", visits},
              {"Läkare", visits + "[profession = 'doctor']"},
              {"Sjuksköterskor m fl", visits + "[profession = 'nurse']"},
              {"Undersköterskor m fl", visits + "[profession = 'assistant_nurse']"},
              {"Rehabiliteringspersonal", visits + "[profession = 'rehab']"},
              {"Psykosocial personal", visits + "[profession = 'psychosocial']"},
              {"Andra personalgrupper", visits + "[profession = 'other']"}}},
            {"operations",
             "apr_25",
             "apr_26",
             "diff",
             "change_pct",
             1,
             {{"Ackumulerat antal operationer", "operations"},
              {"Varav akuta", "operations[urgency = 'acute']"},
              {"Varav elektiva", "operations[urgency = 'elective']"}}},
            {"imaging",
             "outturn_2504",
             "outturn_2604",
             "",
             "change_pct",
             2,
             {{"Röntgen antal US", "imaging_exams[kind = 'xray']"},
              {"Mammografi antal US exkl. screening", "imaging_exams[kind = 'mammography_clinical']"},
              {"Mammografi antal screeningar", "imaging_exams[kind = 'mammography_screening']"},
              {"Klin.fys antal US", "imaging_exams[kind = 'clinical_physiology']"},
              {"Nukl antal US", "imaging_exams[kind = 'nuclear']"}}}};
}

/// A printed number in words of the region's own: an address, and what it must print.
struct PrintedNumber {
    std::string address;
    std::string unit;
    std::string printed;
};

/// The short-term indicators that are counted from records, by their row in the file.
const std::map<std::string, std::pair<std::string, std::string>>& address_and_unit_of_row() {
    static const std::map<std::string, std::pair<std::string, std::string>> rows = {{"13", {"contacts_booked_on_web@HSN:2026-T1", "percent"}},
                                                                                    {"14", {"bup_first_visits_within_30_days@HSN:2026-T1", "percent"}},
                                                                                    {"15", {"bup_investigations_within_30_days@HSN:2026-T1", "percent"}},
                                                                                    {"16", {"bup_treatments_within_30_days@HSN:2026-T1", "percent"}},
                                                                                    {"17", {"follow_ups_within_target_date@HSN:2026-T1", "percent"}},
                                                                                    {"18", {"elective_operations_within_target_date@HSN:2026-T1", "percent"}},
                                                                                    {"19", {"waiting_over_90_days_skin@HSN:2026-T1", "count"}},
                                                                                    {"20", {"waiting_over_90_days_eye@HSN:2026-T1", "count"}},
                                                                                    {"21", {"waiting_over_90_days_ent@HSN:2026-T1", "count"}},
                                                                                    {"22", {"waiting_over_90_days_hearing_aid@HSN:2026-T1", "count"}},
                                                                                    {"23", {"mean_wait_to_operation@HSN:2026-T1", "plain"}},
                                                                                    {"24", {"emergency_within_four_hours@HSN:2026-T1", "percent"}},
                                                                                    {"25", {"emergency_median_stay_80@HSN:2026-T1", "hours"}},
                                                                                    {"26", {"somatic_bed_occupancy@HSN:2026-T1", "percent"}},
                                                                                    {"27", {"extended_primary_care_episodes_per_month@HSN:2026-T1", "count"}},
                                                                                    {"28", {"unplanned_readmissions_somatic@HSN:2026-T1", "percent"}},
                                                                                    {"29", {"telephone_advice_mean_wait@HSN:2026-T1", "minutes"}},
                                                                                    {"33", {"children_offered_time_within_3_months@HSN:2026-T1", "percent"}},
                                                                                    {"34", {"adult_booked_hours_per_month@HSN:2026-04-r12", "hours"}},
                                                                                    {"35", {"adult_share_of_general_dentistry@HSN:2026-T1", "percent"}}};
    return rows;
}

class PublishedCare : public ::testing::Test {
protected:
    static void SetUpTestSuite() {
        folder_ = new TemporaryFolder();
        workspace_ = make_workspace(folder_->path() + "/workspace").release();
    }
    static void TearDownTestSuite() {
        delete workspace_;
        delete folder_;
    }

    /// The figure as the print writes it, without blanks and signs of units.
    static std::string text_of(const std::string& address, const std::string& unit, int decimals) {
        engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
        auto computed = require(engine::compute_figure(*workspace_, snapshot, require(figures::parse_address(address)), facts::UseAggregates::yes));
        domain::NumberFormat format;
        format.unit = unit;
        format.decimals = decimals;
        std::string text = domain::format_figure(computed.figure, format);
        for (const auto& [from, to] : {std::pair("\u00A0", ""), {"\u2212", "-"}, {",", "."}}) text = base::replaced(text, from, to);
        return text;
    }

    /// With as many decimals as are printed.
    static void expect_printed(const PrintedNumber& number) {
        const std::size_t point = number.printed.find('.');
        const int decimals = point == std::string::npos ? 0 : static_cast<int>(number.printed.size() - point - 1);
        EXPECT_EQ(text_of(number.address, number.unit, decimals), number.printed) << number.address;
    }

    static TemporaryFolder* folder_;
    static engine::Workspace* workspace_;
};

TemporaryFolder* PublishedCare::folder_ = nullptr;
engine::Workspace* PublishedCare::workspace_ = nullptr;

TEST_F(PublishedCare, every_printed_cell_is_ours) {
    std::size_t cell_count = 0;
    for (const PrintedTable& table : printed_tables()) {
        SCOPED_TRACE(table.file);
        const std::map<std::string, std::string> expressions(table.expressions.begin(), table.expressions.end());
        for (const CsvFields& row : read_csv_rows(project_folder() + "/demo/published/" + table.file + ".csv", ',')) {
            const std::string address = expressions.at(row.at("label")) + "@HSN:2026-T1";
            // Where the print has a dash, nothing happened.
            if (row.at(table.now).empty()) {
                EXPECT_EQ(text_of(address, "count", 0), "0");
                continue;
            }
            expect_printed({address, "count", row.at(table.now)});
            expect_printed({address + ":prior", "count", row.at(table.before)});
            if (!table.difference.empty()) expect_printed({address + ":change", "count", row.at(table.difference)});
            EXPECT_EQ(text_of(address + ":change_percent", "percent", table.change_decimals), row.at(table.change_percent)) << address;
            cell_count += table.difference.empty() ? 3 : 4;
        }
    }
    EXPECT_EQ(cell_count, (4U + 3 * 7 + 7 + 3) * 4 + 5 * 3);
}

TEST_F(PublishedCare, every_short_term_indicator_counted_from_records_is_ours) {
    std::size_t number_count = 0;
    for (const CsvFields& row : read_csv_rows(project_folder() + "/demo/published/kpi_short_term.csv", ',')) {
        auto found = address_and_unit_of_row().find(row.at("row_no"));
        if (found == address_and_unit_of_row().end()) continue;
        expect_printed({found->second.first, found->second.second, row.at("outcome_value")});
        ++number_count;
    }
    EXPECT_EQ(number_count, address_and_unit_of_row().size());
}

TEST_F(PublishedCare, numbers_in_the_comments_of_the_indicators_are_ours) {
    const std::vector<PrintedNumber> numbers = {{"contacts_booked_on_web_by_statistics@HSN:2024-T1", "percent", "2.02"},
                                                {"contacts_booked_on_web@HSN:2025-T1", "percent", "2.38"},
                                                {"waiting_over_90_days_hearing_aid@HSN:2025-12", "count", "867"},
                                                {"emergency_within_four_hours_80@HSN:2026-T1", "percent", "45"},
                                                {"emergency_within_four_hours_80@HSN:2025-T1", "percent", "49"},
                                                {"emergency_doctor_visits_admitted_80@HSN:2026-T1", "percent", "61"},
                                                {"emergency_doctor_visits_admitted_80@HSN:2025-T1", "percent", "61"},
                                                {"somatic_bed_occupancy@HSN:2025-T1", "percent", "89.38"},
                                                {"extended_primary_care_episodes_per_month@HSN:2026-01", "count", "62"},
                                                {"extended_primary_care_episodes_per_month@HSN:2026-04", "count", "49"},
                                                {"telephone_advice_mean_wait@HSN:2025-T1", "minutes", "18.05"},
                                                {"continuity_index@3310:2026-T1", "plain", "0.6"},
                                                {"continuity_index@3206:2026-T1", "plain", "0.16"},
                                                {"continuity_index@3301:2026-T1", "plain", "0.19"}};
    for (const PrintedNumber& number : numbers) expect_printed(number);
}

TEST_F(PublishedCare, numbers_in_the_text_on_production_and_access_are_ours) {
    const std::vector<PrintedNumber> numbers = {{"intensive_care_hours@HSN:2026-T1:change_percent", "percent", "-9"},
                                                {"intensive_care_hours@HSN:2026-T1:change_percent-7y", "percent", "-20"},
                                                {"new_intensive_care_episodes@HSN:2026-T1:change_percent", "percent", "-13"},
                                                {"new_intensive_care_episodes@HSN:2026-T1:change_percent-7y", "percent", "-20"},
                                                {"digital_programmes_started@HSN:2026-T1", "count", "71"},
                                                {"digital_programmes_finished@HSN:2026-T1", "count", "35"},
                                                {"medical_assessments_within_3_days@HSN:2026-03", "percent", "68.4"},
                                                {"indicators_not_met[goal_area = 'care']@HSN:2026-T1", "count", "12"},
                                                {"indicators_assessed[goal_area = 'care']@HSN:2026-T1", "count", "19"}};
    for (const PrintedNumber& number : numbers) expect_printed(number);
    // Fewer alarms and fewer completed missions than the year before; how many is not printed.
    for (const char* fewer : {"helicopter_alarms@HSN:2026-T1:change", "helicopter_missions_completed@HSN:2026-T1:change"}) {
        EXPECT_TRUE(text_of(fewer, "count", 0).starts_with("-")) << fewer;
    }
    // In line with February.
    EXPECT_EQ(text_of("medical_assessments_within_3_days@HSN:2026-02", "percent", 0), text_of("medical_assessments_within_3_days@HSN:2026-03", "percent", 0));
}

TEST_F(PublishedCare, the_share_of_adults_in_dental_care_is_the_same_for_three_tertials_in_a_row) {
    auto share_of = [](const std::string& tertial) { return text_of("adult_share_of_general_dentistry@HSN:" + tertial, "percent", 0); };
    std::size_t in_a_row = 0;
    for (const char* tertial : {"2026-T1", "2025-T3", "2025-T2", "2025-T1"}) {
        if (share_of(tertial) != "49") break;
        ++in_a_row;
    }
    EXPECT_EQ(in_a_row, 3U);
}

TEST_F(PublishedCare, contacts_fall_in_five_groups_that_sum_to_all) {
    std::size_t group_count = 0;
    base::Rational sum;
    engine::Snapshot snapshot = require(engine::load_snapshot(*workspace_));
    auto value_of = [&](const std::string& address) {
        return *require(engine::compute_figure(*workspace_, snapshot, require(figures::parse_address(address)), facts::UseAggregates::yes)).figure.value;
    };
    for (const CsvFields& kind : read_csv_rows(model_folder() + "/code_lists/contact_kinds.csv", ',')) {
        if (kind.at("contact_kind") == "missed") continue;
        sum = require(base::add(sum, value_of("care_contacts[kind = '" + kind.at("contact_kind") + "']@HSN:2026-T1")));
        ++group_count;
    }
    EXPECT_EQ(group_count, 5U);
    EXPECT_EQ(sum, value_of("care_contacts@HSN:2026-T1"));
}

}  // namespace
}  // namespace tertial::proofs
