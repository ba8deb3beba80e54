#include "engine/compute.hpp"

#include <algorithm>

#include "engine/worked_out_rows.hpp"
#include "figures/parse.hpp"
#include "figures/written_out.hpp"

namespace tertial::engine {
namespace {

/// Aggregates answer if the query asks only for kept dimensions and every file in force has them beside it.
facts::UseAggregates decide(const figures::Plan& plan, std::size_t query_index, const FilesInForce& in_force, facts::UseAggregates wanted) {
    if (wanted == facts::UseAggregates::no || !plan.answerable_from_aggregates[query_index]) return facts::UseAggregates::no;
    bool all_have_them = std::all_of(in_force.files.begin(), in_force.files.end(), has_aggregates);
    return all_have_them ? facts::UseAggregates::yes : facts::UseAggregates::no;
}

/// Files that hold at least one of the months that are asked for; the others need not be opened.
FilesInForce files_for(const Workspace& workspace, const Snapshot& snapshot, const domain::AggregateQuery& query) {
    FilesInForce all = files_in_force(workspace, snapshot.state, query.data_set);
    FilesInForce needed;
    for (std::size_t index = 0; index < all.files.size(); ++index) {
        const auto& months = all.files[index].months;
        bool overlaps =
            std::any_of(months.begin(), months.end(), [&](base::Month month) { return std::binary_search(query.months.begin(), query.months.end(), month); });
        if (!overlaps) continue;
        needed.files.push_back(all.files[index]);
        needed.deliveries.push_back(all.deliveries[index]);
    }
    return needed;
}

base::Result<figures::QueryResults> run_queries(Workspace& workspace, const Snapshot& snapshot, const figures::Plan& plan, facts::UseAggregates use,
                                                const Outcomes& outcomes) {
    figures::QueryResults results;
    for (std::size_t index = 0; index < plan.queries.size(); ++index) {
        if (snapshot.model->find_data_set(plan.queries[index].data_set)->origin != model::RowOrigin::delivered) {
            results.push_back(TRY(answer_query(snapshot, plan.queries[index], outcomes)));
            continue;
        }
        FilesInForce in_force = files_for(workspace, snapshot, plan.queries[index]);
        if (in_force.files.empty()) {
            results.emplace_back();
            continue;
        }
        facts::FactEngine* engine = TRY(workspace.facts());
        results.push_back(TRY(engine->run(plan.queries[index], in_force.files, decide(plan, index, in_force, use))));
    }
    return results;
}

base::Result<std::vector<ComputedFigure>> compute_planned(Workspace& workspace, const Snapshot& snapshot, std::vector<figures::BoundFigure> bound,
                                                          facts::UseAggregates use, const Outcomes& outcomes) {
    figures::Plan plan = figures::plan_figures(*snapshot.model, bound);
    figures::Coverage coverage = whole_coverage(snapshot, bound);
    figures::QueryResults results = TRY(run_queries(workspace, snapshot, plan, use, outcomes));
    std::vector<figures::AtomValue> values = figures::evaluate_atoms(plan, results, coverage);
    std::vector<ComputedFigure> computed;
    for (figures::BoundFigure& figure : bound) {
        std::vector<const figures::AtomValue*> own;
        for (const figures::BoundAtom& atom : figure.atoms) own.push_back(&values[plan.index_of_atom.at(atom.key())]);
        domain::Figure evaluated = TRY(figures::evaluate_figure(*snapshot.model, figure, own, coverage));
        ComputedFigure& added = computed.emplace_back();
        for (const figures::AtomValue* value : own) added.atoms.push_back(*value);
        added.figure = std::move(evaluated);
    }
    // The plan pointed into `bound`; it is done with, so the figures can move.
    for (std::size_t index = 0; index < computed.size(); ++index) computed[index].bound = std::move(bound[index]);
    return computed;
}

}  // namespace

base::Result<std::vector<ComputedFigure>> compute_figures(Workspace& workspace, const Snapshot& snapshot, std::vector<figures::BoundFigure> bound,
                                                          facts::UseAggregates use) {
    // Figures over assessments and measured initiatives come second: the outcomes decide their rows.
    std::vector<figures::BoundFigure> first = TRY(bind_outcomes(snapshot, bound)), second;
    if (first.empty()) return compute_planned(workspace, snapshot, std::move(bound), use, {});
    std::size_t outcome_count = first.size();
    std::vector<bool> is_second;
    for (figures::BoundFigure& figure : bound) {
        is_second.push_back(rests_on_outcomes(*snapshot.model, figure));
        (is_second.back() ? second : first).push_back(std::move(figure));
    }
    std::vector<ComputedFigure> computed_first = TRY(compute_figures(workspace, snapshot, std::move(first), use));
    Outcomes outcomes = outcomes_of(computed_first);
    std::vector<ComputedFigure> computed_second = TRY(compute_planned(workspace, snapshot, std::move(second), use, outcomes));
    std::vector<ComputedFigure> computed;
    auto next_first = computed_first.begin() + static_cast<std::ptrdiff_t>(outcome_count), next_second = computed_second.begin();
    for (bool from_second : is_second) computed.push_back(std::move(from_second ? *next_second++ : *next_first++));
    return computed;
}

base::Result<std::vector<ComputedFigure>> compute_outcomes(Workspace& workspace, const Snapshot& snapshot, const figures::BoundFigure& figure,
                                                           facts::UseAggregates use) {
    std::vector<figures::BoundFigure> outcomes = TRY(bind_outcomes(snapshot, {figure}));
    return compute_figures(workspace, snapshot, std::move(outcomes), use);
}

std::map<std::string, domain::Figure> outcomes_of(const std::vector<ComputedFigure>& computed) {
    std::map<std::string, domain::Figure> outcomes;
    for (const ComputedFigure& one : computed) outcomes[one.figure.address] = one.figure;
    return outcomes;
}

base::Result<ComputedFigure> compute_figure(Workspace& workspace, const Snapshot& snapshot, const figures::Address& address, facts::UseAggregates use) {
    figures::Address dated = address;
    dated.as_of = snapshot.state.head.position;
    std::vector<figures::BoundFigure> bound;
    bound.push_back(TRY(figures::bind_figure(*snapshot.model, dated)));
    auto computed = TRY(compute_figures(workspace, snapshot, std::move(bound), use));
    return std::move(computed.front());
}

base::Result<std::vector<ComputedFigure>> compute_terms(Workspace& workspace, const Snapshot& snapshot, const ComputedFigure& computed,
                                                        facts::UseAggregates use) {
    std::vector<figures::BoundFigure> bound;
    for (const figures::Address& address : figures::terms_of(*snapshot.model, computed.bound.address)) {
        auto term = figures::bind_figure(*snapshot.model, address);
        if (term.ok()) bound.push_back(std::move(term.value()));
    }
    std::vector<ComputedFigure> all = TRY(compute_outcomes(workspace, snapshot, computed.bound, use));
    if (all.empty()) return compute_figures(workspace, snapshot, std::move(bound), use);
    Outcomes by_address = outcomes_of(all);
    std::vector<std::string> counted = TRY(counted_outcomes(snapshot, computed.bound, by_address));
    std::erase_if(all, [&](const ComputedFigure& outcome) { return std::find(counted.begin(), counted.end(), outcome.figure.address) == counted.end(); });
    return all;
}

base::Result<figures::Address> read_question(const std::string& expression, const std::string& unit, const std::string& period) {
    const base::Place place{"uttrycket", 1, 0};
    if (unit.empty() && period.empty() && expression.find('@') == std::string::npos) {
        return base::make_issue("address_is_not_readable", "enhet och period saknas",
                                "lägg till --unit och --period, till exempel --unit HSN --period 2026-T1, eller skriv hela adressen: uttryck@enhet:period",
                                place);
    }
    if (unit.empty() && period.empty()) return figures::parse_address(expression, place);
    if (unit.empty() || period.empty()) {
        return base::make_issue("address_is_not_readable", "både --unit och --period behövs", "till exempel --unit HSN --period 2026-T1");
    }
    figures::Address address;
    address.expression = TRY(figures::parse_expression(expression, place));
    address.unit = unit;
    address.period = TRY(base::parse_period(period));
    return address;
}

base::Result<Snapshot> snapshot_for(Workspace& workspace, const figures::Address& address) { return load_snapshot(workspace, address.as_of); }

base::Result<std::vector<std::string>> query_texts(Workspace& workspace, const Snapshot& snapshot, const std::vector<figures::BoundFigure>& bound,
                                                   facts::UseAggregates use) {
    figures::Plan plan = figures::plan_figures(*snapshot.model, bound);
    std::vector<std::string> texts;
    for (std::size_t index = 0; index < plan.queries.size(); ++index) {
        FilesInForce in_force = files_for(workspace, snapshot, plan.queries[index]);
        facts::FactEngine* engine = TRY(workspace.facts());
        texts.push_back(engine->query_text(plan.queries[index], in_force.files, decide(plan, index, in_force, use)));
    }
    return texts;
}

}  // namespace tertial::engine
