#include "engine/workspace.hpp"

#include <filesystem>

#include "base/json.hpp"
#include "engine/upgrade_workspace.hpp"
#include "facts/duckdb/engine.hpp"
#include "logbook/sqlite/sqlite_logbook.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;

constexpr int lock_wait_ms = 30'000;

std::string marker_path(const std::string& path) { return path + "/tertial.json"; }

base::Done write_marker(const std::string& path) {
    return base::write_file(marker_path(path), "{\"format\": \"tertial-workspace\", \"version\": " + std::to_string(workspace_version) + "}\n");
}

base::Issue another_version(const std::string& path, const std::string& version) {
    return make_issue("workspace_has_another_version", "arbetsytan har version " + version + ", programmet läser version " + std::to_string(workspace_version),
                      "använd den version av Tertial som hör till arbetsytan, eller uppgradera enligt docs/formats/workspace.md", {path, 0, 0});
}

/// The version, if it is one that can be opened.
base::Result<int> read_version(const std::string& path) {
    auto text = base::read_file(marker_path(path), 1 << 16);
    if (!text.ok()) {
        return make_issue("workspace_is_not_found", "mappen är ingen arbetsyta", "skapa en med: tertial new " + path + " --model MAPP", {path, 0, 0});
    }
    base::Json marker = TRY(base::parse_json(text.value(), marker_path(path)));
    bool is_ours =
        marker.is_object() && marker.value("format", "") == "tertial-workspace" && marker.contains("version") && marker["version"].is_number_integer();
    if (!is_ours) return make_issue("workspace_is_not_found", "filen tertial.json beskriver ingen arbetsyta", "ange en annan mapp", {path, 0, 0});
    int version = marker["version"].is_number_unsigned() && marker["version"] <= workspace_version ? marker["version"].get<int>() : 0;
    if (version == workspace_version || can_upgrade_workspace(version)) return version;
    return another_version(path, marker["version"].dump());
}

base::Result<base::FileLock> lock_workspace(const std::string& path) { return base::FileLock::acquire(path + "/lock", lock_wait_ms); }

/// Someone else may have done it while the lock was awaited.
base::Done upgrade(const std::string& path, const World& world) {
    auto lock = TRY(lock_workspace(path));
    int version = TRY(read_version(path));
    if (version == workspace_version) return base::Nothing{};
    if (world.progress) world.progress("arbetsytan görs om från version " + std::to_string(version) + " till " + std::to_string(workspace_version));
    TRY(upgrade_workspace(path, version));
    return write_marker(path);
}

}  // namespace

base::Result<std::unique_ptr<Workspace>> Workspace::create(const std::string& path, World world) {
    if (base::file_exists(marker_path(path))) {
        return make_issue("workspace_exists_already", "här finns redan en arbetsyta", "välj en annan mapp", {path, 0, 0});
    }
    TRY(base::make_folders(path));
    std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
    TRY(base::require_local_file_system(absolute));
    for (const char* folder : {"/models", "/facts", "/sources", "/scratch"}) TRY(base::make_folders(absolute + folder));
    auto log = TRY(logbook::open_sqlite_logbook(absolute + "/logbook.sqlite", logbook::Create::yes));
    // The marker comes last: a folder without it is no workspace, so a start that was cut short can be made again.
    TRY(write_marker(absolute));
    return std::unique_ptr<Workspace>(new Workspace(absolute, std::move(world), std::move(log)));
}

base::Result<std::unique_ptr<Workspace>> Workspace::open(const std::string& path, World world) {
    int version = TRY(read_version(path));
    std::string absolute = std::filesystem::absolute(path).lexically_normal().string();
    TRY(base::require_local_file_system(absolute));
    if (version != workspace_version) TRY(upgrade(absolute, world));
    auto log = TRY(logbook::open_sqlite_logbook(absolute + "/logbook.sqlite", logbook::Create::no));
    return std::unique_ptr<Workspace>(new Workspace(absolute, std::move(world), std::move(log)));
}

base::Result<facts::FactEngine*> Workspace::facts() {
    std::lock_guard guard(facts_mutex_);
    if (!facts_) {
        facts::EngineOptions options;
        options.threads = world_.threads;
        options.temporary_folder = path_ + "/scratch";
        options.allowed_folders = {path_ + "/facts", path_ + "/scratch"};
        facts_ = TRY(facts::open_duckdb_engine(options));
    }
    return facts_.get();
}

base::Result<base::FileLock> Workspace::lock() const {
    auto lock = TRY(lock_workspace(path_));
    // A later program may have made it over since it was opened here; what this one would write has its place no more.
    int version = TRY(read_version(path_));
    if (version != workspace_version) return another_version(path_, std::to_string(version));
    return lock;
}

}  // namespace tertial::engine
