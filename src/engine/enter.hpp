// Use case: take in what people have written (comments, assessments, forecasts …) from a file of entries. All of them or none.
#pragma once

#include "engine/workspace.hpp"

namespace tertial::engine {

struct Entered {
    std::size_t entry_count = 0;
    std::size_t known_count = 0;  ///< already in the log word for word, and left alone
    std::int64_t position = 0;
};

base::Result<Entered> enter_file(Workspace& workspace, const std::string& path);

}  // namespace tertial::engine
