// The numbers of care that stand in the printed report's running text alone, in the source files.
#include <gtest/gtest.h>

#include <algorithm>

#include "base/date.hpp"
#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

/// The printed number of an id in the running text, with so many decimals.
std::int64_t number_of(const std::string& id, int decimals) {
    for (const Row& row : published_rows("prose_figures.csv")) {
        if (row.at("id") == id) return scaled_of(row.at("value"), decimals);
    }
    ADD_FAILURE() << "no number " << id;
    return 0;
}

std::int64_t seconds_between(const Row& row, const std::string& from, const std::string& to) {
    return base::parse_instant(row.at(to))->epoch_seconds - base::parse_instant(row.at(from))->epoch_seconds;
}

TEST(SynthCareText, doctors_visits_of_the_old_that_end_in_admission_come_out) {
    SynthRun run("--only emergency_visit");
    for (const std::string year : {"2025", "2026"}) {
        std::int64_t visits = 0, admitted = 0;
        for_each_row(run.folder(), "emergency_visit", year + "-01", year + "-04", [&](const Row& row) {
            // Nobody is admitted unseen.
            EXPECT_TRUE(row.at("Utfall") != "admitted" || row.at("Läkarbesök") == "yes");
            if (std::stoll(row.at("Ålder")) < 80 || row.at("Läkarbesök") != "yes") return;
            ++visits;
            admitted += row.at("Utfall") == "admitted" ? 1 : 0;
        });
        ASSERT_GT(visits, 0);
        EXPECT_EQ(rounded(Int128{100} * admitted, visits, 0), number_of("30", 0)) << year;
    }
}

TEST(SynthCareText, medical_assessments_in_time_come_out) {
    SynthRun run("--only completed_wait");
    std::int64_t within = 0, count = 0;
    for_each_row(run.folder(), "completed_wait", "2026-03", "2026-03", [&](const Row& row) {
        if (row.at("Slag") != "medical_assessment") return;
        ++count;
        within += std::stoll(row.at("Väntade_dagar")) <= 3 ? 1 : 0;
    });
    ASSERT_GT(count, 0);
    EXPECT_EQ(rounded(Int128{100} * within, count, 1), number_of("48", 1));
}

struct IntensiveCare {
    std::int64_t seconds = 0, new_episodes = 0;
};

IntensiveCare intensive_care_of(const SynthRun& run, const std::string& year) {
    IntensiveCare sum;
    for_each_row(run.folder(), "intensive_care_episode", year + "-01", year + "-04", [&](const Row& row) {
        EXPECT_EQ(row.at("Enhet"), "V271");
        EXPECT_GT(seconds_between(row, "Inskriven", "Utskriven"), 0);
        sum.seconds += seconds_between(row, "Inskriven", "Utskriven");
        sum.new_episodes += row.at("Vårdtyp") == "intensive" ? 1 : 0;
    });
    return sum;
}

TEST(SynthCareText, intensive_care_against_two_earlier_years_comes_out) {
    SynthRun run("--only intensive_care_episode");
    const IntensiveCare now = intensive_care_of(run, "2026");
    for (const auto& [year, hours_id, episodes_id] : {std::tuple("2025", "41", "43"), {"2019", "42", "44"}}) {
        const IntensiveCare before = intensive_care_of(run, year);
        ASSERT_GT(before.seconds, 0) << year;
        EXPECT_EQ(rounded(Int128{100} * (now.seconds - before.seconds), before.seconds, 0), number_of(hours_id, 0)) << year;
        EXPECT_EQ(rounded(Int128{100} * (now.new_episodes - before.new_episodes), before.new_episodes, 0), number_of(episodes_id, 0)) << year;
    }
}

TEST(SynthCareText, helicopter_alarms_and_completed_missions_are_fewer) {
    SynthRun run("--only helicopter_mission");
    std::map<std::string, std::int64_t> alarms, completed;
    for (const std::string year : {"2025", "2026"}) {
        for_each_row(run.folder(), "helicopter_mission", year + "-01", year + "-04", [&](const Row& row) {
            ++alarms[year];
            completed[year] += row.at("Utfall") == "completed" ? 1 : 0;
        });
    }
    EXPECT_LT(alarms["2026"], alarms["2025"]);
    EXPECT_LT(completed["2026"], completed["2025"]);
    EXPECT_LT(completed["2026"], alarms["2026"]);
}

TEST(SynthCareText, digital_programmes_come_out) {
    SynthRun run("--only digital_programme");
    std::int64_t started = 0, finished = 0;
    for_each_row(run.folder(), "digital_programme", "2026-01", "2026-04", [&](const Row& row) {
        ++started;
        if (row.at("Avslutat").empty()) return;
        ++finished;
        EXPECT_LT(row.at("Påbörjat"), row.at("Avslutat"));
        EXPECT_LE(row.at("Avslutat"), "2026-04-30");
    });
    EXPECT_EQ(started, number_of("45", 0));
    EXPECT_EQ(finished, number_of("46", 0));
}

TEST(SynthCareText, the_booking_statistics_come_out_and_no_ambulance_is_booked) {
    SynthRun run("--only booking_statistics");
    std::int64_t on_web = 0, otherwise = 0;
    for_each_row(run.folder(), "booking_statistics", "2024-01", "2024-04", [&](const Row& row) {
        EXPECT_GE(std::stoll(row.at("Bokade_på_annat_sätt")), 0);
        if (row.at("Enhet").starts_with("17")) EXPECT_EQ(row.at("Bokade_på_webben"), "0");
        on_web += std::stoll(row.at("Bokade_på_webben"));
        otherwise += std::stoll(row.at("Bokade_på_annat_sätt"));
    });
    ASSERT_GT(on_web, 0);
    EXPECT_EQ(rounded(Int128{100} * on_web, on_web + otherwise, 2), number_of("24", 2));
}

TEST(SynthCareText, adults_have_the_same_share_of_three_tertials) {
    SynthRun run("--only dental_care");
    for (const auto& [first, last] : {std::pair("2025-05", "2025-08"), {"2025-09", "2025-12"}, {"2026-01", "2026-04"}}) {
        std::int64_t adult = 0, all = 0;
        for_each_row(run.folder(), "dental_care", first, last, [&](const Row& row) {
            if (row.at("Tandvård") != "general") return;
            all += std::stoll(row.at("Bokade_minuter"));
            if (row.at("Åldersgrupp") == "adult") adult += std::stoll(row.at("Bokade_minuter"));
        });
        ASSERT_GT(all, 0) << first;
        EXPECT_EQ(rounded(Int128{100} * adult, all, 0), number_of("38", 0)) << first;
    }
}

}  // namespace
}  // namespace tertial::synth_test
