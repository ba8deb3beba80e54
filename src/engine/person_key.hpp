// The key of the keyed hash, read from a file of its own: outside the workspace, so that nobody who has the workspace or a copy of it has the
// key, and closed to everybody but its owner.
#pragma once

#include <string>

#include "base/result.hpp"
#include "intake/keyed_hash.hpp"

namespace tertial::engine {

/// The file holds hex digits (openssl rand -hex 32), or else the key's own bytes. Issues, all that apply at once: `person_key_is_not_found`,
/// `person_key_is_in_the_workspace`, `person_key_is_open_to_others`, `person_key_is_too_short`, and those of a file that cannot be read.
base::Result<intake::PersonKey> read_person_key(const std::string& path, const std::string& workspace_path);

}  // namespace tertial::engine
