#include "engine/worked_out_rows.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "engine/initiative_outcomes.hpp"

namespace tertial::engine {
namespace {

using base::Result;

WorkedOutRow assessment_row(const Assessment& assessment, base::Month month) {
    WorkedOutRow row;
    row.codes = {{"month", base::format_month(month)},     {"unit", assessment.unit()}, {"goal_area", assessment.goal_area()},
                 {"kind", std::string(assessment.kind())}, {"level", assessment.level}, {"item", assessment.item()}};
    row.place = assessment.target != nullptr ? assessment.target->place : assessment.assignment->place;
    if (assessment.judgement != nullptr) row.entry_position = assessment.judgement->position;
    return row;
}

WorkedOutRow initiative_row(const model::Model& model, const State& state, const model::Initiative& initiative, base::Month month) {
    const Judgement* judgement = state.judgement_of(JudgedKind::initiative, initiative.id, initiative.unit, month);
    const std::string level = judgement == nullptr ? std::string(domain::not_assessed_id) : judgement->level;
    WorkedOutRow row;
    row.codes = {{"month", base::format_month(month)},
                 {"unit", initiative.unit},
                 {"initiative", initiative.id},
                 {"kind", initiative.kind},
                 {"parent", initiative.parent},
                 {"effect_group", initiative.effect_group},
                 {"level", level}};
    if (initiative.full_year_effect_ore) row.wholes["full_year_effect"] = *initiative.full_year_effect_ore;
    for (const model::InitiativeYear& of_year : model.initiative_years) {
        if (of_year.initiative != initiative.id || of_year.year != month.year()) continue;
        if (of_year.effect_ore) row.wholes["year_effect"] = *of_year.effect_ore;
        if (of_year.target_ore) row.wholes["year_target"] = *of_year.target_ore;
    }
    row.place = initiative.place;
    if (judgement != nullptr) row.entry_position = judgement->position;
    return row;
}

std::string shows_id(model::InitiativeMethod::Shows shows) {
    switch (shows) {
        case model::InitiativeMethod::Shows::cost_level: return "cost_level";
        case model::InitiativeMethod::Shows::income_level: return "income_level";
        case model::InitiativeMethod::Shows::effect: break;
    }
    return "effect";
}

/// Rows hold whole öre: what was raised by a price, or is a part of a year, is rounded here, once.
base::Done keep_ore(WorkedOutRow& row, const char* field, const std::optional<base::Rational>& ore) {
    if (!ore) return base::Nothing{};
    const base::Int128 whole = TRY(base::rounded(*ore, 0));
    if (whole > std::numeric_limits<std::int64_t>::max() || whole < std::numeric_limits<std::int64_t>::min()) {
        return base::make_issue("number_is_too_large", "åtgärdens utfall ryms inte i ett belopp", "kontrollera beloppen i filerna", row.place);
    }
    row.wholes[field] = static_cast<std::int64_t>(whole);
    return base::Nothing{};
}

Result<WorkedOutRow> outcome_row(const Snapshot& snapshot, const InitiativeOutcome& outcome, base::Month month) {
    const model::Initiative& initiative = *snapshot.model->find_initiative(outcome.method->initiative);
    WorkedOutRow row = initiative_row(*snapshot.model, snapshot.state, initiative, month);
    row.wholes.clear();
    row.codes["shows"] = shows_id(outcome.method->shows);
    row.codes["overlaps_with"] = base::joined(outcome.overlaps_with, " ");
    row.place = outcome.method->place;
    if (outcome.method->shows != model::InitiativeMethod::Shows::effect) {
        TRY(keep_ore(row, "outturn", outcome.outturn));
        TRY(keep_ore(row, "reference", outcome.reference));
    }
    TRY(keep_ore(row, "effect", outcome.effect));
    TRY(keep_ore(row, "counted_effect", outcome.counted_effect));
    TRY(keep_ore(row, "expected_effect", outcome.expected_effect));
    return row;
}

WorkedOutRow step_row(const model::InitiativeStep& step, const model::Initiative& initiative, base::Month month) {
    WorkedOutRow row;
    row.codes = {
        {"month", base::format_month(month)}, {"unit", initiative.unit}, {"step", step.id}, {"initiative", step.initiative}, {"package", step.package}};
    row.wholes["gross_effect"] = step.gross_effect_ore;
    row.place = step.place;
    return row;
}

WorkedOutRow forecast_row(const Forecast& forecast, base::Month month) {
    WorkedOutRow row;
    row.codes = {{"month", base::format_month(month)},           {"unit", forecast.unit},       {"line", forecast.line},
                 {"round", base::format_period(forecast.round)}, {"measure", forecast.measure}, {"before_measures", forecast.before_measures ? "yes" : "no"}};
    for (const auto& [field, amount] : {std::pair("low", forecast.low_ore), {"point", forecast.point_ore}, {"high", forecast.high_ore}}) {
        if (amount) row.wholes[field] = *amount;
    }
    row.entry_position = forecast.position;
    return row;
}

/// For the month's year, in a round that was over by then.
bool is_given_by(const Forecast& forecast, base::Month month) { return forecast.year == month.year() && forecast.round.last <= month; }

/// The newest forecast of what an object will have cost in the month's year; nullptr where nobody has given one.
const Forecast* investment_forecast(const State& state, const model::Investment& investment, base::Month month) {
    const Forecast* newest = nullptr;
    for (const Forecast& forecast : state.forecasts) {
        if (forecast.investment != investment.id || !forecast.point_ore || !is_given_by(forecast, month)) continue;
        if (newest == nullptr || newest->round.last <= forecast.round.last) newest = &forecast;
    }
    return newest;
}

WorkedOutRow investment_row(const State& state, const model::Investment& investment, base::Month month) {
    WorkedOutRow row;
    row.codes = {{"month", base::format_month(month)}, {"unit", investment.unit}, {"object", investment.id}, {"block", investment.block}};
    if (investment.total_budget_ore) row.wholes["total_budget"] = *investment.total_budget_ore;
    row.place = investment.place;
    if (const Forecast* forecast = investment_forecast(state, investment, month)) {
        row.wholes["forecast"] = *forecast->point_ore;
        row.entry_position = forecast->position;
    }
    return row;
}

/// The newest of each unit, line and kind of forecast for the month's year, among the rounds that were over by then.
std::vector<WorkedOutRow> forecast_rows(const State& state, base::Month month) {
    std::map<std::tuple<std::string, std::string, std::string, bool>, const Forecast*> newest;
    for (const Forecast& forecast : state.forecasts) {
        if (!is_given_by(forecast, month) || !forecast.investment.empty()) continue;
        const Forecast*& kept = newest[{forecast.unit, forecast.line, forecast.measure, forecast.before_measures}];
        if (kept == nullptr || kept->round.last <= forecast.round.last) kept = &forecast;
    }
    std::vector<WorkedOutRow> rows;
    for (const auto& [key, forecast] : newest) rows.push_back(forecast_row(*forecast, month));
    return rows;
}

int class_of_code(const domain::FieldClasses& key, const std::string* code) {
    if (code == nullptr) return 0;
    auto found = std::lower_bound(key.class_of_code.begin(), key.class_of_code.end(), *code,
                                  [](const auto& entry, const std::string& wanted) { return entry.first < wanted; });
    return found != key.class_of_code.end() && found->first == *code ? found->second : 0;
}

int class_of(const domain::FieldClasses& key, const WorkedOutRow& row) {
    if (!key.by_threshold) return class_of_code(key, row.code_of(key.field));
    auto value = row.whole_of(key.field);
    if (!value) return 0;
    return 1 + static_cast<int>(std::upper_bound(key.thresholds.begin(), key.thresholds.end(), *value) - key.thresholds.begin());
}

void add_row(const domain::AggregateQuery& query, const WorkedOutRow& row, domain::AggregateRow& group) {
    ++group.row_count;
    for (std::size_t index = 0; index < query.sums.size(); ++index) {
        auto value = row.whole_of(query.sums[index]);
        if (!value) continue;
        group.sums[index] += *value;
        ++group.present_counts[index];
    }
}

}  // namespace

const std::string* WorkedOutRow::code_of(const std::string& field) const {
    auto found = codes.find(field);
    return found == codes.end() || found->second.empty() ? nullptr : &found->second;
}

std::optional<std::int64_t> WorkedOutRow::whole_of(const std::string& field) const {
    auto found = wholes.find(field);
    return found == wholes.end() ? std::nullopt : std::optional(found->second);
}

Result<std::vector<WorkedOutRow>> worked_out_rows(const Snapshot& snapshot, const model::DataSet& data_set, base::Month month, const Outcomes& outcomes) {
    std::vector<WorkedOutRow> rows;
    switch (data_set.origin) {
        case model::RowOrigin::delivered: break;
        case model::RowOrigin::assessments: {
            std::vector<Assessment> assessments = TRY(assess_month(snapshot, month, outcomes));
            for (const Assessment& assessment : assessments) rows.push_back(assessment_row(assessment, month));
            break;
        }
        case model::RowOrigin::initiatives:
            for (const model::Initiative& initiative : snapshot.model->initiatives) {
                if (initiative.is_under_way(month)) rows.push_back(initiative_row(*snapshot.model, snapshot.state, initiative, month));
            }
            break;
        case model::RowOrigin::initiative_steps:
            for (const model::InitiativeStep& step : snapshot.model->initiative_steps) {
                const model::Initiative& initiative = *snapshot.model->find_initiative(step.initiative);
                if (initiative.is_under_way(month)) rows.push_back(step_row(step, initiative, month));
            }
            break;
        case model::RowOrigin::initiative_outcomes: {
            std::vector<InitiativeOutcome> measured = TRY(measure_initiatives(snapshot, month, outcomes));
            for (const InitiativeOutcome& outcome : measured) rows.push_back(TRY(outcome_row(snapshot, outcome, month)));
            break;
        }
        case model::RowOrigin::investments:
            for (const model::Investment& investment : snapshot.model->investments) {
                bool is_open = investment.first_year <= month.year() && month.year() <= investment.last_year;
                if (is_open) rows.push_back(investment_row(snapshot.state, investment, month));
            }
            break;
        case model::RowOrigin::forecasts: return forecast_rows(snapshot.state, month);
    }
    return rows;
}

Result<std::vector<domain::AggregateRow>> answer_query(const Snapshot& snapshot, const domain::AggregateQuery& query, const Outcomes& outcomes) {
    using GroupKey = std::tuple<std::vector<int>, std::optional<std::int64_t>, std::optional<std::string>>;
    const model::DataSet& data_set = *snapshot.model->find_data_set(query.data_set);
    std::vector<domain::AggregateRow> groups;
    for (base::Month month : query.months) {
        std::map<GroupKey, domain::AggregateRow> group_of;
        std::vector<WorkedOutRow> rows = TRY(worked_out_rows(snapshot, data_set, month, outcomes));
        for (const WorkedOutRow& row : rows) {
            GroupKey key;
            auto& [classes, value, text] = key;
            for (const domain::FieldClasses& field : query.keys) classes.push_back(class_of(field, row));
            if (query.histogram_field) value = row.whole_of(*query.histogram_field);
            if (query.distinct_field) {
                const std::string* code = row.code_of(*query.distinct_field);
                if (code == nullptr) continue;
                text = *code;
            }
            const std::size_t sum_count = query.sums.size();
            domain::AggregateRow empty{month, classes, value, text, std::vector<base::Int128>(sum_count), std::vector<std::int64_t>(sum_count), 0};
            add_row(query, row, group_of.try_emplace(key, std::move(empty)).first->second);
        }
        for (auto& [key, group] : group_of) groups.push_back(std::move(group));
    }
    return groups;
}

figures::Coverage whole_coverage(const Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures) {
    figures::Coverage coverage = snapshot.coverage();
    for (const figures::BoundFigure& figure : figures) {
        for (const figures::BoundAtom& atom : figure.atoms) {
            if (snapshot.model->find_data_set(atom.data_set)->origin == model::RowOrigin::delivered) continue;
            coverage.months_by_data_set[atom.data_set].insert(atom.months.begin(), atom.months.end());
        }
    }
    return coverage;
}

Result<std::vector<std::string>> counted_outcomes(const Snapshot& snapshot, const figures::BoundFigure& figure, const Outcomes& outcomes) {
    std::vector<std::string> addresses;
    for (const figures::BoundAtom& atom : figure.atoms) {
        const model::RowOrigin origin = snapshot.model->find_data_set(atom.data_set)->origin;
        for (base::Month month : atom.months) {
            if (origin == model::RowOrigin::initiative_outcomes) {
                std::vector<InitiativeOutcome> measured = TRY(measure_initiatives(snapshot, month, outcomes));
                for (const InitiativeOutcome& outcome : measured) {
                    const WorkedOutRow row = TRY(outcome_row(snapshot, outcome, month));
                    if (atom.part_of(month, row) != nullptr) addresses.insert(addresses.end(), outcome.addresses.begin(), outcome.addresses.end());
                }
            }
            if (origin != model::RowOrigin::assessments) continue;
            std::vector<Assessment> assessments = TRY(assess_month(snapshot, month, outcomes));
            for (const Assessment& assessment : assessments) {
                if (assessment.outcome && atom.part_of(month, assessment_row(assessment, month)) != nullptr) addresses.push_back(assessment.outcome->address);
            }
        }
    }
    return addresses;
}

}  // namespace tertial::engine
