// Opens a file as a table in the format that its first bytes show: CSV, JSON Lines, XLSX or SIE. The names of files are no proof of
// what they hold, and are not asked.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "intake/sie_table.hpp"
#include "intake/source.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {

enum class FileFormat { csv, json_lines, sie, xlsx, parquet };

/// What the mapping says of the file's form.
[[nodiscard]] TableOptions table_options(const model::Mapping& mapping, const std::string& shown_file);

/// Names are shown in findings and warnings, so none may hold a person number: a file without names gives its first record for them.
/// Issue `person_number_is_refused`.
base::Done look_through_names(const SourceTable& table, const std::string& shown_file);

/// Opens one file as tables, as often as there are mappings to try. What all of them share is found out once.
class FileOpener {
public:
    /// Issues of files that cannot be opened.
    static base::Result<FileOpener> create(const std::string& path);
    [[nodiscard]] FileFormat format() const { return format_; }
    /// Any format but Parquet, whose rows a query engine gives. Issues of the format's reader.
    base::Result<std::unique_ptr<SourceTable>> open(const TableOptions& options);

private:
    FileOpener(std::string path, FileFormat format) : path_(std::move(path)), format_(format) {}

    std::string path_;
    FileFormat format_;
    std::map<std::string, std::shared_ptr<const SieFile>> sie_files_;  ///< by the encoding that was asked for
};

/// A whole file of any format but Parquet as rows of a data set: all steps from path to rows.
base::Result<std::unique_ptr<Source>> open_file(const std::string& path, const model::Model& model, ReadPlan plan);

}  // namespace tertial::intake
