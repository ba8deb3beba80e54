#include <gtest/gtest.h>

#include <set>

#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

/// Unit → the printed name of its division.
std::map<std::string, std::string> division_names() {
    std::map<std::string, std::string> parents, names;
    for (const Row& row : model_rows("organisation.csv")) parents[row.at("unit")] = row.at("parent");
    const std::map<std::string, std::string> printed = {{"MED", "Medicin"}, {"KIR", "Kirurgi"}, {"NAR", "Nära vård"}};
    for (const auto& [unit, parent] : parents) {
        std::string above = unit;
        while (!above.empty() && !printed.contains(above)) above = parents.at(above);
        if (!above.empty()) names[unit] = printed.at(above);
    }
    return names;
}

std::string personnel(const std::string& division, const std::string& measure, const std::string& column) {
    for (const Row& row : published_rows("personnel.csv")) {
        if (row.at("division") == division && row.at("measure") == measure) return row.at(column);
    }
    ADD_FAILURE() << division << " " << measure;
    return "0";
}

std::string steering_figure(const std::string& measures, const std::string& period) {
    for (const Row& row : published_rows("steering_figures.csv")) {
        if (row.at("measures") == measures && row.at("period") == period) return row.at("value");
    }
    ADD_FAILURE() << measures;
    return "0";
}

struct Staff {
    std::map<std::string, std::int64_t> employees, worked;
    std::int64_t recalculated = 0;
    std::set<std::string> employments;
};

Staff staff_of(const std::string& folder, const std::string& month) {
    static const std::map<std::string, std::string> names = division_names();
    Staff staff;
    for_each_row(folder, "staff", month, month, [&](const Row& row) {
        const std::string& division = names.at(row.at("Enhet"));
        std::int64_t worked = ore_of(row.at("Årsarbetare")), recalculated = ore_of(row.at("OÅA"));
        ++staff.employees[division];
        staff.worked[division] += worked;
        staff.recalculated += recalculated;
        EXPECT_TRUE(staff.employments.insert(row.at("Anställning")).second);
        EXPECT_GE(worked, 0);
        EXPECT_LE(worked, recalculated);
        EXPECT_LE(recalculated, std::stoll(row.at("Sysselsättningsgrad")));
    });
    return staff;
}

TEST(SynthPeople, employees_and_posts_of_every_division_come_out) {
    SynthRun run("--only staff");
    Row printed = published_row("result_improvement_measures.csv", "OÅA");
    for (const auto& [month, column, year] : {std::tuple("2025-04", "earlier_value", "2025"), {"2026-04", "current_value", "2026"}}) {
        Staff staff = staff_of(run.folder(), month);
        for (const char* division : {"Medicin", "Kirurgi", "Nära vård"}) {
            EXPECT_EQ(staff.employees[division], scaled_of(personnel(division, "employees", column), 0)) << division;
            EXPECT_EQ(staff.worked[division], scaled_of(personnel(division, "full_time_equivalents", column), 2)) << division;
        }
        EXPECT_EQ(rounded(staff.recalculated, 100, 0), scaled_of(printed.at(std::string("outturn_jan_apr_") + year), 0));
    }
}

TEST(SynthPeople, most_employees_stay_from_month_to_month) {
    SynthRun run("--only staff");
    std::set<std::string> before = staff_of(run.folder(), "2025-11").employments, now = staff_of(run.folder(), "2025-12").employments;
    std::size_t stayed = 0;
    for (const std::string& employment : before) stayed += now.count(employment);
    EXPECT_LT(stayed, before.size());
    EXPECT_GT(stayed, before.size() * 95 / 100);
}

struct Hours {
    std::map<std::string, std::int64_t> by_kind, worked_by_division;
};

Hours hours_of(const std::string& folder, const std::string& year, const std::string& sex) {
    static const std::map<std::string, std::string> names = division_names();
    Hours hours;
    for_each_row(folder, "work_time", year + "-01", year + "-04", [&](const Row& row) {
        if (!sex.empty() && row.at("Kön") != sex) return;
        EXPECT_EQ(row.at("Slag") == "sick", !row.at("Sjukintervall").empty());
        hours.by_kind[row.at("Slag")] += ore_of(row.at("Timmar"));
        if (row.at("Slag") == "worked") hours.worked_by_division[names.at(row.at("Enhet"))] += ore_of(row.at("Timmar"));
    });
    return hours;
}

