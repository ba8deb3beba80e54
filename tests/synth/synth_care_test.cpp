#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/date.hpp"
#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

const std::vector<std::string> years = {"2024", "2025", "2026"};

std::string at_name(const std::string& year) { return "y" + year; }

TEST(SynthCare, missions_per_municipality_come_out) {
    SynthRun run("--only ambulance_mission");
    std::map<std::string, std::string> names;
    for (const Row& row : model_rows("municipalities.csv")) names[row.at("municipality")] = row.at("name");
    for (const std::string& year : years) {
        std::map<std::string, std::int64_t> counts;
        for_each_row(run.folder(), "ambulance_mission", year + "-01", year + "-04", [&](const Row& row) {
            ++counts[names.at(row.at("Kommun"))];
            ++counts["Länet"];
        });
        for (const Row& printed : published_rows("ambulance_errands_by_municipality.csv")) {
            EXPECT_EQ(counts[printed.at("label")], scaled_of(printed.at(at_name(year)), 0)) << printed.at("label") << " " << year;
        }
    }
}

TEST(SynthCare, median_response_time_comes_out_and_no_mission_takes_three_hours) {
    SynthRun run("--only ambulance_mission");
    for (const Row& printed : published_rows("ambulance_median_response_time.csv")) {
        std::vector<std::int64_t> seconds;
        for_each_row(run.folder(), "ambulance_mission", printed.at("year") + "-01", printed.at("year") + "-04", [&](const Row& row) {
            seconds.push_back(base::parse_instant(row.at("Framme"))->epoch_seconds - base::parse_instant(row.at("Larmtid"))->epoch_seconds);
        });
        std::sort(seconds.begin(), seconds.end());
        ASSERT_FALSE(seconds.empty());
        EXPECT_GT(seconds.front(), 0);
        EXPECT_LT(seconds.back(), 3 * 3600);
        std::int64_t middles = seconds[(seconds.size() - 1) / 2] + seconds[seconds.size() / 2];
        EXPECT_EQ(middles, 2 * scaled_of(printed.at("median_response_time_seconds"), 0));
    }
}

TEST(SynthCare, missions_cross_the_changes_of_the_clock) {
    SynthRun run("--only ambulance_mission");
    for (const char* month : {"2024-03", "2024-10", "2025-03", "2025-10", "2026-03"}) {
        int crossings = 0;
        for_each_row(run.folder(), "ambulance_mission", month, month, [&](const Row& row) {
            EXPECT_EQ(row.at("Larmtid").substr(0, 7), month);
            crossings += row.at("Larmtid").substr(19) != row.at("Framme").substr(19) ? 1 : 0;
        });
        EXPECT_GE(crossings, 3) << month;
    }
    for_each_row(run.folder(), "ambulance_mission", "2026-03", "2026-03", [](const Row& row) {
        // The clocks went from 02:00 to 03:00 on the 29th.
        EXPECT_EQ(row.at("Larmtid").substr(19), row.at("Larmtid").substr(0, 19) < "2026-03-29T02:00:00" ? "+01:00" : "+02:00");
    });
}

TEST(SynthCare, occupancy_of_every_station_comes_out) {
    SynthRun run("--only ambulance_shift");
    for (const std::string& year : years) {
        std::map<std::string, std::pair<std::int64_t, std::int64_t>> minutes;
        for_each_row(run.folder(), "ambulance_shift", year + "-01", year + "-04", [&](const Row& row) {
            auto& [busy, scheduled] = minutes[row.at("Station")];
            busy += std::stoll(row.at("Upptagna_minuter"));
            scheduled += std::stoll(row.at("Schemalagda_minuter"));
        });
        for (const Row& printed : published_rows("ambulance_occupancy_by_station.csv")) {
            const auto& [busy, scheduled] = minutes.at(printed.at("station_code"));
            EXPECT_EQ(rounded(Int128{100} * busy, scheduled, 0), scaled_of(printed.at(at_name(year) + "_pct"), 0)) << printed.at("label") << " " << year;
        }
    }
}

struct Census {
    std::int64_t available = 0, occupied = 0, overcrowded = 0, outlying = 0, ready = 0;
    std::set<std::string> days;
};

std::set<std::string> wards_of(const std::string& care_site) {
    std::set<std::string> wards;
    for (const Row& row : model_rows("organisation.csv")) {
        if (row.at("kind") == "ward" && row.at("care_site") == care_site) wards.insert(row.at("unit"));
    }
    return wards;
}

Census census_of(const std::string& folder, const std::string& care_site, const std::string& first, const std::string& last) {
    Census census;
    const std::set<std::string> wards = wards_of(care_site);
    for_each_row(folder, "bed_day", first, last, [&](const Row& row) {
        if (!wards.contains(row.at("Enhet"))) return;
        EXPECT_EQ(std::stoll(row.at("Överbeläggningar")), std::max(0LL, std::stoll(row.at("Belagda")) - std::stoll(row.at("Disponibla"))));
        census.available += std::stoll(row.at("Disponibla"));
        census.occupied += std::stoll(row.at("Belagda"));
        census.overcrowded += std::stoll(row.at("Överbeläggningar"));
        census.outlying += std::stoll(row.at("Utlokaliserade"));
        census.ready += std::stoll(row.at("Utskrivningsklara"));
        census.days.insert(row.at("Datum"));
    });
    return census;
}

