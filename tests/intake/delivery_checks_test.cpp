// The checks of a delivery as pure functions: sums by month and group in, findings out.
#include "intake/checks/delivery_check.hpp"

#include <gtest/gtest.h>

#include "intake/checks/control_totals.hpp"
#include "intake/problem.hpp"
#include "intake/small_region.hpp"

namespace tertial::intake::checks {
namespace {

using base::Month;

/// With plain blanks for the no-break ones, so that a line below reads as it is written.
std::string plain(const std::string& text) { return base::replaced(text, "\u00a0", " "); }

/// Checks of the small region's ledger, whose groups are written as month offset, values and amount in öre.
class DeliveryChecks : public testing::Test {
protected:
    const model::Model model = region();
    const model::DataSet& ledger = *model.find_data_set("ledger");
    model::DeliveryCheck check;
    std::vector<Month> judged;
    std::set<Month> known;
    std::vector<domain::RowGroup> groups;

    /// The small region's ledger with the words and the measure that people know.
    static model::Model region() {
        model::Model model = tests::small_region();
        for (model::DataSet& data_set : model.data_sets) {
            if (data_set.id != "ledger") continue;
            data_set.label = "Huvudbok";
            data_set.measures.push_back({"amount", model::MeasureKind::flow, domain::Dimension::money, {}});
            const std::pair<const char*, const char*> labels[] = {
                {"voucher", "Verifikation"}, {"period", "Period"}, {"account", "Konto"}, {"amount", "Belopp"}};
            for (model::Field& field : data_set.fields) {
                for (const auto& [name, label] : labels) {
                    if (field.name == name) field.label = label;
                }
            }
        }
        return model;
    }
    static Month month(int offset) { return Month::of(2024, 1).plus(offset); }

    void SetUp() override { check.measure = "amount"; }

