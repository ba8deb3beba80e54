// Reads money, whole numbers and decimals as integers with a scale. Exact or an error: a digit too many is never rounded away.
// Accepts −, – and - as minus, and spaces (also no-break ones) between well-formed groups of three digits.
#pragma once

#include <cstdint>
#include <string_view>

namespace tertial::intake {

enum class NumberFault { none, not_readable, out_of_range };

struct ParsedNumber {
    std::int64_t value = 0;
    NumberFault fault = NumberFault::none;
};

/// value × 10^scale. `text` is trimmed and not empty.
[[nodiscard]] ParsedNumber parse_number(std::string_view text, char decimal_mark, int scale);

}  // namespace tertial::intake