/// A fraction, kept whole so that it can be rounded once.
struct Fraction {
    Int128 numerator, denominator;
};

void check_pair(const Row& printed, const Fraction& before, const Fraction& now, int decimals) {
    SCOPED_TRACE(printed.at("label"));
    EXPECT_EQ(rounded(before.numerator, before.denominator, decimals), scaled_of(printed.at("apr_25"), decimals));
    EXPECT_EQ(rounded(now.numerator, now.denominator, decimals), scaled_of(printed.at("apr_26"), decimals));
    Int128 difference = now.numerator * before.denominator - before.numerator * now.denominator;
    EXPECT_EQ(rounded(difference, now.denominator * before.denominator, 1), scaled_of(printed.at("diff"), 1));
}

void check_census(const std::string& folder, const std::string& care_site, const std::string& table) {
    Census before = census_of(folder, care_site, "2024-05", "2025-04"), now = census_of(folder, care_site, "2025-05", "2026-04");
    auto days = [](const Census& census) { return Fraction{census.available, static_cast<std::int64_t>(census.days.size())}; };
    auto per_hundred = [](const Census& census, std::int64_t Census::*kind) { return Fraction{Int128{100} * (census.*kind), census.available}; };
    EXPECT_EQ(before.days.size(), 365U);
    EXPECT_EQ(now.days.size(), 365U);
    check_pair(published_row(table, "Disponibla"), days(before), days(now), 2);
    const std::vector<std::pair<std::string, std::int64_t Census::*>> rows = {
        {"Beläggningsgrad", &Census::occupied}, {"Överbeläggningar", &Census::overcrowded}, {"Utkskrivningsklara", &Census::ready}};
    for (const auto& [label, kind] : rows) check_pair(published_row(table, label), per_hundred(before, kind), per_hundred(now, kind), 2);
    if (care_site == "ostersund_hospital") {
        check_pair(published_row(table, "Utlokaliserade"), per_hundred(before, &Census::outlying), per_hundred(now, &Census::outlying), 2);
    }
}

TEST(SynthCare, beds_of_the_rolling_years_come_out) {
    SynthRun run("--only bed_day");
    check_census(run.folder(), "ostersund_hospital", "bed_occupancy_ostersund_hospital_r12.csv");
    check_census(run.folder(), "health_centre", "bed_occupancy_health_centres_r12.csv");
}

struct Stays {
    std::int64_t episodes = 0, bed_days = 0, same_day = 0;
};

Stays stays_of(const std::string& folder, const std::string& care_site, const std::string& first, const std::string& last) {
    Stays stays;
    const std::set<std::string> wards = wards_of(care_site);
    for_each_row(folder, "inpatient_episode", first, last, [&](const Row& row) {
        if (!wards.contains(row.at("Enhet"))) return;
        EXPECT_TRUE(row.at("Utskriven").substr(0, 7) >= first && row.at("Utskriven").substr(0, 7) <= last);
        std::int64_t days = base::parse_date(row.at("Utskriven"))->day_count - base::parse_date(row.at("Inskriven"))->day_count;
        EXPECT_GE(days, 0);
        ++stays.episodes;
        stays.bed_days += days;
        stays.same_day += days == 0 ? 1 : 0;
    });
    return stays;
}

void check_change(const std::string& table, const std::string& label, std::int64_t before, std::int64_t now) {
    Row printed = published_row(table, label);
    SCOPED_TRACE(table + " " + label);
    EXPECT_EQ(before, scaled_of(printed.at("apr_25"), 0));
    EXPECT_EQ(now, scaled_of(printed.at("apr_26"), 0));
    EXPECT_EQ(now - before, scaled_of(printed.at("diff"), 0));
    EXPECT_EQ(rounded(Int128{100} * (now - before), before, 1), scaled_of(printed.at("change_pct"), 1));
}

void check_stays(const std::string& folder, const std::string& care_site, const std::string& inpatient_table, const std::string& bed_table) {
    Stays before = stays_of(folder, care_site, "2025-01", "2025-04"), now = stays_of(folder, care_site, "2026-01", "2026-04");
    check_change(inpatient_table, "Ackumulerade vårdtillfällen", before.episodes, now.episodes);
    check_change(inpatient_table, "Ackumulerade vårddagar", before.bed_days, now.bed_days);
    Stays year_before = stays_of(folder, care_site, "2024-05", "2025-04"), year_now = stays_of(folder, care_site, "2025-05", "2026-04");
    EXPECT_GT(year_now.same_day, 0);
    check_pair(published_row(bed_table, "Medelvårdtid"), {year_before.bed_days, year_before.episodes}, {year_now.bed_days, year_now.episodes}, 1);
}

TEST(SynthCare, inpatient_episodes_and_mean_stay_come_out) {
    SynthRun run("--only inpatient_episode");
    check_stays(run.folder(), "ostersund_hospital", "inpatient_ostersund_hospital.csv", "bed_occupancy_ostersund_hospital_r12.csv");
    check_stays(run.folder(), "health_centre", "inpatient_health_centres.csv", "bed_occupancy_health_centres_r12.csv");
}

}  // namespace
}  // namespace tertial::synth_test
