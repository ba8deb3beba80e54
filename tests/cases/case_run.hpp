// Runs the steps of a case file against a workspace of its own, which holds the region's model and only what the case delivers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cases/case_file.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::cases {

/// What must not matter to any figure.
struct Configuration {
    const char* name = "plain";
    int threads = 0;
    bool reopens = false;     ///< the workspace is closed and opened between the steps
    bool reverses = false;    ///< the rows of a file come in the other order
    bool supersedes = false;  ///< each file is delivered without its last row first, and then whole
};

class CaseRun {
public:
    explicit CaseRun(const Configuration& configuration)
        : configuration_(configuration), workspace_(proofs::make_empty_workspace(folder_.path() + "/workspace", configuration.threads)) {}

    /// What the step gives: for a figure or a check the lines of its table, or of its issues; for the others the issues, if any.
    std::vector<std::string> run(const Step& step);

private:
    std::vector<std::string> deliver(const std::string& name, const std::vector<std::string>& lines);
    std::vector<std::string> enter(const std::string& name, const std::vector<std::string>& lines);
    std::vector<std::string> withdraw(const std::string& words);
    std::vector<std::string> figure(const std::string& words);

    Configuration configuration_;
    proofs::TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
    std::string last_question_;  ///< of the last figure, from " by " on
};

}  // namespace tertial::cases
