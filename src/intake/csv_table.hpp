// Delimited text as a table: encoding, delimiter and the line of the column names are found out, unless they are told; the body is
// split in parts that can be read in parallel (RFC 4180 quoting).
#pragma once

#include <memory>
#include <string>

#include "intake/source_table.hpp"

namespace tertial::intake {

/// Issues `file_is_not_found`, `file_is_empty`, `text_is_not_readable` (UTF-16), `file_has_too_many_columns`.
base::Result<std::unique_ptr<SourceTable>> open_csv_table(const std::string& path, const TableOptions& options);

/// "semikolon", "komma", "tabb", "lodstreck".
[[nodiscard]] std::string_view delimiter_words(char delimiter);

}  // namespace tertial::intake
