// Checks of the checks that a data set declares: their fields must exist, and their kind must have what it needs.
#include <algorithm>

#include "base/text.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;

void require_given(const DeliveryCheck& check, bool is_given, const std::string& key, Issues& issues) {
    if (is_given) return;
    issues.push_back(make_issue("key_is_missing", "kontrollen " + check.id + " av slaget " + check_kind_name(check.kind) + " saknar " + key, "lägg till " + key,
                                check.place));
}

void require_measure(const DataSet& data_set, const DeliveryCheck& check, const std::string& measure, Issues& issues) {
    if (measure.empty() || data_set.find_measure(measure) != nullptr) return;
    std::vector<std::string> names;
    for (const Measure& known : data_set.measures) names.push_back(known.field);
    issues.push_back(
        make_issue("field_is_not_a_measure", measure + " är inget mått i datamängden " + data_set.id, base::did_you_mean(measure, names), check.place));
}

}  // namespace

void check_delivery_check(const Model& model, const DataSet& data_set, const DeliveryCheck& check, Issues& issues) {
    auto same_id = [&](const DeliveryCheck& other) { return &other != &check && other.id == check.id && other.place.line < check.place.line; };
    if (std::any_of(data_set.checks.begin(), data_set.checks.end(), same_id))
        issues.push_back(make_issue("name_is_given_twice", "kontrollen " + check.id + " finns redan", "byt namn på den ena", check.place));
    std::vector<std::string> names;
    for (const Field& field : data_set.fields) names.push_back(field.name);
    for (const std::string& field : check.by) {
        if (std::find(names.begin(), names.end(), field) != names.end()) continue;
        issues.push_back(
            make_issue("field_is_unknown", "datamängden " + data_set.id + " har inget fält " + field, base::did_you_mean(field, names), check.place));
    }
    require_measure(data_set, check, check.measure, issues);
    require_measure(data_set, check, check.closing, issues);
    if (!check.unit.empty() && model.find_unit(check.unit) == nullptr) issues.push_back(unknown_unit(model, check.unit, check.place));
    switch (check.kind) {
        case CheckKind::balance:
            require_given(check, !check.by.empty(), "by", issues);
            require_given(check, !check.measure.empty(), "measure", issues);
            break;
        case CheckKind::opening_balance:
            require_given(check, !check.by.empty(), "by", issues);
            require_given(check, !check.closing.empty(), "closing", issues);
            break;
        case CheckKind::recurring: require_given(check, !check.by.empty(), "by", issues); break;
        case CheckKind::internal_pairs:
            require_given(check, check.by.size() == 1, "by med motpartens fält", issues);
            require_given(check, !check.measure.empty(), "measure", issues);
            break;
        case CheckKind::rows: require_given(check, !check.where.empty(), "where", issues); break;
        case CheckKind::limits:
            require_given(check, !check.expression.empty(), "expression", issues);
            require_given(check, check.least || check.most, "least eller most", issues);
            break;
        case CheckKind::repeated_rows:
        case CheckKind::unit_stops:
        case CheckKind::level: break;
    }
}

}  // namespace tertial::model
