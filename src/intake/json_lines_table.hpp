// JSON Lines (jsonlines.org) as a table: one flat object per line, UTF-8. Keys are columns; a key that a line lacks has no value there.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "intake/source_table.hpp"

namespace tertial::intake {

/// The columns are the keys of the first records, and those that are wanted. Issues of the file, and `file_has_too_many_columns`.
base::Result<std::unique_ptr<SourceTable>> open_json_lines_table(const std::string& path, const TableOptions& options);

/// True if the first letter that is no blank opens an object.
[[nodiscard]] bool looks_like_json_lines(std::string_view first_bytes);

}  // namespace tertial::intake
