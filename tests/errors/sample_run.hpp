// Runs a sample through the real programs, in a folder of its own, and tells what came of it.
// Never judges: errors_test.cpp compares. One Runner prepares the workspace once; each sample works on a fresh copy.
#pragma once

#include <string>

#include "errors/sample.hpp"

namespace tertial::errors {

struct Ran {
    Expected got;
    bool state_is_untouched = true;  ///< every file of the workspace is, after the last run, as it was before it
    std::string trouble;             ///< why the sample could not be run to its end; empty if it could
};

class Runner {
public:
    /// `base_folder` holds model/ and sources/. Check `trouble()` before use.
    explicit Runner(std::string base_folder);
    ~Runner();
    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    [[nodiscard]] const std::string& trouble() const { return trouble_; }
    /// May be called from several threads.
    [[nodiscard]] Ran run(const Sample& sample) const;

private:
    std::string base_folder_;
    std::string folder_;
    std::string trouble_;
};

}  // namespace tertial::errors
