#include "engine/trace.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "intake/csv_reader.hpp"

namespace tertial::engine {
namespace {

using base::Result;

/// Opens the kept source of a delivery by the mapping of the active model. The file's bytes are checked against the hash by the caller's figures.
Result<std::unique_ptr<intake::CsvSource>> open_kept(const Workspace& workspace, const Snapshot& snapshot, const AcceptedDelivery& delivery) {
    intake::ReadPlan plan;
    plan.data_set = snapshot.model->find_data_set(delivery.data_set);
    plan.mapping = snapshot.model->mapping_of(delivery.data_set);
    plan.shown_file = delivery.file_name;
    return intake::open_csv(workspace.source_path(delivery.file_hash), *snapshot.model, plan);
}

}  // namespace

Result<Trace> trace_figure(Workspace& workspace, const Snapshot& snapshot, const ComputedFigure& computed, std::int64_t offset, std::int64_t limit) {
    Trace trace;
    facts::FactEngine* engine = TRY(workspace.facts());
    std::map<std::string, std::unique_ptr<intake::CsvSource>> open_sources;
    for (std::size_t part = 0; part < computed.bound.atoms.size(); ++part) {
        const figures::BoundAtom& atom = computed.bound.atoms[part];
        FilesInForce in_force = files_in_force(workspace, snapshot.state, atom.data_set);
        if (in_force.files.empty()) continue;
        std::int64_t skipped = std::max<std::int64_t>(0, offset - trace.line_count);
        std::int64_t wanted = limit - static_cast<std::int64_t>(trace.lines.size());
        auto found = TRY(engine->find_lines(figures::row_filter(*snapshot.model, atom), in_force.files, skipped, std::max<std::int64_t>(0, wanted)));
        trace.line_count += found.line_count;
        for (const domain::SourceLine& line : found.lines) {
            const AcceptedDelivery& delivery = *in_force.deliveries[line.file_index];
            auto& source = open_sources[delivery.delivery];
            if (!source) source = TRY(open_kept(workspace, snapshot, delivery));
            std::string text = TRY(source->record_text(line.line));
            trace.lines.push_back({delivery.file_name, delivery.file_hash, line.line, std::move(text), part});
        }
    }
    return trace;
}

}  // namespace tertial::engine
