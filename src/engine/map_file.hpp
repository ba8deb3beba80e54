// Use case: propose a mapping for a file that nobody has mapped, and show what it, and the mappings that there are, would do with it.
// Writes nothing but the mapping, and that only when asked to.
#pragma once

#include <string>
#include <vector>

#include "base/json.hpp"
#include "engine/state.hpp"
#include "intake/propose_mapping.hpp"

namespace tertial::engine {

/// What a mapping makes of the first rows of a file.
struct MappingTrial {
    std::string mapping;
    std::int64_t row_count = 0;
    std::int64_t refused_row_count = 0;
    base::Issues issues;  ///< first of all those of the head, which refuse the whole file
};

struct MappedFile {
    std::string file;
    intake::MappingProposal proposal;
    MappingTrial trial;                 ///< of the proposal; of no rows where fields are lacking
    std::vector<MappingTrial> earlier;  ///< of the data set's own mappings
    std::string file_text;              ///< the mapping as a file of the model
};

struct MapRequest {
    std::string path;
    std::string data_set;
    std::string mapping_id;  ///< empty: "<data set>_<file's name>"
    std::string table;       ///< sheet of a workbook, or rows of a SIE file; empty: the one that fits
};

/// Issues of the file, `data_set_is_unknown`, `sample_is_empty`.
base::Result<MappedFile> map_file(Workspace& workspace, const Snapshot& snapshot, const MapRequest& request);

/// Writes the mapping into a model's folder. Issue `file_exists_already`. Returns the path.
base::Result<std::string> save_mapping(const MappedFile& mapped, const std::string& model_folder);

[[nodiscard]] base::Json to_json(const MappedFile& mapped);
/// Swedish; the columns one below the other.
[[nodiscard]] std::string format_mapped_file(const MappedFile& mapped);

}  // namespace tertial::engine
