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

/// The class of a code: 0 for every code that the query does not ask for.
int class_of(const domain::FieldClasses& key, const std::string* code) {
    if (code == nullptr) return 0;
    auto found = std::lower_bound(key.class_of_code.begin(), key.class_of_code.end(), *code,
                                  [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
    return found != key.class_of_code.end() && found->first == *code ? found->second : 0;
}

}  // namespace

std::set<base::Month> assessed_months(const model::Model& model, const std::vector<figures::BoundFigure>& figures) {
    std::set<base::Month> months;
    for (const figures::BoundFigure& figure : figures) {
        for (const figures::BoundAtom& atom : figure.atoms) {
            if (model.find_data_set(atom.data_set)->is_assessments) months.insert(atom.months.begin(), atom.months.end());
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

AssessmentRow::AssessmentRow(const Assessment& assessment, base::Month month)
    : codes_{{"month", base::format_month(month)},
             {"unit", assessment.unit()},
             {"goal_area", assessment.goal_area()},
             {"kind", std::string(assessment.kind())},
             {"level", std::string(domain::level_id(assessment.level))},
             {"item", assessment.item()}} {}

const std::string* AssessmentRow::code_of(const std::string& field) const {
    auto found = codes_.find(field);
    return found == codes_.end() || found->second.empty() ? nullptr : &found->second;
}

Result<std::vector<domain::AggregateRow>> count_assessments(const Snapshot& snapshot, const domain::AggregateQuery& query, const Outcomes& outcomes) {
    std::vector<domain::AggregateRow> rows;
    for (base::Month month : query.months) {
        std::map<std::vector<int>, std::int64_t> counts;
        std::vector<Assessment> assessments = TRY(assess_month(snapshot, month, outcomes));
        for (const Assessment& assessment : assessments) {
            AssessmentRow row(assessment, month);
            std::vector<int> classes;
            for (const domain::FieldClasses& key : query.keys) classes.push_back(class_of(key, row.code_of(key.field)));
            ++counts[classes];
        }
        for (const auto& [classes, count] : counts) rows.push_back({month, classes, std::nullopt, {}, {}, count});
    }
    return rows;
}

figures::Coverage coverage_with_assessments(const Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures) {
    figures::Coverage coverage = snapshot.coverage();
    for (const model::DataSet& data_set : snapshot.model->data_sets) {
        if (data_set.is_assessments) coverage.months_by_data_set[data_set.id] = assessed_months(*snapshot.model, figures);
    }
    return coverage;
}

Result<std::vector<std::string>> counted_outcomes(const Snapshot& snapshot, const figures::BoundFigure& figure, const Outcomes& outcomes) {
    std::vector<std::string> addresses;
    for (const figures::BoundAtom& atom : figure.atoms) {
        if (!snapshot.model->find_data_set(atom.data_set)->is_assessments) continue;
        for (base::Month month : atom.months) {
            std::vector<Assessment> assessments = TRY(assess_month(snapshot, month, outcomes));
            for (const Assessment& assessment : assessments) {
                if (assessment.outcome && figures::passes(*atom.predicate, AssessmentRow(assessment, month))) addresses.push_back(assessment.outcome->address);
            }
        }
    }
    return addresses;
}

}  // namespace tertial::engine
