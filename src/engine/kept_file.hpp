// What the workspace keeps of a file whose mapping replaces persons by keyed hashes: not the file, but its records with the hashes in place
// of what they were made from (intake/kept_records.hpp). The file as it came is only ever read.
#pragma once

#include <string>

#include "engine/deliver.hpp"
#include "engine/workspace.hpp"
#include "intake/keyed_hash.hpp"
#include "intake/source.hpp"

namespace tertial::engine {

struct KeptFile {
    const intake::PersonKey* key = nullptr;  ///< null: the file is kept as it came
    std::string hash;
    intake::ValueForm values = intake::ValueForm::as_written;
};

/// What names a file from here on. With a key it is bound to the key: another key makes another delivery of the same file, and whoever has
/// the workspace cannot try out which numbers give the file's hash.
[[nodiscard]] std::string identity_of(const std::string& file_hash, const intake::PersonKey* key);

/// Reads the file at `path` once more and writes what may be kept of it to `kept_path`; fills in its hash and form.
base::Done write_kept_file(Workspace& workspace, const model::Model& model, intake::ReadPlan plan, const std::string& path, const std::string& kept_path,
                           KeptFile& kept);

/// What the delivery's entry says of it (docs/formats/logbook.md).
[[nodiscard]] base::Json kept_json(const KeptFile& kept, std::int64_t replaced_count);

/// Adds `person_key_is_another` where months of the data set that this delivery does not replace have hashes of another key.
void warn_of_another_key(const State& state, const intake::PersonKey* key, Receipt& receipt);

}  // namespace tertial::engine
