#include <gtest/gtest.h>

#include <algorithm>

#include "base/date.hpp"
#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

using Counts = std::map<std::string, std::int64_t>;
using RowTest = std::function<bool(const Row&)>;

/// A published short-term indicator's outcome, with so many decimals.
std::int64_t outcome_of(const std::string& row_no, int decimals) {
    for (const Row& row : published_rows("kpi_short_term.csv")) {
        if (row.at("row_no") == row_no) return scaled_of(row.at("outcome_value"), decimals);
    }
    ADD_FAILURE() << "no row " << row_no;
    return 0;
}

/// Rows of January to April, by the text that `name` makes of each.
Counts counts_of(const SynthRun& run, const std::string& data_set, const std::string& year, const std::function<std::string(const Row&)>& name) {
    Counts counts;
    for_each_row(run.folder(), data_set, year + "-01", year + "-04", [&](const Row& row) { ++counts[name(row)]; });
    return counts;
}

/// The share of `part` among `whole`, in per cent, of January to April.
std::int64_t percent_of(const SynthRun& run, const std::string& data_set, const std::string& year, int decimals, const RowTest& whole, const RowTest& part) {
    std::int64_t whole_count = 0, part_count = 0;
    for_each_row(run.folder(), data_set, year + "-01", year + "-04", [&](const Row& row) {
        if (!whole(row)) return;
        ++whole_count;
        part_count += part(row) ? 1 : 0;
    });
    EXPECT_GT(whole_count, 0);
    return rounded(Int128{100} * part_count, std::max<std::int64_t>(1, whole_count), decimals);
}

RowTest has(const std::string& column, const std::string& value) {
    return [=](const Row& row) { return row.at(column) == value; };
}

std::int64_t printed_count(const std::string& printed) { return printed.empty() ? 0 : scaled_of(printed, 0); }

struct ContactGroup {
    std::string group, table;
};
const std::vector<ContactGroup> contact_groups = {{"ambulance", "care_contacts_ambulance.csv"},
                                                  {"health_centres", "care_contacts_health_centres.csv"},
                                                  {"bup_habilitation", "care_contacts_bup_habilitation.csv"},
                                                  {"hospital", "care_contacts_ostersund_hospital.csv"}};
const std::map<std::string, std::string> contact_labels = {{"visit_at_facility", "Varav besök på vårdinrättning"},
                                                           {"visit_elsewhere", "Varav besök utanför vårdinrättning"},
                                                           {"distance", "Varav distansoberoende kontakter"},
                                                           {"phone_letter", "Varav telefon- och brevkontakter"},
                                                           {"other_admin", "Varav övriga vårdkontakter och administration"},
                                                           {"missed", "Ackumulerade uteblivna vårdkontakter"}};

void check_contact_tables(Counts& counts, const std::string& column) {
    for (const ContactGroup& group : contact_groups) {
        SCOPED_TRACE(group.table + " " + column);
        std::int64_t sum = 0;
        for (const auto& [kind, label] : contact_labels) {
            if (kind != "missed") sum += counts[group.group + " " + kind];
            if (kind == "missed" && group.group == "ambulance") continue;
            EXPECT_EQ(counts[group.group + " " + kind], printed_count(published_row(group.table, label).at(column))) << label;
        }
        EXPECT_EQ(sum, printed_count(published_row(group.table, "Ackumulerade vårdkontakter").at(column)));
    }
}

TEST(SynthRecords, contacts_of_every_group_and_kind_come_out) {
    SynthRun run("--only care_contact");
    std::map<std::string, std::string> groups;
    for (const Row& row : model_rows("organisation.csv")) groups[row.at("unit")] = row.at("contact_group");
    for (const auto& [year, column] : {std::pair("2025", "apr_25"), {"2026", "apr_26"}}) {
        Counts counts = counts_of(run, "care_contact", year, [&](const Row& row) { return groups.at(row.at("Enhet")) + " " + row.at("Slag"); });
        EXPECT_EQ(counts["ambulance missed"], 0);
        check_contact_tables(counts, column);
    }
}

