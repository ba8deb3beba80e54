// A rate holds for its month and for every unit. A flow times it is taken month by month, so that the whole is the sum of its months; and
// prior(…) asks the same of last year.
#include <gtest/gtest.h>

#include <map>

#include "figures/plan.hpp"
#include "tests/figures/small_model.hpp"

namespace tertial::figures {
namespace {

using base::Month;
using base::Rational;

model::ModelFiles files_with_index(const std::string& flags) {
    model::ModelFiles files = tests::small_model_files();
    files["data_sets/wage.yaml"] =
        "data_set: wage\nlabel: Löneindex\nfields:\n  - {name: month, type: month, required: true}\n  - {name: unit, type: unit, required: true}\n"
        "  - {name: change, type: decimal, scale: 3, required: true}\nunit_field: unit\nperiod_field: month\n" +
        flags + "measures:\n  - {field: change, kind: rate, dimension: share}\n";
    files["indicators/wage.yaml"] = "indicators:\n  - {id: wage, label: Löneindex, kind: stock, unit: percent, expression: sum(wage.change)}\n";
    return files;
}

const char* const flags = "monthly_snapshot: true\nfor_all_units: true\n";

/// The figure, where the ledger holds so many öre in each month and the index so many thousandths.
domain::Figure figure_of(const std::string& address, const std::map<Month, std::int64_t>& ledger, const std::map<Month, std::int64_t>& index) {
    model::Model model = model::read_model(files_with_index(flags), "").value();
    BoundFigure bound = bind_figure(model, parse_address(address).value()).value();
    Coverage coverage;
    std::vector<AtomValue> values;
    for (const BoundAtom& atom : bound.atoms) {
        const auto& held = atom.data_set == "wage" ? index : ledger;
        AtomValue value;
        value.parts.resize(1);
        for (Month month : atom.months) {
            auto found = held.find(month);
            if (found == held.end()) {
                value.lacking_months.push_back(month);
                continue;
            }
            value.parts[0].sum += found->second;
            ++value.parts[0].row_count;
            ++value.row_count;
            ++value.present_count;
        }
        values.push_back(value);
    }
    std::vector<const AtomValue*> own;
    for (const AtomValue& value : values) own.push_back(&value);
    return evaluate_figure(model, bound, own, coverage).value();
}

const Month january = Month::of(2026, 1), february = Month::of(2026, 2), last_january = Month::of(2025, 1), last_february = Month::of(2025, 2);

TEST(Rate, each_months_flow_meets_its_own_months_rate) {
    // Income is booked negative: 100 and 300 kronor, at 30 and 50 thousandths.
    const std::map<Month, std::int64_t> ledger = {{january, -10'000}, {february, -30'000}};
    const std::map<Month, std::int64_t> index = {{january, 30}, {february, 50}};
    EXPECT_EQ(figure_of("fees * wage@N:2026-01", ledger, index).value, Rational(300));
    EXPECT_EQ(figure_of("fees * wage@N:2026-02", ledger, index).value, Rational(1500));
    EXPECT_EQ(figure_of("fees * wage@N:2026-02-ack", ledger, index).value, Rational(1800));
    EXPECT_EQ(figure_of("wage * fees@N:2026-02-ack", ledger, index).value, Rational(1800));
    EXPECT_EQ(figure_of("fees * (1 + wage)@N:2026-02-ack", ledger, index).value, Rational(41'800));
    // 100 / 0.03 + 300 / 0.05 kronor, in öre.
    EXPECT_EQ(figure_of("fees / wage@N:2026-02-ack", ledger, index).value, Rational::create(2'800'000, 3).value());
}

TEST(Rate, alone_it_is_that_of_the_last_month) {
    EXPECT_EQ(figure_of("wage@N:2026-02-ack", {}, {{january, 30}, {february, 50}}).value, Rational::create(1, 20).value());
}

TEST(Rate, the_volume_of_a_change_is_what_the_price_does_not_explain) {
    const std::map<Month, std::int64_t> ledger = {{last_january, 10'000}, {last_february, 20'000}, {january, 10'500}, {february, 20'400}};
    const std::map<Month, std::int64_t> index = {{january, 30}, {february, 40}};
    const std::string volume = "staff - prior(staff) * (1 + wage)@N:2026-02-ack", price = "prior(staff) * wage@N:2026-02-ack";
    EXPECT_EQ(figure_of(price, ledger, index).value, Rational(-1100));
    EXPECT_EQ(figure_of(volume, ledger, index).value, Rational(200));
    EXPECT_EQ(figure_of(volume, ledger, {{january, 30}}).value, std::nullopt) << "a month without its rate is missing";
}

TEST(Rate, a_filter_or_basis_narrows_the_flow_and_leaves_the_rate) {
    model::Model model = model::read_model(files_with_index(flags), "").value();
    BoundFigure bound = bind_figure(model, parse_address("fees[account = '3001'] * wage@N:2026-01:basis=external").value()).value();
    ASSERT_EQ(bound.atoms.size(), 2U);
    EXPECT_EQ(bound.atoms[0].formula, "sum(ledger.amount where account.line = 'fees' and (account = '3001' and not own_board(counterparty)))");
    EXPECT_EQ(bound.atoms[1].formula, "sum(wage.change)");
}

TEST(Rate, it_holds_for_every_unit) {
    model::Model model = model::read_model(files_with_index(flags), "").value();
    BoundFigure bound = bind_figure(model, parse_address("fees * wage@A:2026-01").value()).value();
    for (const BoundAtom& atom : bound.atoms) EXPECT_EQ(atom.unit, atom.data_set == "wage" ? "R" : "A");
}

std::string refusal_of(const std::string& expression, const std::string& data_set_flags = flags) {
    model::Model model = model::read_model(files_with_index(data_set_flags), "").value();
    auto bound = bind_figure(model, parse_address(expression + "@N:2026-01").value());
    return bound.ok() ? "" : bound.issues()[0].code;
}

TEST(Rate, what_has_no_meaning_is_refused) {
    EXPECT_EQ(refusal_of("prior(fees) * (1 - wage)"), "");
    EXPECT_EQ(refusal_of("beds * wage"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("wage * wage"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("wage / fees"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("wage[change = 1] * fees"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("fees + wage"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("occupancy * wage"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("prior(1)"), "expression_is_not_readable");
    EXPECT_EQ(refusal_of("prior(occupancy) + fees"), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of("sum(wage.change)", "for_all_units: true\n"), "kinds_do_not_mix") << "a rate belongs to a monthly picture";
}

}  // namespace
}  // namespace tertial::figures
