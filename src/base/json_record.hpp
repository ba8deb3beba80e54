// One flat JSON object, as a line of JSON Lines holds it, value by value, without building a tree. Numbers keep the digits that they
// were written with: none passes through a floating-point number.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace tertial::base {

/// Calls `take(key, value)` for each member in order; null is an empty value, true and false are words. Returns what is wrong with the
/// object in Swedish, after the members before it; empty if nothing is.
[[nodiscard]] std::string read_json_record(std::string_view text, const std::function<void(const std::string& key, std::string_view value)>& take);

}  // namespace tertial::base
