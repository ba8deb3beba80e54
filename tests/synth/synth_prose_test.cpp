// What the printed prose says besides the tables: large cases, apps, a closed health centre, 2024, premises and meetings.
#include <gtest/gtest.h>

#include <set>

#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

constexpr std::int64_t mkr = 100'000'000;

std::string printed(int id) {
    for (const Row& row : published_rows("prose_figures.csv")) {
        if (row.at("id") == std::to_string(id)) return row.at("value");
    }
    ADD_FAILURE() << "no printed number " << id;
    return "0";
}

TEST(SynthProse, large_cases_and_contacts_through_apps_come_out) {
    for (const char* seed : {"", " --seed 42"}) {
        SynthRun run(std::string("--only bought_care") + seed);
        std::map<std::string, std::int64_t> large, remote, count, acute;
        for (const std::string year : {"2025", "2026"}) {
            for_each_row(run.folder(), "bought_care", year + "-01", year + "-04", [&](const Row& row) {
                const std::int64_t amount = ore_of(row.at("Belopp"));
                if (row.at("Slag") == "remote") remote[year] += amount;
                if (row.at("Större_vårdfall") != "yes") return;
                EXPECT_GE(amount, mkr) << row.at("Faktura");
                large[year] += amount;
                ++count[year];
                acute[year] += row.at("Slag") == "acute" ? 1 : 0;
            });
        }
        EXPECT_EQ(rounded(large["2026"], mkr, 0), scaled_of(printed(93), 0));
        EXPECT_EQ(rounded(large["2025"], mkr, 0), scaled_of(printed(94), 0));
        EXPECT_EQ(count["2026"], scaled_of(printed(95), 0));
        EXPECT_EQ(acute["2026"], scaled_of(printed(96), 0));
        EXPECT_EQ(rounded(remote["2026"], mkr, 1), scaled_of(printed(97), 1));
        EXPECT_EQ(rounded(remote["2025"], mkr, 1), scaled_of(printed(98), 1));
    }
}

TEST(SynthProse, agency_staff_by_profession_and_reason_comes_out) {
    SynthRun run("--only agency_staff");
    std::map<std::string, std::int64_t> doctors, nurses;
    std::int64_t closed = 0;
    for (const std::string year : {"2025", "2026"}) {
        for_each_row(run.folder(), "agency_staff", year + "-01", year + "-04", [&](const Row& row) {
            const std::int64_t amount = ore_of(row.at("Belopp"));
            if (row.at("Yrkesgrupp").starts_with("doctor")) doctors[year] += amount;
            if (row.at("Yrkesgrupp") == "nurse") nurses[year] += amount;
            if (row.at("Anledning") != "closed_private_health_centre") return;
            EXPECT_EQ(row.at("Yrkesgrupp"), "doctor_primary_care");
            closed += year == "2026" ? amount : 0;
        });
    }
    auto change = [](std::map<std::string, std::int64_t>& of_year) { return rounded(Int128{100} * (of_year["2026"] - of_year["2025"]), of_year["2025"], 0); };
    EXPECT_EQ(change(nurses), scaled_of(printed(87), 0));
    EXPECT_EQ(change(doctors), scaled_of(printed(88), 0));
    EXPECT_EQ(rounded(closed, mkr, 0), scaled_of(printed(140), 0));
}

TEST(SynthProse, the_ledger_of_2024_has_the_whole_statement_and_the_printed_agency_share) {
    SynthRun run("--only ledger");
    std::map<std::string, std::string> care_sites;
    for (const Row& row : model_rows("organisation.csv")) care_sites[row.at("unit")] = row.at("care_site");
    std::map<std::string, std::string> lines;
    for (const Row& row : model_rows("accounts.csv")) lines[row.at("account")] = row.at("line");
    std::map<std::string, std::set<std::string>> months_of_line;
    std::int64_t agency = 0, personnel = 0, row_count = 0;
    for_each_row(run.folder(), "ledger", "2024-01", "2024-12", [&](const Row& row) {
        const std::string& line = lines.at(row.at("Konto"));
        const std::string& unit = row.at("Kostnadsställe");
        if (board_of(unit, row.at("Period")) != "HSN") return;
        ++row_count;
        months_of_line[line].insert(row.at("Period"));
        if (care_sites.at(unit) == "dental_clinic") return;
        agency += line == "agency_staff_cost" ? ore_of(row.at("Belopp")) : 0;
        personnel += line == "personnel_cost" ? ore_of(row.at("Belopp")) : 0;
    });
    EXPECT_EQ(months_of_line.size(), 16U);
    for (const auto& [line, months] : months_of_line) EXPECT_EQ(months.size(), 12U) << line;
    EXPECT_EQ(rounded(Int128{100} * agency, personnel, 1), scaled_of(printed(143), 1));
    EXPECT_LT(row_count, 6'000);
}

TEST(SynthProse, premises_and_meetings_come_out) {
    SynthRun run("--only premises,board_meeting");
    std::int64_t area = 0, change = 0;
    for_each_row(run.folder(), "premises", "2026-04", "2026-04", [&](const Row& row) {
        if (row.at("Beslutad_flytt") != "yes") return;
        area += std::stoll(row.at("Lokalyta_m2"));
        change += std::stoll(row.at("Beslutad_förändring_m2"));
    });
    EXPECT_EQ(rounded(Int128{-100} * change, area, 0), scaled_of(printed(40), 0));
    std::map<std::string, std::int64_t> meetings;
    for_each_row(run.folder(), "board_meeting", "2026-01", "2026-04", [&](const Row& row) { meetings[row.at("Nämnd") + row.at("Slag")] += 1; });
    EXPECT_EQ(meetings["HSNordinary"], scaled_of(printed(137), 0));
    EXPECT_EQ(meetings["HSNextra"], scaled_of(printed(138), 0));
}

}  // namespace
}  // namespace tertial::synth_test
