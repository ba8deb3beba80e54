// Workspaces of earlier versions, brought to the one that this program writes. One step for each version; each can be cut short at
// any moment and made again, and none changes what a figure comes to. docs/formats/workspace.md says what each version meant.
#pragma once

#include <string>

#include "base/result.hpp"

namespace tertial::engine {

inline constexpr int workspace_version = 2;

/// Whether `upgrade_workspace` knows the way from there.
[[nodiscard]] bool can_upgrade_workspace(int version);

/// Under the workspace's lock, which the caller holds. `path` is absolute. Afterwards the files are those of `workspace_version`; that
/// the marker says so is left to the caller. Issues `file_is_not_readable`, `file_is_not_writable`.
base::Done upgrade_workspace(const std::string& path, int version);

}  // namespace tertial::engine
