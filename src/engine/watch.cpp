#include "engine/watch.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <map>
#include <thread>

#include "base/json.hpp"
#include "base/whole_file.hpp"
#include "intake/checks/control_totals.hpp"

namespace tertial::engine {
namespace {

using base::make_issue;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Whatever is not about the file itself; the same file may do when it is tried again.
bool is_passing(const base::Issue& issue) {
    constexpr std::string_view passing[] = {"workspace_is_busy",    "logbook_is_busy",  "logbook_is_not_writable", "head_is_stale",
                                            "file_is_not_writable", "work_was_stopped", "file_changed_while_read", "model_is_not_active"};
    return std::find(std::begin(passing), std::end(passing), issue.code) != std::end(passing);
}

/// What is still on its way in has such a name with most programs that copy.
bool is_unfinished_name(const std::string& name) {
    constexpr std::string_view endings[] = {".part", ".tmp", ".filepart", ".crdownload", ".unfinished", ".control"};
    return name.starts_with(".") || name.starts_with("~") ||
           std::any_of(std::begin(endings), std::end(endings), [&](std::string_view ending) { return name.ends_with(ending); });
}

class Watching {
public:
    Watching(Workspace& workspace, const WatchRequest& request, const std::function<void(const WatchedFile&)>& tell)
        : workspace_(workspace), request_(request), tell_(tell) {}

    base::Done run() {
        TRY(prepare());
        while (!workspace_.is_stopped()) {
            std::vector<std::string> stable = TRY(look());
            for (const std::string& name : stable) {
                if (workspace_.is_stopped()) break;
                TRY(take(name));
            }
            if (request_.once && seen_.empty()) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(request_.poll_milliseconds));
        }
        return base::Nothing{};
    }

private:
    struct Seen {
        base::FileStamp stamp;
        Clock::time_point since;
    };

    base::Done prepare() {
        std::error_code failed;
        if (!fs::is_directory(request_.folder, failed))
            return make_issue("folder_is_not_found", "mappen finns inte", "skapa den, eller ange en annan", {request_.folder, 0, 0});
        fs::path folder = fs::weakly_canonical(request_.folder, failed), inside = fs::weakly_canonical(workspace_.path(), failed);
        auto common = std::mismatch(inside.begin(), inside.end(), folder.begin(), folder.end());
        if (common.first == inside.end())
            return make_issue("folder_is_in_the_workspace", "den bevakade mappen ligger i arbetsytan", "bevaka en mapp utanför", {request_.folder, 0, 0});
        TRY(base::make_folders(request_.folder + "/accepted"));
        return base::make_folders(request_.folder + "/refused");
    }

    /// The files that have been the same for long enough, by name; others are remembered.
    base::Result<std::vector<std::string>> look() {
        std::vector<std::string> stable;
        std::map<std::string, Seen> seen;
        std::error_code failed;
        Clock::time_point now = Clock::now();
        for (fs::directory_iterator entry(request_.folder, failed), end; !failed && entry != end; entry.increment(failed)) {
            std::string name = entry->path().filename().string();
            std::error_code ignored;
            // Links are left alone: what they lead to is not in this folder.
            if (is_unfinished_name(name) || entry->is_symlink(ignored) || !entry->is_regular_file(ignored)) continue;
            auto stamp = base::file_stamp(entry->path().string());
            if (!stamp.ok()) continue;  // gone again since it was listed
            auto known = seen_.find(name);
            bool is_same = known != seen_.end() && known->second.stamp == stamp.value();
            seen[name] = {stamp.value(), is_same ? known->second.since : now};
            if (now - seen[name].since >= std::chrono::seconds(request_.settle_seconds)) stable.push_back(name);
        }
        if (failed)
            return make_issue("folder_is_not_found", "mappen går inte att läsa: " + failed.message(), "kontrollera mappen och rättigheterna",
                              {request_.folder, 0, 0});
        seen_ = std::move(seen);
        std::sort(stable.begin(), stable.end());
        return stable;
    }

    base::Done take(const std::string& name) {
        DeliveryRequest delivery = request_.delivery;
        delivery.paths = {request_.folder + "/" + name};
        delivery.problem_path = request_.folder + "/." + name + ".problems.csv";
        auto receipts = deliver_files(workspace_, delivery);
        if (!receipts.ok() && std::any_of(receipts.issues().begin(), receipts.issues().end(), is_passing)) {
            if (std::exchange(told_passing_, receipts.issues().front().code) != receipts.issues().front().code)
                tell_({delivery.paths.front(), false, "väntar: " + base::format_issues(receipts.issues())});
            TRY(base::remove_all(delivery.problem_path));
            if (request_.once) return receipts.issues();
            return base::Nothing{};
        }
        told_passing_.clear();
        seen_.erase(name);
        return put_aside(name, delivery, receipts);
    }

    /// The receipt lies there before the file does, so that a file without one is a file that is still to be moved.
    base::Done put_aside(const std::string& name, const DeliveryRequest& delivery, const base::Result<std::vector<Receipt>>& receipts) {
        std::string target = free_name(request_.folder + (receipts.ok() ? "/accepted/" : "/refused/"), name);
        WatchedFile watched{target, receipts.ok(), receipts.ok() ? format_receipt(receipts.value().front()) : base::format_issues(receipts.issues())};
        base::Json json =
            receipts.ok() ? base::Json{{"receipts", {to_json(receipts.value().front())}}} : base::Json{{"issues", base::to_json(receipts.issues())}};
        std::string page;
        if (receipts.ok()) {
            Snapshot snapshot = TRY(load_snapshot(workspace_));
            page = receipt_page(*snapshot.model, receipts.value().front());
        } else {
            page = refusal_page(name, receipts.issues());
        }
        TRY(base::write_file(target + ".receipt.txt", watched.text));
        TRY(base::write_file(target + ".receipt.json", json.dump(2, ' ', false, base::Json::error_handler_t::replace) + "\n"));
        TRY(base::write_file(target + ".receipt.html", page));
        if (base::file_exists(delivery.problem_path)) TRY(base::rename_into_place(delivery.problem_path, target + ".problems.csv"));
        std::string path = delivery.paths.front(), control = path + std::string(intake::checks::control_suffix);
        if (base::file_exists(control)) TRY(base::rename_into_place(control, target + std::string(intake::checks::control_suffix)));
        TRY(base::rename_into_place(path, target));
        tell_(watched);
        return base::Nothing{};
    }

    /// ledger-2026-04.csv, ledger-2026-04-2.csv … : what lies there stays.
    static std::string free_name(const std::string& folder, const std::string& name) {
        fs::path path(name);
        std::string target = folder + name;
        for (int number = 2; base::file_exists(target); ++number)
            target = folder + path.stem().string() + "-" + std::to_string(number) + path.extension().string();
        return target;
    }

    Workspace& workspace_;
    const WatchRequest& request_;
    const std::function<void(const WatchedFile&)>& tell_;
    std::map<std::string, Seen> seen_;
    std::string told_passing_;  ///< the trouble that has been told, until something else happens
};

}  // namespace

base::Done watch_folder(Workspace& workspace, const WatchRequest& request, const std::function<void(const WatchedFile&)>& tell) {
    return Watching(workspace, request, tell).run();
}

}  // namespace tertial::engine
