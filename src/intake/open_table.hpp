// Opens a file as a table in the format that its first bytes show: CSV, JSON Lines, XLSX or SIE. The names of files are no proof of
// what they hold, and are not asked.
#pragma once

#include <memory>
#include <string>

#include "intake/source.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {

enum class FileFormat { csv, json_lines, sie, xlsx, parquet };

/// By the file's first bytes. Issues of files that cannot be opened.
base::Result<FileFormat> find_format(const std::string& path);

/// What the mapping says of the file's form.
[[nodiscard]] TableOptions table_options(const model::Mapping& mapping, const std::string& shown_file);

/// Names are shown in findings and warnings, so none may hold a person number: a file without names gives its first record for them.
/// Issue `person_number_is_refused`.
base::Done look_through_names(const SourceTable& table, const std::string& shown_file);

/// Any format but Parquet, whose rows a query engine gives (see RowTable). Issues of the format's reader.
base::Result<std::unique_ptr<SourceTable>> open_table(const std::string& path, FileFormat format, const TableOptions& options);

/// A whole file of any format but Parquet as rows of a data set: all steps from path to rows.
base::Result<std::unique_ptr<Source>> open_file(const std::string& path, const model::Model& model, ReadPlan plan);

}  // namespace tertial::intake
