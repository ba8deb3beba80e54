// A workspace: the folder that holds one region's truth. Everything else opens it through here.
//
//   tertial.json              {"format":"tertial-workspace","version":2}; earlier ones are brought to it when opened, others refused
//   logbook.sqlite            the logbook (logbook room)
//   models/<hash>/…           the files of every activated model version, by content
//   facts/<data set>/delivery=<id>/…   Parquet, one folder per delivery; only those that the log names exist
//   sources/<hash>            the file of each delivery, as it came
//   lock                      held while a command writes
//   scratch/                  spill files of the query engine; may be emptied at any time
//   derived/charts/           chart drawings from before; may be emptied at any time
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "base/files.hpp"
#include "facts/facts.hpp"
#include "logbook/logbook.hpp"

namespace tertial::engine {

/// The outside world, so that the use cases never ask the system themselves.
struct World {
    std::function<std::string()> now;                  ///< UTC, "2026-05-04T08:30:00Z"
    std::string actor;                                 ///< who does it
    std::function<void(const std::string&)> progress;  ///< one line, in Swedish
    const facts::StopFlag* stop = nullptr;             ///< set when the user wants out
    int threads = 0;                                   ///< 0: as many as the machine has
};

class Workspace {
public:
    /// Makes a new, empty workspace. Issues `workspace_exists_already`, `workspace_is_on_a_network`, `file_is_not_writable`.
    static base::Result<std::unique_ptr<Workspace>> create(const std::string& path, World world);
    /// A workspace of an earlier version is upgraded first (upgrade_workspace.hpp), under its lock.
    /// Issues `workspace_is_not_found`, `workspace_has_another_version`, `workspace_is_on_a_network`, `workspace_is_busy`, `file_is_not_writable`.
    static base::Result<std::unique_ptr<Workspace>> open(const std::string& path, World world);

    [[nodiscard]] logbook::Logbook& log() const { return *log_; }
    [[nodiscard]] const World& world() const { return world_; }
    [[nodiscard]] bool is_stopped() const { return world_.stop != nullptr && world_.stop->load(); }

    /// The query engine, started when first asked for.
    base::Result<facts::FactEngine*> facts();
    /// Held by every command that writes files. Waits half a minute. Issues `workspace_is_busy`, `workspace_has_another_version` where a
    /// later program has made it over since it was opened.
    base::Result<base::FileLock> lock() const;

    [[nodiscard]] std::string model_folder(const std::string& hash) const { return path_ + "/models/" + hash; }
    [[nodiscard]] std::string delivery_folder(const std::string& data_set, const std::string& delivery) const {
        return path_ + "/facts/" + data_set + "/delivery=" + delivery;
    }
    [[nodiscard]] std::string source_path(const std::string& file_hash) const { return path_ + "/sources/" + file_hash; }
    [[nodiscard]] const std::string& path() const { return path_; }

private:
    Workspace(std::string path, World world, std::unique_ptr<logbook::Logbook> log) : path_(std::move(path)), world_(std::move(world)), log_(std::move(log)) {}

    std::string path_;
    World world_;
    std::unique_ptr<logbook::Logbook> log_;
    std::mutex facts_mutex_;
    std::unique_ptr<facts::FactEngine> facts_;
};

}  // namespace tertial::engine
