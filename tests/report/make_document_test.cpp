// From template and values to a document: golden text, words that follow the figure, missing values, comments, rounding.
#include <gtest/gtest.h>

#include "base/text.hpp"
#include "document_text.hpp"
#include "small_region.hpp"

namespace tertial::report_test {
namespace {

using Codes = std::vector<std::string>;

const std::string statement_table =
    "```table result\ncaption: Resultat {{period ack}}\nhead: tkr\ncolumn: Utfall | ack\ncolumn: Budget | ack:budget\ncolumn: Avvikelse | ack:deviation\nrows: "
    "statement result\n```\n";

/// Outturn, budget and deviation of every line of the statement, in öre.
ExactValues statement_values(std::int64_t fees, std::int64_t wages, std::int64_t goods) {
    ExactValues values;
    auto set = [&](const std::string& line, std::int64_t outturn) {
        values[line + "@HSN:2026-04-ack"] = std::to_string(outturn);
        values[line + "@HSN:2026-04-ack:budget"] = "0";
        values[line + "@HSN:2026-04-ack:deviation"] = std::to_string(outturn);
    };
    set("fees", fees);
    set("wages", wages);
    set("goods", goods);
    set("costs", wages + goods);
    set("net", fees + wages + goods);
    return values;
}

TEST(make_document, golden) {
    ExactValues values = statement_values(30'000'000, -90'000'000, -20'000'000);
    values["missions@HSN:2026-04-ack"] = "12";
    values["missions[municipality = '2326']@HSN:2026-04-ack"] = "12";
    values["missions[municipality = '2321']@HSN:2026-04-ack"] = "0";
    values["response_time@HSN:2025-04-ack"] = "1003";
    auto made = make_text(front_matter +
                              "# Sammanfattning för {{unit}}\n\nNetto för **{{period ack}}** är {{net | tkr magnitude unit}}, *{{word net | tkr | plus | minus "
                              "| noll}}*;\nse {{literal 1177 | namn}} och {{name Z1}}, "
                              "{{basis external}}.\n\n- Median {{year ack-1y}}: {{response_time:ack-1y}}\n- {{month ack}}\n\n{{pagebreak}}\n" +
                              statement_table +
                              "\n```table missions\ncaption: Uppdrag\nhead: Kommun\ncolumn: Antal | ack | dash\nrows: codes municipality of missions\ntotal: "
                              "Länet | missions\n```\n"
                              "\n```chart waterfall bars\ntitle: Netto {{net:deviation | tkr sign}}\nalternative: Staplar\nunit: tkr\nbars: statement result "
                              "deviation\n```\n{{comment c}}\n",
                          values, {{{"c", "HSN", "2026-04-ack", "Bra.", "ekonom", 5}}, {}});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_EQ(text_of(made.value()),
              "Prov / Nämnden / januari–april 2026 / Region Prov\n"
              "# Sammanfattning för Nämnden {sammanfattning-for}\n"
              "Netto för **januari–april 2026** är [800_tkr], *<minus>*; se 1177 och Norra, utan löner.\n"
              "- Median 2025: [0:16:43]\n- apr-26\n"
              "-- page --\n"
              "table result: Resultat januari–april 2026\ntkr | Utfall | Budget | Avvikelse\n"
              "Avgifter | [300] | [0] | [300]\nLöner | [−900] | [0] | [−900]\nMaterial | [−200] | [0] | [−200]\n"
              "= Summa kostnader | [−1_100] | [0] | [−1_100]\n== Summa netto | [−800] | [0] | [−800]\n"
              "note: Underlag: totalt, med interna poster.\n"
              "table missions: Uppdrag\nKommun | Antal\nBerg | [12]\nÅre | [–]\n== Länet | [12]\nnote: Tecknet – står för noll.\n"
              "chart bars: Netto [−800] (Staplar) tkr\nbar Avgifter [300]\nbar Löner [−900]\nbar Material [−200]\nbar Summa netto [−800] total\n"
              "table bars-tabell: Netto [−800]\nPost | Avvikelse (utfall − budget), tkr\n"
              "Avgifter | [300]\nLöner | [−900]\nMaterial | [−200]\n== Summa netto | [−800]\nnote: Underlag: totalt, med interna poster.\n"
              "Kommentar: Bra. (ekonom, 5)\n");
    EXPECT_EQ(made.value().as_of_position, 7);
    EXPECT_EQ(made.value().model_hash, "model");
    EXPECT_TRUE(made.value().recipes.empty());
}

TEST(make_document, words_follow_the_figure_as_it_is_shown) {
    std::string text =
        front_matter + "Netto {{word net:deviation | mkr | understiger | överstiger | avviker från}} budget med {{net:deviation | mkr magnitude unit}}.\n";
    auto printed = [&](const std::string& ore) {
        auto made = make_text(text, {{"net@HSN:2026-04-ack:deviation", ore}});
        return made.ok() ? text_of(std::get<report::Paragraph>(made.value().blocks[0]).content) : base::format_issues(made.issues());
    };
    EXPECT_EQ(printed("-23650000000"), "Netto <överstiger> budget med [237_mkr].");
    EXPECT_EQ(printed("23650000000"), "Netto <understiger> budget med [237_mkr].");
    EXPECT_EQ(printed("-50000000"), "Netto <överstiger> budget med [1_mkr].");
    EXPECT_EQ(printed("-49999999"), "Netto <avviker från> budget med [0_mkr].");
    EXPECT_EQ(printed("0"), "Netto <avviker från> budget med [0_mkr].");
}

TEST(make_document, a_missing_figure_in_a_sentence_is_an_error_and_in_a_table_an_empty_cell) {
    auto made = make_text(front_matter + "Netto {{net | mkr}} och {{word fees | mkr | a | b | c}}.\n\n" + statement_table, {{"*", "?missing"}});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(codes_of(made.issues()), (Codes{"figure_is_missing@4:9", "figure_is_missing@4:32"}));
    EXPECT_NE(made.issues()[0].message.find("Huvudbok saknar 2026-04"), std::string::npos);
    EXPECT_NE(made.issues()[0].message.find("net@HSN:2026-04-ack:asof=7"), std::string::npos);
    EXPECT_FALSE(made.issues()[0].hint.empty());

    ExactValues values = statement_values(100'000, 0, 0);
    values["wages@HSN:2026-04-ack:budget"] = "?missing";
    values["goods@HSN:2026-04-ack:budget"] = "?not_applicable";
    made = make_text(front_matter + statement_table, values);
    ASSERT_TRUE(made.ok());
    const report::Table& table = first_table(made.value());
    EXPECT_EQ(text_of(table.rows[1].cells[2]), "[missing]");
    EXPECT_EQ(text_of(table.notes.back()), "Tomma rutor: uppgift saknas (Huvudbok saknar 2026-04); inte tillämpligt.");
}

TEST(make_document, a_bar_without_value_is_an_error) {
    auto made = make_text(front_matter + "```chart bars c\ntitle: T\nalternative: A\nunit: tkr\nbar: Netto | net\n```\n", {});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(codes_of(made.issues()), Codes{"figure_is_missing@8:14"});
}

const std::string months_chart =
    "```chart columns c\ntitle: T\nalternative: A\nunit: count\nhead: Månad\nseries: {{year ack-1y}} | ack-1y\nseries: {{year ack}} | ack\nbars: months of "
    "missions\n```\n";

TEST(make_document, a_chart_of_several_series_has_a_table_of_as_many_columns_and_gaps) {
    ExactValues values = {{"*", "7"}, {"missions@HSN:2025-02", "?missing"}, {"missions@HSN:2026-03", "?not_yet"}};
    auto made = make_text(front_matter + months_chart, values);
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_EQ(text_of(made.value()),
              "Prov / Nämnden / januari–april 2026 / Region Prov\n"
              "chart c: T (A) \nseries 2025, 2026\nbar jan [7] [7]\nbar feb [missing] [7]\nbar mar [7] [not_yet]\nbar apr [7] [7]\n"
              "chart note: Luckor i diagrammet: uppgift saknas (Huvudbok saknar 2026-04); ännu inte levererat.\n"
              "table c-tabell: T\nMånad | 2025 | 2026\njan | [7] | [7]\nfeb | [missing] | [7]\nmar | [7] | [not_yet]\napr | [7] | [7]\n"
              "note: Tomma rutor: uppgift saknas (Huvudbok saknar 2026-04); ännu inte levererat.\n");
}

TEST(make_document, a_chart_where_nothing_has_a_value_is_an_error) {
    auto made = make_text(front_matter + months_chart, {{"*", "?missing"}});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.issues().size(), 4u) << "three are told, then how many more";
    EXPECT_EQ(made.issues()[0].code, "figure_is_missing");
}

TEST(make_document, a_waterfall_has_no_gaps) {
    auto made = make_text(front_matter + "```chart waterfall c\ntitle: T\nalternative: A\nunit: tkr\nbars: statement result\n```\n",
                          {{"*", "0"}, {"wages@HSN:2026-04-ack", "?missing"}});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(codes_of(made.issues()), Codes{"figure_is_missing@8:17"});
}

TEST(make_document, months_are_checked_against_their_sum) {
    std::string text =
        front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A | -1y\ncolumn: B\nrows: months of fees | tkr\ntotal: Alla | fees:ack | tkr\n```\n";
    auto has_note = [&](const std::string& month, const std::string& sum) {
        auto made = make_text(text, {{"*", month}, {"fees@HSN:2025-04-ack", sum}, {"fees@HSN:2026-04-ack", sum}});
        EXPECT_TRUE(made.ok()) << base::format_issues(made.issues());
        return text_of(first_table(made.value())).find("avrundade var för sig") != std::string::npos;
    };
    EXPECT_TRUE(has_note("40000", "160000")) << "0 + 0 + 0 + 0 is shown as 2";
    EXPECT_FALSE(has_note("100000", "400000"));
    EXPECT_FALSE(has_note("40000", "170000")) << "something is left out";
}

TEST(make_document, only_lines_that_lie_close_begin_above_zero) {
    auto begins_at_zero = [&](const std::string& kind, const std::string& january) {
        auto made = make_text(front_matter + base::replaced(months_chart, "columns", kind), {{"*", "1000"}, {"missions@HSN:2026-01", january}});
        EXPECT_TRUE(made.ok()) << base::format_issues(made.issues());
        const auto& chart = std::get<report::Chart>(made.value().blocks[0]);
        EXPECT_EQ(chart.notes.empty(), chart.starts_at_zero);
        return chart.starts_at_zero;
    };
    EXPECT_FALSE(begins_at_zero("lines", "900"));
    EXPECT_TRUE(begins_at_zero("lines", "500"));
    EXPECT_TRUE(begins_at_zero("lines", "-900"));
    EXPECT_TRUE(begins_at_zero("lines", "1000")) << "all the same";
    EXPECT_TRUE(begins_at_zero("columns", "900"));
    EXPECT_TRUE(begins_at_zero("bars", "900"));
}

TEST(make_document, a_figure_that_nobody_worked_out_is_an_error_everywhere) {
    auto bound = bind_text(front_matter + statement_table);
    ASSERT_TRUE(bound.ok());
    auto made = report::make_document(small_model(), bound.value(), {});
    ASSERT_FALSE(made.ok());
    EXPECT_EQ(made.issues()[0].code, "figure_was_not_computed");
}

TEST(make_document, rounding_note_stands_exactly_when_shown_numbers_disagree) {
    auto has_note = [&](std::int64_t fees, std::int64_t wages, std::int64_t goods) {
        auto made = make_text(front_matter + statement_table, statement_values(fees, wages, goods));
        EXPECT_TRUE(made.ok());
        return text_of(first_table(made.value())).find("avrundade var för sig") != std::string::npos;
    };
    EXPECT_FALSE(has_note(100'000, -200'000, -300'000));
    EXPECT_TRUE(has_note(0, -40'000, -40'000)) << "0 + 0 is shown as −1";
    EXPECT_FALSE(has_note(0, -40'000, -90'000)) << "0 + −1 is shown as −1";
    EXPECT_TRUE(has_note(-40'000, -40'000, 0)) << "the net line is a sum of sums";
}

TEST(make_document, rounding_note_for_differences_between_columns) {
    std::string text = front_matter +
                       "```table t\ncaption: C\nhead: H\ncolumn: Nu | r12\ncolumn: Då | r12-1y\ncolumn: Diff | r12:change | decimals 1\nrow: Uppdrag | "
                       "missions\nrow: Avgifter | fees | mkr decimals 2\n```\n";
    auto has_note = [&](const std::string& now, const std::string& before, const std::string& change) {
        ExactValues values = {{"*", "0"}, {"fees@HSN:2026-04-r12", now}, {"fees@HSN:2025-04-r12", before}, {"fees@HSN:2026-04-r12:change", change}};
        auto made = make_text(text, values);
        EXPECT_TRUE(made.ok()) << base::format_issues(made.issues());
        return text_of(first_table(made.value())).find("avrundade var för sig") != std::string::npos;
    };
    EXPECT_FALSE(has_note("750000000", "452000000", "298000000")) << "7,50 − 4,52 = 2,98, which is 3,0 with one decimal";
    EXPECT_FALSE(has_note("100400000", "95500000", "4900000")) << "1,00 − 0,96 = 0,04 and 0,049 are both 0,0";
    EXPECT_TRUE(has_note("5500000", "1490000", "4010000")) << "0,06 − 0,01 = 0,05 would be 0,1, but the difference is 0,0401";
}

TEST(make_document, rows_of_codes_are_checked_against_their_total) {
    std::string text =
        front_matter +
        "```table t\ncaption: C\nhead: H\ncolumn: A | ack\nrows: codes municipality of fees[unit = 'Z1'] | tkr\ntotal: Alla | fees[unit = 'Z1'] | tkr\n```\n";
    EXPECT_EQ(codes_of_template(text), Codes{"field_is_unknown@8:29"}) << "fees has no municipality";
    text = front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A | ack\nrows: codes account of fees | tkr\ntotal: Alla | fees | tkr\n```\n";
    auto has_note = [&](const std::string& total) {
        ExactValues values = {{"fees@HSN:2026-04-ack", total}};
        for (const char* code : {"3011", "4011", "5011"}) values["fees[account = '" + std::string(code) + "']@HSN:2026-04-ack"] = "40000";
        auto made = make_text(text, values);
        EXPECT_TRUE(made.ok()) << base::format_issues(made.issues());
        return text_of(first_table(made.value())).find("avrundade var för sig") != std::string::npos;
    };
    EXPECT_TRUE(has_note("120000"));
    EXPECT_FALSE(has_note("520000")) << "rows are lacking, and rounding is not to blame";
}

TEST(make_document, comments_are_taken_by_slot_unit_and_months_and_the_newest_counts) {
    std::string text = front_matter + "{{comment a}}\n";
    std::vector<report::PersonText> comments = {{"a", "HSN", "2026-T1", "Nyast", "chef", 9},
                                                {"a", "HSN", "2026-04-ack", "Äldre", "chef", 4},
                                                {"b", "HSN", "2026-T1", "Annan", "chef", 10},
                                                {"a", "Z1", "2026-T1", "Annan", "chef", 11},
                                                {"a", "HSN", "2026-04", "Annan", "chef", 12}};
    auto made = make_text(text, {}, {comments, {}});
    ASSERT_TRUE(made.ok());
    ASSERT_EQ(made.value().blocks.size(), 1u);
    EXPECT_EQ(text_of(std::get<report::Quote>(made.value().blocks[0]).paragraphs.at(0)), "Nyast");
    EXPECT_EQ(std::get<report::Quote>(made.value().blocks[0]).entry_position, 9);
    EXPECT_TRUE(make_text(text, {}).value().blocks.empty());
    auto refused = make_text(front_matter + "{{comment a required}}\n", {});
    ASSERT_FALSE(refused.ok());
    EXPECT_EQ(codes_of(refused.issues()), Codes{"comment_is_missing@4:11"});
    EXPECT_EQ(bind_text(text).value().comment_slots.size(), 1u);
}

TEST(make_document, numbers_that_a_comment_names_are_figures) {
    auto printed = [](const std::string& comment, const ExactValues& values) {
        auto made = make_text(front_matter + "{{comment a}}\n", values, {{{"a", "HSN", "2026-T1", comment, "chef", 9}}, {}});
        if (!made.ok()) return base::joined(codes_of(made.issues()), ",");
        std::string text;
        for (const report::Inlines& paragraph : std::get<report::Quote>(made.value().blocks[0]).paragraphs) text += text_of(paragraph) + "¶";
        return text;
    };
    ExactValues values = {{"net@HSN:2026-04-ack", "-30000000"}, {"net@HSN:2025-04-ack", "10000000"}};
    EXPECT_EQ(printed("Netto {{net | tkr}},\nförra året {{net:ack-1y | tkr}}.\r\n\r\n\nDet är {{word net | tkr | plus | minus | noll}}.\n", values),
              "Netto [−300],\nförra året [100].¶Det är <minus>.¶");
    EXPECT_EQ(printed("Minst 4 av 10, {och} }}.", values), "Minst 4 av 10, {och} }}.¶") << "a person's own digits are the person's words";
    EXPECT_EQ(printed("Netto {{net:budget | tkr}}, {{word net:budget | tkr | plus | minus | inget}}.", values), "Netto [missing], [missing].¶")
        << "a comment does not keep the report from being made";
    EXPECT_EQ(printed("Ett\nNetto {{nett | tkr}} och {{net | kkr}}", values), "format_is_not_readable@2:34");
    EXPECT_EQ(printed("Netto {{nett}}\n\noch {{fee}}", values), "name_is_unknown@1:9,name_is_unknown@3:7");
    EXPECT_EQ(printed("{{comment b}} {{net", values), "token_stands_in_wrong_place@1:3,token_is_not_closed@1:15");
}

TEST(make_document, events_stand_under_their_titles_in_the_order_they_were_written) {
    std::vector<report::PersonEvent> events = {{"HSN", "2026-T1", "Flytten", "Kostade {{costs | tkr magnitude unit}}.", 4},
                                               {"HSN", "2026-T2", "Senare", "Nej.", 5},
                                               {"HSN", "2026-04-ack", "Avtalet", "Gäller nu.", 6}};
    auto made = make_text(front_matter + "{{events}}\n", {{"costs@HSN:2026-04-ack", "-1200000"}}, {{}, events});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_NE(text_of(made.value()).find("Flytten: Kostade [12_tkr]. (, 4)\nAvtalet: Gäller nu. (, 6)\n"), std::string::npos) << text_of(made.value());
    EXPECT_TRUE(make_text(front_matter + "{{events}}\n", {}).value().blocks.empty());
}

TEST(make_document, a_column_may_show_what_stands_beside_the_rows_own_figure) {
    const std::string head = front_matter + "```table t\ncaption: C\nhead: H\ncolumn: Utfall | ack\ncolumn: Beslutat | ack:beside | mkr decimals 1\n";
    auto made = make_text(head + "row: Löner | wages | tkr | effect[initiative = 'less']\n```\n",
                          {{"wages@HSN:2026-04-ack", "-500000"}, {"effect[initiative = 'less']@HSN:2026-04-ack", "250000000"}});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_NE(text_of(first_table(made.value())).find("Löner | [−5] | [2,5]\n"), std::string::npos) << text_of(first_table(made.value()));
    EXPECT_EQ(codes_of_template(head + "row: Löner | wages\n```\n"), Codes{"row_has_nothing_beside@9:14"});
    EXPECT_EQ(codes_of_template(front_matter + "{{wages:beside}}\n"), Codes{"reference_is_not_readable@4:8"});
}

TEST(make_document, rows_of_codes_tell_their_columns_and_what_people_have_said_of_them) {
    const std::string head = front_matter + "```table t\ncaption: C\nhead: H\ncolumn: Utfall | ack\n";
    ExactValues values = {{"sum(ledger.amount where account = '3011')@HSN:2026-04-ack", "100000"},
                          {"sum(ledger.amount where account = '4011')@HSN:2026-04-ack", "200000"},
                          {"sum(ledger.amount where account = '5011')@HSN:2026-04-ack", "300000"}};
    auto made = make_text(head + "rows: codes account of sum(ledger.amount) | tkr\ntell: line | Rad\ncomments: account\n```\n", values,
                          {{{"account/4011", "HSN", "2026-T1", "Fler **vikarier**.", "chef", 8}, {"account/3011", "HSN", "2025-T1", "Då.", "chef", 9}}, {}});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    const std::string text = text_of(first_table(made.value()));
    EXPECT_NE(text.find("Löner | [2]\n> Rad: wages. »Fler **vikarier**.«\n"), std::string::npos) << text;
    EXPECT_NE(text.find("Avgifter | [1]\n> Rad: fees. \n"), std::string::npos) << text;
    EXPECT_EQ(codes_of_template(head + "rows: codes account of sum(ledger.amount)\ntell: lnie | Rad\n```\n"), Codes{"attribute_is_unknown@9:7"});
}

TEST(make_document, initiatives_show_stoplight_words_and_effect_of_the_year_at_the_unit_and_below) {
    using Kind = report::ItemAssessment::Kind;
    auto made = make_text(front_matter + "```initiatives measure\ncaption: Åtgärder\n```\n",
                          {{"sum(initiative.full_year_effect where initiative = 'less')@HSN:2026-04-ack", "250000000"}},
                          {{{"initiative/less", "HSN", "2026-T1", "Fortsätter.", "chef", 8}}, {}},
                          {{Kind::initiative, "less", {}, {}, "red", "red", "Behöver hjälp", 3}});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_EQ(text_of(first_table(made.value())),
              "table initiatives-measure: Åtgärder\nÅtgärd | Enhet | Bedömning | Bedömd helårseffekt\nMindre | Norra | (red) | [2,5_mkr]\n> »Behöver hjälp«\n> "
              "»Fortsätter.«\n");
    made = make_text(front_matter + "```initiatives step\ncaption: Steg\n```\n", {});
    EXPECT_EQ(text_of(first_table(made.value())),
              "table initiatives-step: Steg\nÅtgärd | Enhet | Bedömning | Bedömd helårseffekt\nnote: Inget är beslutat för enheten i perioden.\n");
}

TEST(make_document, conditions_choose_blocks_and_hide_their_missing_figures) {
    std::string text = front_matter +
                       "{{if net positive}}\nPlus\n{{end}}\n{{if net | mkr | zero}}\nNoll\n{{end}}\n{{if net negative}}\nMinus\n{{if fees "
                       "present}}\n{{fees}}\n{{end}}\n{{end}}\n";
    auto printed = [&](const ExactValues& values) {
        auto made = make_text(text, values);
        return made.ok() ? text_of(made.value()).substr(std::string("Prov / Nämnden / januari–april 2026 / Region Prov\n").size())
                         : base::joined(codes_of(made.issues()), ",");
    };
    EXPECT_EQ(printed({{"net@HSN:2026-04-ack", "100000000"}}), "Plus\n");
    EXPECT_EQ(printed({{"net@HSN:2026-04-ack", "-1"}}), "Noll\nMinus\n");
    EXPECT_EQ(printed({{"net@HSN:2026-04-ack", "-100000000"}, {"fees@HSN:2026-04-ack", "200000"}}), "Minus\n[2]\n");
    EXPECT_EQ(printed({}), "figure_is_missing@4:6,figure_is_missing@7:6,figure_is_missing@10:6");
}

TEST(make_document, bases_are_named_below_the_table) {
    auto notes = [&](const std::string& columns, const std::string& row) {
        auto made = make_text(front_matter + "```table t\ncaption: C\nhead: H\n" + columns + row + "```\n", {{"*", "0"}});
        EXPECT_TRUE(made.ok()) << base::format_issues(made.issues());
        std::string text;
        for (const report::Inlines& note : first_table(made.value()).notes) text += text_of(note) + "\n";
        return text;
    };
    EXPECT_EQ(notes("column: A | ack\n", "row: R | missions\n"), "");
    EXPECT_EQ(notes("column: A | ack\n", "row: R | effect\n"), "") << "no basis narrows the effect of an initiative";
    EXPECT_EQ(notes("column: A | ack:basis=external\n", "row: R | net\n"), "Underlag: utan löner.\n");
    EXPECT_EQ(notes("column: A | ack\ncolumn: B | ack:basis=external\n", "row: R | net\n"), "Underlag: totalt, med interna poster; utan löner.\n");
}

}  // namespace
}  // namespace tertial::report_test
