// Names that the model does not have, and which figures a template asks for.
#include <gtest/gtest.h>

#include "document_text.hpp"
#include "small_region.hpp"

namespace tertial::report_test {
namespace {

using Codes = std::vector<std::string>;

TEST(bind_report, names_what_is_unknown_at_its_place_all_at_once) {
    auto bound = bind_text(
        front_matter +
        "{{nett}}\n\n{{net@HSM}}\n\n{{net:basis=extern}}\n\n{{name Z9}} {{name account 9999}} {{name konto 1}}\n\n{{basis extern}}\n\n{{net | percent}}\n");
    ASSERT_FALSE(bound.ok());
    EXPECT_EQ(codes_of(bound.issues()),
              (Codes{"name_is_unknown@4:3", "unit_is_unknown@6:3", "basis_is_unknown@8:7", "unit_is_unknown@10:8", "code_is_unknown@10:28",
                     "code_list_is_unknown@10:48", "basis_is_unknown@12:9", "measure_unit_does_not_fit@14:9"}))
        << base::format_issues(bound.issues());
    for (const base::Issue& issue : bound.issues()) EXPECT_FALSE(issue.hint.empty()) << issue.code;
    EXPECT_NE(bound.issues()[0].hint.find("net"), std::string::npos);
    EXPECT_NE(bound.issues()[2].hint.find("external"), std::string::npos);
}

TEST(bind_report, an_unknown_column_basis_is_one_mistake) {
    EXPECT_EQ(codes_of_template(front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A | ack:basis=nope\nrows: statement result\n```\n"),
              Codes{"basis_is_unknown@7:13"});
}

TEST(bind_report, generated_rows_name_what_is_unknown) {
    std::string start = front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A | ack\n";
    EXPECT_EQ(codes_of_template(start + "rows: statement resultat\n```\n"), Codes{"statement_is_unknown@8:17"});
    EXPECT_EQ(codes_of_template(start + "rows: codes municipal of missions\n```\n"), Codes{"field_is_unknown@8:13"});
    EXPECT_EQ(codes_of_template(start + "rows: children HSX of missions\n```\n"), Codes{"unit_is_unknown@8:16"});
    EXPECT_EQ(codes_of_template(start + "rows: children HSN kind ward of missions\n```\n"), Codes{"rows_are_empty@8:16"});
    EXPECT_EQ(codes_of_template(start + "rows: codes account of missions\n```\n"), Codes{"field_is_unknown@8:24"});
}

TEST(bind_report, each_address_stands_once_and_carries_the_position) {
    auto bound =
        bind_text(front_matter + "{{net}} {{net:outturn | mkr}} {{net:ack:basis=total}} {{net:r12-1y}} {{net:month}} {{net:report:budget}} {{net:year-1y}}\n");
    ASSERT_TRUE(bound.ok()) << base::format_issues(bound.issues());
    EXPECT_EQ(bound.value().addresses, (Codes{"net@HSN:2026-04-ack:asof=7", "net@HSN:2025-04-r12:asof=7", "net@HSN:2026-04:asof=7",
                                              "net@HSN:2026-T1:budget:asof=7", "net@HSN:2025:asof=7"}));
    ASSERT_EQ(bound.value().figures.size(), 5u);
    EXPECT_EQ(bound.value().figures[0].label, "Summa netto");
}

TEST(bind_report, a_period_may_be_told_from_the_report_or_named_outright) {
    auto bound = bind_text(front_matter + "{{net:year-1y}} {{net:2025-T3}} {{net:2025-12:budget}} {{net:ack:change-3y}} \n");
    ASSERT_TRUE(bound.ok()) << base::format_issues(bound.issues());
    EXPECT_EQ(bound.value().addresses,
              (Codes{"net@HSN:2025:asof=7", "net@HSN:2025-T3:asof=7", "net@HSN:2025-12:budget:asof=7", "net@HSN:2026-04-ack:change-3y:asof=7"}));
    auto made = make_text(front_matter + "{{period 2025-T3}}, {{year 2019}}\n", {});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_NE(text_of(made.value()).find("september–december 2025, 2019\n"), std::string::npos) << text_of(made.value());
}

TEST(bind_report, rows_of_codes_narrow_the_expression_and_closed_units_are_left_out) {
    auto bound = bind_text(front_matter +
                           "```table t\ncaption: C\nhead: H\ncolumn: A | ack\nrows: codes municipality of missions[station = 'Z1']\nrows: children HSN kind "
                           "station of missions\n```\n");
    ASSERT_TRUE(bound.ok()) << base::format_issues(bound.issues());
    EXPECT_EQ(bound.value().addresses, (Codes{"missions[station = 'Z1' and municipality = '2326']@HSN:2026-04-ack:asof=7",
                                              "missions[station = 'Z1' and municipality = '2321']@HSN:2026-04-ack:asof=7", "missions@Z1:2026-04-ack:asof=7",
                                              "missions@Z2:2026-04-ack:asof=7"}));
}

/// The addresses of a table with such columns and rows, without the position.
Codes addresses_of(const std::string& columns, const std::string& rows) {
    auto bound = bind_text(front_matter + "```table t\ncaption: C\nhead: H\n" + columns + rows + "```\n");
    EXPECT_TRUE(bound.ok()) << base::format_issues(bound.issues());
    Codes addresses;
    for (const std::string& address : bound.value().addresses) addresses.push_back(address.substr(0, address.find(":asof=")));
    return addresses;
}

TEST(bind_report, a_columns_filter_narrows_its_cells) {
    EXPECT_EQ(addresses_of("column: A | [municipality = '2321']:ack-1y\ncolumn: B | [municipality in ('2321', '2326')]\n", "row: Alla | missions\n"),
              (Codes{"missions[municipality = '2321']@HSN:2025-04-ack", "missions[municipality in ('2321', '2326')]@HSN:2026-04-ack"}));
    EXPECT_EQ(addresses_of("column: A | [station = 'Z1']\n", "rows: codes municipality of missions\n").front(),
              "missions[municipality = '2326' and station = 'Z1']@HSN:2026-04-ack");
    const std::string head = front_matter + "```table t\ncaption: C\nhead: H\n";
    EXPECT_EQ(codes_of_template(head + "column: A | [station = 'Z1'\nrow: Alla | missions\n```\n"), Codes{"reference_is_not_readable@7:13"});
    EXPECT_EQ(codes_of_template(head + "column: A | ack:[station = 'Z1']\nrow: Alla | missions\n```\n"), Codes{"reference_is_not_readable@7:17"});
    EXPECT_EQ(codes_of_template(head + "column: A | [statoin = 'Z1']\nrow: Alla | missions\n```\n").size(), 1u);
    EXPECT_EQ(codes_of_template(head + "column: A\nrow: Alla | missions:[station = 'Z1']\n```\n").size(), 1u) << "there it belongs to the expression";
}

TEST(bind_report, rows_of_codes_may_be_those_with_a_value_in_a_column_and_have_something_beside) {
    EXPECT_EQ(addresses_of("column: A\ncolumn: B | beside\n", "rows: codes account where line = 'wages' of sum(ledger.amount) | tkr | net\n"),
              (Codes{"sum(ledger.amount where account = '4011')@HSN:2026-04-ack", "net[account = '4011']@HSN:2026-04-ack"}));
    const std::string head = front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A\n";
    EXPECT_EQ(codes_of_template(head + "rows: codes account where lnie = 'wages' of net\n```\n"), Codes{"attribute_is_unknown@8:27"});
    EXPECT_EQ(codes_of_template(head + "rows: codes account where line = 'none' of net\n```\n"), Codes{"rows_are_empty@8:13"});
    EXPECT_EQ(codes_of_template(head + "rows: codes account where line of net\n```\n").size(), 1u);
    EXPECT_EQ(codes_of_template(head + "rows: children HSN of net | tkr | fees\n```\n").size(), 1u);
}

TEST(bind_report, several_may_stand_beside_and_a_period_may_begin_with_a_month_that_is_named) {
    EXPECT_EQ(
        addresses_of("column: A | since-2021-01\ncolumn: B | beside\ncolumn: C | beside-2\ncolumn: D | ack-12y\ncolumn: E | change-2026-02\n",
                     "row: Netto | net | tkr | fees | wages\n"),
        (Codes{"net@HSN:2021-01..2026-04", "fees@HSN:2026-04-ack", "wages@HSN:2026-04-ack", "net@HSN:2014-04-ack", "net@HSN:2026-04-ack:change-2026-02"}));
    const std::string head = front_matter + "```table t\ncaption: C\nhead: H\n";
    EXPECT_EQ(codes_of_template(head + "column: A | beside-2\nrow: Netto | net | tkr | fees\n```\n"), Codes{"row_has_nothing_beside@8:14"});
    for (const char* part : {"beside-1", "beside-4", "since-2021", "since-2021-13", "ack-100y", "change-2026-13"}) {
        EXPECT_EQ(codes_of_template(head + "column: A | " + part + "\nrow: Netto | net\n```\n"), Codes{"column_is_unknown@7:13"}) << part;
    }
}

TEST(bind_report, a_table_is_seen_under_one_organisation) {
    EXPECT_EQ(
        addresses_of("column: A | ack-1y:view=comparable\ncolumn: B | ack:view=comparable\ncolumn: C | year:budget:view=comparable\n", "row: Netto | net\n"),
        (Codes{"net@HSN:2025-04-ack:view=comparable-2026-04", "net@HSN:2026-04-ack:view=comparable", "net@HSN:2026:budget:view=comparable"}));
    auto made = make_text(front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A | ack-1y:view=comparable\nrow: Netto | net\n```\n", {{"*", "1"}});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_NE(text_of(first_table(made.value())).find("note: Sett i den organisation som gällde i april 2026."), std::string::npos)
        << text_of(first_table(made.value()));
    EXPECT_EQ(codes_of_template(front_matter + "```table t\ncaption: C\nhead: H\ncolumn: A | view=today\nrow: Netto | net\n```\n"),
              Codes{"view_is_not_available@7:13"});
}

TEST(bind_report, rows_of_months_keep_their_month_and_a_column_moves_the_year) {
    Codes expected = {"net@HSN:2025-01", "net@HSN:2026-01", "net@HSN:2025-02", "net@HSN:2026-02",
                      "net@HSN:2025-03", "net@HSN:2026-03", "net@HSN:2025-04", "net@HSN:2026-04"};
    EXPECT_EQ(addresses_of("column: A | ack-1y\ncolumn: B | ack\n", "rows: months of net\n"), expected);
    EXPECT_EQ(addresses_of("column: A | -1y\ncolumn: B\n", "rows: months of net\n"), expected);
    EXPECT_EQ(addresses_of("column: A | -1y\ncolumn: B\n", "rows: months of net:report\n"), expected);
    EXPECT_EQ(addresses_of("column: A | deviation\n", "rows: months of net:-1y\n"),
              (Codes{"net@HSN:2025-01:deviation", "net@HSN:2025-02:deviation", "net@HSN:2025-03:deviation", "net@HSN:2025-04:deviation"}));
}

TEST(bind_report, a_row_of_months_with_a_period_named_outright_is_refused) {
    const std::string head = front_matter + "```table t\ncaption: C\nhead: H\n";
    EXPECT_EQ(codes_of_template(head + "column: A\nrows: months of net:2026-03\n```\n"), Codes{"table_is_not_readable@8:17"});
    EXPECT_EQ(codes_of_template(head + "column: A | 2025-T3\nrows: months of net\n```\n"), Codes{"table_is_not_readable@8:17"});
}

TEST(bind_report, rows_of_months_may_add_up_or_roll) {
    EXPECT_EQ(addresses_of("column: A\n", "rows: months of net:ack\n"),
              (Codes{"net@HSN:2026-01-ack", "net@HSN:2026-02-ack", "net@HSN:2026-03-ack", "net@HSN:2026-04-ack"}));
    Codes rolling = addresses_of("column: A | -1y\n", "rows: months r12 of net@Z1:r12\n");
    ASSERT_EQ(rolling.size(), 12u);
    EXPECT_EQ(rolling.front(), "net@Z1:2024-05-r12");
    EXPECT_EQ(rolling.back(), "net@Z1:2025-04-r12");
}

TEST(bind_report, months_are_named_with_their_year_only_where_it_is_one) {
    auto names_of = [](const std::string& columns, const std::string& rows) {
        auto made = make_text(front_matter + "```table t\ncaption: C\nhead: H\n" + columns + rows + "```\n", {{"*", "1"}});
        EXPECT_TRUE(made.ok()) << base::format_issues(made.issues());
        const std::vector<report::TableRow>& made_rows = first_table(made.value()).rows;
        return text_of(made_rows.front().cells[0]) + " " + text_of(made_rows.back().cells[0]);
    };
    EXPECT_EQ(names_of("column: A\n", "rows: months of missions\n"), "jan apr");
    EXPECT_EQ(names_of("column: A\n", "rows: months r12 of missions\n"), "maj-25 apr-26");
    EXPECT_EQ(names_of("column: A | -1y\ncolumn: B\n", "rows: months r12 of missions\n"), "maj apr");
}

TEST(bind_report, a_year_alone_keeps_the_rows_own_period) {
    EXPECT_EQ(addresses_of("column: A | -1y\ncolumn: B | ack-1y\n", "row: Netto | net:r12\nrow: Netto | fees\n"),
              (Codes{"net@HSN:2025-04-r12", "net@HSN:2025-04-ack", "fees@HSN:2025-04-ack"}));
}

TEST(bind_report, column_format_lies_over_row_format_over_definition) {
    auto made = make_text(front_matter +
                              "```table t\ncaption: C\nhead: H\ncolumn: A | ack\ncolumn: B | ack | decimals 2\ncolumn: C | ack:change_percent | unit\nrow: "
                              "Netto | net | mkr decimals 1\nrow: Netto | net\n```\n",
                          {{"net@HSN:2026-04-ack", "-123456789"}, {"net@HSN:2026-04-ack:change_percent", "1/8"}});
    ASSERT_TRUE(made.ok()) << base::format_issues(made.issues());
    EXPECT_EQ(text_of(first_table(made.value())),
              "table t: C\nH | A | B | C\nNetto | [−1,2] | [−1,23] | [12,5_%]\nNetto | [−1_235] | [−1_234,57] | [12,5_%]\n"
              "note: Underlag: totalt, med interna poster.\n");
}

TEST(bind_report, an_unknown_unit_of_the_report_is_refused) {
    auto parsed = parse_text(front_matter + "{{unit}}\n");
    ASSERT_TRUE(parsed.ok());
    auto bound = report::bind_report(small_model(), parsed.value(), {"NOPE", base::parse_period("2026-04").value(), 1});
    ASSERT_FALSE(bound.ok());
    EXPECT_EQ(bound.issues()[0].code, "unit_is_unknown");
}

}  // namespace
}  // namespace tertial::report_test
