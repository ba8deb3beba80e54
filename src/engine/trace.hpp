// Use case: trace. The source lines beneath a figure, and the proof: the figure computed again from the kept source files alone.
#pragma once

#include <map>

#include "base/json.hpp"
#include "engine/compute.hpp"

namespace tertial::engine {

/// A line of a source file; of what is worked out, an entry of the logbook ("loggboken", its position) or a line of a file of the model.
struct TracedLine {
    std::string file_name;
    std::string file_hash;
    std::int64_t line = 0;
    std::string text;                 ///< the record as it stands in the source file, as UTF-8
    std::vector<std::string> fields;  ///< the same, split as the file's head is
    std::size_t part = 0;             ///< which atom of the figure it belongs to
};

struct Trace {
    std::vector<TracedLine> lines;
    std::map<std::string, std::vector<std::string>> columns_of_file;  ///< by file hash: the names in the file's head
    std::int64_t line_count = 0;                                      ///< in all, over every part
};

/// At most `limit` lines from `offset`, part by part, in the order of file and line.
base::Result<Trace> trace_figure(Workspace& workspace, const Snapshot& snapshot, const ComputedFigure& computed, std::int64_t offset, std::int64_t limit);

/// The trace as JSON (docs/formats/figure.md): lines from `offset` on, and how many there are in all.
[[nodiscard]] base::Json trace_json(const Snapshot& snapshot, const ComputedFigure& computed, const Trace& trace, std::int64_t offset);

/// What came out when the recipes were followed by hand: every kept source file is parsed again, row by row, without the query engine.
struct Verification {
    std::size_t figure_count = 0;
    std::size_t row_count = 0;  ///< source rows read
    base::Issues differences;   ///< `figure_differs_from_its_source`, one per figure
};
base::Result<Verification> verify_figures(Workspace& workspace, const Snapshot& snapshot, const std::vector<ComputedFigure>& computed);

}  // namespace tertial::engine
