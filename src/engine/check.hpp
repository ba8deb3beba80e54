// Use case: what is odd in a workspace: slices that are missing inside a data set's run of months, files that have gone missing,
// source files that no longer match their hash. Findings are warnings; nothing is changed.
#pragma once

#include "engine/state.hpp"

namespace tertial::engine {

/// Warnings, sorted; empty where all is well.
struct Findings {
    base::Issues warnings;
};

base::Result<Findings> check_workspace(Workspace& workspace);

}  // namespace tertial::engine
