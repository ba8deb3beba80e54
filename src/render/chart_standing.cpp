// The option of charts that stand: columns, and lines over time.
#include <algorithm>

#include "render/chart_parts.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

using base::Json;

constexpr std::int64_t plot_height_px = 150;
constexpr std::int64_t side_px = 4;
constexpr std::int64_t label_height_px = chart_line_height_px + 2;
constexpr int point_size_px = 7;
constexpr int column_max_px = 64;
/// Of a category's width, what its columns take.
constexpr std::int64_t columns_per_cent = 80;
/// Between two numbers: more than between the thousands of one, and half of it where they belong to different categories.
constexpr std::int64_t label_space_px = 6;

struct Plot {
    std::int64_t band_px = 0;   ///< of one category
    std::int64_t right_px = 0;  ///< beside it, for labels of lines
    AxisSteps axis;
    bool labels_every_point = false;
};

std::int64_t widest_label_px(const report::Chart& chart) {
    std::int64_t widest = 0;
    for (const report::ChartBar& bar : chart.bars) {
        for (const report::FigureInline& point : bar.figures) {
            if (point.figure.value) widest = std::max(widest, text_width_px(shown_text(point), chart_small_font_size_px));
        }
    }
    return widest;
}

/// The last bar at which the series has a value.
std::optional<std::size_t> last_point(const SeriesSteps& steps) {
    for (std::size_t index = steps.size(); index > 0; --index) {
        if (steps[index - 1]) return index - 1;
    }
    return std::nullopt;
}

Plot plot_of(const report::Chart& chart, const std::vector<SeriesSteps>& series) {
    Plot plot;
    std::int64_t count = std::max<std::int64_t>(1, static_cast<std::int64_t>(chart.bars.size()));
    std::int64_t widest_px = widest_label_px(chart);
    plot.band_px = (chart_width_px - 2 * side_px) / count;
    // Numbers on columns stand beside each other, those of two lines over and under them; of three lines they would be in the way.
    bool is_alone = series.size() == 1 || chart.kind == report::ChartKind::lines;
    std::int64_t place_px = is_alone ? plot.band_px : plot.band_px * columns_per_cent / 100 / static_cast<std::int64_t>(series.size());
    std::int64_t space_px = is_alone ? label_space_px / 2 : label_space_px;
    plot.labels_every_point = widest_px + space_px <= place_px && (chart.kind == report::ChartKind::columns || series.size() <= 2);
    if (chart.kind == report::ChartKind::lines && !plot.labels_every_point) {
        plot.right_px = std::max<std::int64_t>(0, widest_px + 2 * label_gap_px - plot.band_px / 2);
        plot.band_px = (chart_width_px - 2 * side_px - plot.right_px) / count;
    }
    AxisSteps reached = reached_steps(chart, series);
    bool has_labels_below = reached.minimum < 0 || (chart.kind == report::ChartKind::lines && series.size() == 2 && plot.labels_every_point);
    std::int64_t low_px = has_labels_below ? label_height_px : 0;
    plot.axis = with_room(reached, low_px, label_height_px, plot_height_px);
    return plot;
}

Json column_series_json(const report::Chart& chart, std::size_t series_index, const SeriesSteps& steps, const Plot& plot) {
    Json data = Json::array();
    for (std::size_t bar_index = 0; bar_index < steps.size(); ++bar_index) {
        if (!steps[bar_index]) {
            data.push_back(nullptr);
            continue;
        }
        std::int64_t end = steps[bar_index]->end;
        Json item = {{"value", end}, {"itemStyle", fill_json(chart, series_index, end < 0 && !chart.bars[bar_index].is_total)}};
        std::string text = plot.labels_every_point ? marked_text(chart, bar_index, series_index) : "";
        if (!text.empty()) item["label"] = label_json(text, end < 0 ? "bottom" : "top", chart_small_font_size_px);
        data.push_back(item);
    }
    return {{"type", "bar"},
            {"silent", true},
            {"animation", false},
            {"clip", false},
            {"barCategoryGap", std::to_string(100 - columns_per_cent) + "%"},
            {"barGap", "6%"},
            {"barMaxWidth", column_max_px},
            {"data", data}};
}

