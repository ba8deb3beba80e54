// The project's own files as a reader of the repository meets them, and how a broken ground rule is reported.
// What is built, fetched or made by the demo is left out. Read once; never written.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tertial::ground {

struct ProjectFile {
    std::string path;  ///< from the project's folder, with '/'
    std::string text;
};

/// Every text file, sorted by path.
const std::vector<ProjectFile>& project_files();
/// The text of one file; empty if there is none.
const std::string& project_text(const std::string& path);
/// A file or folder of the project, pictures included.
bool project_has(const std::string& path);

/// One place where a rule is broken.
struct Finding {
    std::string path;
    std::size_t line = 0;
    std::string what;
    friend bool operator==(const Finding&, const Finding&) = default;
};
using Findings = std::vector<Finding>;

/// One line per finding, for a failed assertion.
std::string format_findings(const Findings& findings);
void append(Findings& findings, Findings more);

std::vector<std::string_view> lines_of(std::string_view text);
bool has_ending(std::string_view path, std::initializer_list<std::string_view> endings);
/// The last part of a path.
std::string_view file_name(std::string_view path);

}  // namespace tertial::ground
