// Workbooks of Excel and its kin (.xlsx, .xlsm, .xltx) as tables: one sheet, its head found, its rows as records of exact text. Formulas are
// never computed: the value that was saved with one is read, and one without is a fault, as is a cell that shows an error.
//
// Merged cells below the head are read as they stand: the value in the first, nothing in the others.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/zip.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {

[[nodiscard]] bool looks_like_zip(std::string_view first_bytes);
/// A workbook with a password, or one in the binary form from before 2007 (.xls).
[[nodiscard]] bool looks_like_ole(std::string_view first_bytes);
/// Issue `format_is_not_supported` for such a file.
[[nodiscard]] base::Issue ole_is_not_supported(const std::string& shown_file);

/// Issues `table_is_not_in_the_file`, `table_is_ambiguous` (several sheets fit equally well), `table_has_no_head`,
/// `format_is_not_supported`, `container_is_not_readable`, `container_is_too_large`, `xml_is_not_readable`, and those of the file.
base::Result<std::unique_ptr<SourceTable>> open_xlsx_table(const std::string& path, const TableOptions& options);
base::Result<std::unique_ptr<SourceTable>> open_xlsx_table(base::ZipContainer container, const TableOptions& options);

}  // namespace tertial::intake
