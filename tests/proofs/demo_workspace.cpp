#include "proofs/demo_workspace.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "engine/activate.hpp"
#include "engine/enter.hpp"
#include "engine/periods.hpp"
#include "proofs/naive_region.hpp"
#include "render/html.hpp"

namespace tertial::proofs {
namespace {

std::string synth_program() {
    const char* other = std::getenv("TERTIAL_SYNTH");
    return other != nullptr ? other : TERTIAL_SYNTH;
}

engine::World counted_world(int threads) {
    engine::World world;
    world.now = counted_clock;
    world.actor = "controller";
    world.threads = threads;
    return world;
}

void make_demo_sources(const std::string& folder) {
    std::string command = "'" + synth_program() + "' --out '" + folder + "' --model '" + model_folder() + "' --published '" + project_folder() + "/demo' 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) give_up("the demo's sources could not be made");
    std::string output;
    char piece[4096];
    while (std::size_t count = std::fread(piece, 1, sizeof piece, pipe)) output.append(piece, count);
    if (::pclose(pipe) != 0) give_up("tertial-synth said: " + output);
}

std::unique_ptr<engine::Workspace> deliver_demo(const std::string& folder, const WorkspaceOptions& options) {
    auto workspace = make_empty_workspace(folder, options.threads);
    deliver(*workspace, files_in(options.sources.empty() ? demo_sources() : options.sources), options.aggregates);
    require(engine::enter_file(*workspace, project_folder() + "/demo/entries.jsonl"));
    return workspace;
}

/// What the fixture has made for all proofs, or else what this program makes for itself.
std::string made_once(const std::string& name, const std::function<void(const std::string&)>& make) {
    const char* prepared = std::getenv("TERTIAL_PREPARED_DEMO");
    if (prepared != nullptr && *prepared != '\0') return prepared + name;
    static const TemporaryFolder own;
    make(own.path() + name);
    return own.path() + name;
}

/// Whatever is written in the copy is later than what it was copied from.
std::unique_ptr<engine::Workspace> copy_delivered_demo(const std::string& folder, int threads) {
    static const std::string delivered = made_once("/workspace", [](const std::string& own) { deliver_demo(own, {}); });
    std::filesystem::copy(delivered, folder, std::filesystem::copy_options::recursive);
    auto workspace = open_workspace(folder, threads);
    std::string latest;
    for (const logbook::Entry& entry : require(workspace->log().entries(1, require(workspace->log().head()).position))) latest = std::max(latest, entry.at);
    while (counted_clock() < latest) continue;
    return workspace;
}

}  // namespace

std::string project_folder() { return TERTIAL_SOURCE_FOLDER; }
std::string model_folder() { return project_folder() + "/models/jamtland-harjedalen"; }

std::string counted_clock() {
    static int second_count = 0;
    ++second_count;
    char text[40];
    std::snprintf(text, sizeof text, "2026-06-%02dT%02d:%02d:%02dZ", 1 + second_count / 86400, second_count / 3600 % 24, second_count / 60 % 60,
                  second_count % 60);
    return text;
}

void give_up_with(const base::Issues& issues) { give_up(base::format_issues(issues)); }

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "tertial-proofs-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) give_up("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

const std::string& demo_sources() {
    static const std::string folder = made_once("/source", make_demo_sources);
    return folder;
}

std::vector<std::string> files_in(const std::string& folder) {
    std::vector<std::string> paths;
    for (const std::string& name : require(base::list_names(folder))) {
        if (name.ends_with(".csv")) paths.push_back(folder + "/" + name);
    }
    return paths;
}

std::vector<engine::Receipt> deliver(engine::Workspace& workspace, const std::vector<std::string>& paths, facts::UseAggregates aggregates) {
    engine::DeliveryRequest request;
    request.paths = paths;
    request.aggregates = aggregates;
    request.reason = "provas på nytt";  // the demo's months are closed
    return require(engine::deliver_files(workspace, request));
}

std::unique_ptr<engine::Workspace> make_empty_workspace(const std::string& folder, int threads, const std::string& model) {
    auto workspace = require(engine::Workspace::create(folder, counted_world(threads)));
    require(engine::activate_model(*workspace, model));
    return workspace;
}

std::unique_ptr<engine::Workspace> make_workspace(const std::string& folder, const WorkspaceOptions& options) {
    bool is_as_made = options.sources.empty() && options.aggregates == facts::UseAggregates::yes;
    if (is_as_made) return copy_delivered_demo(folder, options.threads);
    return deliver_demo(folder, options);
}

void make_demo(const std::string& folder) {
    make_demo_sources(folder + "/source");
    WorkspaceOptions options;
    options.sources = folder + "/source";
    deliver_demo(folder + "/workspace", options);
}

void open_periods(engine::Workspace& workspace) {
    engine::State state = require(engine::load_snapshot(workspace)).state;
    for (const auto& [slice, period] : state.period_states) {
        const auto& [data_set, month] = slice;
        if (period.state == "closed") require(engine::set_period_state(workspace, data_set, base::Period::month(month), "open", "provas på nytt"));
    }
}

std::unique_ptr<engine::Workspace> open_workspace(const std::string& folder, int threads) {
    return require(engine::Workspace::open(folder, counted_world(threads)));
}

engine::ReportRequest hsn_report() {
    engine::ReportRequest request;
    request.name = "hsn-tertial";
    request.unit = "HSN";
    request.period = require(base::parse_period("2026-T1"));
    return request;
}

engine::MadeReport make_hsn_report(engine::Workspace& workspace, const engine::ReportRequest& request) {
    return require(engine::make_report(workspace, request));
}

std::string without_position(const std::string& address) { return address.substr(0, address.find(":asof=")); }

std::optional<engine::ReportTools> installed_tools() {
    engine::ReportTools tools;
    const char* folder = std::getenv("TERTIAL_NODE_MODULES");
    tools.node_modules_folder = folder != nullptr && *folder != '\0' ? folder : project_folder() + "/web/report-tools/node_modules";
    if (!base::file_exists(tools.node_modules_folder + "/echarts/dist/echarts.common.min.js")) return std::nullopt;
    std::string cached_node = project_folder() + "/.cache/node/bin/node";
    if (base::file_exists(cached_node)) tools.node_path = cached_node;
    if (const char* node = std::getenv("TERTIAL_NODE"); node != nullptr && *node != '\0') tools.node_path = node;
    return tools;
}

std::string report_html(const engine::MadeReport& made) {
    auto tools = installed_tools();
    if (!tools) return require(base::Result<std::string>(render::render_html(made.document, {})));
    TemporaryFolder scratch;
    return require(engine::render_report(made, "html", *tools, {scratch.path(), {}}));
}

}  // namespace tertial::proofs
