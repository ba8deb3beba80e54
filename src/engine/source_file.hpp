// Source files opened for reading: one that is being delivered, and those that were delivered and are kept. A kept file is read by
// the mapping of its delivery, which may have changed in the model since.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "engine/state.hpp"
#include "intake/open_table.hpp"
#include "intake/source.hpp"

namespace tertial::engine {

/// Issues of the file's format, of its head and of its form. `table` is the file as the mapping opens it; null: it is opened.
base::Result<std::unique_ptr<intake::Source>> open_source_file(Workspace& workspace, const std::string& path, const model::Model& model, intake::ReadPlan plan,
                                                               std::unique_ptr<intake::SourceTable> table = nullptr);

/// The file as records of text, in the format that it shows itself to have. Issues of the format.
base::Result<std::unique_ptr<intake::SourceTable>> open_source_table(Workspace& workspace, const std::string& path, const intake::TableOptions& options);
/// The same, for a file that is opened several times.
base::Result<std::unique_ptr<intake::SourceTable>> open_source_table(Workspace& workspace, const std::string& path, intake::FileOpener& opener,
                                                                     const intake::TableOptions& options);

/// Opens kept files; must outlive the sources that it gives, since it holds the models that they are bound with.
class KeptSources {
public:
    KeptSources(Workspace& workspace, const Snapshot& snapshot) : workspace_(workspace), snapshot_(snapshot) {}

    /// Issues as above, and those of a model version that is lost (`mapping_is_not_found`).
    base::Result<std::unique_ptr<intake::Source>> open(const AcceptedDelivery& delivery);

private:
    struct Binding {
        std::shared_ptr<const model::Model> model;
        const model::DataSet* data_set = nullptr;
        const model::Mapping* mapping = nullptr;
    };
    base::Result<Binding> find_binding(const AcceptedDelivery& delivery);

    Workspace& workspace_;
    const Snapshot& snapshot_;
    std::map<std::string, std::shared_ptr<const model::Model>> models_;  ///< earlier versions, by hash
};

}  // namespace tertial::engine
