// Which HTTP status an issue answers with: one table for all routes. What is not in it is a fault of ours.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace tertial::serve {

inline constexpr int status_internal = 500;

[[nodiscard]] int status_of(std::string_view issue_code);
/// A fault of ours outweighs the rest; otherwise the first issue decides.
[[nodiscard]] int status_of(const base::Issues& issues);

/// Every code of the table, in its order.
[[nodiscard]] std::vector<std::string_view> known_issue_codes();

}  // namespace tertial::serve
