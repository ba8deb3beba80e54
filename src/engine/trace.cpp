#include "engine/trace.hpp"

#include <algorithm>
#include <map>
#include <memory>

#include "base/text.hpp"
#include "engine/source_file.hpp"
#include "engine/worked_out_rows.hpp"

namespace tertial::engine {
namespace {

using base::Result;

class Tracing {
public:
    Tracing(Workspace& workspace, const Snapshot& snapshot, std::int64_t offset, std::int64_t limit)
        : workspace_(workspace), snapshot_(snapshot), offset_(offset), limit_(limit), kept_sources_(workspace, snapshot) {}

    base::Done add_stored(const figures::BoundAtom& atom, std::size_t part) {
        for (const figures::AtomPart& rows : atom.parts) TRY(add_stored_rows(atom, rows, part));
        return base::Nothing{};
    }

    base::Done add_stored_rows(const figures::BoundAtom& atom, const figures::AtomPart& rows, std::size_t part) {
        FilesInForce in_force = files_in_force(workspace_, snapshot_.state, atom.data_set);
        if (in_force.files.empty()) return base::Nothing{};
        facts::FactEngine* engine = TRY(workspace_.facts());
        std::int64_t skipped = std::max<std::int64_t>(0, offset_ - trace.line_count);
        std::int64_t wanted = limit_ - static_cast<std::int64_t>(trace.lines.size());
        auto found = TRY(engine->find_lines(figures::row_filter(rows), in_force.files, skipped, std::max<std::int64_t>(0, wanted)));
        trace.line_count += found.line_count;
        for (const domain::SourceLine& line : found.lines) {
            const AcceptedDelivery& delivery = *in_force.deliveries[line.file_index];
            auto& source = open_sources_[delivery.delivery];
            if (!source) source = TRY(kept_sources_.open(delivery));
            std::string text = TRY(source->record_text(line.line));
            trace.columns_of_file[delivery.file_hash] = source->column_names();
            std::vector<std::string> fields = TRY(source->record_values(line.line));
            trace.lines.push_back({delivery.file_name, delivery.file_hash, line.line, std::move(text), std::move(fields), part});
        }
        return base::Nothing{};
    }

    base::Done add_worked_out(const figures::BoundAtom& atom, const Outcomes& outcomes, std::size_t part) {
        const model::DataSet& data_set = *snapshot_.model->find_data_set(atom.data_set);
        for (base::Month month : atom.months) {
            std::vector<WorkedOutRow> rows = TRY(worked_out_rows(snapshot_, data_set, month, outcomes));
            for (const WorkedOutRow& row : rows) {
                if (atom.part_of(month, row) != nullptr) TRY(add_words(row, part));
            }
        }
        return base::Nothing{};
    }

    Trace trace;

private:
    /// The model's own line, and what a person said of it: both decide the row.
    base::Done add_words(const WorkedOutRow& row, std::size_t part) {
        if (!row.place.file.empty() && is_next_asked_for()) {
            std::string text = TRY(model_line(row.place));
            add_line(row.place.file, snapshot_.state.model_hash, row.place.line, std::move(text), part);
        }
        if (row.entry_position > 0 && is_next_asked_for()) {
            std::string text = TRY(entry_line(row.entry_position));
            add_line("loggboken", snapshot_.state.head.hash, row.entry_position, std::move(text), part);
        }
        return base::Nothing{};
    }

    /// Counts the line that comes next, and tells whether it is among those that are wanted.
    bool is_next_asked_for() {
        bool is_wanted = trace.line_count >= offset_ && static_cast<std::int64_t>(trace.lines.size()) < limit_;
        ++trace.line_count;
        return is_wanted;
    }

    Result<std::string> entry_line(std::int64_t position) const {
        auto entries = TRY(workspace_.log().entries(position, position));
        base::Json told = {{"kind", entries.at(0).kind}, {"at", entries.at(0).at}, {"actor", entries.at(0).actor}};
        if (entries.at(0).body) told["body"] = *entries.at(0).body;
        return told.dump(-1, ' ', false, base::Json::error_handler_t::replace);
    }

    void add_line(const std::string& file_name, const std::string& hash, std::int64_t line, std::string text, std::size_t part) {
        trace.columns_of_file[hash] = {"text"};
        std::vector<std::string> fields = {text};
        trace.lines.push_back({file_name, hash, line, std::move(text), std::move(fields), part});
    }

    Result<std::string> model_line(const base::Place& place) {
        auto found = model_lines_.find(place.file);
        if (found == model_lines_.end()) {
            std::string text = TRY(base::read_file(workspace_.model_folder(snapshot_.state.model_hash) + "/" + place.file));
            found = model_lines_.emplace(place.file, base::split(text, '\n')).first;
        }
        auto index = static_cast<std::size_t>(place.line - 1);
        return index < found->second.size() ? found->second[index] : std::string();
    }

    Workspace& workspace_;
    const Snapshot& snapshot_;
    std::int64_t offset_;
    std::int64_t limit_;
    KeptSources kept_sources_;
    std::map<std::string, std::unique_ptr<intake::Source>> open_sources_;  ///< by delivery
    std::map<std::string, std::vector<std::string>> model_lines_;
};

}  // namespace

Result<Trace> trace_figure(Workspace& workspace, const Snapshot& snapshot, const ComputedFigure& computed, std::int64_t offset, std::int64_t limit) {
    Tracing tracing(workspace, snapshot, offset, limit);
    Outcomes outcomes = outcomes_of(TRY(compute_outcomes(workspace, snapshot, computed.bound, facts::UseAggregates::yes)));
    for (std::size_t part = 0; part < computed.bound.atoms.size(); ++part) {
        const figures::BoundAtom& atom = computed.bound.atoms[part];
        if (snapshot.model->find_data_set(atom.data_set)->origin == model::RowOrigin::delivered) {
            TRY(tracing.add_stored(atom, part));
        } else {
            TRY(tracing.add_worked_out(atom, outcomes, part));
        }
    }
    return std::move(tracing.trace);
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