TEST(SynthRecords, contacts_by_profession_come_out) {
    SynthRun run("--only care_contact");
    const std::map<std::string, std::string> labels = {{"doctor", "Läkare"},
                                                       {"nurse", "Sjuksköterskor m fl"},
                                                       {"assistant_nurse", "Undersköterskor m fl"},
                                                       {"rehab", "Rehabiliteringspersonal"},
                                                       {"psychosocial", "Psykosocial personal"},
                                                       {"other", "Andra personalgrupper"}};
    for (const auto& [year, column] : {std::pair("2025", "apr_25"), {"2026", "apr_26"}}) {
        Counts counts = counts_of(run, "care_contact", year, [](const Row& row) {
            if (row.at("Yrkesgrupp") == "unspecified") return std::string("unspecified");
            bool is_counted = row.at("Slag") == "visit_at_facility" || row.at("Slag") == "visit_elsewhere" || row.at("Slag") == "distance";
            return is_counted && !row.at("Enhet").starts_with("17") ? row.at("Yrkesgrupp") : "misplaced";
        });
        EXPECT_EQ(counts["misplaced"], 0);
        std::int64_t sum = 0;
        for (const auto& [profession, label] : labels) {
            EXPECT_EQ(counts[profession], scaled_of(published_row("contacts_by_profession.csv", label).at(column), 0)) << label << " " << column;
            sum += counts[profession];
        }
        EXPECT_EQ(sum, scaled_of(published_row("contacts_by_profession.csv", "Ackumulerade").at(column), 0));
    }
}

TEST(SynthRecords, few_contacts_fall_on_days_off) {
    SynthRun run("--only care_contact");
    Counts by_day;
    for_each_row(run.folder(), "care_contact", "2026-03", "2026-04", [&](const Row& row) { ++by_day[row.at("Datum")]; });
    // A Sunday, Good Friday and Easter Monday against the Friday and the Monday of the week after.
    for (const char* day_off : {"2026-04-12", "2026-04-03", "2026-04-06"}) EXPECT_LT(by_day[day_off] * 5, by_day["2026-04-10"]) << day_off;
    EXPECT_GT(by_day["2026-04-13"] * 2, by_day["2026-04-10"]);
}

TEST(SynthRecords, share_booked_on_the_web_comes_out) {
    SynthRun run("--only care_contact");
    RowTest is_contact = [](const Row& row) { return row.at("Slag") != "missed"; };
    EXPECT_EQ(percent_of(run, "care_contact", "2026", 2, is_contact, has("Bokningssätt", "web")), outcome_of("13", 2));
    EXPECT_EQ(percent_of(run, "care_contact", "2025", 2, is_contact, has("Bokningssätt", "web")), 238);
}

TEST(SynthRecords, operations_and_examinations_come_out) {
    SynthRun run("--only operation,imaging_exam");
    const std::map<std::string, std::string> exams = {{"xray", "Röntgen"},
                                                      {"mammography_clinical", "Mammografi antal US"},
                                                      {"mammography_screening", "Mammografi antal screeningar"},
                                                      {"clinical_physiology", "Klin.fys"},
                                                      {"nuclear", "Nukl"}};
    for (const std::string year : {"25", "26"}) {
        Counts urgencies = counts_of(run, "operation", "20" + year, [](const Row& row) { return row.at("Angelägenhet"); });
        EXPECT_EQ(urgencies["acute"], scaled_of(published_row("operations.csv", "Varav akuta").at("apr_" + year), 0));
        EXPECT_EQ(urgencies["elective"], scaled_of(published_row("operations.csv", "Varav elektiva").at("apr_" + year), 0));
        Counts kinds = counts_of(run, "imaging_exam", "20" + year, [](const Row& row) { return row.at("Slag"); });
        for (const auto& [kind, label] : exams) {
            EXPECT_EQ(kinds[kind], scaled_of(published_row("imaging.csv", label).at("outturn_" + year + "04"), 0)) << label;
        }
    }
}

