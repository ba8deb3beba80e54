// Which error codes the program can raise, read from its source text, and which of them no sample can show.
// Knows code by its look only: a code is a sentence in snake_case that stands where issues are made, or that has a verb in its middle.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace tertial::errors {

/// Code → the files that hold it, below src and synth.
std::map<std::string, std::vector<std::string>> find_raised_codes(const std::string& project_folder);

/// A line of without_sample.txt: `code | reason | test file or -`.
struct WithoutSample {
    std::string code;
    std::string reason;
    std::string test_file;  ///< empty if no test provokes it either
};
std::vector<WithoutSample> read_without_sample(const std::string& path);

}  // namespace tertial::errors
