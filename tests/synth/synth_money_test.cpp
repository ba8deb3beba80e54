#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "synth/synth_run.hpp"

namespace tertial::synth_test {
namespace {

const std::vector<std::string> income_lines = {"patient_fees", "sales", "grants_received", "other_income"};
const std::vector<std::string> cost_lines = {"personnel_cost",    "bought_regional_care", "bought_operations", "operation_services",
                                             "agency_staff_cost", "pharmaceuticals",      "medical_supplies",  "grants_paid",
                                             "property_cost",     "consultant_cost",      "other_cost",        "depreciation_and_financial_net"};

/// Signs as printed, in öre, January to April.
struct Money {
    std::int64_t outturn = 0, budget = 0, previous = 0;

    Money& operator+=(const Money& other) {
        outturn += other.outturn;
        budget += other.budget;
        previous += other.previous;
        return *this;
    }
};

/// What a row is about, as the model says.
struct MoneyRow {
    std::string line, account_group, counterparty, unit, area;
    Money money;
};

class Books {
public:
    explicit Books(const std::string& folder) {
        for (const Row& row : model_rows("organisation.csv")) parents_[row.at("unit")] = row.at("parent");
        for (const Row& row : model_rows("accounts.csv")) accounts_[row.at("account")] = {row.at("line"), row.at("group")};
        for_each_row(folder, "ledger", "2025-01", "2025-04", [&](const Row& row) { add(row, &Money::previous); });
        for_each_row(folder, "ledger", "2026-01", "2026-04", [&](const Row& row) { add(row, &Money::outturn); });
        for (const Row& row : rows_of_file(folder + "/budget-2026.csv", ';')) {
            if (row.at("Period") <= "2026-04") add(row, &Money::budget);
        }
    }

    /// Sums the board's rows that `wanted` accepts.
    template <class Wanted>
    [[nodiscard]] Money sum(Wanted wanted) const {
        Money sum;
        for (const MoneyRow& row : rows_) {
            if (wanted(row)) sum += row.money;
        }
        return sum;
    }

private:
    void add(const Row& row, std::int64_t Money::*column) {
        const std::string& unit = row.at("Kostnadsställe");
        if (board_of(unit, row.at("Period")) != "HSN") return;
        const auto& [line, group] = accounts_.at(row.at("Konto"));
        MoneyRow& added = rows_.emplace_back(MoneyRow{line, group, row.at("Motpart"), unit, parents_.at(unit), {}});
        added.money.*column = -ore_of(row.at("Belopp"));
    }

