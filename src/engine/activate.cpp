#include "engine/activate.hpp"

#include "engine/state.hpp"
#include "figures/bound.hpp"
#include "model/read.hpp"
#include "report/bind.hpp"
#include "report/parse.hpp"

namespace tertial::engine {
namespace {

/// Templates are part of the model: one that names what does not exist is refused with the rest.
void check_templates(const model::Model& model, base::Issues& issues) {
    for (const model::Template& source : model.templates) {
        auto parsed = report::parse_report(source);
        if (!parsed.ok()) issues.insert(issues.end(), parsed.issues().begin(), parsed.issues().end());
        if (!parsed.ok() || model.units.empty()) continue;
        report::ReportScope scope{model.units.front().code, base::Period::month(base::Month::of(2020, 1)), 0};
        auto bound = report::bind_report(model, parsed.value(), scope);
        if (!bound.ok()) issues.insert(issues.end(), bound.issues().begin(), bound.issues().end());
    }
}

base::Result<model::Model> read_checked(const model::ModelFiles& files, const std::string& label) {
    model::Model model = TRY(model::read_model(files, label));
    base::Issues issues = figures::check_definitions(model);
    if (issues.empty()) check_templates(model, issues);
    base::sort_issues(issues);
    if (base::has_errors(issues)) return issues;
    return model;
}

/// Writes the snapshot beside and renames it into place: either the whole version is kept or nothing.
base::Done keep_files(const Workspace& workspace, const model::ModelFiles& files, const std::string& hash) {
    std::string folder = workspace.model_folder(hash);
    if (base::file_exists(folder)) return base::Nothing{};
    std::string temporary = folder + ".tmp";
    TRY(base::remove_all(temporary));
    for (const auto& [path, text] : files) {
        auto slash = path.rfind('/');
        TRY(base::make_folders(slash == std::string::npos ? temporary : temporary + "/" + path.substr(0, slash)));
        TRY(base::write_file(temporary + "/" + path, text));
    }
    return base::rename_into_place(temporary, folder);
}

}  // namespace

base::Result<model::Model> read_checked_model(const std::string& folder) { return read_checked(TRY(model::read_model_files(folder)), folder); }

base::Result<Activation> activate_model(Workspace& workspace, const std::string& folder) {
    model::ModelFiles files = TRY(model::read_model_files(folder));
    model::Model model = TRY(read_checked(files, folder));
    auto lock = TRY(workspace.lock());
    logbook::Head head = TRY(workspace.log().head());
    State state = TRY(replay(workspace.log(), head.position));
    std::string hash = model::model_hash(files);
    if (state.model_hash == hash) return Activation{hash, head.position, false};
    TRY(keep_files(workspace, files, hash));
    logbook::NewEntry entry{"model_activated", workspace.world().now(), workspace.world().actor, {{"model_hash", hash}, {"label", model.id}}};
    logbook::Head after = TRY(workspace.log().append(head, {std::move(entry)}));
    return Activation{hash, after.position, true};
}

}  // namespace tertial::engine
