// Control totals that the source system gives in a file beside the delivered one: how many rows it sent, and what they sum to, for the
// whole file or per account, unit or month. A trial balance per account is one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "intake/checks/delivery_check.hpp"
#include "model/mapping.hpp"

namespace tertial::intake::checks {

/// `FILE.control` beside FILE.
inline constexpr std::string_view control_suffix = ".control";
inline constexpr std::size_t control_bytes_max = std::size_t{16} << 20;

struct ControlLine {
    std::int64_t line = 0;
    std::vector<std::string> values;                  ///< by field; empty: rows without a value
    std::optional<std::int64_t> row_count;            ///< nothing: not told
    std::vector<std::optional<base::Int128>> sums{};  ///< by measure, in base units and with the signs of the data set
};

struct ControlTotals {
    std::vector<std::string> fields;  ///< `_month` where the period field is named
    std::vector<std::string> measures;
    std::vector<ControlLine> lines;
};

/// Semicolons, one head and a line per total. A head is a field by its name, its label or what the mapping calls it, or Rader; amounts
/// are in the source's own signs and scale, and are turned as the mapping turns the rows. Issues `control_file_is_not_readable`.
base::Result<ControlTotals> read_control_totals(std::string_view text, const std::string& file, const model::DataSet& data_set, const model::Mapping& mapping);

/// What was counted against what was told; both ways. `groups` are sums by the totals' fields over the whole file.
[[nodiscard]] base::Issues compare_control_totals(const ControlTotals& totals, const std::vector<domain::RowGroup>& groups, const model::DataSet& data_set,
                                                  const std::string& control_file, const std::string& file);

}  // namespace tertial::intake::checks
