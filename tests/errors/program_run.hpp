// Runs one of the finished programs to its end, as a user would. Never through a shell, and never longer than a minute.
#pragma once

#include <string>
#include <vector>

namespace tertial::errors {

struct Ended {
    int status = 0;  ///< exit status; 128 and the signal's number where one ended it
    std::string out, err;
};

/// `words` begins with the program's path. What the program prints goes by files in `folder`. Of Tertial's own variables it sees those of
/// `environment` only.
Ended run_program(std::vector<std::string> words, const std::string& folder, const std::vector<std::string>& environment);

/// The bytes of a file; empty if it is not there.
std::string read_text(const std::string& path);

}  // namespace tertial::errors
