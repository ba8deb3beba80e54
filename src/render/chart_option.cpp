#include "render/chart.hpp"
#include "render/chart_style.hpp"
#include "render/plain_text.hpp"

namespace tertial::render {
namespace {

using base::Json;
using base::Rational;

// Bars lie along a value axis of whole steps. The axis is hidden, so only proportions matter, and no binary fraction is needed.
constexpr std::int64_t steps_of_longest_extent = 100'000;
constexpr int label_gap_px = 6;

enum class BarTone { rise, fall, total };

/// One bar on the value axis, exact: where it starts and where it ends.
struct BarSpan {
    Rational start;
    Rational end;
    BarTone tone = BarTone::total;
};

struct BarSteps {
    std::int64_t start = 0;
    std::int64_t end = 0;
};

std::int64_t letter_count(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; });
}

/// Wide enough for the font in use; a label that gets more room than it needs does no harm.
std::int64_t label_width_px(std::string_view text) { return letter_count(text) * 15 / 2 + label_gap_px + 2; }

base::Result<std::vector<BarSpan>> bar_spans(const report::Chart& chart) {
    std::vector<BarSpan> spans;
    Rational reached;
    for (const report::ChartBar& bar : chart.bars) {
        BarSpan span;
        Rational value = bar.figure.figure.value.value_or(Rational());
        bool stands_on_axis = chart.kind == report::ChartKind::bars || bar.is_total;
        if (stands_on_axis) {
            span.end = value;
            bool is_missing_total = !bar.figure.figure.value;
            if (is_missing_total && chart.kind == report::ChartKind::waterfall) span.start = span.end = reached;
        } else {
            span.start = reached;
            span.end = TRY(base::add(reached, value));
        }
        bool is_plain = bar.is_total || (chart.kind == report::ChartKind::bars && value.sign() >= 0);
        span.tone = is_plain ? BarTone::total : value.sign() < 0 ? BarTone::fall : BarTone::rise;
        reached = span.end;
        spans.push_back(span);
    }
    return spans;
}

base::Result<std::vector<BarSteps>> bar_steps(const std::vector<BarSpan>& spans) {
    Rational longest;
    for (const BarSpan& span : spans) {
        for (const Rational& place : {span.start, span.end}) {
            if (base::compare(base::absolute(place), longest) > 0) longest = base::absolute(place);
        }
    }
    std::vector<BarSteps> steps;
    for (const BarSpan& span : spans) {
        BarSteps bar;
        if (!longest.is_zero()) {
            Rational scale = TRY(base::divide(Rational(steps_of_longest_extent), longest));
            Rational start = TRY(base::multiply(span.start, scale));
            Rational end = TRY(base::multiply(span.end, scale));
            bar.start = static_cast<std::int64_t>(TRY(base::rounded(start, 0)));
            bar.end = static_cast<std::int64_t>(TRY(base::rounded(end, 0)));
        }
        steps.push_back(bar);
    }
    return steps;
}

/// A label stands at the end of its bar, on the side that the bar grows towards.
bool label_is_left(const BarSteps& bar) { return bar.end < bar.start || (bar.end == bar.start && bar.end < 0); }

struct Axis {
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
};

/// The value axis with room for the labels beyond the outermost bars.
Axis axis_with_label_room(const report::Chart& chart, const std::vector<BarSteps>& steps, int plot_width_px) {
    Axis extent;
    std::int64_t left_px = 4, right_px = 4;
    for (std::size_t bar_index = 0; bar_index < steps.size(); ++bar_index) {
        const BarSteps& bar = steps[bar_index];
        extent.minimum = std::min({extent.minimum, bar.start, bar.end});
        extent.maximum = std::max({extent.maximum, bar.start, bar.end});
        std::int64_t width_px = label_width_px(shown_text(chart.bars[bar_index].figure));
        (label_is_left(bar) ? left_px : right_px) = std::max(label_is_left(bar) ? left_px : right_px, width_px);
    }
    std::int64_t range = std::max<std::int64_t>(1, extent.maximum - extent.minimum);
    std::int64_t bars_px = std::max<std::int64_t>(80, plot_width_px - left_px - right_px);
    return {extent.minimum - range * left_px / bars_px - 1, extent.maximum + range * right_px / bars_px + 1};
}

Json label_json(const std::string& text, bool is_left) {
    return {
        {"show", true},         {"position", is_left ? "left" : "right"}, {"distance", label_gap_px},       {"formatter", text}, {"color", chart_ink_colour},
        {"textBorderWidth", 0}, {"fontSize", chart_font_size_px},         {"fontFamily", chart_font_family}};
}

