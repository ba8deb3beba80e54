#include "intake/checks/delivery_check.hpp"

#include <algorithm>

namespace tertial::intake::checks {
namespace {

constexpr int months_of_year = 12;

/// The measure that a deviation is told in kronor by, where the check itself counts rows.
std::string money_measure(const model::DataSet& data_set) {
    for (const model::Measure& measure : data_set.measures) {
        if (measure.dimension == domain::Dimension::money && measure.kind == model::MeasureKind::flow) return measure.field;
    }
    return {};
}

void add_once(std::vector<std::string>& names, const std::string& name) {
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

}  // namespace

Question question_of(const model::DataSet& data_set, const model::DeliveryCheck& check) {
    Question question;
    question.fields = check.by;
    add_once(question.measures, check.measure);
    add_once(question.measures, check.closing);
    switch (check.kind) {
        case model::CheckKind::balance: question.unbalanced_only = true; break;
        case model::CheckKind::opening_balance: question.months_before = 1; break;
        case model::CheckKind::unit_stops:
            question.fields = {data_set.unit_field};
            question.months_before = std::max(check.months, months_of_year);
            break;
        case model::CheckKind::level:
            add_once(question.measures, money_measure(data_set));
            question.months_before = check.months;
            break;
        case model::CheckKind::recurring: question.months_before = std::max(check.months, months_of_year); break;
        case model::CheckKind::internal_pairs: question.fields.insert(question.fields.begin(), data_set.unit_field); break;
        case model::CheckKind::repeated_rows:
        case model::CheckKind::rows:
        case model::CheckKind::limits: break;
    }
    return question;
}

}  // namespace tertial::intake::checks
