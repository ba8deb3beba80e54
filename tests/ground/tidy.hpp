// The house rules that a machine can judge. One function, text in and findings out; the rules are tables in tidy.cpp.
#pragma once

#include <string>
#include <string_view>

#include "ground/project_tree.hpp"

namespace tertial::ground {

/// Whatever holds for every text file: no paths of one machine, no addresses of registries, no merge marks.
Findings check_any_file(const std::string& path, std::string_view text);
/// What holds for code in C++, JavaScript and CSS: size of files and lines, no tabs, no notes to be done later.
Findings check_code_file(const std::string& path, std::string_view text);
/// What holds for C++ besides: header prefaces, length of functions, banned calls and types.
Findings check_cpp_file(const std::string& path, std::string_view text);
/// Words that say nothing, in the name of a file or folder.
Findings check_file_name(const std::string& path);

}  // namespace tertial::ground
