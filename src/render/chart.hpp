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
    bool labels_every_point = false;  ///< otherwise some numbers stand only in the table
};

/// Pure. Issue `chart_cannot_be_scaled` if the bars overflow exact arithmetic.
base::Result<ChartOption> make_chart_option(const report::Chart& chart);

/// ECharts' SVG made fit to be read aloud, printed and kept under a content security policy: role, title, description, figure
/// addresses on the labels, a legend, no style elements or style attributes. Pure.
[[nodiscard]] std::string finish_chart_svg(const std::string& drawn, const report::Chart& chart);

/// Holds ECharts ready to draw, for one thread at a time.
class ChartDrawer {
public:
    /// Issue `chart_engine_is_missing`.
    static base::Result<ChartDrawer> create(std::string_view echarts_script);
    ~ChartDrawer();
    ChartDrawer(ChartDrawer&& other) noexcept;
    ChartDrawer& operator=(ChartDrawer&& other) noexcept;

    /// SVG as ECharts makes it, the same for the same option. `name` is for the issue `chart_is_not_drawn`.
    [[nodiscard]] base::Result<std::string> draw(const ChartOption& option, const std::string& name) const;

private:
    struct Engine;
    explicit ChartDrawer(std::unique_ptr<Engine> engine);
    std::unique_ptr<Engine> engine_;
};

struct ChartTools {
    std::string echarts_path;  ///< echarts/dist/echarts.common.min.js
    std::string kept_folder;   ///< drawings from before, see kept_drawings.hpp; empty: each is drawn anew
};

/// All charts of a document that have an id and something to draw. Those that are not kept are drawn by up to two engines side by side.
/// Issue `chart_engine_is_missing`, and those of drawing.
base::Result<ChartDrawings> draw_charts(const report::Document& document, const ChartTools& tools);

}  // namespace tertial::render
