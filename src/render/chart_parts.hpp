// Pieces of a chart's option that lying bars, standing columns and lines share.
#pragma once

#include "render/chart.hpp"
#include "render/chart_scale.hpp"
#include "render/chart_style.hpp"

namespace tertial::render {

inline constexpr int label_gap_px = 5;

/// The printed text of a point with its mark. Words where there is no value.
[[nodiscard]] std::string marked_text(const report::Chart& chart, std::size_t bar_index, std::size_t series_index);
[[nodiscard]] base::Json label_json(const std::string& text, std::string_view position, int font_size_px);
/// The axis of names; each has `width_px` and wraps in it.
[[nodiscard]] base::Json category_axis_json(const report::Chart& chart, std::int64_t width_px);
[[nodiscard]] std::int64_t name_width_px(std::string_view name);
/// How many lines a name may need.
[[nodiscard]] std::int64_t name_line_count(std::string_view name, std::int64_t width_px);
/// The fill of a bar: by series, or where there is only one by the sign.
[[nodiscard]] base::Json fill_json(const report::Chart& chart, std::size_t series_index, bool is_fall);

/// Room for the legend above the drawing; none for a single series.
[[nodiscard]] int legend_height_px(const report::Chart& chart);
/// SVG; drawn by us, since ECharts takes half as long again with a legend.
[[nodiscard]] std::string legend_svg(const report::Chart& chart);

base::Result<ChartOption> make_lying_option(const report::Chart& chart, const std::vector<SeriesSteps>& series);
base::Result<ChartOption> make_standing_option(const report::Chart& chart, const std::vector<SeriesSteps>& series);

}  // namespace tertial::render
