// The door from a RowSource into DuckDB: a table function `source_rows(id)` that reads the parts of a registered source, one
// reader per thread, and sums the measures as they stream by. It knows neither where rows come from nor where they go.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "base/result.hpp"
#include "base/row_source.hpp"
#include "facts/duckdb/connection.hpp"
#include "facts/facts.hpp"

namespace tertial::facts::duckdb {

/// One source on its way in. Lives as long as the statement that reads it.
struct SourceStream {
    base::RowSource* source = nullptr;
    const StopFlag* stop = nullptr;
    std::vector<std::size_t> measure_columns;
    std::atomic<std::size_t> next_part{0};

    std::mutex mutex;  ///< guards what follows: the totals of the parts that are at their end
    std::int64_t row_count = 0;
    std::vector<base::Int128> sums;
};

/// The streams that statements may name, by id. Shared by all connections of an engine.
class SourceStreams {
public:
    base::Done register_function(const Connection& connection);
    std::int64_t add(SourceStream& stream);
    void remove(std::int64_t id);
    [[nodiscard]] SourceStream* find(std::int64_t id);

private:
    std::mutex mutex_;
    std::map<std::int64_t, SourceStream*> streams_;
    std::int64_t last_id_ = 0;
};

}  // namespace tertial::facts::duckdb
