// Runs the steps of a case file against a workspace of its own, which holds the region's model and only what the case delivers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cases/case_file.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::cases {

class CaseRun {
public:
    CaseRun() : workspace_(proofs::make_empty_workspace(folder_.path() + "/workspace")) {}

    /// What the step gives: for a figure or a check the lines of its table, or of its issues; for the others the issues, if any.
    std::vector<std::string> run(const Step& step);

private:
    std::vector<std::string> deliver(const std::string& name, const std::vector<std::string>& lines);
    std::vector<std::string> withdraw(const std::string& words);
    std::vector<std::string> figure(const std::string& words);

    proofs::TemporaryFolder folder_;
    std::unique_ptr<engine::Workspace> workspace_;
    std::string last_question_;  ///< of the last figure, from " by " on
};

}  // namespace tertial::cases
