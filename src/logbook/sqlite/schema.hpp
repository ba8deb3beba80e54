// The stored form of the SQLite logbook: creates it in a new file, and recognises it in one that exists. schema.cpp opens
// with the format. Never touches entries.
#pragma once

#include "base/result.hpp"
#include "logbook/sqlite/connection.hpp"

namespace tertial::logbook {

/// Makes an empty file a logbook; leaves a logbook as it is. Safe beside another process that does the same.
base::Done create_schema(const Connection& connection);
/// Issues `file_is_not_a_logbook` and `logbook_has_another_version`.
base::Done check_schema(const Connection& connection);
/// What every connection must set before use: WAL, full synchronisation, foreign keys, overwriting of what is erased.
base::Done set_connection_up(const Connection& connection);

}  // namespace tertial::logbook
