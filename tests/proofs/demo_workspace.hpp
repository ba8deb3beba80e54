// Workspaces for the proofs: the demo's source files made by tertial-synth and delivered once, and copied into as many workspaces as a
// proof wants. When all proofs are run they share what prepare_demo.cpp has made in TERTIAL_PREPARED_DEMO; a proof run by hand makes its
// own. Every folder is removed at the end. The clock is counted, so that two runs write the same entries.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/deliver.hpp"
#include "engine/make_report.hpp"
#include "engine/workspace.hpp"

namespace tertial::proofs {

/// The project's folder, and the program that makes the demo's sources.
std::string project_folder();
std::string model_folder();

/// The workspaces' clock, later than anything that the demo says. One second passes each time someone looks.
std::string counted_clock();

/// The value, or the end of the program with the issues.
template <class T>
T require(base::Result<T> result);
[[noreturn]] void give_up_with(const base::Issues& issues);

class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Makes the demo's source files in `folder`/source, and in `folder`/workspace what `make_workspace` gives copies of.
void make_demo(const std::string& folder);
/// The demo's source files. Shared by all proofs and never changed by one: copy what is to be changed.
const std::string& demo_sources();
/// Full paths, sorted.
std::vector<std::string> files_in(const std::string& folder);

struct WorkspaceOptions {
    std::string sources;  ///< empty: the demo's
    int threads = 0;
    facts::UseAggregates aggregates = facts::UseAggregates::yes;
};

/// A workspace in `folder` with a model alone: the region's, or another.
std::unique_ptr<engine::Workspace> make_empty_workspace(const std::string& folder, int threads = 0, const std::string& model = model_folder());
/// A workspace in `folder` with the region's model, the sources and the demo's entries. A copy, unless the options ask for another
/// delivery than the demo's own.
std::unique_ptr<engine::Workspace> make_workspace(const std::string& folder, const WorkspaceOptions& options = {});
/// Opens what the demo's people have closed, so that a later file need not be told what it changes.
void open_periods(engine::Workspace& workspace);
std::unique_ptr<engine::Workspace> open_workspace(const std::string& folder, int threads = 0);
std::vector<engine::Receipt> deliver(engine::Workspace& workspace, const std::vector<std::string>& paths,
                                     facts::UseAggregates aggregates = facts::UseAggregates::yes);

/// hsn-tertial for HSN and 2026-T1.
engine::ReportRequest hsn_report();
engine::MadeReport make_hsn_report(engine::Workspace& workspace, const engine::ReportRequest& request = hsn_report());
/// An address without its log position, so that figures of two positions can be laid side by side.
std::string without_position(const std::string& address);

/// Where the typesetter and the chart library lie; nothing where they are not installed.
std::optional<engine::ReportTools> installed_tools();
/// The page, with its chart drawn where the chart library is installed, else with the chart's table alone.
std::string report_html(const engine::MadeReport& made);

// ---- Inline ---------------------------------------------------------------------------------------------------------

template <class T>
T require(base::Result<T> result) {
    if (!result.ok()) give_up_with(result.issues());
    return std::move(result).value();
}

}  // namespace tertial::proofs