/// How far each line's last label is moved (downwards) so that none stands on another.
std::vector<std::int64_t> label_shifts_px(const std::vector<SeriesSteps>& series, const Plot& plot) {
    struct Place {
        std::size_t series_index;
        std::int64_t top_px;
    };
    std::vector<Place> places;
    std::int64_t range = std::max<std::int64_t>(1, plot.axis.maximum - plot.axis.minimum);
    for (std::size_t index = 0; index < series.size(); ++index) {
        auto last = last_point(series[index]);
        if (last) places.push_back({index, (plot.axis.maximum - series[index][*last]->end) * plot_height_px / range});
    }
    std::sort(places.begin(), places.end(), [](const Place& left, const Place& right) { return left.top_px < right.top_px; });
    std::vector<std::int64_t> shifts(series.size(), 0);
    for (std::size_t rank = 1; rank < places.size(); ++rank) {
        std::int64_t above = places[rank - 1].top_px, wanted = std::max(places[rank].top_px, above + chart_small_font_size_px + 2);
        shifts[places[rank].series_index] = wanted - places[rank].top_px;
        places[rank].top_px = wanted;
    }
    return shifts;
}

/// Over the line, or under it where the other one passes above.
std::string_view number_side(const std::vector<SeriesSteps>& series, std::size_t series_index, std::size_t bar_index) {
    if (series.size() < 2) return "top";
    const std::optional<BarSteps>& own = series[series_index][bar_index];
    const std::optional<BarSteps>& other = series[1 - series_index][bar_index];
    bool is_lower = other && (own->end < other->end || (own->end == other->end && series_index == 0));
    return is_lower ? "bottom" : "top";
}

Json line_series_json(const report::Chart& chart, std::size_t series_index, const std::vector<SeriesSteps>& series, const Plot& plot, std::int64_t shift_px) {
    const SeriesSteps& steps = series[series_index];
    const SeriesStyle& style = series_style(series_index, series_count(chart));
    auto last = last_point(steps);
    Json data = Json::array();
    for (std::size_t bar_index = 0; bar_index < steps.size(); ++bar_index) {
        if (!steps[bar_index]) {
            data.push_back(nullptr);
            continue;
        }
        Json item = {{"value", steps[bar_index]->end}};
        std::string text = plot.labels_every_point || bar_index == last ? marked_text(chart, bar_index, series_index) : "";
        if (!text.empty()) {
            item["label"] = label_json(text, plot.labels_every_point ? number_side(series, series_index, bar_index) : "right", chart_small_font_size_px);
            if (shift_px != 0 && !plot.labels_every_point) item["label"]["offset"] = {0, shift_px};
        }
        data.push_back(item);
    }
    Json dash = "solid";
    if (!style.dash.empty()) dash = base::parse_json("[" + std::string(style.dash) + "]").value();
    return {{"type", "line"},
            {"silent", true},
            {"animation", false},
            {"clip", false},
            {"connectNulls", false},
            {"symbol", style.mark},
            {"symbolSize", point_size_px},
            {"lineStyle", {{"color", style.line}, {"type", dash}, {"width", 2}}},
            {"itemStyle", {{"color", style.line}}},
            {"data", data}};
}

}  // namespace

base::Result<ChartOption> make_standing_option(const report::Chart& chart, const std::vector<SeriesSteps>& series) {
    Plot plot = plot_of(chart, series);
    std::vector<std::int64_t> shifts = label_shifts_px(series, plot);
    Json all = Json::array();
    for (std::size_t index = 0; index < series.size(); ++index) {
        all.push_back(chart.kind == report::ChartKind::columns ? column_series_json(chart, index, series[index], plot)
                                                               : line_series_json(chart, index, series, plot, shifts[index]));
    }
    std::int64_t lines = 1;
    for (const report::ChartBar& bar : chart.bars) lines = std::max(lines, name_line_count(bar.label, plot.band_px - 4));
    std::int64_t names_px = lines * chart_line_height_px + 10;
    std::int64_t top_px = legend_height_px(chart) + 4;
    ChartOption option;
    option.width_px = chart_width_px;
    option.height_px = static_cast<int>(top_px + plot_height_px + names_px);
    option.labels_every_point = plot.labels_every_point;
    option.json = {{"animation", false},
                   {"textStyle", {{"fontFamily", chart_font_family}}},
                   {"grid", {{"left", side_px}, {"right", side_px + plot.right_px}, {"top", top_px}, {"bottom", names_px}, {"outerBoundsMode", "none"}}},
                   {"xAxis", category_axis_json(chart, plot.band_px - 4)},
                   {"yAxis", {{"type", "value"}, {"show", false}, {"min", plot.axis.minimum}, {"max", plot.axis.maximum}}},
                   {"series", all}};
    return option;
}

}  // namespace tertial::render
