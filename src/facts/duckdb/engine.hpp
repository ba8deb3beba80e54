// The fact engine on DuckDB, in process. Opened once per process: locked down (no fetched code, no files outside the given
// folders, no changed settings) and safe to use from several threads, since each question has a connection of its own.
#pragma once

#include <memory>

#include "facts/facts.hpp"

namespace tertial::facts {

/// Issue `fact_engine_does_not_start`. Folders need not exist yet, but a symbolic link in an allowed folder leads out of it:
/// the caller answers for what lies there.
base::Result<std::unique_ptr<FactEngine>> open_duckdb_engine(const EngineOptions& options);

}  // namespace tertial::facts
