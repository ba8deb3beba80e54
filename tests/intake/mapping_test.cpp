// What a mapping may say about a file, and what is found out where it says nothing. Most cases are a file and the rows it gives.
#include <gtest/gtest.h>

#include "intake/open_table.hpp"
#include "intake/small_region.hpp"

namespace tertial::intake {
namespace {

using model::DateForm;
using tests::plan_of;
using tests::read_rows;
using tests::small_region;
using tests::TestFolder;

using Rows = std::vector<std::string>;

/// The small region's ledger mapping, to be changed by a case.
model::Mapping ledger_mapping() { return small_region().mappings[0]; }

struct Reading {
    Rows rows;
    std::string description;
    std::vector<std::string> findings;  ///< "line code"
    std::string words;
};

Reading read_with(const model::Mapping& mapping, std::string_view bytes, std::string_view data_set = "ledger") {
    TestFolder folder;
    ReadPlan plan = plan_of(data_set);
    plan.mapping = &mapping;
    auto source = open_file(folder.write("fil.csv", bytes), small_region(), plan);
    Reading reading;
    base::Issues issues;
    if (source.ok()) {
        reading.rows = read_rows(*source.value());
        reading.description = source.value()->description();
        issues = source.value()->issues();
    } else {
        issues = source.issues();
    }
    for (const base::Issue& issue : issues) reading.findings.push_back(std::to_string(issue.place.line) + " " + issue.code);
    reading.words = base::format_issues(issues);
    return reading;
}

const std::string ledger_row = "V1|20484|202601|4011|3210|123456|Lön|202601|";

TEST(Mapping, a_file_from_another_system_becomes_the_same_row) {
    model::Mapping mapping = ledger_mapping();
    mapping.columns = {{"Ver", "voucher"},       {"Datum", "booked"},   {"Datum", "period"}, {"Kto", "account"},
                       {"Belopp tkr", "amount"}, {"Kommentar", "text"}, {"Läses ej", ""}};
    mapping.fixed = {{"unit", "3210"}};
    mapping.codes = {{"account", {{"40110", "4011"}}}};
    mapping.opposite_sign = {"amount"};
    mapping.decimals_moved = {{"amount", 3}};
    Reading reading = read_with(mapping, "Ver,Datum,Kto,Belopp tkr,Kommentar,Läses ej\nV1,31/1/2026,40110,-1.23456,Lön,x\n");
    EXPECT_EQ(reading.rows, Rows{ledger_row + "2"}) << reading.words;
    EXPECT_EQ(reading.description, "UTF-8, komma, decimalpunkt, datum som 30/4/2026");
    EXPECT_EQ(reading.words, "");
}

TEST(Mapping, credit_is_taken_away_from_debit) {
    model::Mapping mapping = ledger_mapping();
    for (auto& [column, field] : mapping.columns) {
        if (field == "amount") column = "Debet";
    }
    mapping.subtracted = {{"Kredit", "amount"}};
    const std::string head = base::replaced(std::string(tests::ledger_head), "Belopp", "Debet;Kredit"), before = "V1;2026-01-31;2026-01;4011;3210;";
    auto amount_of = [&](const std::string& cells) {
        Reading reading = read_with(mapping, head + before + cells + ";Lön\n");
        if (reading.rows.size() != 1) return reading.words;
        return reading.rows[0].substr(std::string("V1|20484|202601|4011|3210|").size()) + reading.words;
    };
    EXPECT_EQ(amount_of("1234,56;"), "123456|Lön|202601|2");
    EXPECT_EQ(amount_of(";1234,56"), "-123456|Lön|202601|2");
    EXPECT_EQ(amount_of("100,00; 40,50"), "5950|Lön|202601|2");
    EXPECT_EQ(amount_of("0,00;-5"), "500|Lön|202601|2") << "a credit that is taken back";
    EXPECT_NE(amount_of("; ").find("field_is_empty"), std::string::npos);
    EXPECT_NE(amount_of("; ").find("Debet − Kredit"), std::string::npos) << amount_of("; ");
    Reading unreadable = read_with(mapping, head + before + ";tolv;Lön\n" + before + "x;1;Lön\n" + before + "-92233720368547758,07;1;Lön\n");
    EXPECT_EQ(unreadable.findings, (std::vector<std::string>{"2 amount_is_not_readable", "3 amount_is_not_readable", "4 number_is_out_of_range"}));
    EXPECT_EQ(read_with(mapping, base::replaced(head, "Kredit", "Annat")).findings.front(), "1 column_is_missing");
    // What is wrong elsewhere in the batch says nothing of a row's own amounts.
    Reading both = read_with(mapping, head + before + "x;;Lön\n" + "V1;2026-01-31;13;4011;3210;;;Lön\n");
    EXPECT_EQ(both.findings, (std::vector<std::string>{"2 amount_is_not_readable", "3 field_is_empty", "3 month_is_not_readable"})) << both.words;
    mapping.opposite_sign = {"amount"};
    EXPECT_EQ(amount_of("1234,56;"), "-123456|Lön|202601|2");
}

TEST(Mapping, the_form_that_it_says_is_the_one_that_is_read) {
    model::Mapping mapping = ledger_mapping();
    mapping.form.delimiter = '|';
    mapping.form.quote = '\'';
    mapping.form.head_line = 3;
    mapping.form.encoding = "cp437";
    mapping.form.decimal_mark = '.';
    mapping.form.date_form = DateForm::month_first;
    Reading reading = read_with(mapping,
                                "Utdrag|ur\nVerifikation|Belopp\nVerifikation|Bokf\x94ringsdatum|Period|Konto|Kostnadsst\x84lle|Belopp|Text\n"
                                "V1|1/31/2026|01/2026|4011|3210|1234.56|'L\x94n'\n");
    EXPECT_EQ(reading.rows, Rows{ledger_row + "4"}) << reading.words;
    EXPECT_EQ(reading.description, "CP437, lodstreck, rubriker på rad 3, decimalpunkt, datum som 4/30/2026");
}

TEST(Mapping, titles_above_the_head_are_passed_by) {
    Reading reading = read_with(ledger_mapping(),
                                "Region Demo;;;;;;\nUttag 2026-02-03\n\n" + std::string(tests::ledger_head) + "V1;2026-01-31;2026-01;4011;3210;1234,56;Lön\n");
    EXPECT_EQ(reading.rows, Rows{ledger_row + "5"}) << reading.words;
    EXPECT_EQ(reading.description, "UTF-8, semikolon, rubriker på rad 4, decimalkomma");
}

TEST(Mapping, dates_are_read_in_the_form_of_the_file) {
    const std::pair<const char*, const char*> cases[] = {{"2026-01-31;2026-01", ""},
                                                         {"2026/01/31;2026/01", ""},
                                                         {"2026-01-31 00:00:00;202601", ""},
                                                         {"20260131;20260131", ", datum som 20260430"},
                                                         {"31.01.2026;01.2026", ", datum som 30/4/2026"},
                                                         {"31-1-2026;31-1-2026", ", datum som 30/4/2026"},
                                                         {"1/31/2026;1/31/2026", ", datum som 4/30/2026"}};
    for (const auto& [days, words] : cases) {
        Reading reading = read_with(ledger_mapping(), std::string(tests::ledger_head) + "V1;" + days + ";4011;3210;1234,56;Lön\n");
        EXPECT_EQ(reading.rows, Rows{ledger_row + "2"}) << days << reading.words;
        EXPECT_EQ(reading.description, std::string("UTF-8, semikolon, decimalkomma") + words);
    }
}

TEST(Mapping, a_date_that_can_be_read_in_two_ways_is_asked_for) {
    std::string bytes = std::string(tests::ledger_head) + "V1;2/1/2026;2026-02;4011;3210;1;a\nV2;3/1/2026;2026-02;4011;3210;1;a\n";
    EXPECT_EQ(read_with(ledger_mapping(), bytes).findings, std::vector<std::string>{"1 date_form_is_unclear"});
    model::Mapping mapping = ledger_mapping();
    mapping.form.date_form = DateForm::day_first;
    EXPECT_EQ(read_with(mapping, bytes).rows.front(), "V1|20455|202602|4011|3210|100|a|202602|2");
    EXPECT_EQ(read_with(ledger_mapping(), std::string(tests::ledger_head) + "V1;1/1/2026;2026-01;4011;3210;1;a\n").findings, std::vector<std::string>{})
        << "the first of the first is the same day either way";
}

TEST(Mapping, decimals_are_never_read_by_two_marks_at_once) {
    std::string head(tests::ledger_head);
    Reading reading = read_with(
        ledger_mapping(), head + "V1;2026-01-31;2026-01;4011;3210;1.5;a\nV2;2026-01-31;2026-01;4011;3210;2.25;a\nV3;2026-01-31;2026-01;4011;3210;1,5;a\n");
    EXPECT_EQ(reading.description, "UTF-8, semikolon, decimalpunkt");
    EXPECT_EQ(reading.findings, std::vector<std::string>{"4 amount_is_not_readable"});
    model::Mapping mapping = ledger_mapping();
    mapping.form.decimal_mark = ',';
    EXPECT_EQ(read_with(mapping, head + "V1;2026-01-31;2026-01;4011;3210;1.5;a\n").findings, std::vector<std::string>{"2 amount_is_not_readable"});
}

TEST(Mapping, amounts_in_thousands_keep_every_oere) {
    model::Mapping mapping = ledger_mapping();
    mapping.decimals_moved = {{"amount", 3}};
    std::string head(tests::ledger_head);
    EXPECT_EQ(read_with(mapping, head + "V1;2026-01-31;2026-01;4011;3210;1,23456;Lön\n").rows, Rows{ledger_row + "2"});
    EXPECT_EQ(read_with(mapping, head + "V1;2026-01-31;2026-01;4011;3210;1,234567;Lön\n").findings, std::vector<std::string>{"2 amount_is_not_readable"})
        << "a tenth of an öre is no amount";
    mapping.decimals_moved = {{"amount", -2}};
    EXPECT_EQ(read_with(mapping, head + "V1;2026-01-31;2026-01;4011;3210;123456;Lön\n").rows, Rows{ledger_row + "2"});
}

TEST(Mapping, rows_that_it_leaves_out_are_counted_and_judged_by_nothing_but_person_numbers) {
    model::Mapping mapping = ledger_mapping();
    mapping.leaves_out = {{"account", {"19*", "2440"}}};
    std::string head(tests::ledger_head);
    std::string rows = "V1;2026-01-31;2026-01;1930;3210;1;a\nV1;2026-01-31;2026-01;4011;3210;1234,56;Lön\nV2;x;y;2440;z;w;a\n";
    TestFolder folder;
    ReadPlan plan = plan_of("ledger");
    plan.mapping = &mapping;
    std::string path = folder.write("fil.csv", head + rows);
    auto source = open_file(path, small_region(), plan);
    ASSERT_TRUE(source.ok());
    EXPECT_EQ(read_rows(*source.value()), Rows{"V1|20484|202601|4011|3210|123456|Lön|202601|3"});
    EXPECT_EQ(source.value()->row_count(), 1);
    EXPECT_EQ(source.value()->left_out_row_count(), 2);
    EXPECT_EQ(base::format_issues(source.value()->issues()), "");
    EXPECT_EQ(read_with(mapping, head + "V1;2026-01-31;2026-01;1930;3210;1;811218-9876\n").findings, std::vector<std::string>{"2 person_number_is_refused"});
    EXPECT_EQ(read_with(mapping, head + "V1;2026-01-31;2026-01;2441;3210;1;a\n").findings, std::vector<std::string>{"2 code_is_unknown"})
        << "without a star the whole text is meant";
}

TEST(Mapping, swedish_clock_times_get_their_offset) {
    model::Mapping mapping = small_region().mappings[1];
    mapping.form.swedish_time = true;
    std::string head = "Uppdrag;Larmtid;Framme;Station;Prioritet\n";
    Reading reading = read_with(mapping, head + "U1;2026-03-29 01:59;2026-03-29 03:01:00;Z910;1\nU2;2026-04-01T00:10:00+02:00;;Z910;3\n", "mission");
    EXPECT_EQ(reading.rows, (Rows{"U1|1774745940|1774746060|Z910|1|120|202603|2", "U2|1774995000|-|Z910|3|-|202604|3"})) << reading.words;
    EXPECT_EQ(read_with(mapping, head + "U1;2026-03-29 02:30;;Z910;1\nU2;2026-10-25 02:00;;Z910;1\nU3;2026-10-25 03:00;;Z910;1\n", "mission").findings,
              (std::vector<std::string>{"2 time_is_in_clock_change", "3 time_is_in_clock_change"}));
}

TEST(Mapping, a_person_number_in_a_column_that_nobody_reads_stops_the_file) {
    Reading reading = read_with(ledger_mapping(),
                                "Verifikation;Bokföringsdatum;Period;Konto;Kostnadsställe;Belopp;Text;Handläggare\n"
                                "V1;2026-01-31;2026-01;4011;3210;1;a;anna\nV2;2026-01-31;2026-01;4011;3210;1;a;811218-9876\n");
    EXPECT_EQ(reading.findings, (std::vector<std::string>{"1 column_is_unknown", "3 person_number_is_refused"}));
    EXPECT_NE(reading.words.find("kolumn Handläggare"), std::string::npos) << reading.words;
    EXPECT_EQ(reading.words.find("9876"), std::string::npos);
}

TEST(JsonLines, give_the_rows_that_csv_gives) {
    Reading reading = read_with(
        ledger_mapping(),
        R"({"Verifikation": "V1", "Bokföringsdatum": "2026-01-31", "Period": "2026-01", "Konto": 4011, "Kostnadsställe": "3210", "Belopp": 1234.56, "Text": "L\u00f6n"})"
        "\n\n"
        R"({"Text": null, "Belopp": "−1 234,56", "Kostnadsställe": "3220", "Konto": "3010", "Period": "2026-01", "Bokföringsdatum": "2026-01-31", "Verifikation": "V2"})"
        "\r\n");
    EXPECT_EQ(reading.rows, (Rows{ledger_row + "1", "V2|20484|202601|3010|3220|-123456|-|202601|3"})) << reading.words;
    EXPECT_EQ(reading.description, "JSON Lines");
    EXPECT_EQ(reading.words, "");
}

TEST(JsonLines, are_refused_line_by_line) {
    const std::string good =
        R"({"Verifikation": "V", "Bokföringsdatum": "2026-01-31", "Period": "2026-01", "Konto": "4011", "Kostnadsställe": "3210", "Belopp": 1})";
    Reading reading = read_with(ledger_mapping(), good + "\n{\"Verifikation\": [1]}\n{\"Verifikation\": {}}\n{\"Verifikation\"\n17\n[]\n" + good + "\n");
    EXPECT_EQ(reading.findings, (std::vector<std::string>{"2 record_is_not_readable", "3 record_is_not_readable", "4 record_is_not_readable",
                                                          "5 record_is_not_readable", "6 record_is_not_readable"}));
    EXPECT_EQ(reading.rows.size(), 2u);
    std::string many;
    for (int row = 0; row < 3000; ++row) many += good + "\n";
    many += good.substr(0, good.size() - 1) + R"(, "sent": "811218-9876"})" + "\n";
    EXPECT_EQ(read_with(ledger_mapping(), many).findings, std::vector<std::string>{"3001 person_number_is_refused"})
        << "under a key that no earlier record has";
}

TEST(JsonLines, are_refused_where_a_key_stands_twice) {
    const std::string start = R"({"Verifikation": "V", "Bokföringsdatum": "2026-01-31", "Period": "2026-01", "Konto": "4011", "Kostnadsställe": "3210", )";
    Reading reading = read_with(ledger_mapping(), start + R"("Belopp": 1, "Belopp": null})" + "\n" + start + R"("Belopp": 1})" + "\n");
    EXPECT_EQ(reading.findings, std::vector<std::string>{"1 record_is_not_readable"});
    EXPECT_NE(reading.words.find("samma nyckel står två gånger"), std::string::npos) << reading.words;
    EXPECT_EQ(reading.rows.size(), 1u);
}

TEST(JsonLines, say_what_is_wrong_in_a_line_and_without_person_numbers) {
    Reading reading = read_with(ledger_mapping(), "{\"" + std::string(5000, 'k') + "\": [1]}\n{\"811218-9876\": {}}\n");
    EXPECT_EQ(reading.words.find("kkk"), std::string::npos) << reading.words;
    EXPECT_NE(reading.words.find("ett värde är en lista"), std::string::npos) << reading.words;
    EXPECT_EQ(reading.words.find("9876"), std::string::npos) << reading.words;
}

TEST(JsonLines, keep_every_digit_of_a_number) {
    model::Mapping mapping = small_region().mappings[2];
    Reading reading = read_with(mapping,
                                R"({"Datum": "2026-02-01", "Enhet": "3210", "Disponibla": 90071992547409931.5})"
                                "\n",
                                "beds");
    EXPECT_EQ(reading.rows, Rows{"20485|3210|900719925474099315|202602|1"}) << reading.words;
}

}  // namespace
}  // namespace tertial::intake