TEST(SynthRecords, waits_to_elective_operations_come_out) {
    SynthRun run("--only operation");
    EXPECT_EQ(percent_of(run, "operation", "2026", 0, has("Angelägenhet", "elective"), has("Inom_måldatum", "yes")), outcome_of("18", 0));
    std::int64_t days = 0, count = 0;
    for_each_row(run.folder(), "operation", "2026-01", "2026-04", [&](const Row& row) {
        bool is_elective = row.at("Angelägenhet") == "elective";
        EXPECT_EQ(row.at("Väntade_dagar").empty(), !is_elective);
        EXPECT_EQ(row.at("Inom_måldatum").empty(), !is_elective);
        if (!is_elective) return;
        days += std::stoll(row.at("Väntade_dagar"));
        ++count;
    });
    EXPECT_EQ(rounded(days, count, 0), outcome_of("23", 0));
}

std::int64_t stay_of(const Row& row) { return base::parse_instant(row.at("Utskriven"))->epoch_seconds - base::parse_instant(row.at("Ankomst"))->epoch_seconds; }

TEST(SynthRecords, stays_at_the_emergency_department_come_out) {
    SynthRun run("--only emergency_visit");
    RowTest is_any = [](const Row&) { return true; };
    RowTest is_old = [](const Row& row) { return std::stoll(row.at("Ålder")) >= 80; };
    RowTest is_short = [](const Row& row) { return stay_of(row) <= 4 * 3600; };
    EXPECT_EQ(percent_of(run, "emergency_visit", "2026", 0, is_any, is_short), outcome_of("24", 0));
    EXPECT_EQ(percent_of(run, "emergency_visit", "2026", 0, is_old, is_short), 45);
    EXPECT_EQ(percent_of(run, "emergency_visit", "2025", 0, is_old, is_short), 49);
    std::vector<std::int64_t> stays;
    for_each_row(run.folder(), "emergency_visit", "2026-01", "2026-04", [&](const Row& row) {
        EXPECT_GT(stay_of(row), 0);
        if (is_old(row)) stays.push_back(stay_of(row));
    });
    std::sort(stays.begin(), stays.end());
    ASSERT_FALSE(stays.empty());
    EXPECT_EQ(stays[(stays.size() - 1) / 2] + stays[stays.size() / 2], 2 * outcome_of("25", 2) * 36);
}

TEST(SynthRecords, completed_waits_come_out) {
    SynthRun run("--only completed_wait");
    RowTest is_within = [](const Row& row) { return std::stoll(row.at("Väntade_dagar")) <= 30; };
    for (const auto& [kind, row_no] : {std::pair("bup_first_visit", "14"), {"bup_investigation", "15"}, {"bup_treatment", "16"}}) {
        EXPECT_EQ(percent_of(run, "completed_wait", "2026", 0, has("Slag", kind), is_within), outcome_of(row_no, 0)) << kind;
    }
    EXPECT_EQ(percent_of(run, "completed_wait", "2026", 0, has("Slag", "follow_up"), has("Inom_måldatum", "yes")), outcome_of("17", 0));
}

TEST(SynthRecords, waiting_lists_at_the_months_end_come_out) {
    SynthRun run("--only waiting");
    auto over_90_days = [&](const std::string& month) {
        Counts counts;
        for_each_row(run.folder(), "waiting", month, month, [&](const Row& row) {
            EXPECT_EQ(row.at("Månad"), month);
            if (std::stoll(row.at("Väntedagar")) > 90) ++counts[row.at("Väntelista") + " " + row.at("Verksamhetsområde")];
        });
        return counts;
    };
    Counts april = over_90_days("2026-04");
    EXPECT_EQ(april["first_visit skin"], outcome_of("19", 0));
    EXPECT_EQ(april["first_visit eye"], outcome_of("20", 0));
    EXPECT_EQ(april["first_visit ent"], outcome_of("21", 0));
    EXPECT_EQ(april["hearing_aid ent"], outcome_of("22", 0));
    EXPECT_EQ(over_90_days("2025-12")["hearing_aid ent"], 867);
}