    std::map<std::string, std::string> parents_;
    std::map<std::string, std::pair<std::string, std::string>> accounts_;
    std::vector<MoneyRow> rows_;
};

bool is_one_of(const std::string& line, const std::vector<std::string>& lines) { return std::find(lines.begin(), lines.end(), line) != lines.end(); }
bool is_income(const MoneyRow& row) { return is_one_of(row.line, income_lines); }
bool is_board_internal(const MoneyRow& row) { return row.counterparty == "M-HSN"; }
bool is_region_internal(const MoneyRow& row) { return row.counterparty.starts_with("M-"); }

void check_statement_row(const Row& printed, const Money& sum) {
    constexpr std::int64_t tkr = 100'000;
    SCOPED_TRACE(printed.at("label"));
    EXPECT_EQ(rounded(sum.outturn, tkr, 0), scaled_of(printed.at("outturn_tkr"), 0));
    EXPECT_EQ(rounded(sum.budget, tkr, 0), scaled_of(printed.at("budget_tkr"), 0));
    EXPECT_EQ(rounded(sum.outturn - sum.budget, tkr, 0), scaled_of(printed.at("budget_diff_tkr"), 0));
    EXPECT_EQ(rounded(sum.previous, tkr, 0), scaled_of(printed.at("outturn_prev_year_tkr"), 0));
    EXPECT_EQ(rounded(sum.outturn - sum.previous, tkr, 0), scaled_of(printed.at("diff_prev_year_tkr"), 0));
    EXPECT_EQ(rounded(Int128{100} * (sum.outturn - sum.previous), sum.previous, 1), scaled_of(printed.at("outturn_diff_pct"), 1));
}

std::set<std::string> lines_of_printed_row(std::size_t row) {
    std::set<std::string> lines;
    if (row < 4) return {income_lines[row]};
    if (row > 4 && row < 17) return {cost_lines[row - 5]};
    if (row != 17) lines.insert(income_lines.begin(), income_lines.end());
    if (row != 4) lines.insert(cost_lines.begin(), cost_lines.end());
    return lines;
}

std::string figure(const std::string& measures, const std::string& basis) {
    for (const Row& row : published_rows("summary_figures.csv")) {
        if (row.at("measures") == measures && row.at("basis") == basis) return row.at("value");
    }
    ADD_FAILURE() << "no published figure " << measures;
    return "0";
}

constexpr std::int64_t mkr = 100'000'000;

TEST(SynthMoney, every_cell_of_the_income_statement_comes_out) {
    for (const char* arguments : {"--only ledger,budget", "--only ledger,budget --seed 42 --ledger-rows 30000"}) {
        SCOPED_TRACE(arguments);
        SynthRun run(arguments);
        Books books(run.folder());
        std::vector<Row> printed = published_rows("income_statement.csv");
        ASSERT_EQ(printed.size(), 19U);
        for (std::size_t row = 0; row < printed.size(); ++row) {
            std::set<std::string> lines = lines_of_printed_row(row);
            check_statement_row(printed[row], books.sum([&](const MoneyRow& money) { return lines.contains(money.line); }));
        }
    }
}

TEST(SynthMoney, summary_without_board_internal_items_comes_out) {
    SynthRun run("--only ledger,budget");
    Books books(run.folder());
    const std::string basis = "without_board_internal";
    Money income = books.sum([](const MoneyRow& row) { return is_income(row) && !is_board_internal(row); });
    Money cost = books.sum([](const MoneyRow& row) { return !is_income(row) && !is_board_internal(row); });
    Money sales = books.sum([](const MoneyRow& row) { return row.line == "sales" && !is_board_internal(row); });
    Money grants = books.sum([](const MoneyRow& row) { return row.line == "grants_received" && !is_board_internal(row); });
    Money internal = books.sum(is_board_internal);
    EXPECT_EQ(internal.outturn, 0);
    EXPECT_EQ(internal.budget, 0);
    EXPECT_EQ(internal.previous, 0);
    EXPECT_EQ(rounded(income.outturn, mkr, 0), scaled_of(figure("income", basis), 0));
    EXPECT_EQ(rounded(income.outturn - income.budget, mkr, 0), scaled_of(figure("income_against_budget", basis), 0));
    EXPECT_EQ(rounded(income.outturn - income.previous, mkr, 0), scaled_of(figure("income_against_previous_year", basis), 0));
    EXPECT_EQ(rounded(-cost.outturn, mkr, 0), scaled_of(figure("gross_cost", basis), 0));
    EXPECT_EQ(rounded(cost.previous - cost.outturn, mkr, 0), scaled_of(figure("gross_cost_against_previous_year", basis), 0));
    EXPECT_EQ(rounded(Int128{100} * (cost.outturn - cost.previous), cost.previous, 1), scaled_of(figure("gross_cost_change", basis), 1));
    EXPECT_EQ(rounded(cost.budget - cost.outturn, mkr, 0), scaled_of(figure("gross_cost_above_budget", basis), 0));
    EXPECT_EQ(rounded(sales.outturn - sales.previous, mkr, 1), scaled_of(figure("sales_against_previous_year", basis), 1));
    EXPECT_EQ(rounded(grants.outturn - grants.budget, mkr, 0), scaled_of(figure("grants_received_against_budget", basis), 0));
}

TEST(SynthMoney, other_bases_of_the_summary_come_out) {
    SynthRun run("--only ledger,budget");
    Books books(run.folder());
    Money net = books.sum([](const MoneyRow& row) { return row.account_group != "targeted_grant"; });
    EXPECT_EQ(rounded(Int128{100} * (net.outturn - net.previous), net.previous, 1), scaled_of(figure("net_cost_change", "without_targeted_grants"), 1));
    Money cost = books.sum([](const MoneyRow& row) { return !is_income(row) && !is_region_internal(row); });
    EXPECT_EQ(rounded(Int128{100} * (cost.outturn - cost.previous), cost.previous, 1), scaled_of(figure("gross_cost_change", "without_region_internal"), 1));
    Money agency = books.sum([](const MoneyRow& row) { return row.line == "agency_staff_cost"; });
    Money personnel = books.sum([](const MoneyRow& row) { return row.line == "personnel_cost" && row.area != "FTV"; });
    EXPECT_EQ(agency.budget, 0);
    EXPECT_EQ(rounded(Int128{100} * agency.outturn, personnel.outturn, 1), scaled_of(figure("agency_share_of_personnel_cost", "without_dental_care"), 1));
    Money fees = books.sum([](const MoneyRow& row) { return row.line == "patient_fees" && row.area == "FTV"; });
    EXPECT_EQ(rounded(fees.outturn - fees.previous, mkr, 1), scaled_of(figure("patient_fees_against_previous_year", "dental_care"), 1));
    EXPECT_EQ(rounded(Int128{100} * (fees.outturn - fees.previous), fees.previous, 0), scaled_of(figure("patient_fees_change", "dental_care"), 0));
}

TEST(SynthMoney, elected_officials_come_out_and_hold_nothing_else) {
    SynthRun run("--only ledger,budget");
    Books books(run.folder());
    Money of_unit = books.sum([](const MoneyRow& row) { return row.unit == "HSN-POL"; });
    Money elected = books.sum([](const MoneyRow& row) { return row.account_group == "elected"; });
    EXPECT_EQ(of_unit.outturn, elected.outturn);
    EXPECT_EQ(of_unit.budget, elected.budget);
    Row printed = published_row("elected_officials_budget.csv", "Hälso");
    EXPECT_EQ(rounded(elected.outturn, 100'000, 0), scaled_of(printed.at("acc_outturn_apr_2026_tkr"), 0));
    EXPECT_EQ(rounded(elected.budget, 100'000, 0), scaled_of(printed.at("acc_budget_apr_2026_tkr"), 0));
    EXPECT_EQ(rounded(elected.outturn - elected.budget, 100'000, 0), scaled_of(printed.at("deviation_tkr"), 0));
}

}  // namespace
}  // namespace tertial::synth_test
