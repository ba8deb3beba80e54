// A file in the form of kept_records.hpp as a table: what `trace` and its kin read in place of the source that came.
#pragma once

#include <memory>
#include <string>

#include "intake/source_table.hpp"

namespace tertial::intake {

/// `value_form` is that of the source which came. Issues of the file, and `source_is_damaged` for one of another form.
base::Result<std::unique_ptr<SourceTable>> open_kept_table(const std::string& path, ValueForm value_form, const TableOptions& options);

}  // namespace tertial::intake
