// What the drawing and its finishing agree on: sizes, colours and the marks by which a label finds its figure again.
// Colours differ in lightness as well, so that a chart reads in grey; the signs on the labels say the rest.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tertial::render {

inline constexpr int chart_width_px = 640;
inline constexpr int chart_row_height_px = 27;
inline constexpr int chart_font_size_px = 13;

inline constexpr std::string_view chart_fall_colour = "#a8432f";
inline constexpr std::string_view chart_rise_colour = "#7db8a9";
inline constexpr std::string_view chart_total_colour = "#3d5566";
inline constexpr std::string_view chart_ink_colour = "#22313a";
inline constexpr std::string_view chart_line_colour = "#8a979f";
inline constexpr std::string_view chart_font_family = "Open Sans";

/// Each bar's label ends with a private-use letter of its own while ECharts draws; it is exchanged for data-figure.
inline constexpr std::uint32_t chart_mark_first = 0xE000;
inline constexpr std::size_t chart_marks_max = 0x1800;

/// The mark of the bar at `bar_index` (below chart_marks_max), in UTF-8.
[[nodiscard]] inline std::string chart_mark(std::size_t bar_index) {
    auto letter = static_cast<std::uint32_t>(chart_mark_first + bar_index);
    return {static_cast<char>(0xE0 | (letter >> 12)), static_cast<char>(0x80 | ((letter >> 6) & 0x3F)), static_cast<char>(0x80 | (letter & 0x3F))};
}

}  // namespace tertial::render
