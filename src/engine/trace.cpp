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
            trace.columns_of_file[delivery.file_hash] = source->column_names();
            std::vector<std::string> fields = source->split_record(text);
            trace.lines.push_back({delivery.file_name, delivery.file_hash, line.line, std::move(text), std::move(fields), part});
        }
    }
    return trace;
}

base::Json trace_json(const Snapshot& snapshot, const ComputedFigure& computed, const Trace& trace, std::int64_t offset) {
    base::Json rows = base::Json::array(), files = base::Json::object();
    for (const TracedLine& line : trace.lines) {
        files[line.file_hash] = {{"file", line.file_name}, {"columns", trace.columns_of_file.at(line.file_hash)}};
        rows.push_back(
            {{"file", line.file_name}, {"file_hash", line.file_hash}, {"line", line.line}, {"text", line.text}, {"fields", line.fields}, {"part", line.part}});
    }
    return {{"address", computed.figure.address},
            {"as_of", snapshot.state.head.position},
            {"offset", offset},
            {"row_count", trace.line_count},
            {"files", files},
            {"rows", rows}};
}

}  // namespace tertial::engine
