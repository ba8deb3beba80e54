// What a file is said to be before its rows are read: the data set, the mapping and the months. From the file's name, the command,
// and, where a data set has several mappings, from the columns that the file has.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/whole_file.hpp"
#include "engine/deliver.hpp"
#include "intake/source_table.hpp"

namespace tertial::engine {

struct Intent {
    std::string path;
    const model::DataSet* data_set = nullptr;
    const model::Mapping* mapping = nullptr;
    std::unique_ptr<intake::SourceTable> table;  ///< the file as the mapping opens it; null where the file was known without looking into it
    std::string part;
    base::FileStamp stamp;  ///< taken before anything is read
    std::string file_hash;
    std::vector<base::Month> slices;  ///< empty: whatever months occur
};

/// A file whose content is in force is taken by the mapping
/// that it was taken by, without looking into it. Issues `file_is_not_found`, `data_set_is_unknown`, `mapping_is_not_found`, and those of the file's form.
base::Result<Intent> find_intent(Workspace& workspace, const Snapshot& snapshot, const DeliveryRequest& request, const std::string& path);

}  // namespace tertial::engine
