// Runs one program to its end with a time limit and keeps what it wrote on stderr. It gets no standard input, and its standard
// output is thrown away. Never goes through a shell. Used by render_pdf.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace tertial::render {

struct ProcessEnd {
    int exit_status = 0;  ///< -1 if it was stopped by a signal
    bool is_timed_out = false;
    std::string error_text;  ///< the first 64 KiB of stderr
};

/// Issue `program_is_not_started` if the program does not exist or may not be run.
[[nodiscard]] base::Result<ProcessEnd> run_program(const std::vector<std::string>& arguments, int time_limit_ms);

}  // namespace tertial::render
