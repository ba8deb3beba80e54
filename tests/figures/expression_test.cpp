// Expressions and addresses: one grammar, one parser, one printer.
#include <gtest/gtest.h>

#include "figures/address.hpp"
#include "figures/parse.hpp"

namespace tertial::figures {
namespace {

/// Parses, prints, parses again: the same text must come out.
void expect_canonical(const std::string& text, const std::string& canonical) {
    auto first = parse_expression(text);
    ASSERT_TRUE(first.ok()) << text << "\n" << base::format_issues(first.issues());
    EXPECT_EQ(format_expression(*first.value()), canonical);
    auto second = parse_expression(canonical);
    ASSERT_TRUE(second.ok()) << canonical;
    EXPECT_EQ(format_expression(*second.value()), canonical);
}

void expect_error(const std::string& text, std::int64_t column) {
    auto parsed = parse_expression(text);
    ASSERT_FALSE(parsed.ok()) << text;
    EXPECT_EQ(parsed.issues()[0].place.column, column) << text << "\n" << base::format_issues(parsed.issues());
}

TEST(Expression, printing_gives_the_canonical_text) {
    expect_canonical("a+b", "a + b");
    expect_canonical("a - (b - c)", "a - (b - c)");
    expect_canonical("(a - b) - c", "a - b - c");
    expect_canonical("a*(b+c)/d", "a * (b + c) / d");
    expect_canonical("-(a+b)", "-(a + b)");
    expect_canonical("100*sum(bed.occupied)/sum(bed.available)", "100 * sum(bed.occupied) / sum(bed.available)");
    expect_canonical("0.75 * a", "3/4 * a");
    expect_canonical("count( mission where priority=1 or priority = 2 and not unit in ('A' , 'B') )",
                     "count(mission where priority = 1 or priority = 2 and not unit in ('A', 'B'))");
    expect_canonical("sum(ledger.amount where (account.line='it''s' or own_board(counterparty)) and project is empty)",
                     "sum(ledger.amount where (account.line = 'it''s' or own_board(counterparty)) and project is empty)");
    expect_canonical("missions[priority between 1 and 3]", "missions[priority between 1 and 3]");
    expect_canonical("a-prior( a+b )*(1+c)", "a - prior(a + b) * (1 + c)");
    expect_canonical("-prior(-a)", "-prior(-a)");
    expect_canonical("prior * prior[x = 1]", "prior * prior[x = 1]");
}

TEST(Expression, division_goes_from_left_to_right) {
    expect_canonical("a/3/4", "a / 3 / 4");
    expect_canonical("a / -3/4", "a / -3 / 4");
    expect_canonical("3/4/5", "3/4 / 5");
    expect_canonical("a/(3/4)", "a / (3/4)");
    expect_canonical("a/0.75", "a / (3/4)");
    expect_canonical("a/-0.75", "a / (-3/4)");
    expect_canonical("a * 3/4", "a * 3/4");
}

TEST(Expression, errors_name_the_column) {
    expect_error("", 1);
    expect_error("a +", 4);
    expect_error("a b", 3);
    expect_error("sum(ledger)", 1);
    expect_error("count(ledger.amount)", 1);
    expect_error("total(ledger.amount)", 1);
    expect_error("sum(ledger.amount where account = )", 35);
    expect_error("sum(ledger.amount where account = 'x", 37);
    expect_error("1/0", 1);
    expect_error("prior(a", 8);
    expect_error("prior()", 7);
    expect_error("a å", 3);
}

TEST(Expression, depth_and_size_are_limited) {
    auto deep = parse_expression(std::string(5000, '(') + "a" + std::string(5000, ')'));
    ASSERT_FALSE(deep.ok());
    EXPECT_EQ(deep.issues()[0].code, "expression_is_too_deep");
    auto deep_negation = parse_expression(std::string(5000, '-') + "a");
    ASSERT_FALSE(deep_negation.ok());
    // A chain is as deep as it is long, and is walked by recursion: 10 000 links once took the whole stack.
    auto chain = [](const std::string& first, const std::string& link, int count) {
        std::string text = first;
        for (int index = 0; index < count; ++index) text += link;
        return text;
    };
    for (const char* link : {"+a", "-a", "*a", "/a"}) {
        EXPECT_TRUE(parse_expression(chain("a", link, 1000)).ok());
        EXPECT_EQ(parse_expression(chain("a", link, 1001)).issues()[0].code, "expression_is_too_long");
    }
    EXPECT_EQ(parse_predicate(chain("a=1", " or a=1", 1001)).issues()[0].code, "expression_is_too_long");
    EXPECT_EQ(parse_predicate(chain("a=1", " and a=1", 1001)).issues()[0].code, "expression_is_too_long");
    auto long_text = parse_expression(std::string(30'000, 'a'));
    ASSERT_FALSE(long_text.ok());
    EXPECT_EQ(long_text.issues()[0].code, "expression_is_too_long");
}

TEST(Address, parse_and_format_are_inverse) {
    for (const char* text : {"net@N:2026-T1", "net@N:2026-04-ack:deviation:basis=external:in=mkr:asof=124", "median_time@R:2026-04-r12:in=h:mm:ss",
                             "count(mission where priority = 1)@A:2026:change_percent", "missions[priority = 2]@Z910:2026-Q2:prior",
                             "missions@Z910:2026:change_percent-7y:in=percent", "missions@Z910:2026-04-ack:change-14y", "beds@N:2024-08-ack:change-2024-02",
                             "spent[object = 'A']@N:2021-01..2024-08:prior"}) {
        auto address = parse_address(text);
        ASSERT_TRUE(address.ok()) << text << base::format_issues(address.issues());
        EXPECT_EQ(format_address(address.value()), text);
    }
    EXPECT_EQ(format_address(parse_address("net @N:2026-04:outturn:basis=total").value()), "net@N:2026-04");
    EXPECT_EQ(format_address(parse_address("net@N:2026-04:change-1y").value()), "net@N:2026-04:change");
    EXPECT_TRUE(parse_address("net@N:1976-05..2026-04").ok()) << "fifty years";
}

TEST(Address, what_is_looked_back_at_is_a_period_of_the_same_kind) {
    auto before = [](const char* text) {
        Address address = parse_address(text).value();
        return base::format_period(address.against.of(address.period));
    };
    EXPECT_EQ(before("net@N:2026-04-ack:change"), "2025-04-ack");
    EXPECT_EQ(before("net@N:2026-04-ack:change-14y"), "2012-04-ack");
    EXPECT_EQ(before("net@N:2026-08-ack:change-2026-02"), "2026-02-ack");
    EXPECT_EQ(before("net@N:2026-08:change-2026-02"), "2026-02");
    EXPECT_EQ(before("net@N:2026-08-r12:change-2026-02"), "2026-02-r12");
    EXPECT_EQ(before("net@N:2026:change-2024-02"), "2024");
    EXPECT_EQ(before("net@N:2026-T2:change-2026-04"), "2026-01..2026-04");
    EXPECT_EQ(before("net@N:2024-02..2024-03:change-2024-02"), "2024-01..2024-02");
    EXPECT_EQ(before("net@N:2021-03..2024-08:prior-2y"), "2019-03..2022-08");
}

TEST(Address, faults_are_named) {
    auto code_of = [](const char* text) { return parse_address(text).issues()[0].code; };
    EXPECT_EQ(code_of("net"), "address_is_not_readable");
    EXPECT_EQ(code_of("net@N"), "address_is_not_readable");
    EXPECT_EQ(code_of("net@N:2026-13"), "period_is_not_readable");
    for (const char* period : {"2026-04..2026-03", "1976-04..2026-04", "2026-04..", "2026-04..2026", "2026-04.2026-05"}) {
        EXPECT_EQ(code_of(("net@N:" + std::string(period)).c_str()), "period_is_not_readable") << period;
    }
    EXPECT_EQ(code_of("net@N:2026-04:budgets"), "column_is_unknown");
    for (const char* column :
         {"budget-2y", "outturn-1y", "change-0y", "change-100y", "change-07y", "change-2", "change-", "change-2024-13", "budget-2024-02"}) {
        EXPECT_EQ(code_of(("net@N:2026-04:" + std::string(column)).c_str()), "column_is_unknown") << column;
    }
    EXPECT_EQ(code_of("net@N:2026-04:in=mkrr"), "measure_unit_is_unknown");
    EXPECT_EQ(code_of("net@N:2026-04:asof=now"), "address_is_not_readable");
    EXPECT_EQ(code_of("net@N:2026-04:bases=total"), "address_is_not_readable");
}

}  // namespace
}  // namespace tertial::figures
