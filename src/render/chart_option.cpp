// The option of charts whose bars lie: bars, and the waterfall. Chooses between these and those that stand.
#include <algorithm>

#include "render/chart_parts.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

using base::Json;

constexpr std::int64_t name_column_min_px = 56;
constexpr std::int64_t name_column_max_px = 216;
constexpr std::int64_t name_gap_px = 12;

/// A label stands at the end of its bar, on the side that the bar grows towards.
bool label_is_left(const BarSteps& bar) { return bar.end < bar.start || (bar.end == bar.start && bar.end < 0); }

/// The value axis with room for the labels beyond the outermost bars.
AxisSteps axis_with_label_room(const report::Chart& chart, const std::vector<SeriesSteps>& series, std::int64_t plot_width_px) {
    std::int64_t left_px = 4, right_px = 4;
    for (std::size_t series_index = 0; series_index < series.size(); ++series_index) {
        for (std::size_t bar_index = 0; bar_index < chart.bars.size(); ++bar_index) {
            std::int64_t width_px = text_width_px(shown_text(chart.bars[bar_index].figures[series_index]), chart_font_size_px) + label_gap_px;
            std::int64_t& side_px = label_is_left(series[series_index][bar_index].value_or(BarSteps{})) ? left_px : right_px;
            side_px = std::max(side_px, width_px);
        }
    }
    return with_room(reached_steps(chart, series), left_px, right_px, plot_width_px);
}

Json bar_series_json() { return {{"type", "bar"}, {"silent", true}, {"animation", false}, {"clip", false}, {"data", Json::array()}}; }

Json stacked_series_json(std::string_view colour) {
    Json json = bar_series_json();
    json.update({{"stack", "bars"}, {"stackStrategy", "all"}, {"barWidth", "64%"}, {"itemStyle", {{"color", colour}}}});
    return json;
}

/// Thin lines from the end of one bar to the start of the next, so that the eye follows the sum.
Json connectors_json(const SeriesSteps& steps) {
    Json lines = Json::array();
    for (std::size_t bar_index = 0; bar_index + 1 < steps.size(); ++bar_index) {
        std::int64_t place = steps[bar_index]->end;
        if (place == 0) continue;  // the axis itself is there
        lines.push_back(Json::array({{{"coord", {place, bar_index}}}, {{"coord", {place, bar_index + 1}}}}));
    }
    return {{"silent", true},     {"symbol", "none"},
            {"animation", false}, {"label", {{"show", false}}},
            {"data", lines},      {"lineStyle", {{"color", chart_line_colour}, {"type", "solid"}, {"width", 1}}}};
}

/// Each bar stands on an unseen one, in the colour of its tone.
Json waterfall_series_json(const report::Chart& chart, const SeriesSteps& steps) {
    enum Tone : std::size_t { rise, fall, total };
    Json base_series = stacked_series_json("transparent");
    std::array<Json, 3> tones = {stacked_series_json(chart_rise_colour), stacked_series_json(chart_fall_colour), stacked_series_json(chart_total_colour)};
    for (std::size_t bar_index = 0; bar_index < steps.size(); ++bar_index) {
        const BarSteps& bar = *steps[bar_index];
        bool is_negative = bar.end < bar.start;
        std::size_t own_tone = chart.bars[bar_index].is_total ? total : is_negative ? fall : rise;
        base_series["data"].push_back(bar.start);
        for (std::size_t tone = 0; tone < tones.size(); ++tone) {
            if (tone != own_tone) {
                tones[tone]["data"].push_back(0);  // a gap would break the stack that the later tones stand on
                continue;
            }
            Json item = {{"value", bar.end - bar.start}};
            std::string text = marked_text(chart, bar_index, 0);
            if (!text.empty()) item["label"] = label_json(text, label_is_left(bar) ? "left" : "right", chart_font_size_px);
            tones[tone]["data"].push_back(item);
        }
    }
    tones[total]["markLine"] = connectors_json(steps);
    return Json::array({base_series, tones[rise], tones[fall], tones[total]});
}

