// Chart → SVG, drawn by ECharts in an embedded script engine, in process and without a browser. The option is pure JSON and can
// be given to ECharts on a web page as well. Every number in a drawing is a figure's printed text; axes carry none.
// Sole includer of the script engine's header (in chart.cpp). html and pdf take finished drawings.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/json.hpp"
#include "report/document.hpp"

namespace tertial::render {

/// SVG text by the chart's id.
using ChartDrawings = std::map<std::string, std::string>;

struct ChartOption {
    base::Json json;  ///< for ECharts; geometry in whole steps, labels as printed
    int width_px = 0;
    int height_px = 0;
};

/// Pure. Issue `chart_cannot_be_scaled` if the bars overflow exact arithmetic.
base::Result<ChartOption> make_chart_option(const report::Chart& chart);

/// ECharts' SVG made fit to be read aloud, printed and kept under a content security policy: role, title, description, figure
/// addresses on the labels, no style elements or style attributes. Pure.
[[nodiscard]] std::string finish_chart_svg(const std::string& svg, const report::Chart& chart);

/// Holds ECharts ready to draw. Safe to use from several threads; they take turns.
class ChartDrawer {
public:
    /// `echarts_js_path` is echarts/dist/echarts.min.js. Issue `chart_engine_is_missing`.
    static base::Result<ChartDrawer> create(const std::string& echarts_js_path);
    ~ChartDrawer();
    ChartDrawer(ChartDrawer&& other) noexcept;
    ChartDrawer& operator=(ChartDrawer&& other) noexcept;

    /// Issue `chart_is_not_drawn`.
    [[nodiscard]] base::Result<std::string> draw(const report::Chart& chart) const;

private:
    struct Engine;
    explicit ChartDrawer(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> engine_;
};

/// All charts of a document that have an id.
base::Result<ChartDrawings> draw_charts(const report::Document& document, const ChartDrawer& drawer);

}  // namespace tertial::render
