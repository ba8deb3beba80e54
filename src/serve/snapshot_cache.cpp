#include "serve/snapshot_cache.hpp"

#include <algorithm>

namespace tertial::serve {
namespace {

/// Head, and some that open pages from before the last delivery still ask for.
constexpr std::size_t kept_max = 4;

}  // namespace

base::Result<SharedSnapshot> SnapshotCache::find_or_load(std::optional<std::int64_t> position) {
    std::int64_t wanted = position ? *position : TRY(workspace_.log().head()).position;
    std::lock_guard guard(mutex_);
    auto found = std::find_if(kept_.begin(), kept_.end(), [&](const SharedSnapshot& snapshot) { return snapshot->state.head.position == wanted; });
    if (found != kept_.end()) {
        std::rotate(kept_.begin(), found, found + 1);
        return kept_.front();
    }
    kept_.push_front(std::make_shared<const engine::Snapshot>(TRY(engine::load_snapshot(workspace_, wanted))));
    if (kept_.size() > kept_max) kept_.pop_back();
    return kept_.front();
}

}  // namespace tertial::serve
