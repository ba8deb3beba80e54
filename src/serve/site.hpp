// What every handler works with: the workspace, the report that `/` shows, and what is kept between requests.
// Shared by the worker threads. The workspace's log and query engine allow that, the caches lock, and the rest never changes.
#pragma once

#include "engine/make_report.hpp"
#include "engine/workspace.hpp"
#include "serve/report_cache.hpp"
#include "serve/serve.hpp"
#include "serve/snapshot_cache.hpp"

namespace tertial::serve {

inline constexpr std::size_t kept_reports_bytes_max = std::size_t{128} << 20;

struct Site {
    Site(engine::Workspace& served, engine::ReportTools report_tools, ServedReport front_report)
        : workspace(served), tools(std::move(report_tools)), front(std::move(front_report)), snapshots(served), reports(kept_reports_bytes_max) {}

    engine::Workspace& workspace;
    const engine::ReportTools tools;
    const ServedReport front;
    SnapshotCache snapshots;
    ReportCache reports;
};

}  // namespace tertial::serve
