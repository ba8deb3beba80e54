// The one door to JSON. Object keys keep their order, so the same value always prints the same bytes.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

#include "base/result.hpp"

namespace tertial::base {

using Json = nlohmann::ordered_json;

/// Issue `json_is_not_readable` with line and column. `file` only names the place. Depth is limited.
Result<Json> parse_json(std::string_view text, const std::string& file = {});

[[nodiscard]] Json to_json(const Issue& issue);
[[nodiscard]] Json to_json(const Issues& issues);

}  // namespace tertial::base
