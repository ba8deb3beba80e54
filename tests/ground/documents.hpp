// The checks of documents: what a Markdown file says exists, exists. Looks at the world through `World` alone, so that a test
// can give it a small one.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "ground/project_tree.hpp"

namespace tertial::ground {

struct World {
    std::function<bool(const std::string&)> has;  ///< a path of the project
    std::set<std::string> top_folders;
    std::set<std::string> programs;                                   ///< what the build makes in build/bin
    std::map<std::string, std::set<std::string>> options_of_command;  ///< tertial's commands
    std::map<std::string, std::set<std::string>> options_of_script;   ///< "./run" and the like
    std::map<std::string, std::set<std::string>> anchors_of_document;
};

World project_world();

/// Links, paths in code spans, and commands in code spans and shell blocks.
Findings check_document(const std::string& path, std::string_view text, const World& world);

/// A table of tests: every cell that holds `tests/…_test.cpp` must name a file, and `Suite.name` spans after it a test of that file.
Findings check_named_tests(const std::string& path, std::string_view text, const std::function<std::string(const std::string&)>& text_of);

/// Words that the glossary refuses: the code spans of the column "Refused".
std::set<std::string> refused_words(std::string_view glossary);
/// Identifiers of code that are made with one of them.
Findings check_words(const std::string& path, std::string_view code, const std::set<std::string>& refused);

}  // namespace tertial::ground
