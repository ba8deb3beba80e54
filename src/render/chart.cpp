#include "render/chart.hpp"

#include <duktape.h>

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

#include "base/files.hpp"
#include "base/hash.hpp"
#include "render/kept_drawings.hpp"

namespace tertial::render {
namespace {

using base::make_issue;

// The script engine has neither a console nor timers; ECharts asks for them when it loads and when it animates.
constexpr std::string_view shims = R"js(
var window = this, self = this, global = this;
var console = { log: function () {}, warn: function () {}, error: function () {} };
function setTimeout() { return 0; }
function clearTimeout() {}
)js";

constexpr std::string_view draw_function = R"js(
function tertialDraw(option, width, height) {
    var chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: width, height: height });
    try {
        chart.setOption(JSON.parse(option));
        return chart.renderToSVGString();
    } finally {
        chart.dispose();
    }
}
)js";

base::Issue engine_is_missing(const std::string& message) {
    return make_issue("chart_engine_is_missing", message, "kör npm ci i web/report-tools, eller ange var node_modules ligger med TERTIAL_NODE_MODULES");
}

std::string option_text(const ChartOption& option) { return option.json.dump(-1, ' ', false, base::Json::error_handler_t::replace); }

/// One chart on its way to a drawing.
struct Job {
    const report::Chart* chart = nullptr;
    ChartOption option;
    std::string key;
    std::string drawn;
};

base::Result<std::vector<Job>> jobs_of(const report::Document& document) {
    std::vector<Job> jobs;
    for (const report::Block& block : document.blocks) {
        const auto* chart = std::get_if<report::Chart>(&block);
        if (chart == nullptr || chart->id.empty() || chart->bars.empty()) continue;
        jobs.push_back({chart, TRY(make_chart_option(*chart)), {}, {}});
    }
    return jobs;
}

/// What ECharts' drawing depends on. Titles, addresses and the legend come after, so that they may change.
std::string key_of(const ChartOption& option, const std::string& script_hash) {
    return base::content_hash(std::to_string(option.width_px) + "x" + std::to_string(option.height_px) + " " + script_hash + " " + option_text(option));
}

/// Draws with an engine of its own whatever nobody has taken yet.
base::Done draw_jobs(const std::vector<Job*>& jobs, std::atomic<std::size_t>& next, const std::string& script) {
    auto drawer = TRY(ChartDrawer::create(script));
    for (std::size_t index = next++; index < jobs.size(); index = next++) jobs[index]->drawn = TRY(drawer.draw(jobs[index]->option, jobs[index]->chart->id));
    return base::Nothing{};
}

base::Done draw_side_by_side(const std::vector<Job*>& jobs, const std::string& script) {
    // To load ECharts takes as long as to draw some five charts.
    constexpr std::size_t jobs_for_one_engine = 5;
    if (jobs.empty()) return base::Nothing{};
    std::atomic<std::size_t> next{0};
    base::Done other = base::Nothing{};
    std::thread beside;
    try {
        if (jobs.size() > jobs_for_one_engine) beside = std::thread([&] { other = draw_jobs(jobs, next, script); });
    } catch (const std::system_error&) {
        // No second thread is to be had; the first draws them all.
    }
    base::Done own = draw_jobs(jobs, next, script);
    if (beside.joinable()) beside.join();
    return own.ok() ? other : own;
}

}  // namespace

struct ChartDrawer::Engine {
    Engine() : context(duk_create_heap_default()) {}
    ~Engine() {
        if (context != nullptr) duk_destroy_heap(context);
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Empty if the script ran, otherwise what went wrong.
    std::string run(std::string_view script) const {
        std::string failure;
        if (duk_peval_lstring(context, script.data(), script.size()) != 0) failure = duk_safe_to_string(context, -1);
        duk_pop(context);
        return failure;
    }

    duk_context* context;
};

ChartDrawer::ChartDrawer(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
ChartDrawer::~ChartDrawer() = default;
ChartDrawer::ChartDrawer(ChartDrawer&& other) noexcept = default;
ChartDrawer& ChartDrawer::operator=(ChartDrawer&& other) noexcept = default;

base::Result<ChartDrawer> ChartDrawer::create(std::string_view echarts_script) {
    auto engine = std::make_unique<Engine>();
    if (engine->context == nullptr) return engine_is_missing("diagram kan inte ritas: minnet räcker inte till skriptmotorn");
    for (std::string_view part : {shims, echarts_script, draw_function}) {
        std::string failure = engine->run(part);
        if (!failure.empty()) return engine_is_missing("diagram kan inte ritas: ECharts gick inte att läsa in (" + failure + ")");
    }
    return ChartDrawer(std::move(engine));
}

base::Result<std::string> ChartDrawer::draw(const ChartOption& option, const std::string& name) const {
    std::string json = option_text(option), svg, failure;
    duk_context* context = engine_->context;
    duk_get_global_string(context, "tertialDraw");
    duk_push_lstring(context, json.data(), json.size());
    duk_push_int(context, option.width_px);
    duk_push_int(context, option.height_px);
    bool is_drawn = duk_pcall(context, 3) == DUK_EXEC_SUCCESS;
    duk_size_t length = 0;
    const char* text = is_drawn ? duk_get_lstring(context, -1, &length) : duk_safe_to_lstring(context, -1, &length);
    if (text != nullptr) (is_drawn ? svg : failure).assign(text, length);
    duk_pop(context);
    if (!svg.empty()) return svg;
    return make_issue("chart_is_not_drawn", "diagrammet ”" + name + "” gick inte att rita (" + failure + ")",
                      "anmäl felet med mallens namn; siffrorna finns i diagrammets tabell");
}

base::Result<ChartDrawings> draw_charts(const report::Document& document, const ChartTools& tools) {
    std::vector<Job> jobs = TRY(jobs_of(document));
    if (jobs.empty()) return ChartDrawings{};
    if (tools.echarts_path.empty() || !base::file_exists(tools.echarts_path)) {
        return engine_is_missing("diagram kan inte ritas: ECharts finns inte på den plats som angavs");
    }
    std::string script = TRY(base::read_file(tools.echarts_path, std::uint64_t{16} << 20)), script_hash = base::content_hash(script);
    KeptDrawings kept(tools.kept_folder);
    std::vector<Job*> missing;
    for (Job& job : jobs) {
        job.key = key_of(job.option, script_hash);
        if (auto found = kept.find(job.key)) job.drawn = std::move(*found);
        if (job.drawn.empty()) missing.push_back(&job);
    }
    TRY(draw_side_by_side(missing, script));
    std::map<std::string, std::string> drawn;
    for (const Job* job : missing) drawn[job->key] = job->drawn;
    kept.keep(drawn);
    ChartDrawings drawings;
    for (const Job& job : jobs) drawings[job.chart->id] = finish_chart_svg(job.drawn, *job.chart);
    return drawings;
}

}  // namespace tertial::render