/// A missing value is no bar, and its place says why.
Json bars_series_json(const report::Chart& chart, const std::vector<SeriesSteps>& series) {
    Json all = Json::array();
    for (std::size_t series_index = 0; series_index < series.size(); ++series_index) {
        Json one = bar_series_json();
        one["barCategoryGap"] = series.size() == 1 ? "36%" : "24%";
        one["barGap"] = "12%";
        for (std::size_t bar_index = 0; bar_index < chart.bars.size(); ++bar_index) {
            BarSteps bar = series[series_index][bar_index].value_or(BarSteps{});
            bool is_fall = bar.end < 0 && !chart.bars[bar_index].is_total;
            Json item = {{"value", bar.end}, {"itemStyle", fill_json(chart, series_index, is_fall)}};
            std::string text = marked_text(chart, bar_index, series_index);
            if (!text.empty()) item["label"] = label_json(text, label_is_left(bar) ? "left" : "right", chart_font_size_px);
            one["data"].push_back(item);
        }
        all.push_back(one);
    }
    return all;
}

std::int64_t name_column_px(const report::Chart& chart) {
    std::int64_t longest_px = 0;
    for (const report::ChartBar& bar : chart.bars) longest_px = std::max(longest_px, name_width_px(bar.label) + name_gap_px);
    return std::clamp(longest_px, name_column_min_px, name_column_max_px);
}

/// So that the lines of one name do not meet those of the next.
std::int64_t names_row_px(const report::Chart& chart, std::int64_t width_px) {
    std::int64_t row_px = 0, lines_before = 1;
    for (const report::ChartBar& bar : chart.bars) {
        std::int64_t lines = name_line_count(bar.label, width_px);
        row_px = std::max(row_px, (lines_before + lines) * chart_line_height_px / 2 + 5);
        lines_before = lines;
    }
    return row_px;
}

}  // namespace

base::Result<ChartOption> make_lying_option(const report::Chart& chart, const std::vector<SeriesSteps>& series) {
    std::int64_t column_px = name_column_px(chart);
    AxisSteps axis = axis_with_label_room(chart, series, chart_width_px - column_px);
    int top_px = legend_height_px(chart) + 4;
    auto series_px = static_cast<std::int64_t>(series.size()) * chart_line_height_px + 14;
    std::int64_t bars_px = series.size() == 1 ? chart_row_height_px : series_px;
    auto row_px = static_cast<int>(std::max(bars_px, names_row_px(chart, column_px - name_gap_px)));
    Json names = category_axis_json(chart, column_px - name_gap_px);
    names["inverse"] = true;
    ChartOption option;
    option.width_px = chart_width_px;
    option.height_px = top_px + static_cast<int>(chart.bars.size()) * row_px + 4;
    option.json = {{"animation", false},
                   {"textStyle", {{"fontFamily", chart_font_family}}},
                   {"grid", {{"left", column_px}, {"right", 0}, {"top", top_px}, {"bottom", 4}, {"outerBoundsMode", "none"}}},
                   {"xAxis", {{"type", "value"}, {"show", false}, {"min", axis.minimum}, {"max", axis.maximum}}},
                   {"yAxis", names}};
    option.json["series"] = chart.kind == report::ChartKind::waterfall ? waterfall_series_json(chart, series[0]) : bars_series_json(chart, series);
    option.labels_every_point = true;
    return option;
}

base::Result<ChartOption> make_chart_option(const report::Chart& chart) {
    auto steps = chart_steps(chart);
    if (!steps.ok() || chart.bars.size() * series_count(chart) > chart_marks_max) {
        return base::make_issue("chart_cannot_be_scaled", "diagrammet ”" + chart.id + "” har värden som inte går att rita i samma skala",
                                "dela upp diagrammet eller visa bara dess tabell");
    }
    bool is_lying = chart.kind == report::ChartKind::waterfall || chart.kind == report::ChartKind::bars;
    return is_lying ? make_lying_option(chart, steps.value()) : make_standing_option(chart, steps.value());
}

}  // namespace tertial::render