    void deliver(int offset, std::vector<std::optional<std::string>> values, base::Int128 amount, std::int64_t rows = 1) {
        known.insert(month(offset));
        groups.push_back({month(offset), std::move(values), rows, 2, {amount}});
    }
    Input input() const { return {model, ledger, check, judged, known, groups}; }
};

TEST_F(DeliveryChecks, a_group_that_does_not_sum_to_zero_is_found_with_its_line_and_what_is_over) {
    check.by = {"voucher"};
    judged = {month(0)};
    deliver(0, {"V1"}, 0);
    deliver(0, {"V2"}, -50);
    deliver(0, {std::nullopt}, 700, 3);
    Findings findings = check_balance(input());
    ASSERT_EQ(findings.found.size(), 1u);
    EXPECT_EQ(plain(findings.found[0].message), "Verifikation V2 går inte jämnt ut: −0,50 kr över");
    EXPECT_EQ(findings.found[0].line, 2);
    ASSERT_EQ(findings.lacking.size(), 1u);
    EXPECT_EQ(findings.lacking[0].message, "3 rader saknar Verifikation och kan inte prövas");
}

TEST_F(DeliveryChecks, a_unit_that_stops_is_found_but_not_one_that_is_seasonal) {
    check.kind = model::CheckKind::unit_stops;
    check.months = 3;
    judged = {month(16)};
    for (int offset = 0; offset <= 16; ++offset) {
        bool is_winter = offset % 12 < 4;
        known.insert(month(offset));
        if (offset != 16) deliver(offset, {"3210"}, 100000);
        if (is_winter) deliver(offset, {"3220"}, 100000);
    }
    Findings findings = check_unit_stops(input());
    ASSERT_EQ(findings.found.size(), 1u);
    EXPECT_NE(findings.found[0].message.find("3210"), std::string::npos);
    EXPECT_EQ(findings.found[0].at_stake, 100000);
    check.at_stake = 1001;  // kronor; what stopped is worth 1 000
    EXPECT_TRUE(check_unit_stops(input()).found.empty());
}

TEST_F(DeliveryChecks, a_stop_is_not_judged_without_the_months_before) {
    check.kind = model::CheckKind::unit_stops;
    check.months = 3;
    judged = {month(3)};
    deliver(0, {"3210"}, 1);
    deliver(2, {"3210"}, 1);
    known.insert(month(3));
    Findings findings = check_unit_stops(input());
    EXPECT_TRUE(findings.found.empty());
    EXPECT_EQ(findings.lacking.size(), 1u);
}

TEST_F(DeliveryChecks, the_level_follows_the_season_and_the_years_movement) {
    check.kind = model::CheckKind::level;
    check.share_percent = 10;
    check.spreads = 4;
    // July is a tenth of other months, and the second year is a fifth above the first.
    auto usual = [](int offset) { return base::Int128{offset % 12 == 6 ? 1000 : 10000} * (offset < 12 ? 100 : 120); };
    for (int offset = 0; offset < 18; ++offset) deliver(offset, {}, usual(offset) + offset % 3);
    judged = {month(18)};
    deliver(18, {}, usual(18));
    EXPECT_TRUE(check_level(input()).found.empty()) << "a low July is as it was";
    groups.back().sums[0] = usual(17);
    Findings findings = check_level(input());
    ASSERT_EQ(findings.found.size(), 1u) << "a July like June is not";
    EXPECT_EQ(plain(findings.found[0].message),
              "Belopp 2025-07 är 12 000,00 kr, väntat omkring 1 200,00 kr efter samma månad i fjol; det skiljer 10 800,00 kr");
}

TEST_F(DeliveryChecks, one_odd_month_in_the_history_hides_nothing) {
    check.kind = model::CheckKind::level;
    check.share_percent = 25;
    check.spreads = 4;
    for (int offset = 0; offset < 8; ++offset) deliver(offset, {}, offset == 4 ? 90'000'000 : 10'000 + offset);
    judged = {month(8)};
    deliver(8, {}, 20'000);
    EXPECT_EQ(check_level(input()).found.size(), 1u);
    groups.back().sums[0] = 10'002;
    EXPECT_TRUE(check_level(input()).found.empty());
}

TEST_F(DeliveryChecks, a_number_of_rows_is_told_with_what_it_is_worth) {
    check.kind = model::CheckKind::level;
    check.measure = "";
    check.share_percent = 25;
    check.spreads = 4;
    for (int offset = 0; offset < 6; ++offset) deliver(offset, {}, 50'000, 10);
    judged = {month(6)};
    deliver(6, {}, 5'000, 1);
    Findings findings = check_level(input());
    ASSERT_EQ(findings.found.size(), 1u);
    EXPECT_NE(plain(findings.found[0].message).find("det skiljer 9 rader; det motsvarar omkring 450,00 kr"), std::string::npos) << findings.found[0].message;
}

TEST_F(DeliveryChecks, a_month_without_any_rows_is_a_level_too) {
    check.kind = model::CheckKind::level;
    check.share_percent = 25;
    check.spreads = 4;
    for (int offset = 0; offset < 6; ++offset) deliver(offset, {}, 50'000);
    judged = {month(6)};
    known.insert(month(6));
    EXPECT_EQ(check_level(input()).found.size(), 1u);
}

TEST_F(DeliveryChecks, a_recurring_posting_is_missed_but_not_where_its_whole_unit_is_silent) {
    check.kind = model::CheckKind::recurring;
    check.by = {"unit", "account"};
    check.months = 2;
    for (int offset = 0; offset < 2; ++offset) {
        deliver(offset, {"3210", "4011"}, 100);
        deliver(offset, {"3210", "3010"}, 100);
        deliver(offset, {"3220", "4011"}, 100);
    }
    judged = {month(2)};
    deliver(2, {"3210", "4011"}, 100);
    Findings findings = check_recurring(input());
    ASSERT_EQ(findings.found.size(), 1u);
    EXPECT_NE(findings.found[0].message.find("3010"), std::string::npos);
}

TEST_F(DeliveryChecks, a_month_opens_with_what_the_month_before_closed_with) {
    check.kind = model::CheckKind::opening_balance;
    check.by = {"account"};
    judged = {month(1)};
    known = {month(0), month(1)};
    groups = {{month(0), {"3010"}, 1, 2, {0, 500}}, {month(1), {"3010"}, 1, 3, {500, 700}}, {month(0), {"4011"}, 1, 4, {0, 900}}};
    Findings findings = check_opening_balance(input());
    ASSERT_EQ(findings.found.size(), 1u) << "an account that is gone opens on nothing";
    EXPECT_EQ(findings.found[0].at_stake, 900);
}

class ControlTotalsTest : public DeliveryChecks {
protected:
    const model::Mapping& mapping = *model.mapping_of("ledger");
    static std::vector<std::string> messages(const base::Issues& issues) {
        std::vector<std::string> texts;
        for (const base::Issue& issue : issues) texts.push_back(std::to_string(issue.place.line) + " " + plain(issue.message));
        return texts;
    }
};

TEST_F(ControlTotalsTest, totals_per_account_are_held_against_what_was_counted_both_ways) {
    auto totals = read_control_totals("Konto;Rader;Belopp\n4011;2;100,00\n3010;1;-7,5\n", "l.control", ledger, mapping);
    ASSERT_TRUE(totals.ok()) << base::format_issues(totals.issues());
    groups = {{month(0), {"4011"}, 1, 0, {6000}}, {month(1), {"4011"}, 1, 0, {4000}}, {month(0), {"3010"}, 1, 0, {-750}}};
    EXPECT_TRUE(compare_control_totals(totals.value(), groups, ledger, "l.control", "l").empty());
    groups[1].sums[0] = 3999;
    groups.push_back({month(0), {"4999"}, 4, 0, {1}});
    EXPECT_EQ(messages(compare_control_totals(totals.value(), groups, ledger, "l.control", "l")),
              (std::vector<std::string>{"2 Konto 4011 ska ha Belopp 100,00 kr, men l har 99,99 kr; det skiljer −0,01 kr",
                                        "0 Konto 4999 har 4 rader i l men finns inte i kontrollfilen"}));
}

TEST(ProblemList, has_nine_fields_whatever_is_empty_and_no_formula) {
    EXPECT_EQ(format_problem({}), ";;;;;;fel;;\n");
    Problem problem{"", "Blad1", 7, "Konto", "=1+1", "code_is_unknown", base::Severity::warning, "a;b", "-5"};
    EXPECT_EQ(format_problem(problem), ";Blad1;7;Konto;'=1+1;code_is_unknown;varning;\"a;b\";-5\n");
}

TEST_F(ControlTotalsTest, one_line_may_hold_the_whole_file_and_a_month_its_own) {
    auto whole = read_control_totals("rows;amount\n3;0.01\n", "l.control", ledger, mapping);
    ASSERT_TRUE(whole.ok());
    groups = {{month(0), {}, 2, 0, {0}}, {month(1), {}, 1, 0, {1}}};
    EXPECT_TRUE(compare_control_totals(whole.value(), groups, ledger, "l.control", "l").empty());
    auto monthly = read_control_totals("Period;Rader\n2024-01;2\n", "l.control", ledger, mapping);
    ASSERT_TRUE(monthly.ok());
    EXPECT_EQ(monthly.value().fields, (std::vector<std::string>{"_month"}));
    EXPECT_EQ(monthly.value().lines[0].values, (std::vector<std::string>{"202401"}));
}

TEST_F(ControlTotalsTest, amounts_are_turned_as_the_mapping_turns_the_rows) {
    model::Mapping turned = mapping;
    turned.opposite_sign = {"amount"};
    turned.decimals_moved = {{"amount", 3}};
    auto totals = read_control_totals("Belopp\n12,345\n", "l.control", ledger, turned);
    ASSERT_TRUE(totals.ok()) << base::format_issues(totals.issues());
    EXPECT_EQ(*totals.value().lines[0].sums[0], -1234500);
}

TEST_F(ControlTotalsTest, debit_alone_is_not_the_amount) {
    model::Mapping sides = mapping;
    for (auto& [column, field] : sides.columns) {
        if (field == "amount") column = "Debet";
    }
    sides.subtracted = {{"Kredit", "amount"}};
    auto one = read_control_totals("Debet\n100,00\n", "l.control", ledger, sides);
    ASSERT_FALSE(one.ok());
    EXPECT_NE(one.issues()[0].hint.find("skillnaden"), std::string::npos) << one.issues()[0].hint;
    auto net = read_control_totals("Belopp\n70,00\n", "l.control", ledger, sides);
    ASSERT_TRUE(net.ok()) << base::format_issues(net.issues());
    EXPECT_EQ(*net.value().lines[0].sums[0], 7000);
}

TEST_F(ControlTotalsTest, what_cannot_be_read_is_said_all_at_once) {
    auto totals = read_control_totals("Kontot;Beloppet;Rader\n4011;1;2\n", "l.control", ledger, mapping);
    ASSERT_FALSE(totals.ok());
    EXPECT_EQ(totals.issues().size(), 2u);
    auto numbers = read_control_totals("Konto;Belopp;Rader\n4011;1,001;2\n3010;x;y\n", "l.control", ledger, mapping);
    ASSERT_FALSE(numbers.ok());
    EXPECT_EQ(numbers.issues().size(), 3u);
    EXPECT_FALSE(read_control_totals("", "l.control", ledger, mapping).ok());
    EXPECT_FALSE(read_control_totals("Konto\n4011\n", "l.control", ledger, mapping).ok());
}

}  // namespace
}  // namespace tertial::intake::checks