TEST(SynthPeople, sick_leave_and_worked_hours_come_out) {
    SynthRun run("--only work_time");
    Hours now = hours_of(run.folder(), "2026", ""), before = hours_of(run.folder(), "2025", "");
    auto sick_tenths = [](const Hours& hours) { return rounded(Int128{100} * hours.by_kind.at("sick"), hours.by_kind.at("ordinary"), 1); };
    EXPECT_EQ(sick_tenths(now), scaled_of(steering_figure("sick_leave_share", "2026-T1"), 1));
    EXPECT_EQ(sick_tenths(before), 71);
    for (const char* sex : {"women", "men"}) {
        EXPECT_LT(sick_tenths(hours_of(run.folder(), "2025", sex)), sick_tenths(hours_of(run.folder(), "2026", sex))) << "the printed text says so of both";
    }
    EXPECT_EQ(sick_tenths(hours_of(run.folder(), "2026", "women")), 79);
    EXPECT_EQ(sick_tenths(hours_of(run.folder(), "2026", "men")), 52);
    // Hundredths over four months: the printed hours are those of a month.
    auto monthly = [](const Hours& hours, const char* division) { return rounded(hours.worked_by_division.at(division), 400, 0); };
    EXPECT_EQ(monthly(before, "Nära vård"), scaled_of(personnel("Nära vård", "hours_worked", "earlier_value"), 0));
    EXPECT_EQ(monthly(now, "Nära vård"), scaled_of(personnel("Nära vård", "hours_worked", "current_value"), 0));
    std::int64_t change = now.worked_by_division.at("Kirurgi") - before.worked_by_division.at("Kirurgi");
    EXPECT_EQ(rounded(change, 400, 0), scaled_of(personnel("Kirurgi", "hours_worked", "printed_change"), 0));
    EXPECT_GT(monthly(now, "Medicin"), monthly(before, "Medicin"));
}

TEST(SynthPeople, every_cell_of_the_agency_table_comes_out) {
    SynthRun run("--only agency_staff");
    const std::map<std::string, std::set<std::string>> professions = {{"Läkare", {"doctor", "doctor_primary_care"}},
                                                                      {"Varav läkare primärvården", {"doctor_primary_care"}},
                                                                      {"Sjuksköterskor", {"nurse"}},
                                                                      {"Övriga", {"other"}},
                                                                      {"Totalt", {"doctor", "doctor_primary_care", "nurse", "other"}}};
    for (const Row& printed : published_rows("staffing_agencies.csv")) {
        SCOPED_TRACE(printed.at("label"));
        std::map<std::string, std::int64_t> cost, hours;
        for (const char* year : {"2024", "2025", "2026"}) {
            for_each_row(run.folder(), "agency_staff", std::string(year) + "-01", std::string(year) + "-04", [&](const Row& row) {
                if (!professions.at(printed.at("label")).contains(row.at("Yrkesgrupp"))) return;
                cost[year] += ore_of(row.at("Belopp"));
                hours[year] += ore_of(row.at("Timmar"));
            });
            EXPECT_EQ(rounded(cost[year], 100'000'000, 0), scaled_of(printed.at(std::string("cost_") + year + "_04_mkr"), 0));
        }
        EXPECT_EQ(rounded(cost["2026"] - cost["2025"], 100'000'000, 0), scaled_of(printed.at("change_vs_prev_year_mkr"), 0));
        EXPECT_EQ(rounded(hours["2026"], 100 * 165 * 4, 0), scaled_of(printed.at("equivalent_full_time_positions"), 0));
    }
}

TEST(SynthPeople, survey_indices_come_out) {
    SynthRun run("--only measured_value");
    std::map<std::string, std::pair<std::int64_t, std::int64_t>> measured;
    for_each_row(run.folder(), "measured_value", "2026-04", "2026-04", [&](const Row& row) {
        auto& [scores, respondents] = measured[row.at("Index")];
        scores += ore_of(row.at("Poängsumma"));
        respondents += std::stoll(row.at("Antal_svar"));
    });
    EXPECT_EQ(measured.size(), 5U);
    for (const auto& [index, sums] : measured) {
        EXPECT_EQ(rounded(sums.first, Int128{100} * sums.second, 2), scaled_of(steering_figure(index, "2026-T1"), 2)) << index;
    }
}

}  // namespace
}  // namespace tertial::synth_test
