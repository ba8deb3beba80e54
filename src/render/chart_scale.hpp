// Where the bars and points of a chart lie, in whole steps along a value axis. The axis is hidden, so only proportions matter, and no
// binary fraction is needed.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "report/document.hpp"

namespace tertial::render {

/// From where to where a bar goes; a point lies at the end.
struct BarSteps {
    std::int64_t start = 0;
    std::int64_t end = 0;
};
/// One per bar; nothing where there is no value.
using SeriesSteps = std::vector<std::optional<BarSteps>>;

struct AxisSteps {
    std::int64_t minimum = 0;
    std::int64_t maximum = 0;
};

/// One per series. Issues of exact arithmetic, where values lie too far apart.
base::Result<std::vector<SeriesSteps>> chart_steps(const report::Chart& chart);

/// What the chart reaches, from zero or, where lines lie close, from below the lowest point.
[[nodiscard]] AxisSteps reached_steps(const report::Chart& chart, const std::vector<SeriesSteps>& series);

/// The axis with room beside what is reached: `low_px` and `high_px` of the `length_px` that there are.
[[nodiscard]] AxisSteps with_room(const AxisSteps& reached, std::int64_t low_px, std::int64_t high_px, std::int64_t length_px);

}  // namespace tertial::render
