// Figures while the organisation changes: as it was, and comparable. Against a second road that takes each row by itself and lets the
// decisions happen to it one after the other; the two share nothing but the model's files.
#include <gtest/gtest.h>

#include <optional>

#include "base/text.hpp"
#include "figures/plan.hpp"
#include "figures/unit_rows.hpp"
#include "tests/figures/rows_in_memory.hpp"
#include "tests/figures/small_model.hpp"

namespace tertial::figures {
namespace {

using base::Month;
using base::Rational;
using tests::Random;
using tests::Row;

const std::string organisation =
    "unit,name,kind,parent,valid_from,valid_to\n"
    "R,Regionen,region,,,\nN,Nämnden,board,R,,\nS,Styrelsen,board,R,,\nA,Avdelning A,ward,N,,\nB,Avdelning B,ward,N,,2026-02-28\n"
    "C,Avdelning C,ward,S,,\nD,Avdelning D,ward,N,,2026-03-31\nE,Avdelning E,ward,N,2026-04-01,\nF,Avdelning F,ward,S,2026-04-01,\n";
const std::string changes_head = "change,unit,from,before,after,share,rows,decision\n";
const std::string changes =
    "rename,A,2025-06-01,Avdelning Alfa,Avdelning A,,,\n"
    "move,C,2026-02-01,N,S,,,§ 12\n"
    "merge,B,2026-03-01,,A,,,§ 13\n"
    "split,D,2026-04-01,,E,0.6,,§ 14\nsplit,D,2026-04-01,,F,0.4,,§ 14\n"
    "transfer,A,2026-05-01,,C,,account.line = 'staff',§ 15\n";

model::ModelFiles changed_files(const std::string& more = "") {
    model::ModelFiles files = tests::small_model_files();
    files["organisation.csv"] = organisation;
    files["organisation_changes.csv"] = changes_head + changes + more;
    return files;
}

model::Model changed_model() {
    auto model = model::read_model(changed_files(), "");
    EXPECT_TRUE(model.ok()) << base::format_issues(model.issues());
    return std::move(model).value();
}

// ---- The second road -------------------------------------------------------------------------------------------------

const Month february = Month::of(2026, 2), march = Month::of(2026, 3), april = Month::of(2026, 4), may = Month::of(2026, 5);

std::string parent_of(const std::string& unit, Month month) {
    if (unit == "R") return "";
    if (unit == "N" || unit == "S") return "R";
    if (unit == "C") return month < february ? "N" : "S";
    return unit == "F" ? "S" : "N";
}

bool lies_below(std::string unit, const std::string& top, Month month) {
    while (!unit.empty() && unit != top) unit = parent_of(unit, month);
    return !unit.empty();
}

/// How much of a row of the month belongs to the unit when it is seen in a later one.
Rational share_of_row(const Row& row, const std::string& top, Month seen) {
    std::map<std::string, int> tenths = {{*row.code_of("unit"), 10}};
    auto goes = [&](const std::string& from, const std::string& to, int part) {
        int moved = tenths[from] * part / 10;
        tenths[from] -= moved;
        tenths[to] += moved;
    };
    auto happens = [&](Month when) { return row.month < when && when <= seen; };
    if (happens(march)) goes("B", "A", 10);
    if (happens(april)) {
        int whole = tenths["D"];
        tenths["D"] = 0;
        tenths["E"] += whole * 6 / 10;
        tenths["F"] += whole * 4 / 10;
    }
    const std::string* account = row.code_of("account");
    bool is_staff = account != nullptr && (*account == "4001" || *account == "4002");
    if (happens(may) && is_staff) goes("A", "C", 10);
    int below = 0;
    for (const auto& [unit, count] : tenths) below += lies_below(unit, top, std::max(seen, row.month)) ? count : 0;
    return Rational::create(below, 10).value();
}

std::vector<Row> make_rows(Random& random, bool is_ledger) {
    std::vector<Row> rows;
    for (int index = 0; index < 300; ++index) {
        Row row;
        row.month = Month::of(2025, 1).plus(static_cast<int>(random.below(18)));
        row.codes["unit"] = random.pick(std::vector<std::string>{"A", "B", "C", "D", "E", "F", "N", "S"});
        if (is_ledger) {
            row.codes["account"] = random.pick(std::vector<std::string>{"3001", "3002", "4001", "4002"});
            row.wholes["amount"] = static_cast<std::int64_t>(random.below(2'000'000)) - 1'000'000;
        } else {
            row.wholes["priority"] = 1;
            row.wholes["seconds"] = static_cast<std::int64_t>(random.below(3000));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

class Organisation : public testing::Test {
protected:
    void SetUp() override {
        Random random(7);
        rows_["ledger"] = make_rows(random, true);
        rows_["mission"] = make_rows(random, false);
        for (const char* data_set : {"ledger", "mission"}) {
            for (int month = 0; month < 18; ++month) coverage_.months_by_data_set[data_set].insert(Month::of(2025, 1).plus(month));
        }
    }
    domain::Figure figure(const std::string& address) {
        auto bound = bind_figure(model_, parse_address(address).value());
        EXPECT_TRUE(bound.ok()) << address << " " << base::format_issues(bound.issues());
        std::vector<BoundFigure> figures = {std::move(bound).value()};
        Plan plan = plan_figures(model_, figures);
        QueryResults results;
        for (const auto& query : plan.queries) results.push_back(tests::run_query(query, rows_[query.data_set]));
        std::vector<AtomValue> values = evaluate_atoms(plan, results, coverage_);
        std::vector<const AtomValue*> own;
        for (const BoundAtom& atom : figures[0].atoms) own.push_back(&values[plan.index_of_atom.at(atom.key())]);
        return evaluate_figure(model_, figures[0], own, coverage_).value();
    }
    Rational by_rows(const std::string& data_set, const std::string& unit, base::Period period, std::optional<Month> seen) {
        Rational sum;
        for (const Row& row : rows_[data_set]) {
            if (row.month < period.first || row.month > period.last) continue;
            Rational amount = data_set == "ledger" ? Rational(*row.whole_of("amount")) : Rational(1);
            sum = base::add(sum, base::multiply(amount, share_of_row(row, unit, seen.value_or(row.month))).value()).value();
        }
        return sum;
    }

    model::Model model_ = changed_model();
    std::map<std::string, std::vector<Row>> rows_;
    Coverage coverage_;
};

TEST_F(Organisation, every_unit_and_period_comes_out_as_row_by_row) {
    int nonzero = 0;
    for (const char* unit : {"R", "N", "S", "A", "C", "E", "F"}) {
        for (const char* period : {"2025-12", "2026-01", "2026-02", "2026-03", "2026-T1", "2026-05", "2026-05-ack", "2026-04-r12", "2025"}) {
            base::Period months = base::parse_period(period).value();
            for (const char* view : {"", ":view=comparable", ":view=comparable-2026-06"}) {
                std::string end = std::string("@") + unit + ":" + period + view;
                auto seen = parse_address("missions" + end).value().comparable;
                bool is_there = !seen || (*unit != 'E' && *unit != 'F') || *seen >= april;
                domain::Figure amount = figure("sum(ledger.amount)" + end), count = figure("missions" + end);
                if (!is_there) {
                    EXPECT_EQ(amount.absence, domain::Absence::not_applicable) << end;
                    continue;
                }
                // The ledger is counted in öre.
                EXPECT_EQ(amount.value, by_rows("ledger", unit, months, seen)) << end;
                EXPECT_EQ(count.value, by_rows("mission", unit, months, seen)) << end;
                nonzero += amount.value && !amount.value->is_zero();
            }
        }
    }
    EXPECT_GT(nonzero, 100);
}

TEST_F(Organisation, boards_add_up_to_the_region_in_every_view) {
    for (const char* end : {":2026-T1", ":2026-T1:view=comparable", ":2025:view=comparable-2026-06", ":2026-05:view=comparable"}) {
        Rational boards = base::add(*figure(std::string("sum(ledger.amount)@N") + end).value, *figure(std::string("sum(ledger.amount)@S") + end).value).value();
        EXPECT_EQ(figure(std::string("sum(ledger.amount)@R") + end).value, boards) << end;
        EXPECT_EQ(figure(std::string("sum(ledger.amount)@R") + end).value,
                  figure("sum(ledger.amount)@R" + std::string(end).substr(0, std::string(end).find(":view"))).value);
    }
}

TEST_F(Organisation, where_nothing_has_moved_the_views_are_the_same) {
    for (const char* period : {"2025-03", "2025-11", "2025"}) {
        std::string end = std::string("@N:") + period;
        EXPECT_EQ(figure("fees" + end).value, figure("fees" + end + ":view=comparable").value) << "no change lies within the period";
    }
    EXPECT_NE(figure("fees@N:2025").value, figure("fees@N:2025:view=comparable-2026-06").value);
}

TEST_F(Organisation, prior_years_are_seen_under_the_periods_own_organisation) {
    base::Period before = base::parse_period("2025-T1").value();
    Rational expected = base::negate(by_rows("ledger", "S", before, april));
    Rational found = *figure("-sum(ledger.amount)@S:2026-T1:prior:view=comparable").value;
    EXPECT_EQ(found, expected);
    EXPECT_EQ(figure("-sum(ledger.amount)@S:2026-T1:prior").value, base::negate(by_rows("ledger", "S", before, std::nullopt)));
    EXPECT_NE(figure("-sum(ledger.amount)@S:2026-T1:prior").value, found);
}

TEST_F(Organisation, what_is_divided_by_shares_has_no_median_but_its_whole_has) {
    EXPECT_EQ(figure("median_time@E:2025:view=comparable-2026-06").absence, domain::Absence::not_applicable);
    EXPECT_TRUE(figure("median_time@R:2025:view=comparable-2026-06").value.has_value()) << "both parts lie below the region";
    EXPECT_EQ(figure("median_time@R:2025:view=comparable-2026-06").value, figure("median_time@R:2025").value);
}

TEST_F(Organisation, the_changes_that_matter_are_told) {
    auto kinds_of = [&](const char* unit, Month first, Month seen) {
        std::string text;
        for (const model::OrganisationChange* change : changes_between(model_, unit, first, seen)) text += std::string(model::change_id(change->kind)) + " ";
        return text;
    };
    EXPECT_EQ(kinds_of("N", Month::of(2026, 1), may), "move split transfer ");
    EXPECT_EQ(kinds_of("A", Month::of(2026, 1), may), "merge transfer ");
    EXPECT_EQ(kinds_of("R", Month::of(2025, 1), may), "") << "all of it stays within the region";
    EXPECT_EQ(kinds_of("N", may, may), "");
}

TEST(OrganisationAddress, has_one_spelling) {
    for (const char* text : {"fees@N:2026-T1:view=comparable", "fees@N:2025:prior:basis=external:view=comparable-2026-04:in=mkr"})
        EXPECT_EQ(format_address(parse_address(text).value()), text);
    EXPECT_EQ(format_address(parse_address("fees@N:2026-T1:view=comparable-2026-04").value()), "fees@N:2026-T1:view=comparable");
    EXPECT_EQ(format_address(parse_address("fees@N:2026-T1:view=as_was").value()), "fees@N:2026-T1");
    for (const char* text : {"fees@N:2026-T1:view=comparable-2025-12", "fees@N:2026-T1:view=comparable-", "fees@N:2026-T1:view=today"})
        EXPECT_FALSE(parse_address(text).ok()) << text;
}

std::set<std::string> codes_with(const std::string& more, const std::string& from = "", const std::string& to = "") {
    model::ModelFiles files = changed_files(more);
    if (!from.empty()) files["organisation_changes.csv"] = base::replaced(files["organisation_changes.csv"], from, to);
    std::set<std::string> codes;
    auto model = model::read_model(files, "");
    base::Issues issues = model.ok() ? check_transfers(model.value()) : model.issues();
    for (const base::Issue& issue : issues) {
        EXPECT_FALSE(issue.hint.empty()) << base::format_issue(issue);
        EXPECT_EQ(issue.place.file, "organisation_changes.csv") << base::format_issue(issue);
        codes.insert(issue.code);
    }
    return codes;
}

using Codes = std::set<std::string>;

TEST(OrganisationChanges, that_cannot_have_happened_are_refused) {
    EXPECT_EQ(codes_with(""), Codes{});
    EXPECT_EQ(codes_with("move,X,2026-02-01,N,S,,,\n"), Codes{"unit_is_unknown"});
    EXPECT_EQ(codes_with("", "move,C,2026-02-01", "move,C,2026-02-15"), Codes{"change_is_not_on_the_first"});
    EXPECT_EQ(codes_with("", "2026-02-01,N,S", "i våras,N,S"), Codes{"date_is_not_readable"});
    EXPECT_EQ(codes_with("", "rename,A", "renamed,A"), Codes{"value_is_not_allowed"});
    EXPECT_EQ(codes_with("move,E,2026-03-01,S,N,,,\n"), Codes{"unit_is_not_valid_then"}) << "before the unit is there";
    EXPECT_EQ(codes_with("merge,A,2026-06-01,,C,,,\n"), Codes{"unit_has_not_ended"});
    EXPECT_EQ(codes_with("", "E,0.6", "E,0.5"), Codes{"shares_are_not_whole"});
    EXPECT_EQ(codes_with("", "E,0.6", "E,1.4"), Codes{"shares_are_not_whole"});
    EXPECT_EQ(codes_with("move,C,2026-06-01,S,N,,,\n"), Codes{"moves_do_not_meet"}) << "organisation.csv has it under S";
    EXPECT_EQ(codes_with("move,C,2026-02-01,N,S,,,\n"), Codes{"change_is_given_twice"});
    EXPECT_EQ(codes_with("move,N,2026-02-01,A,R,,,\n"), Codes{"organisation_has_a_cycle"}) << "A lies below N itself";
    EXPECT_EQ(codes_with("", "account.line = 'staff'", "accounts = 'staff'"), Codes{"field_is_unknown"});
    EXPECT_EQ(codes_with("", "account.line = 'staff'", "account.line = 'stuff'"), Codes{"code_is_unknown"});
    EXPECT_EQ(codes_with("", "account.line = 'staff'", ""), Codes{"field_is_empty"});
    EXPECT_EQ(codes_with("transfer,A,2026-06-01,,A,,account.line = 'fees',\n"), Codes{"unit_is_its_own_parent"});
    // All at once.
    EXPECT_EQ(codes_with("move,E,2026-03-01,S,N,,,\nmerge,A,2026-06-01,,C,,,\n"), (Codes{"unit_is_not_valid_then", "unit_has_not_ended"}));
}

}  // namespace
}  // namespace tertial::figures
