// The logbook in one SQLite file, for one machine. Several processes and threads may read and write the same file: writers
// take turns, and a reader never waits. The file must lie on a local disk. The stored form is told in schema.cpp.
#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "logbook/logbook.hpp"

namespace tertial::logbook {

enum class Create { no, yes };

/// Opens the log at `path`; with Create::yes a log that is not there is made, empty. Issues `logbook_is_missing`,
/// `file_is_not_a_logbook`, `logbook_has_another_version`, `logbook_is_not_writable`, `logbook_is_busy`, `logbook_is_damaged`.
base::Result<std::unique_ptr<Logbook>> open_sqlite_logbook(const std::string& path, Create create);

}  // namespace tertial::logbook
