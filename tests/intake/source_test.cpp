// Files in, rows and issues out. Most cases are a file's lines and the findings expected of them.
#include "intake/open_table.hpp"

#include <gtest/gtest.h>

#include "intake/small_region.hpp"

namespace tertial::intake {
namespace {

using tests::ledger_head;
using tests::plan_of;
using tests::read_rows;
using tests::small_region;
using tests::TestFolder;

/// "line code" of every finding, a warning with "?" after it; findings that refuse the head included.
std::vector<std::string> findings_of(std::string_view bytes, ReadPlan plan) {
    TestFolder folder;
    auto source = open_file(folder.write("fil.csv", bytes), small_region(), std::move(plan));
    base::Issues issues;
    if (source.ok()) {
        read_rows(*source.value());
        issues = source.value()->issues();
    } else {
        issues = source.issues();
    }
    std::vector<std::string> findings;
    for (const base::Issue& issue : issues) {
        EXPECT_TRUE(issue.place.file == "fil.csv") << issue.place.file;
        EXPECT_FALSE(issue.message.empty());
        findings.push_back(std::to_string(issue.place.line) + " " + issue.code + (issue.severity == base::Severity::warning ? "?" : ""));
    }
    return findings;
}

std::vector<std::string> ledger_findings(std::string_view records) { return findings_of(std::string(ledger_head) + std::string(records), plan_of("ledger")); }

using Findings = std::vector<std::string>;

TEST(Source, a_good_file_gives_rows_and_no_findings) {
    TestFolder folder;
    auto source =
        open_file(folder.write("l.csv", std::string(ledger_head) + "V1;2026-01-31;2026-01;4011;3210;−1 234,56;Lön\nV2;2026-01-31;2026-01;3010;3220;0,05;\n"),
                  small_region(), plan_of("ledger"));
    ASSERT_TRUE(source.ok());
    EXPECT_EQ(read_rows(*source.value()),
              (std::vector<std::string>{"V1|20484|202601|4011|3210|-123456|Lön|202601|2", "V2|20484|202601|3010|3220|5|-|202601|3"}));
    EXPECT_TRUE(source.value()->issues().empty());
    EXPECT_EQ(source.value()->row_count(), 2);
    EXPECT_EQ(source.value()->refused_row_count(), 0);
    EXPECT_EQ(source.value()->description(), "UTF-8, semikolon, decimalkomma");
    ASSERT_EQ(source.value()->rows_by_month().size(), 1u);
    EXPECT_EQ(source.value()->rows_by_month()[0].second, 2);
}

TEST(Source, each_bad_value_is_found_where_it_is) {
    const std::pair<const char*, const char*> cases[] = {
        {"V1;2026-01-31;2026-01;4013;3210;1;a\n", "2 code_is_unknown"},
        {"V1;2026-01-31;2026-01;4999;3210;1;a\n", "2 code_is_not_valid_then"},
        {"V1;2026-01-31;2026-01;4011;9999;1;a\n", "2 unit_is_unknown"},
        {"V1;2025-01-31;2025-01;4011;3220;1;a\n", "2 unit_is_not_valid_then"},
        {"V1;2026-01-31;2026-01;4011;3230;1;a\n", "2 unit_is_not_valid_then"},
        {"V1;2026-01-31;2026-01;4011;3210;1,234;a\n", "2 amount_is_not_readable"},
        {"V1;2026-01-31;2026-01;4011;3210;99999999999999999;a\n", "2 number_is_out_of_range"},
        {"V1;2026-02-29;2026-01;4011;3210;1;a\n", "2 date_is_not_readable"},
        {"V1;2026-01-31;2026-13;4011;3210;1;a\n", "2 month_is_not_readable"},
        {"V1;2026-01-31;;4011;3210;1;a\n", "2 field_is_empty"},
        {";2026-01-31;2026-01;4011;3210;1;a\n", "2 field_is_empty"},
        {"V1;2026-01-31;2026-01;4011;3210;1\n", "2 row_has_wrong_width"},
        {"V1;2026-01-31;2026-01;4011;3210;1;\"a\n", "2 quote_does_not_end"},
        {"V1;2026-01-31;2026-01;4011;3210;\"1\"2;a\n", "2 quote_is_misplaced"},
        {"V1;2026-01-31;2026-01;4011;3210;1;avser 811218-9876\n", "2 person_number_is_refused"},
        {"V1;2026-01-31;2026-01;811218-9876;3210;1;a\n", "2 person_number_is_refused"},
    };
    for (const auto& [records, finding] : cases) EXPECT_EQ(ledger_findings(records), Findings{finding}) << records;
    EXPECT_EQ(ledger_findings(std::string_view("V1;2026-01-31;2026-01;4011;3210;1;a\0b\n", 38)), Findings{"2 text_is_not_readable"});
}

TEST(Source, all_findings_come_at_once_in_order) {
    EXPECT_EQ(ledger_findings("V1;2026-01-31;2026-01;4011;3210;x;a\n\nV2;x;2026-01;4O11;3210;1;a\nV3\n"),
              (Findings{"2 amount_is_not_readable", "4 code_is_unknown", "4 date_is_not_readable", "5 row_has_wrong_width"}));
}

TEST(Source, a_person_number_is_never_shown) {
    TestFolder folder;
    auto source = open_file(folder.write("l.csv", std::string(ledger_head) + "V1;2026-01-31;2026-01;8112189876;811218-9876;811218-9876;811218-9876\n"),
                            small_region(), plan_of("ledger"));
    ASSERT_TRUE(source.ok());
    read_rows(*source.value());
    base::Issues issues = source.value()->issues();
    EXPECT_EQ(issues.size(), 4u);
    EXPECT_EQ(base::format_issues(issues).find("9876"), std::string::npos);
}

TEST(Source, the_words_say_what_was_read_and_how_to_mend_it) {
    TestFolder folder;
    auto source = open_file(folder.write("l.csv", std::string(ledger_head) + "V1;2026-01-31;2026-01;4O11;3210;12 kr;a\n"), small_region(), plan_of("ledger"));
    ASSERT_TRUE(source.ok());
    read_rows(*source.value());
    EXPECT_EQ(base::format_issues(source.value()->issues()),
              "fil.csv:2: fel amount_is_not_readable: kolumn Belopp: \"12 kr\" är inget belopp\n"
              "  tips: skriv till exempel −1 234,56 (decimaltecken \",\", högst två decimaler)\n"
              "fil.csv:2: fel code_is_unknown: kolumn Konto: \"4O11\" finns inte i kodlistan account\n"
              "  tips: menade du 4011 eller 4012?\n");
}

TEST(Source, heads_are_judged_before_rows) {
    const std::string row = "V1;2026-01-31;2026-01;4011;3210;1;a\n";
    EXPECT_EQ(findings_of("", plan_of("ledger")), Findings{"0 file_is_empty"});
    EXPECT_EQ(findings_of("\n \r\n", plan_of("ledger")), Findings{"0 file_is_empty"});
    EXPECT_EQ(findings_of("Verifikation;Bokföringsdatum;Period;Konto;Kostnadställe;Belopp;Text\n" + row, plan_of("ledger")),
              (Findings{"1 column_is_missing", "1 column_is_unknown?"}));
    EXPECT_EQ(findings_of("Verifikation;Bokföringsdatum;Period;Konto;Kostnadsställe;Belopp;Text;Text\n", plan_of("ledger")),
              Findings{"1 column_is_named_twice"});
    EXPECT_EQ(
        findings_of("Verifikation;Bokföringsdatum;Period;Konto;Kostnadsställe;Belopp;Text;Extra\nV1;2026-01-31;2026-01;4011;3210;1;a;b\n", plan_of("ledger")),
        Findings{"1 column_is_unknown?"});
    EXPECT_EQ(findings_of("\xFF\xFEV\0e\0", plan_of("ledger")), Findings{"1 text_is_not_readable"});
}

TEST(Source, encoding_and_delimiter_are_detected_and_said) {
    const std::string latin_head = "Verifikation;Bokf\xF6ringsdatum;Period;Konto;Kostnadsst\xE4lle;Belopp;Text\n";
    struct Case {
        std::string bytes;
        const char* description;
        const char* row;
    };
    const Case cases[] = {
        {"\xEF\xBB\xBF" + std::string(ledger_head) + "V1;2026-01-31;2026-01;4011;3210;1;å\n", "UTF-8 med BOM, semikolon, decimalkomma",
         "V1|20484|202601|4011|3210|100|å|202601|2"},
        {latin_head + "V1;2026-01-31;2026-01;l\xE5ngt-konto-\xE5;3210;1\xA0"
                      "234,5;\x80 \x96 \xE5\r\n",
         "Windows-1252, semikolon, decimalkomma", "V1|20484|202601|långt-konto-å|3210|123450|€ – å|202601|2"},
        {base::replaced(ledger_head, ";", "\t") + "V1\t2026-01-31\t2026-01\t4011\t3210\t1,5\t\n", "UTF-8, tabb, decimalkomma",
         "V1|20484|202601|4011|3210|150|-|202601|2"},
        {base::replaced(ledger_head, ";", ",") + "V1,2026-01-31,2026-01,4011,3210,\"1,5\",\"a \"\"b\"\"\nc\"\n", "UTF-8, komma, decimalkomma",
         "V1|20484|202601|4011|3210|150|a \"b\"\nc|202601|2"},
    };
    for (const Case& one : cases) {
        TestFolder folder;
        auto source = open_file(folder.write("l.csv", one.bytes), small_region(), plan_of("ledger"));
        ASSERT_TRUE(source.ok()) << base::format_issues(source.issues());
        EXPECT_EQ(read_rows(*source.value()), std::vector<std::string>{one.row});
        EXPECT_EQ(source.value()->description(), one.description);
        EXPECT_EQ(base::format_issues(source.value()->issues()), "");
    }
    EXPECT_EQ(findings_of(latin_head + "V1;2026-01-31;2026-01;4011;3210;1;\x81\n", plan_of("ledger")), Findings{"2 text_is_not_readable"});
    EXPECT_EQ(findings_of("\xEF\xBB\xBF" + std::string(ledger_head) + "V1;2026-01-31;2026-01;4011;3210;1;\xE5\n", plan_of("ledger")),
              Findings{"2 text_is_not_readable"});
}

TEST(Source, many_parts_give_the_rows_of_one) {
    std::string bytes(ledger_head);
    for (int row = 0; row < 5000; ++row) {
        std::string number = std::to_string(row);
        bytes += "V" + number + ";2026-0" + std::to_string(1 + row % 9) + "-15;2026-0" + std::to_string(1 + row % 9) + ";4011;3210;" + number + ",25;";
        bytes += row % 7 == 0 ? "\"rad\nett \"\"å\"\"\"\n" : row % 11 == 0 ? "5\" rör\r\n" : row % 13 == 0 ? "811218-9876\n" : "text\n";
    }
    TestFolder folder;
    std::string path = folder.write("l.csv", bytes);
    std::vector<std::string> expected;
    base::Issues expected_issues;
    for (std::size_t part_bytes_min : {std::size_t{1} << 30, std::size_t{1}, std::size_t{1000}, std::size_t{65536}}) {
        ReadPlan plan = plan_of("ledger");
        plan.part_bytes_min = part_bytes_min;
        auto source = open_file(path, small_region(), plan);
        ASSERT_TRUE(source.ok());
        std::vector<std::string> rows = read_rows(*source.value());
        if (expected.empty()) {
            expected = rows;
            expected_issues = source.value()->issues();
            EXPECT_EQ(source.value()->part_count(), 1u);
            EXPECT_EQ(rows.size(), 5000u);
        }
        EXPECT_TRUE(rows == expected);
        EXPECT_EQ(source.value()->issues(), expected_issues);
        EXPECT_EQ(source.value()->row_count(), 5000);
    }
}

class ManyFindings : public testing::TestWithParam<bool> {};

TEST_P(ManyFindings, a_thousand_are_kept_and_the_rest_counted) {
    bool same = GetParam();
    std::string bytes(ledger_head);
    for (int row = 0; row < 7000; ++row) bytes += "V1;2026-01-31;2026-01;4011;3210;x" + (same ? "" : std::to_string(row)) + ";a\n";
    TestFolder folder;
    ReadPlan plan = plan_of("ledger");
    plan.part_bytes_min = 1000;
    auto source = open_file(folder.write("l.csv", bytes), small_region(), plan);
    ASSERT_TRUE(source.ok());
    // From the end, so that the first lines come last.
    for (std::size_t part = source.value()->part_count(); part-- > 0;) {
        auto reader = source.value()->open_part(part);
        base::RowBatch batch;
        while (reader->read(batch)) {}
    }
    base::Issues issues = source.value()->issues();
    // Each row has its own value; the same one on every row is told five times, and then once for the rest.
    ASSERT_EQ(issues.size(), same ? 6u : 1000u);
    EXPECT_EQ(issues.front().place.line, 2);
    EXPECT_EQ(issues.back().place.line, same ? 7 : 1001);
    EXPECT_EQ(issues.back().message.find("samma fel på 995 rader, den sista är rad 1001") != std::string::npos, same);
    EXPECT_EQ(source.value()->left_out_count(), 6000);
    EXPECT_EQ(source.value()->refused_row_count(), 7000);
}

INSTANTIATE_TEST_SUITE_P(Source, ManyFindings, testing::Bool());

TEST(Source, rows_outside_the_slices_are_refused) {
    ReadPlan plan = plan_of("ledger");
    plan.slices = {base::Month::of(2026, 1)};
    EXPECT_EQ(findings_of(std::string(ledger_head) + "V1;2026-01-31;2026-01;4011;3210;1;a\nV2;2026-02-01;2026-02;4011;3210;1;a\n", plan),
              Findings{"3 row_is_outside_the_slice"});
}

TEST(Source, durations_are_right_across_the_clock_change_and_judged) {
    const std::string head = "Uppdrag;Larmtid;Framme;Station;Prioritet\n";
    TestFolder folder;
    auto source =
        open_file(folder.write("m.csv", head + "U1;2026-03-29T01:59:00+01:00;2026-03-29T03:01:00+02:00;Z910;1\nU2;2026-04-01T00:10:00+02:00;;Z910;3\n"),
                  small_region(), plan_of("mission"));
    ASSERT_TRUE(source.ok());
    EXPECT_EQ(read_rows(*source.value()), (std::vector<std::string>{"U1|1774745940|1774746060|Z910|1|120|202603|2", "U2|1774995000|-|Z910|3|-|202604|3"}));
    EXPECT_EQ(findings_of(head + "U1;2026-03-29T01:59:00+01:00;2026-03-29T01:58:00+01:00;Z910;1\n"
                                 "U2;2026-03-28T00:00:00+01:00;2026-03-29T00:00:01+01:00;Z910;1\n"
                                 "U3;2026-03-28 00:00;;Z910;4\n",
                          plan_of("mission")),
              (Findings{"2 duration_is_negative", "3 duration_is_too_long", "4 number_is_out_of_range", "4 time_is_not_readable"}));
}

TEST(Source, a_census_names_the_days_that_are_missing) {
    std::string bytes = "Datum;Enhet;Disponibla\n";
    for (int day = 1; day <= 28; ++day) {
        std::string date = "2026-02-" + std::to_string(100 + day).substr(1);
        bytes += date + ";3210;12,5\n";
        if (day != 3 && day != 17) bytes += date + ";3220;7\n";
    }
    EXPECT_EQ(findings_of(bytes, plan_of("beds")), Findings{"0 census_day_is_missing?"});
    EXPECT_EQ(findings_of("Datum;Enhet;Disponibla\n2026-02-01;3210;12,55\n", plan_of("beds")),
              (Findings{"0 census_day_is_missing?", "2 number_is_not_readable"}));
}

TEST(Source, gives_one_record_again_by_its_line) {
    TestFolder folder;
    std::string bytes =
        "Verifikation;Bokf\xF6ringsdatum;Period;Konto;Kostnadsst\xE4lle;Belopp;Text\nV1;2026-01-31;2026-01;4011;3210;1;\"\xE5\nb\"\nV2;2026-01-31;2026-01;3010;"
        "3220;0,05;\r\n";
    auto source = open_file(folder.write("l.csv", bytes), small_region(), plan_of("ledger"));
    ASSERT_TRUE(source.ok());
    EXPECT_EQ(source.value()->record_text(2).value(), "V1;2026-01-31;2026-01;4011;3210;1;\"å\nb\"");
    EXPECT_EQ(source.value()->record_values(2).value().back(), "å\nb");
    EXPECT_EQ(source.value()->record_text(4).value(), "V2;2026-01-31;2026-01;3010;3220;0,05;");
    EXPECT_EQ(source.value()->record_values(4).value().size(), source.value()->column_names().size());
    EXPECT_FALSE(source.value()->record_text(3).ok());
    EXPECT_FALSE(source.value()->record_text(5).ok());
}

}  // namespace
}  // namespace tertial::intake
