#include <gtest/gtest.h>

#include <set>

#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

constexpr std::int64_t mkr = 100'000'000;

std::string steering_figure(const std::string& label, const std::string& period) {
    for (const Row& row : published_rows("steering_figures.csv")) {
        if (row.at("label") == label && row.at("period") == period) return row.at("value");
    }
    ADD_FAILURE() << label;
    return "0";
}

TEST(SynthSteering, supplier_loyalty_comes_out_and_small_suppliers_are_small) {
    SynthRun run("--only purchase");
    std::map<std::string, std::int64_t> all, contracted, small, of_supplier;
    for_each_row(run.folder(), "purchase", "2025-01", "2026-04", [&](const Row& row) {
        const std::string year = row.at("Månad").substr(0, 4);
        const std::int64_t amount = ore_of(row.at("Belopp"));
        all[year] += amount;
        contracted[year] += row.at("Med_avtal") == "yes" ? amount : 0;
        if (row.at("Liten_leverantör") != "yes") return;
        EXPECT_EQ(row.at("Med_avtal"), "no");
        small[year] += amount;
        if (year == "2026") of_supplier[row.at("Leverantör")] += amount;
    });
    EXPECT_EQ(rounded(Int128{100} * contracted["2026"], all["2026"], 0), scaled_of(steering_figure("Leverantörstrohet", "2026-T1"), 0));
    EXPECT_EQ(rounded(Int128{100} * contracted["2025"], all["2025"], 0), scaled_of(steering_figure("Leverantörstrohet", "2025"), 0));
    EXPECT_EQ(rounded(Int128{100} * small["2026"], all["2026"], 0), 4);
    EXPECT_GT(of_supplier.size(), 100U);
    for (const auto& [supplier, amount] : of_supplier) EXPECT_LT(amount, 100 * 100'000) << supplier;
}

/// Öre of the board's accounts in January to April of a year, cost positive.
std::int64_t booked(const std::string& folder, const std::string& year, const std::set<std::string>& accounts) {
    std::int64_t sum = 0;
    for_each_row(folder, "ledger", year + "-01", year + "-04", [&](const Row& row) {
        const bool is_counted = accounts.contains(row.at("Konto")) && board_of(row.at("Kostnadsställe"), row.at("Period")) == "HSN";
        sum += is_counted ? ore_of(row.at("Belopp")) : 0;
    });
    return sum;
}

TEST(SynthSteering, bought_care_follows_the_ledger_and_its_price_per_inhabitant_comes_out) {
    for (const char* seed : {"", " --seed 42"}) {
        SynthRun run(std::string("--only ledger,bought_care,population") + seed);
        std::int64_t rolling = 0, persons = 0;
        std::map<std::string, std::int64_t> of_year;
        for_each_row(run.folder(), "bought_care", "2025-05", "2026-04", [&](const Row& row) { rolling += ore_of(row.at("Belopp")); });
        for_each_row(run.folder(), "population", "2026-04", "2026-04", [&](const Row& row) { persons += std::stoll(row.at("Personer")); });
        EXPECT_EQ(rounded(rolling, Int128{100} * persons, 0), scaled_of(steering_figure("Kostnad för köpt vård per länsinvånare", "2026-T1"), 0));
        for (const char* year : {"2025", "2026"}) {
            for_each_row(run.folder(), "bought_care", std::string(year) + "-01", std::string(year) + "-04",
                         [&](const Row& row) { of_year[year] += ore_of(row.at("Belopp")); });
            EXPECT_EQ(of_year[year], booked(run.folder(), year, {"5111", "5112", "5113", "5114"}));
        }
    }
}

TEST(SynthSteering, sold_care_follows_the_ledger_and_its_price_per_patient_comes_out) {
    SynthRun run("--only ledger,sold_care");
    for (const char* year : {"2025", "2026"}) {
        std::set<std::string> patients;
        std::int64_t amount = 0, first_rows = 0;
        for_each_row(run.folder(), "sold_care", std::string(year) + "-01", std::string(year) + "-04", [&](const Row& row) {
            bool is_new = patients.insert(row.at("Patient")).second;
            EXPECT_EQ(row.at("Första_raden_på_året") == "yes", is_new) << row.at("Patient");
            first_rows += is_new ? 1 : 0;
            amount += ore_of(row.at("Belopp"));
        });
        EXPECT_EQ(amount, -booked(run.folder(), year, {"3111"}));
        if (std::string(year) != "2026") continue;
        EXPECT_EQ(rounded(amount, Int128{100} * first_rows, 0), scaled_of(steering_figure("Intäkt för såld vård per utomlänspatient", "2026-T1"), 0));
    }
}

TEST(SynthSteering, continuity_of_the_region_and_of_the_printed_centres_comes_out) {
    SynthRun run("--only continuity");
    std::map<std::string, std::string> names;
    for (const Row& row : model_rows("organisation.csv")) names[row.at("unit")] = row.at("name");
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> visits;
    for_each_row(run.folder(), "continuity", "2026-04", "2026-04", [&](const Row& row) {
        EXPECT_LE(std::stoll(row.at("Besök_hos_vanligaste_läkaren")), std::stoll(row.at("Läkarbesök")));
        for (const std::string& key : {std::string("all"), names.at(row.at("Hälsocentral"))}) {
            visits[key].first += std::stoll(row.at("Besök_hos_vanligaste_läkaren"));
            visits[key].second += std::stoll(row.at("Läkarbesök"));
        }
    });
    auto index = [&](const std::string& key) { return rounded(visits.at(key).first, visits.at(key).second, 2); };
    EXPECT_EQ(index("all"), 37);
    for (const char* centre : {"Myrviken", "Hammarstrand", "Sveg"}) {
        EXPECT_EQ(index(std::string("Hälsocentral ") + centre), scaled_of(steering_figure(centre, "2026-T1"), 2)) << centre;
    }
    for (const auto& [key, counts] : visits) EXPECT_LE(index(key), 60) << key;
}

TEST(SynthSteering, every_cell_of_the_investments_comes_out) {
    SynthRun run("--only investment_entry,investment_budget");
    const std::map<std::string, std::string> divisions = {{"Medicin", "MED"}, {"Kirurgi", "KIR"}, {"Nära Vård", "NAR"}};
    std::map<std::string, std::int64_t> outturn, budget;
    auto add = [](std::map<std::string, std::int64_t>& sums, const Row& row) {
        for (const std::string& key : {row.at("Grupp") + row.at("Division"), row.at("Grupp")}) sums[key] += ore_of(row.at("Belopp"));
    };
    for_each_row(run.folder(), "investment_entry", "2026-01", "2026-04", [&](const Row& row) { add(outturn, row); });
    for (const Row& row : rows_of_file(run.folder() + "/investment_budget-2026.csv", ';')) {
        add(budget, row);
        EXPECT_TRUE(row.at("Månad") == "2026-01" || ore_of(row.at("Belopp")) == 0);
    }
    auto tkr = [](const std::string& printed) { return printed.empty() ? 0 : scaled_of(printed, 0); };
    for (const Row& printed : published_rows("investments.csv")) {
        const std::string key = printed.at("block_no") + (printed.at("row_type") == "line" ? divisions.at(printed.at("label")) : "");
        EXPECT_EQ(rounded(outturn[key], 100'000, 0), tkr(printed.at("outturn_jan_apr_26"))) << key;
        EXPECT_EQ(rounded(budget[key], 100'000, 0), tkr(printed.at("budget_26"))) << key;
    }
}

TEST(SynthSteering, every_cell_of_the_savings_measures_comes_out) {
    SynthRun run("--only ledger");
    std::map<std::string, std::string> groups;
    for (const Row& row : model_rows("accounts.csv")) groups[row.at("account")] = row.at("savings_group");
    std::map<std::string, std::map<std::string, std::int64_t>> sums;
    for (const char* year : {"2025", "2026"}) {
        for_each_row(run.folder(), "ledger", std::string(year) + "-01", std::string(year) + "-04", [&](const Row& row) {
            const std::string& group = groups.at(row.at("Konto"));
            if (group.empty() || board_of(row.at("Kostnadsställe"), row.at("Period")) != "HSN" || row.at("Motpart").starts_with("M-")) return;
            const std::int64_t amount = -ore_of(row.at("Belopp"));
            sums[group][year] += amount;
            sums["Totalt"][year] += amount;
            if (group != "personnel") sums["Delsumma"][year] += amount;
        });
    }
    const std::map<std::string, std::string> labels = {{"Intäkt såld vård", "sold_care"},
                                                       {"Hyrbemanning", "agency_staff"},
                                                       {"Köpt riks- och regionvård", "bought_care"},
                                                       {"FBTÅS", "procurement"},
                                                       {"Övrigt", "other"},
                                                       {"Delsumma", "Delsumma"},
                                                       {"Personalkostnad", "personnel"},
                                                       {"Totalt", "Totalt"}};
    for (const auto& [label, group] : labels) {
        SCOPED_TRACE(label);
        Row printed = published_row("result_improvement_measures.csv", label);
        EXPECT_EQ(rounded(sums[group]["2026"], mkr, 0), scaled_of(printed.at("outturn_jan_apr_2026"), 0));
        EXPECT_EQ(rounded(sums[group]["2025"], mkr, 0), scaled_of(printed.at("outturn_jan_apr_2025"), 0));
        EXPECT_EQ(rounded(sums[group]["2026"] - sums[group]["2025"], mkr, 0), scaled_of(printed.at("change"), 0));
    }
}

}  // namespace
}  // namespace tertial::synth_test