Json series_json(std::string_view colour) {
    return {{"type", "bar"},      {"stack", "bars"},   {"stackStrategy", "all"},           {"silent", true},
            {"animation", false}, {"barWidth", "64%"}, {"itemStyle", {{"color", colour}}}, {"data", Json::array()}};
}

/// Thin lines from the end of one bar to the start of the next, so that the eye follows the sum.
Json connectors_json(const report::Chart& chart, const std::vector<BarSteps>& steps) {
    Json lines = Json::array();
    for (std::size_t bar_index = 0; bar_index + 1 < steps.size(); ++bar_index) {
        if (chart.kind != report::ChartKind::waterfall) continue;
        std::int64_t place = steps[bar_index].end;
        if (place == 0) continue;  // the axis itself is there
        lines.push_back(Json::array({{{"coord", {place, bar_index}}}, {{"coord", {place, bar_index + 1}}}}));
    }
    return {{"silent", true},     {"symbol", "none"},
            {"animation", false}, {"label", {{"show", false}}},
            {"data", lines},      {"lineStyle", {{"color", chart_line_colour}, {"type", "solid"}, {"width", 1}}}};
}

Json all_series_json(const report::Chart& chart, const std::vector<BarSpan>& spans, const std::vector<BarSteps>& steps) {
    Json base_series = series_json("transparent");
    std::array<Json, 3> tones = {series_json(chart_rise_colour), series_json(chart_fall_colour), series_json(chart_total_colour)};
    for (std::size_t bar_index = 0; bar_index < steps.size(); ++bar_index) {
        const BarSteps& bar = steps[bar_index];
        base_series["data"].push_back(bar.start);
        std::string text = shown_text(chart.bars[bar_index].figure);
        for (std::size_t tone = 0; tone < tones.size(); ++tone) {
            if (tone != static_cast<std::size_t>(spans[bar_index].tone)) {
                tones[tone]["data"].push_back(0);  // a gap would break the stack that the later tones stand on
                continue;
            }
            Json item = {{"value", bar.end - bar.start}};
            if (!text.empty()) item["label"] = label_json(text + chart_mark(bar_index), label_is_left(bar));
            tones[tone]["data"].push_back(item);
        }
    }
    tones[2]["markLine"] = connectors_json(chart, steps);
    return Json::array({base_series, tones[0], tones[1], tones[2]});
}

Json category_axis_json(const report::Chart& chart, int label_column_px) {
    Json names = Json::array();
    for (const report::ChartBar& bar : chart.bars) names.push_back(bar.label);
    Json label = {{"interval", 0},       {"color", chart_ink_colour},           {"fontSize", chart_font_size_px}, {"width", label_column_px - 12},
                  {"overflow", "break"}, {"lineHeight", chart_font_size_px + 1}};
    return {{"type", "category"}, {"data", names},
            {"inverse", true},    {"axisTick", {{"show", false}}},
            {"axisLabel", label}, {"axisLine", {{"onZero", true}, {"lineStyle", {{"color", chart_line_colour}}}}}};
}

}  // namespace

base::Result<ChartOption> make_chart_option(const report::Chart& chart) {
    auto spans = bar_spans(chart);
    auto steps = spans.ok() ? bar_steps(spans.value()) : base::Result<std::vector<BarSteps>>(spans.issues());
    if (!steps.ok() || chart.bars.size() > chart_marks_max) {
        return base::make_issue("chart_cannot_be_scaled", "diagrammet ”" + chart.id + "” har värden som inte går att rita i samma skala",
                                "dela upp diagrammet eller visa bara dess tabell");
    }
    std::int64_t longest_name_px = 0;
    for (const report::ChartBar& bar : chart.bars) longest_name_px = std::max(longest_name_px, letter_count(bar.label) * 7 + 16);
    int label_column_px = static_cast<int>(std::clamp<std::int64_t>(longest_name_px, 60, 220));
    Axis axis = axis_with_label_room(chart, steps.value(), chart_width_px - label_column_px);
    ChartOption option;
    option.width_px = chart_width_px;
    option.height_px = static_cast<int>(chart.bars.size()) * chart_row_height_px + 8;
    option.json = {{"animation", false},
                   {"textStyle", {{"fontFamily", chart_font_family}}},
                   {"grid", {{"left", label_column_px}, {"right", 0}, {"top", 4}, {"bottom", 4}, {"outerBoundsMode", "none"}}},
                   {"xAxis", {{"type", "value"}, {"show", false}, {"min", axis.minimum}, {"max", axis.maximum}}},
                   {"yAxis", category_axis_json(chart, label_column_px)},
                   {"series", all_series_json(chart, spans.value(), steps.value())}};
    return option;
}

}  // namespace tertial::render
