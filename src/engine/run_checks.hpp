// Runs the checks that the model declares over files that have been read and stored beside, as if they were in force: each check asks
// the facts its question, and judges the answer.
#pragma once

#include <string>
#include <vector>

#include "engine/state.hpp"

namespace tertial::engine {

/// A delivered file by the path it came from; its delivery is in force in the state that is judged.
struct JudgedFile {
    std::string path;
    std::string delivery;
    const model::Mapping* mapping = nullptr;
};

/// Warnings and errors, as each check says, placed in the file whose month they are about.
struct CheckedFiles {
    base::Issues issues;
};
base::Result<CheckedFiles> run_checks(Workspace& workspace, const Snapshot& as_if, const std::vector<JudgedFile>& files);

/// The control totals beside a file against what it gave. 0 and no issues if there is no such file.
struct ControlledTotals {
    std::size_t line_count = 0;
    base::Issues issues;
};
base::Result<ControlledTotals> check_control_totals(Workspace& workspace, const Snapshot& as_if, const JudgedFile& file);

}  // namespace tertial::engine
