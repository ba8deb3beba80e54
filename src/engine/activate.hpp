// Use case: a model version becomes true. Its files are kept by content in the workspace, and one entry activates them.
#pragma once

#include "engine/workspace.hpp"
#include "model/model.hpp"

namespace tertial::engine {

struct Activation {
    std::string model_hash;
    std::int64_t position = 0;
    bool changed = false;  ///< false: this version was active already
};

/// Reads and checks the whole model, definitions included; all issues at once.
base::Result<model::Model> read_checked_model(const std::string& folder);
base::Result<Activation> activate_model(Workspace& workspace, const std::string& folder);

}  // namespace tertial::engine
