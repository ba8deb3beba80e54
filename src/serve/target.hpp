// The request target taken apart: path segments and query parameters, decoded once and only here.
// What is not clean UTF-8 without control characters is refused, so that no later step meets it.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::serve {

struct Target {
    std::vector<std::string> segments;  ///< "/reports/a/b" → reports, a, b; none for "/"
    std::map<std::string, std::string> parameters;
};

/// In a query "+" is a space, as in HTML forms, and "%2B" a plus. Issues `target_is_not_readable`, `parameter_is_given_twice`.
base::Result<Target> parse_target(std::string_view target);

/// The path alone, as it was sent, for logs and for choosing the form of an error before the target has been read.
[[nodiscard]] std::string_view path_of(std::string_view target);

}  // namespace tertial::serve
