#include "engine/assessments.hpp"

#include <algorithm>

#include "figures/written_out.hpp"

namespace tertial::engine {
namespace {

using base::Result;

bool holds_in(const base::Period& valid, base::Month month) { return valid.first <= month && month <= valid.last; }

Result<Assessment> assess_target(const State& state, const model::Target& target, base::Month month, const domain::Figure& outcome) {
    Assessment assessment;
    assessment.target = &target;
    assessment.outcome = outcome;
    assessment.computed = TRY(domain::assess(outcome.value, target.value));
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

std::set<base::Month> assessed_months(const model::Model& model, const std::vector<figures::BoundFigure>& figures) {
    std::set<base::Month> months;
    for (const figures::BoundFigure& figure : figures) {
        for (const figures::BoundAtom& atom : figure.atoms) {
            if (model.find_data_set(atom.data_set)->origin == model::RowOrigin::assessments) months.insert(atom.months.begin(), atom.months.end());
        }
    }
    return months;
}

Result<std::vector<figures::BoundFigure>> bind_outcomes(const Snapshot& snapshot, const std::set<base::Month>& months) {
    std::vector<figures::BoundFigure> bound;
    for (base::Month month : months) {
        for (const model::Target& target : snapshot.model->targets) {
            if (!holds_in(target.valid, month)) continue;
            bound.push_back(TRY(figures::bind_figure(*snapshot.model, figures::outcome_address(target, month, snapshot.state.head.position), target.place)));
        }
    }
    return bound;
}

Result<std::vector<Assessment>> assess_month(const Snapshot& snapshot, base::Month month, const Outcomes& outcomes) {
    std::vector<Assessment> assessments;
    for (const model::Target& target : snapshot.model->targets) {
        if (!holds_in(target.valid, month)) continue;
        const domain::Figure& outcome = outcomes.at(figures::format_address(figures::outcome_address(target, month, snapshot.state.head.position)));
        assessments.push_back(TRY(assess_target(snapshot.state, target, month, outcome)));
    }
    for (const model::Assignment& assignment : snapshot.model->assignments) {
        if (holds_in(assignment.valid, month)) assessments.push_back(assess_assignment(snapshot.state, assignment, month));
    }
    return assessments;
}

}  // namespace tertial::engine
