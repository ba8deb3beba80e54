#include "render/chart_parts.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "render/html_inlines.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

using base::Json;

constexpr int legend_row_px = 22;
constexpr int legend_swatch_px = 30;
constexpr int legend_gap_px = 18;

// ECharts measures by a narrower font than the one in use, so it is told of less room than there is.
constexpr std::int64_t told_parts = 10, room_parts = 11;

/// Where in the legend a series stands.
struct LegendPlace {
    std::int64_t left_px = 0;
    int row = 0;
};

/// "maj-25" in a narrow place: the month above the year. ECharts would break it anywhere.
std::string fitted_name(const std::string& name, std::int64_t width_px) {
    bool is_one_word = name.find(' ') == std::string::npos;
    return is_one_word && name_width_px(name) > width_px ? base::replaced(name, "-", "\n") : name;
}

std::vector<LegendPlace> legend_places(const report::Chart& chart) {
    std::vector<LegendPlace> places;
    LegendPlace next;
    for (const std::string& name : chart.series_names) {
        std::int64_t width_px = legend_swatch_px + 6 + text_width_px(name, chart_font_size_px);
        if (next.left_px > 0 && next.left_px + width_px > chart_width_px) next = {0, next.row + 1};
        places.push_back(next);
        next.left_px += width_px + legend_gap_px;
    }
    return places;
}

std::string bar_swatch(const LegendPlace& place, const SeriesStyle& style) {
    std::string left = std::to_string(place.left_px + 1), top = std::to_string(place.row * legend_row_px + 5);
    return "<rect x=\"" + left + "\" y=\"" + top + "\" width=\"28\" height=\"11\" fill=\"" + std::string(style.fill) + "\" stroke=\"" +
           std::string(style.edge) + "\"/>";
}

std::string line_swatch(const LegendPlace& place, const SeriesStyle& style) {
    std::int64_t left = place.left_px, middle = place.row * legend_row_px + 10, centre = left + 15;
    std::string colour(style.line);
    auto at = [](std::int64_t x, std::int64_t y) { return std::to_string(x) + " " + std::to_string(y); };
    std::string svg = "<path d=\"M" + at(left, middle) + "L" + at(left + legend_swatch_px, middle) + "\" fill=\"none\" stroke=\"" + colour +
                      "\" stroke-width=\"2\"" + (style.dash.empty() ? "" : " stroke-dasharray=\"" + std::string(style.dash) + "\"") + "/>";
    if (style.mark == "circle") {
        return svg + "<circle cx=\"" + std::to_string(centre) + "\" cy=\"" + std::to_string(middle) + "\" r=\"4\" fill=\"" + colour + "\"/>";
    }
    std::string first = style.mark == "triangle" ? at(centre, middle - 4) : at(centre + 4, middle - 4) + "L" + at(centre - 4, middle - 4);
    return svg + "<path d=\"M" + first + "L" + at(centre - 4, middle + 4) + "L" + at(centre + 4, middle + 4) + "Z\" fill=\"" + colour + "\"/>";
}

}  // namespace

std::string marked_text(const report::Chart& chart, std::size_t bar_index, std::size_t series_index) {
    std::string text = shown_text(chart.bars[bar_index].figures[series_index]);
    return text.empty() ? text : text + chart_mark(point_index(bar_index, series_index, series_count(chart)));
}

Json label_json(const std::string& text, std::string_view position, int font_size_px) {
    return {{"show", true},         {"position", position},     {"distance", label_gap_px},       {"formatter", text}, {"color", chart_ink_colour},
            {"textBorderWidth", 0}, {"fontSize", font_size_px}, {"fontFamily", chart_font_family}};
}

Json category_axis_json(const report::Chart& chart, std::int64_t width_px) {
    Json names = Json::array();
    for (const report::ChartBar& bar : chart.bars) names.push_back(fitted_name(bar.label, width_px));
    Json label = {{"interval", 0},       {"color", chart_ink_colour},         {"fontSize", chart_font_size_px}, {"width", width_px * told_parts / room_parts},
                  {"overflow", "break"}, {"lineHeight", chart_line_height_px}};
    return {{"type", "category"},
            {"data", names},
            {"axisTick", {{"show", false}}},
            {"axisLabel", label},
            {"axisLine", {{"onZero", true}, {"lineStyle", {{"color", chart_line_colour}}}}}};
}

std::int64_t name_width_px(std::string_view name) {
    // ECharts takes an accented letter to be as wide as it is high.
    constexpr std::int64_t accented_width = width_scale * room_parts / told_parts;
    return text_width_px(name, chart_font_size_px, accented_width);
}

std::int64_t name_line_count(std::string_view name, std::int64_t width_px) {
    std::int64_t whole_px = name_width_px(name);
    if (whole_px <= width_px) return 1;
    // Words do not fill their lines: a long name may need a line more than its length says.
    return whole_px / std::max<std::int64_t>(1, width_px) + (whole_px > 2 * width_px ? 2 : 1);
}

Json fill_json(const report::Chart& chart, std::size_t series_index, bool is_fall) {
    if (series_count(chart) == 1) return {{"color", is_fall ? chart_fall_colour : chart_total_colour}};
    const SeriesStyle& style = series_style(series_index, series_count(chart));
    return {{"color", style.fill}, {"borderColor", style.edge}, {"borderWidth", 1}};
}

int legend_height_px(const report::Chart& chart) {
    std::vector<LegendPlace> places = legend_places(chart);
    return places.size() < 2 ? 0 : (places.back().row + 1) * legend_row_px + 8;
}

std::string legend_svg(const report::Chart& chart) {
    std::vector<LegendPlace> places = legend_places(chart);
    std::string svg;
    if (places.size() < 2) return svg;
    for (std::size_t index = 0; index < places.size(); ++index) {
        const SeriesStyle& style = series_style(index, places.size());
        svg += chart.kind == report::ChartKind::lines ? line_swatch(places[index], style) : bar_swatch(places[index], style);
        svg += "<text x=\"" + std::to_string(places[index].left_px + legend_swatch_px + 6) + "\" y=\"" +
               std::to_string(places[index].row * legend_row_px + 15) + "\" style=\"font-size:" + std::to_string(chart_font_size_px) +
               "px;font-family:" + std::string(chart_font_family) + ";\" fill=\"" + std::string(chart_ink_colour) + "\">" +
               escape_html(chart.series_names[index]) + "</text>";
    }
    return svg;
}

}  // namespace tertial::render
