#include "engine/check.hpp"

#include <set>

#include "base/text.hpp"
#include "base/whole_file.hpp"
#include "engine/compute.hpp"
#include "engine/initiative_outcomes.hpp"
#include "facts/delivery_files.hpp"

namespace tertial::engine {
namespace {

base::Issue finding(std::string code, std::string message, std::string hint, std::string file) {
    return {std::move(code), {std::move(file), 0, 0}, std::move(message), std::move(hint), base::Severity::warning};
}

void check_gaps(const Snapshot& snapshot, base::Issues& findings) {
    for (const auto& [data_set, months] : snapshot.coverage().months_by_data_set) {
        if (months.empty()) continue;
        for (base::Month month = *months.begin(); month < *months.rbegin(); month = month.plus(1)) {
            if (months.contains(month)) continue;
            findings.push_back(finding("slice_is_missing", snapshot.model->find_data_set(data_set)->label + " saknar " + base::format_month(month),
                                       "leverera månaden, också om den är tom", data_set));
        }
    }
}

void check_files(const Workspace& workspace, const State& state, base::Issues& findings) {
    for (const AcceptedDelivery& delivery : state.deliveries) {
        if (delivery.months_in_force.empty()) continue;
        std::string rows = facts::rows_path(workspace.delivery_folder(delivery.data_set, delivery.delivery));
        if (!base::file_exists(rows))
            findings.push_back(finding("facts_are_missing", "raderna för " + delivery.file_name + " finns inte på disken",
                                       "återställ mappen facts från säkerhetskopian, eller återta leveransen och leverera filen igen", rows));
        std::string path = workspace.source_path(delivery.kept_hash);
        auto source = base::MappedFile::open(path);
        if (!source.ok() || base::file_hash(source.value().bytes()) != delivery.kept_hash) {
            findings.push_back(
                finding("source_is_damaged", "källfilen " + delivery.file_name + " saknas eller har ändrats", "återställ från säkerhetskopian", path));
        }
    }
}

/// In the last month that is delivered of what they are measured in.
base::Done check_overlaps(Workspace& workspace, const Snapshot& snapshot, base::Issues& findings) {
    const figures::Coverage coverage = snapshot.coverage();
    std::set<base::Month> months;
    for (const model::InitiativeMethod& method : snapshot.model->initiative_methods) {
        auto delivered = coverage.months_by_data_set.find(method.data_set);
        if (delivered != coverage.months_by_data_set.end() && !delivered->second.empty()) months.insert(*delivered->second.rbegin());
    }
    for (base::Month month : months) {
        std::vector<figures::BoundFigure> needed = TRY(bind_measured(snapshot, month));
        const Outcomes outcomes = outcomes_of(TRY(compute_figures(workspace, snapshot, std::move(needed), facts::UseAggregates::yes)));
        std::vector<InitiativeOutcome> measured = TRY(measure_initiatives(snapshot, month, outcomes));
        for (const InitiativeOutcome& outcome : measured) {
            if (outcome.overlaps_with.empty()) continue;
            findings.push_back(finding("initiative_has_overlap",
                                       outcome.method->initiative + " mäts delvis i samma rader som " + base::joined(outcome.overlaps_with, ", ") +
                                           "; det gemensamma räknas en gång, hos den som står först",
                                       "avgränsa konton eller enheter i initiative_methods.csv, om det inte är meningen", "initiative_methods.csv"));
        }
    }
    return base::Nothing{};
}

}  // namespace

base::Result<Findings> check_workspace(Workspace& workspace) {
    Snapshot snapshot = TRY(load_snapshot(workspace));
    TRY(workspace.log().verify());
    base::Issues findings;
    for (const model::DataSet& data_set : snapshot.model->data_sets) {
        if (data_set.origin == model::RowOrigin::delivered && !snapshot.coverage().months_by_data_set.contains(data_set.id)) {
            findings.push_back(finding("data_set_is_not_delivered", data_set.label + " har ingen leverans", "leverera " + data_set.id, data_set.id));
        }
    }
    check_gaps(snapshot, findings);
    check_files(workspace, snapshot.state, findings);
    // Where rows cannot be read the other findings are told all the same.
    if (auto overlaps = check_overlaps(workspace, snapshot, findings); !overlaps.ok()) {
        for (base::Issue issue : overlaps.issues()) {
            issue.severity = base::Severity::warning;
            findings.push_back(std::move(issue));
        }
    }
    base::sort_issues(findings);
    return Findings{std::move(findings)};
}

}  // namespace tertial::engine
