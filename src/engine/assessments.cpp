#include "engine/assessments.hpp"

#include <algorithm>

#include "figures/written_out.hpp"

namespace tertial::engine {
namespace {

using base::Result;

bool holds_in(const base::Period& valid, base::Month month) { return valid.first <= month && month <= valid.last; }

/// The outcome of the same months a year earlier, that a trend is told from.
figures::Address year_before(const model::Target& target, base::Month month, std::int64_t position) {
    return figures::outcome_address(target, month.plus(-12), position);
}

/// Without a value of its reference there is nothing to lay the outcome beside, and it is not assessed.
Result<Assessment> assess_target(const Snapshot& snapshot, const model::Target& target, base::Month month, const Outcomes& outcomes) {
    const State& state = snapshot.state;
    const domain::AssessmentScheme& scheme = snapshot.model->scheme_at(month);
    Assessment assessment;
    assessment.target = &target;
    assessment.outcome = outcomes.at(figures::format_address(figures::outcome_address(target, month, state.head.position)));
    domain::TargetValue goal = target.value;
    std::optional<base::Rational> outcome = assessment.outcome->value;
    if (!target.reference.empty()) {
        const auto& reference = outcomes.at(figures::format_address(figures::target_address(target, month, state.head.position))).value;
        if (reference) goal.value = *reference;
        if (!reference) outcome.reset();
    }
    std::optional<base::Rational> before;
    if (scheme.has_trend()) before = outcomes.at(figures::format_address(year_before(target, month, state.head.position))).value;
    assessment.computed = TRY(domain::assess(outcome, before, goal, scheme));
    assessment.judgement = state.judgement_of(JudgedKind::indicator, target.id, target.unit, month);
    assessment.level = assessment.judgement != nullptr ? assessment.judgement->level : assessment.computed;
    return assessment;
}

Assessment assess_assignment(const State& state, const model::Assignment& assignment, base::Month month) {
    Assessment assessment;
    assessment.assignment = &assignment;
    assessment.judgement = state.judgement_of(JudgedKind::assignment, assignment.id, assignment.unit, month);
    if (assessment.judgement != nullptr) assessment.level = assessment.judgement->level;
    return assessment;
}

}  // namespace

Result<std::vector<figures::BoundFigure>> bind_assessed(const Snapshot& snapshot, base::Month month) {
    std::vector<figures::BoundFigure> bound;
    const std::int64_t position = snapshot.state.head.position;
    for (const model::Target& target : snapshot.model->targets) {
        if (!holds_in(target.valid, month)) continue;
        bound.push_back(TRY(figures::bind_figure(*snapshot.model, figures::outcome_address(target, month, position), target.place)));
        if (snapshot.model->scheme_at(month).has_trend()) {
            bound.push_back(TRY(figures::bind_figure(*snapshot.model, year_before(target, month, position), target.place)));
        }
        if (target.reference.empty()) continue;
        bound.push_back(TRY(figures::bind_figure(*snapshot.model, figures::target_address(target, month, position), target.place)));
    }
    return bound;
}

Result<std::vector<Assessment>> assess_month(const Snapshot& snapshot, base::Month month, const Outcomes& outcomes) {
    std::vector<Assessment> assessments;
    for (const model::Target& target : snapshot.model->targets) {
        if (!holds_in(target.valid, month)) continue;
        assessments.push_back(TRY(assess_target(snapshot, target, month, outcomes)));
    }
    for (const model::Assignment& assignment : snapshot.model->assignments) {
        if (holds_in(assignment.valid, month)) assessments.push_back(assess_assignment(snapshot.state, assignment, month));
    }
    return assessments;
}

}  // namespace tertial::engine