TEST(SynthRecords, mean_wait_on_the_telephone_comes_out) {
    SynthRun run("--only telephone_advice");
    for (const auto& [year, hundredths] : {std::pair<std::string, std::int64_t>("2025", 1805), {"2026", outcome_of("29", 2)}}) {
        std::int64_t seconds = 0, answered = 0;
        for_each_row(run.folder(), "telephone_advice", year + "-01", year + "-04", [&](const Row& row) {
            EXPECT_EQ(row.at("Enhet"), "3401");
            if (row.at("Besvarat") != "yes") return;
            seconds += std::stoll(row.at("Väntan_sekunder"));
            ++answered;
        });
        ASSERT_GT(answered, 0);
        EXPECT_EQ(rounded(seconds, Int128{60} * answered, 2), hundredths) << year;
    }
}

TEST(SynthRecords, booked_time_in_dental_care_comes_out) {
    SynthRun run("--only dental_care,dental_recall");
    std::int64_t rolling_minutes = 0;
    for_each_row(run.folder(), "dental_care", "2025-05", "2026-04", [&](const Row& row) {
        if (row.at("Åldersgrupp") == "adult") rolling_minutes += std::stoll(row.at("Bokade_minuter"));
    });
    EXPECT_EQ(rounded(rolling_minutes, 12 * 60, 0), outcome_of("34", 0));
    std::int64_t adult = 0, all = 0;
    for_each_row(run.folder(), "dental_care", "2026-01", "2026-04", [&](const Row& row) {
        if (row.at("Tandvård") != "general") return;
        all += std::stoll(row.at("Bokade_minuter"));
        if (row.at("Åldersgrupp") == "adult") adult += std::stoll(row.at("Bokade_minuter"));
    });
    EXPECT_EQ(rounded(Int128{100} * adult, all, 0), outcome_of("35", 0));
    RowTest is_any = [](const Row&) { return true; };
    EXPECT_EQ(percent_of(run, "dental_recall", "2026", 1, is_any, has("Tid_inom_tre_månader", "yes")), outcome_of("33", 1));
}

/// The wards of a group, by the organisation's table.
RowTest is_in(const std::string& ward_group) {
    std::map<std::string, std::string> groups;
    for (const Row& row : model_rows("organisation.csv")) groups[row.at("unit")] = row.at("ward_group");
    return [=](const Row& row) { return groups.at(row.at("Enhet")) == ward_group; };
}

TEST(SynthRecords, readmissions_and_extended_primary_care_come_out) {
    SynthRun run("--only inpatient_episode");
    EXPECT_EQ(percent_of(run, "inpatient_episode", "2026", 0, is_in("somatic"), has("Återinskrivning", "unplanned")), outcome_of("28", 0));
    EXPECT_EQ(percent_of(run, "inpatient_episode", "2026", 0, is_in("psychiatric"), has("Återinskrivning", "unplanned")), 0);
    Counts counts;
    for_each_row(run.folder(), "inpatient_episode", "2024-05", "2026-04", [&](const Row& row) {
        if (row.at("Utvidgad_primärvård") == "yes") ++counts[row.at("Utskriven").substr(0, 7)];
    });
    EXPECT_EQ(counts.size(), 24U);
    EXPECT_EQ(counts["2026-01"], 62);
    EXPECT_EQ(counts["2026-04"], 49);
    EXPECT_EQ(rounded(counts["2026-01"] + counts["2026-02"] + counts["2026-03"] + counts["2026-04"], 4, 0), outcome_of("27", 0));
}

TEST(SynthRecords, occupancy_of_the_somatic_wards_comes_out) {
    SynthRun run("--only bed_day");
    auto percent = [&](const std::string& year, int decimals) {
        const RowTest is_somatic = is_in("somatic");
        std::int64_t available = 0, occupied = 0;
        for_each_row(run.folder(), "bed_day", year + "-01", year + "-04", [&](const Row& row) {
            if (!is_somatic(row)) return;
            available += std::stoll(row.at("Disponibla"));
            occupied += std::stoll(row.at("Belagda"));
        });
        return rounded(Int128{100} * occupied, available, decimals);
    };
    EXPECT_EQ(percent("2026", 1), outcome_of("26", 1));
    EXPECT_EQ(percent("2025", 2), 8938);
}

}  // namespace
}  // namespace tertial::synth_test
