// The states that were asked for last, by log position. A state at a position never changes, so it can be kept and shared
// between threads; what the head is must be asked anew for every request, which is cheap.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>

#include "engine/state.hpp"

namespace tertial::serve {

using SharedSnapshot = std::shared_ptr<const engine::Snapshot>;

class SnapshotCache {
public:
    explicit SnapshotCache(engine::Workspace& workspace) : workspace_(workspace) {}

    /// As of the position, or of the head at this moment. Safe to call from several threads; they wait while one reads.
    base::Result<SharedSnapshot> find_or_load(std::optional<std::int64_t> position);

private:
    engine::Workspace& workspace_;
    std::mutex mutex_;
    std::deque<SharedSnapshot> kept_;  ///< the latest used first
};

}  // namespace tertial::serve
