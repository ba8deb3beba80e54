// Definitions that would break roll-up by kind are refused when they are read, with a place and the nearest names.
#include <gtest/gtest.h>

#include "figures/bound.hpp"
#include "tests/figures/small_model.hpp"

namespace tertial::figures {
namespace {

/// The first issue's code when the small model gets this indicator too; empty if it is accepted.
std::string refusal_of(const std::string& indicator) {
    model::ModelFiles files = tests::small_model_files();
    files["indicators/tried.yaml"] = "indicators:\n  - " + indicator + "\n";
    auto model = model::read_model(files, "");
    if (!model.ok()) return model.issues()[0].code;
    base::Issues issues = check_definitions(model.value());
    return issues.empty() ? "" : issues[0].code;
}

std::string definition(const std::string& kind, const std::string& unit, const std::string& expression) {
    return "{id: tried, label: Prövad, kind: " + kind + ", unit: " + unit + ", expression: \"" + expression + "\"}";
}

TEST(Definition, sound_ones_are_accepted) {
    EXPECT_EQ(refusal_of(definition("flow", "mkr", "2 * fees - staff")), "");
    EXPECT_EQ(refusal_of(definition("ratio", "percent", "missions[priority = 1] / missions")), "");
    EXPECT_EQ(refusal_of(definition("ratio", "kr", "staff / missions")), "");
    EXPECT_EQ(refusal_of(definition("stock", "count", "mean_of_days(bed.occupied where unit.site = 'east')")), "");
}

TEST(Definition, broken_roll_up_is_refused) {
    EXPECT_EQ(refusal_of(definition("flow", "count", "sum(bed.available)")), "stock_is_summed_over_time");
    EXPECT_EQ(refusal_of(definition("stock", "count", "sum(bed.available)")), "stock_is_summed_over_time");
    EXPECT_EQ(refusal_of(definition("ratio", "percent", "sum(bed.occupied)")), "stock_is_summed_over_time");
    EXPECT_EQ(refusal_of(definition("ratio", "percent", "missions")), "ratio_has_no_denominator");
    EXPECT_EQ(refusal_of(definition("ratio", "percent", "occupancy + occupancy")), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of(definition("flow", "count", "missions + beds")), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of(definition("distribution", "'h:mm:ss'", "median_time / 2 + median_time")), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of(definition("flow", "count", "sum(mission.seconds)")), "kinds_do_not_mix");
    EXPECT_EQ(refusal_of(definition("flow", "percent", "missions")), "measure_unit_does_not_fit");
    EXPECT_EQ(refusal_of(definition("flow", "tkr", "fees + missions")), "kinds_do_not_mix");
}

TEST(Definition, wrong_names_are_refused_with_the_nearest) {
    EXPECT_EQ(refusal_of(definition("flow", "count", "missionz")), "name_is_unknown");
    EXPECT_EQ(refusal_of(definition("flow", "count", "count(misson)")), "data_set_is_unknown");
    EXPECT_EQ(refusal_of(definition("flow", "tkr", "sum(ledger.amunt)")), "field_is_not_a_measure");
    EXPECT_EQ(refusal_of(definition("flow", "tkr", "sum(ledger.amount where acount = '3001')")), "field_is_unknown");
    EXPECT_EQ(refusal_of(definition("flow", "tkr", "sum(ledger.amount where account.lina = 'fees')")), "attribute_is_unknown");
    EXPECT_EQ(refusal_of(definition("flow", "tkr", "sum(ledger.amount where account.line = 'fee')")), "code_is_unknown");
    EXPECT_EQ(refusal_of(definition("flow", "tkrr", "fees")), "measure_unit_is_unknown");
    EXPECT_EQ(refusal_of("{id: fees, label: Igen, kind: flow, unit: tkr, expression: staff}"), "name_is_given_twice");
    EXPECT_EQ(refusal_of(definition("flow", "tkr", "tried + fees")), "definition_refers_to_itself");
}

}  // namespace
}  // namespace tertial::figures
