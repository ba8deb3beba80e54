// The finished program run for real, on a workspace with one data set: what the tests of faults and of kills start from.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace tertial::faults {

using Arguments = std::vector<std::string>;
using Environment = std::vector<std::pair<std::string, std::string>>;

/// `status` is that of the process, or 128 and the signal that ended it.
struct Ended {
    int status = 0;
    std::string output;
};

/// Starts the program. Standard output and standard error go to output.txt and errors.txt in the folder.
[[nodiscard]] pid_t start(const std::filesystem::path& folder, const Arguments& arguments, const Environment& environment = {});
/// Waits for its end.
[[nodiscard]] Ended wait_for(pid_t child, const std::filesystem::path& folder);
/// Runs the program to its end.
Ended run(const std::filesystem::path& folder, const Arguments& arguments, const Environment& environment = {});

void write_text(const std::filesystem::path& path, const std::string& text);
/// A model with one unit R, the data set `cost` (period, unit, amount) and its sum `cost_total`.
void write_small_model(const std::filesystem::path& folder);

}  // namespace tertial::faults
