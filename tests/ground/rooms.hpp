// The rooms and who may include whom: the direction of dependencies as a table, and the check that reads #include lines.
// Knows nothing of what the code does.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ground/project_tree.hpp"

namespace tertial::ground {

struct Include {
    std::string header;
    bool is_angled = false;
    std::size_t line = 0;
};

std::vector<Include> read_includes(std::string_view text);

/// The room of a path: "facts" for src/facts/duckdb/sql.cpp, "synth" for synth/main.cpp; empty outside src and synth.
std::string room_of(std::string_view path);
std::vector<std::string> room_names();

/// Every include of a file under src or synth that the tables do not allow.
Findings check_includes(const std::string& path, std::string_view text);

}  // namespace tertial::ground
