#include "render/chart.hpp"

#include <duktape.h>

#include <mutex>

#include "base/files.hpp"

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
    std::mutex turn;  // one script heap serves one thread at a time
};

ChartDrawer::ChartDrawer(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
ChartDrawer::~ChartDrawer() = default;
ChartDrawer::ChartDrawer(ChartDrawer&& other) noexcept = default;
ChartDrawer& ChartDrawer::operator=(ChartDrawer&& other) noexcept = default;

base::Result<ChartDrawer> ChartDrawer::create(const std::string& echarts_js_path) {
    if (echarts_js_path.empty() || !base::file_exists(echarts_js_path)) {
        return engine_is_missing("diagram kan inte ritas: ECharts finns inte på den plats som angavs");
    }
    std::string script = TRY(base::read_file(echarts_js_path, std::uint64_t{16} << 20));
    auto engine = std::make_unique<Engine>();
    if (engine->context == nullptr) return engine_is_missing("diagram kan inte ritas: minnet räcker inte till skriptmotorn");
    for (std::string_view part : {shims, std::string_view(script), draw_function}) {
        std::string failure = engine->run(part);
        if (!failure.empty()) return engine_is_missing("diagram kan inte ritas: ECharts gick inte att läsa in (" + failure + ")");
    }
    return ChartDrawer(std::move(engine));
}

base::Result<std::string> ChartDrawer::draw(const report::Chart& chart) const {
    ChartOption option = TRY(make_chart_option(chart));
    std::string json = option.json.dump(-1, ' ', false, base::Json::error_handler_t::replace);
    std::string svg, failure;
    {
        std::lock_guard<std::mutex> guard(engine_->turn);
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
    }
    if (svg.empty()) {
        return make_issue("chart_is_not_drawn", "diagrammet ”" + chart.id + "” gick inte att rita (" + failure + ")",
                          "anmäl felet med mallens namn; siffrorna finns i diagrammets tabell");
    }
    return finish_chart_svg(svg, chart);
}

base::Result<ChartDrawings> draw_charts(const report::Document& document, const ChartDrawer& drawer) {
    ChartDrawings drawings;
    for (const report::Block& block : document.blocks) {
        const auto* chart = std::get_if<report::Chart>(&block);
        if (chart == nullptr || chart->id.empty() || chart->bars.empty()) continue;
        drawings[chart->id] = TRY(drawer.draw(*chart));
    }
    return drawings;
}

}  // namespace tertial::render
