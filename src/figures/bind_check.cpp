#include "figures/bind_check.hpp"

#include "figures/bind_predicate.hpp"
#include "figures/parse.hpp"
#include "figures/plan.hpp"

namespace tertial::figures {
namespace {

/// Whose value a check of limits judges: the unit it names, else the first, under which the others lie.
std::string judged_unit(const model::Model& model, const model::DeliveryCheck& check) {
    if (!check.unit.empty()) return check.unit;
    return model.units.empty() ? std::string() : model.units.front().code;
}

}  // namespace

base::Result<domain::RowFilter> bind_check_rows(const model::Model& model, const model::DataSet& data_set, const model::DeliveryCheck& check,
                                                const std::vector<base::Month>& months) {
    AtomPart part;
    part.months = months;
    if (check.where.empty()) {
        part.predicate = std::make_shared<const BoundPredicate>(BoundPredicate{BoundAll{}});
    } else {
        std::string unit = judged_unit(model, check);
        PredicatePointer parsed = TRY(parse_predicate(check.where, check.place));
        part.predicate = TRY(bind_predicate({model, data_set, unit, check.place, std::nullopt}, *parsed));
    }
    return row_filter(part);
}

base::Result<BoundFigure> bind_check_value(const model::Model& model, const model::DeliveryCheck& check, base::Month month) {
    Address address;
    address.expression = TRY(parse_expression(check.expression, check.place));
    address.unit = judged_unit(model, check);
    address.period = base::Period::month(month);
    return bind_figure(model, address, check.place);
}

base::Issues check_delivery_checks(const model::Model& model) {
    base::Issues issues;
    auto collect = [&](const auto& result) {
        if (!result.ok()) issues.insert(issues.end(), result.issues().begin(), result.issues().end());
    };
    base::Month any_month = base::Month::of(2020, 1);
    for (const model::DataSet& data_set : model.data_sets) {
        for (const model::DeliveryCheck& check : data_set.checks) {
            collect(bind_check_rows(model, data_set, check, {any_month}));
            if (check.kind == model::CheckKind::limits && !model.units.empty()) collect(bind_check_value(model, check, any_month));
        }
    }
    return issues;
}

}  // namespace tertial::figures
