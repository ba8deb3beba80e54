// Which reports another state of the workspace would change: those that people have written for, by the figures that come out otherwise.
#pragma once

#include <string>
#include <vector>

#include "engine/state.hpp"

namespace tertial::engine {

struct ChangedReport {
    std::string name;
    std::string unit;
    base::Period period;
    std::size_t figure_count = 0;
    std::size_t changed_count = 0;
    bool can_be_made = true;  ///< false: something that it must show is missing then
};

/// A template, with each unit and period that someone has written for: of several templates that have the slots, the one that has most of them. Reports
/// that come out the same are left out.
base::Result<std::vector<ChangedReport>> find_changed_reports(Workspace& workspace, const Snapshot& before, const Snapshot& after);

/// "hsn-tertial för HSN 2026-T1 (12 av 1 396 tal)".
[[nodiscard]] std::string changed_report_words(const ChangedReport& report);

}  // namespace tertial::engine
