// A problem of a delivery as one row of the full list: a CSV that opens in a spreadsheet, whatever the source's values are.
#pragma once

#include <string>

#include "base/result.hpp"

namespace tertial::intake {

struct Problem {
    std::string file;
    std::string sheet;  ///< empty where a file is one table
    std::int64_t line = 0;
    std::string column;
    std::string value;  ///< as read; empty where it must not be kept
    std::string rule;   ///< the issue's code
    base::Severity severity = base::Severity::error;
    std::string message;
    std::string hint;
};

/// An issue of the file as a whole.
[[nodiscard]] Problem problem_of(const base::Issue& issue);

/// With a line break. Semicolons, as Swedish spreadsheets expect.
[[nodiscard]] std::string problem_list_head();
[[nodiscard]] std::string format_problem(const Problem& problem);

}  // namespace tertial::intake
