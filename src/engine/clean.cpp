// Removes what no entry of the logbook names: leftovers of killed or refused deliveries, and drawings that can be made again.
#include <set>

#include "engine/deliver.hpp"

namespace tertial::engine {
namespace {

struct Named {
    std::set<std::string> folders;  ///< below facts/
    std::set<std::string> sources;
    std::set<std::string> models;
};

base::Result<Named> find_named(const Workspace& workspace, const logbook::Head& head) {
    Named named;
    for (const logbook::Entry& entry : TRY(workspace.log().entries(1, head.position))) {
        if (!entry.body) continue;
        if (entry.kind == "model_activated") named.models.insert((*entry.body)["model_hash"].get<std::string>());
        if (entry.kind != "delivery_accepted") continue;
        const base::Json& body = *entry.body;
        named.sources.insert((body.contains("kept") ? body["kept"]["hash"] : body["file_hash"]).get<std::string>());
        named.folders.insert((*entry.body)["data_set"].get<std::string>() + "/delivery=" + (*entry.body)["delivery"].get<std::string>());
    }
    return named;
}

base::Done remove_unnamed(const std::string& folder, const std::string& prefix, const std::set<std::string>& named, std::vector<std::string>& removed) {
    for (const std::string& name : TRY(base::list_names(folder))) {
        if (named.contains(prefix + name)) continue;
        TRY(base::remove_all(folder + "/" + name));
        removed.push_back(folder + "/" + name);
    }
    return base::Nothing{};
}

}  // namespace

base::Result<std::vector<std::string>> clean_workspace(Workspace& workspace) {
    auto lock = TRY(workspace.lock());
    logbook::Head head = TRY(workspace.log().head());
    Named named = TRY(find_named(workspace, head));
    std::vector<std::string> removed;
    for (const std::string& data_set : TRY(base::list_names(workspace.path() + "/facts"))) {
        TRY(remove_unnamed(workspace.path() + "/facts/" + data_set, data_set + "/", named.folders, removed));
    }
    TRY(remove_unnamed(workspace.path() + "/sources", "", named.sources, removed));
    TRY(remove_unnamed(workspace.path() + "/models", "", named.models, removed));
    std::string derived = workspace.path() + "/derived";
    if (base::file_exists(derived)) TRY(remove_unnamed(derived, "", {}, removed));
    return removed;
}

}  // namespace tertial::engine
