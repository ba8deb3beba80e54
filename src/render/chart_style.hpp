// What the drawing and its finishing agree on: sizes, colours and the marks by which a label finds its figure again.
// Colours differ in lightness as well, so that a chart reads in grey; the signs on the labels say the rest.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "report/document.hpp"

namespace tertial::render {

// Narrow enough to be read on a phone without scrolling sideways.
inline constexpr int chart_width_px = 480;
inline constexpr int chart_row_height_px = 27;
inline constexpr int chart_font_size_px = 14;
inline constexpr int chart_line_height_px = 16;
/// Of the numbers on columns and lines, which stand close.
inline constexpr int chart_small_font_size_px = 12;

inline constexpr std::string_view chart_fall_colour = "#a8432f";
inline constexpr std::string_view chart_rise_colour = "#7db8a9";
inline constexpr std::string_view chart_total_colour = "#3d5566";
inline constexpr std::string_view chart_ink_colour = "#22313a";
inline constexpr std::string_view chart_line_colour = "#8a979f";
inline constexpr std::string_view chart_edge_colour = "#5f7480";
inline constexpr std::string_view chart_font_family = "Open Sans";

/// How one of several series is told from the others: by lightness, and lines by dashes and marks as well.
struct SeriesStyle {
    std::string_view fill;  ///< of bars and columns
    std::string_view edge;  ///< around them, since a faint fill alone cannot be seen on white
    std::string_view line;  ///< of lines and their marks
    std::string_view dash;  ///< "7,4": drawn and left out, in pixels; empty for a whole line
    std::string_view mark;  ///< shape of a point, as ECharts calls it
};
inline constexpr std::array<SeriesStyle, 3> series_styles = {{
    {"#cdd9df", chart_edge_colour, "#7b909c", "2,3", "triangle"},
    {"#8fa8b5", chart_edge_colour, "#55707f", "7,4", "rect"},
    {chart_total_colour, chart_total_colour, "#1d3a4c", "", "circle"},
}};
/// The last series, most often the newest year, is the darkest.
[[nodiscard]] inline const SeriesStyle& series_style(std::size_t series_index, std::size_t series_count) {
    if (series_index + 1 == series_count) return series_styles[2];
    return series_styles[series_count == 2 ? 0 : series_index % 2];
}

[[nodiscard]] inline std::size_t series_count(const report::Chart& chart) { return chart.series_names.empty() ? 1 : chart.series_names.size(); }

/// Widths of text in fiftieths of the font size: a little more than those of the font in use.
inline constexpr std::int64_t letter_width = 29, capital_width = 35, space_width = 15, width_scale = 50;

/// `accented_width` is that of every letter beyond ASCII.
[[nodiscard]] inline std::int64_t text_width_px(std::string_view text, int font_size_px, std::int64_t accented_width = letter_width) {
    std::int64_t width = 0;
    for (std::size_t index = 0; index < text.size(); ++index) {
        auto byte = static_cast<unsigned char>(text[index]);
        if ((byte & 0xC0) == 0x80) continue;
        bool is_space = byte == ' ' || text.substr(index).starts_with("\u00A0");
        bool is_capital = byte >= 'A' && byte <= 'Z';
        width += is_space ? space_width : is_capital ? capital_width : byte < 0x80 ? letter_width : accented_width;
    }
    return width * font_size_px / width_scale + 1;
}

/// Each label ends with a private-use letter of its own while ECharts draws; it is exchanged for data-figure.
inline constexpr std::uint32_t chart_mark_first = 0xE000;
inline constexpr std::size_t chart_marks_max = 0x1800;

/// Which of the chart's figures a label shows.
[[nodiscard]] inline std::size_t point_index(std::size_t bar_index, std::size_t series_index, std::size_t series_count) {
    return bar_index * series_count + series_index;
}

/// The mark of a point (below chart_marks_max), in UTF-8.
[[nodiscard]] inline std::string chart_mark(std::size_t point) {
    auto letter = static_cast<std::uint32_t>(chart_mark_first + point);
    return {static_cast<char>(0xE0 | (letter >> 12)), static_cast<char>(0x80 | ((letter >> 6) & 0x3F)), static_cast<char>(0x80 | (letter & 0x3F))};
}

/// The point whose mark ends the text; nothing for names.
[[nodiscard]] inline std::optional<std::size_t> marked_point(std::string_view text) {
    if (text.size() < 3) return std::nullopt;
    auto byte = [&](std::size_t from_end) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[text.size() - from_end])); };
    if ((byte(3) & 0xF0) != 0xE0 || (byte(2) & 0xC0) != 0x80 || (byte(1) & 0xC0) != 0x80) return std::nullopt;
    std::uint32_t letter = ((byte(3) & 0x0F) << 12) | ((byte(2) & 0x3F) << 6) | (byte(1) & 0x3F);
    if (letter < chart_mark_first || letter >= chart_mark_first + chart_marks_max) return std::nullopt;
    return letter - chart_mark_first;
}

}  // namespace tertial::render
