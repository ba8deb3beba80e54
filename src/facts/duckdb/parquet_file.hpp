// A Parquet file that another system has written, as rows of text. It is read by an engine of its own that may see no other folder.
#pragma once

#include <memory>
#include <string>

#include "facts/facts.hpp"

namespace tertial::facts::duckdb {

base::Result<std::unique_ptr<TextRows>> open_parquet_file(const std::string& path, const EngineOptions& options);

}  // namespace tertial::facts::duckdb
