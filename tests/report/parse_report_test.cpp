// Templates that cannot be read: every code, at its line and column, all at once.
#include <gtest/gtest.h>

#include "small_region.hpp"

namespace tertial::report_test {
namespace {

using Codes = std::vector<std::string>;

struct Refusal {
    const char* name;
    std::string text;
    Codes codes;
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

class RefusedTemplate : public testing::TestWithParam<Refusal> {};

TEST_P(RefusedTemplate, is_refused_at_its_place) {
    auto parsed = parse_text(front_matter + GetParam().text);
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(codes_of(parsed.issues()), GetParam().codes) << base::format_issues(parsed.issues());
    for (const base::Issue& issue : parsed.issues()) EXPECT_FALSE(issue.hint.empty()) << issue.code;
}

const std::string table_start = "```table t\ncaption: C\nhead: H\n";

INSTANTIATE_TEST_SUITE_P(
    templates, RefusedTemplate,
    testing::Values(
        Refusal{"digits", "Åtta är 8 och {{net}} är 12.\n", {"digits_in_template@4:9", "digits_in_template@4:26"}},
        Refusal{"digits_in_table_text",
                table_start + "column: År 2025 | ack\nrow: Rad | net\nnote: se 7\n```\n",
                {"digits_in_template@7:12", "digits_in_template@9:10"}},
        Refusal{"open_token", "Netto {{net är fel\n\nNästa stycke.\n", {"token_is_not_closed@4:9"}},
        Refusal{"empty_token", "{{ }}\n", {"token_is_not_readable@4:3"}}, Refusal{"two_formats", "{{net | tkr | mkr}}\n", {"token_is_not_readable@4:15"}},
        Refusal{"word_without_zero", "{{word net | mkr | upp | ned}}\n", {"token_is_not_readable@4:3"}},
        Refusal{"word_with_digits", "{{word net | mkr | 12 upp | ned | lika}}\n", {"token_is_not_readable@4:20"}},
        Refusal{"literal_without_reason", "{{literal 1177}}\n", {"token_is_not_readable@4:3"}},
        Refusal{"unknown_part", "{{net:ack:deviaton}}\n", {"column_is_unknown@4:11"}},
        Refusal{"measure_unit_in_reference", "{{net:in=mkr}}\n", {"reference_is_not_readable@4:7"}},
        Refusal{"period_twice", "{{net:ack:r12}}\n", {"reference_is_not_readable@4:11"}},
        Refusal{"named_and_told", "{{net:2025-T3:ack}}\n", {"reference_is_not_readable@4:15"}},
        Refusal{"named_and_shifted", "{{net:2025-T3-1y}}\n", {"column_is_unknown@4:7"}},
        Refusal{"no_period", "{{period april}}\n", {"reference_is_not_readable@4:10"}},
        Refusal{"bad_format", "{{net | mkr decimal 1}}\n", {"format_is_not_readable@4:13"}},
        Refusal{"bad_decimals", "{{net | mkr decimals 12}}\n", {"format_is_not_readable@4:22"}},
        Refusal{"bad_expression", "{{net + | mkr}}\n", {"expression_is_not_readable@4:8"}},
        Refusal{"comment_in_text", "Se {{comment a}} här.\n", {"token_stands_in_wrong_place@4:6"}},
        Refusal{"comment_without_slot", "{{comment}}\n", {"token_is_not_readable@4:3"}},
        Refusal{"token_in_expression",
                table_start + "column: A | ack\nrow: Rad | {{net}}\n```\n",
                {"reference_is_not_readable@8:12", "token_stands_in_wrong_place@8:14"}},
        Refusal{"if_without_test", "{{if net}}\n\ntext\n\n{{end}}\n", {"token_is_not_readable@4:3", "condition_is_not_open@8:3"}},
        Refusal{"if_without_end", "{{if net positive}}\n\ntext\n", {"condition_is_not_closed@4:6"}},
        Refusal{"end_without_if", "{{end}}\n", {"condition_is_not_open@4:3"}},
        Refusal{"ordered_list", "a) text\n\n> citat\n", {"markdown_is_not_supported@6:1"}},
        Refusal{"code_span", "Ett `ord`.\n", {"markdown_is_not_supported@4:1"}},
        Refusal{"pipe_table", "| a | b |\n|---|---|\n| c | d |\n", {"markdown_is_not_supported@4:1"}},
        Refusal{"unknown_box", "```python\nx\n```\n", {"markdown_is_not_supported@4:1"}},
        Refusal{"skipped_level", "# A\n\n### B\n", {"heading_level_is_skipped@6:1"}},
        Refusal{"unknown_key", table_start + "column: A | ack\nrow: Rad | net\nfoot: x\n```\n", {"key_is_unknown@9:1"}},
        Refusal{"missing_keys", "```table t\ncaption: C\n```\n", {"key_is_missing@4:1", "key_is_missing@4:1", "key_is_missing@4:1"}},
        Refusal{"too_many_fields", table_start + "column: A | ack\nrow: Rad | net | tkr | net | net | net | mer\n```\n", {"table_is_not_readable@8:1"}},
        Refusal{"bad_rows", table_start + "column: A | ack\nrows: codes municipality missions\n```\n", {"table_is_not_readable@8:7"}},
        Refusal{"nameless_table", "```table\ncaption: C\nhead: H\ncolumn: A | ack\nrow: Rad | net\n```\n", {"table_is_not_readable@4:1"}},
        Refusal{"open_box", table_start + "column: A | ack\nrow: Rad | net\n", {"table_is_not_readable@4:1"}},
        Refusal{"same_id",
                table_start + "column: A | ack\nrow: Rad | net\n```\n\n" + table_start + "column: A | ack\nrow: Rad | net\n```\n",
                {"id_is_given_twice@11:1"}},
        Refusal{"unknown_chart", "```chart pie c\ntitle: T\nalternative: A\nunit: tkr\nbars: statement result\n```\n", {"table_is_not_readable@4:1"}},
        Refusal{
            "chart_in_unknown_unit", "```chart bars c\ntitle: T\nalternative: A\nunit: tkrr\nbars: statement result\n```\n", {"measure_unit_is_unknown@7:1"}},
        Refusal{"series_in_waterfall",
                "```chart waterfall c\ntitle: T\nalternative: A\nunit: tkr\nseries: Nu | ack\nbars: statement result\n```\n",
                {"table_is_not_readable@4:1"}},
        Refusal{"four_series",
                "```chart lines c\ntitle: T\nalternative: A\nunit: tkr\nseries: A | ack\nseries: B | -1y\nseries: C | -2y\nseries: D | -3y\nbars: months of "
                "net\n```\n",
                {"table_is_not_readable@4:1"}},
        Refusal{"series_with_too_much",
                "```chart columns c\ntitle: T\nalternative: A\nunit: tkr\nseries: Nu | ack | tkr | mer\nbars: months of net\n```\n",
                {"table_is_not_readable@8:1"}},
        Refusal{"months_without_of", table_start + "column: A | ack\nrows: months net\n```\n", {"table_is_not_readable@8:7"}},
        Refusal{"months_of_nothing", table_start + "column: A | ack\nrows: months r24 of net\n```\n", {"table_is_not_readable@8:7"}},
        Refusal{"years_too_far_back", table_start + "column: A | -100y\nrow: Rad | net\n```\n", {"column_is_unknown@7:13"}},
        Refusal{"private_character", "Ett \xF3\xB0\x80\x80 tecken.\n", {"character_is_not_allowed@4:0"}},
        Refusal{"lone_carriage_return", "Ett\rtecken.\n", {"character_is_not_allowed@4:0"}},
        Refusal{"bell", "Ett \a tecken.\n", {"character_is_not_allowed@4:0"}}),
    [](const auto& instance) { return std::string(instance.param.name); });

TEST(parse_report, reports_all_mistakes_at_once) {
    auto parsed = parse_text(front_matter + "Ett 5.\n\n{{net:nope}}\n\n{{end}}\n");
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(codes_of(parsed.issues()), (Codes{"digits_in_template@4:5", "column_is_unknown@6:7", "condition_is_not_open@8:3"}));
}

TEST(parse_report, wants_a_title_and_knows_its_keys) {
    EXPECT_EQ(codes_of(parse_text("Text.\n").issues()), Codes{"key_is_missing@1:1"});
    EXPECT_EQ(codes_of(parse_text("---\ntitle: A\ntitel: B\n---\n").issues()), Codes{"key_is_unknown@3:1"});
    EXPECT_EQ(codes_of(parse_text("---\ntitle: A\ntitle: B\n---\n").issues()), Codes{"key_is_given_twice@3:1"});
    EXPECT_EQ(codes_of(parse_text("---\ntitle: A\nord\n---\n").issues()), Codes{"front_matter_is_not_readable@3:1"});
    EXPECT_EQ(codes_of(parse_text("---\ntitle: A\n").issues()), Codes{"front_matter_is_not_readable@1:1"});
}

TEST(parse_report, a_token_over_two_lines_keeps_the_places_after_it) {
    auto parsed = parse_text(front_matter + "Netto {{net\n| tkr}} är 3\noch 4.\n");
    ASSERT_FALSE(parsed.ok());
    EXPECT_EQ(codes_of(parsed.issues()), (Codes{"digits_in_template@5:12", "digits_in_template@6:5"}));
}

TEST(parse_report, headings_get_ids_once) {
    auto parsed = parse_text(front_matter + "# Över åren\n\n# Över åren\n");
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(std::get<report::ParsedHeading>(parsed.value().blocks[0]).id, "over-aren");
    EXPECT_EQ(std::get<report::ParsedHeading>(parsed.value().blocks[1]).id, "over-aren-2");
}

}  // namespace
}  // namespace tertial::report_test
