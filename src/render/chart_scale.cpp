#include "render/chart_scale.hpp"

#include <algorithm>

#include "render/chart_style.hpp"

namespace tertial::render {
namespace {

using base::Rational;

constexpr std::int64_t steps_of_longest_extent = 100'000;

/// One bar on the value axis, exact.
struct BarSpan {
    Rational start;
    Rational end;
};
using SeriesSpans = std::vector<std::optional<BarSpan>>;

/// Each on the sum so far. A total that is missing stands where the sum stands, and takes no room.
base::Result<SeriesSpans> waterfall_spans(const report::Chart& chart) {
    SeriesSpans spans;
    Rational reached;
    for (const report::ChartBar& bar : chart.bars) {
        const std::optional<Rational>& value = bar.figures.at(0).figure.value;
        BarSpan span{reached, reached};
        if (bar.is_total && value) {
            span = {Rational(), *value};
        } else if (value) {
            span.end = TRY(base::add(reached, *value));
        }
        reached = span.end;
        spans.emplace_back(span);
    }
    return spans;
}

SeriesSpans spans_from_zero(const report::Chart& chart, std::size_t series_index) {
    SeriesSpans spans;
    for (const report::ChartBar& bar : chart.bars) {
        const std::optional<Rational>& value = bar.figures.at(series_index).figure.value;
        spans.push_back(value ? std::optional(BarSpan{Rational(), *value}) : std::nullopt);
    }
    return spans;
}

Rational longest_extent(const std::vector<SeriesSpans>& series) {
    Rational longest;
    for (const SeriesSpans& spans : series) {
        for (const std::optional<BarSpan>& span : spans) {
            if (!span) continue;
            for (const Rational& place : {span->start, span->end}) {
                if (base::compare(base::absolute(place), longest) > 0) longest = base::absolute(place);
            }
        }
    }
    return longest;
}

base::Result<SeriesSteps> scaled(const SeriesSpans& spans, const Rational& longest) {
    SeriesSteps steps;
    for (const std::optional<BarSpan>& span : spans) {
        steps.push_back(span ? std::optional(BarSteps{}) : std::nullopt);
        if (!span || longest.is_zero()) continue;
        Rational scale = TRY(base::divide(Rational(steps_of_longest_extent), longest));
        Rational start = TRY(base::multiply(span->start, scale)), end = TRY(base::multiply(span->end, scale));
        steps.back()->start = static_cast<std::int64_t>(TRY(base::rounded(start, 0)));
        steps.back()->end = static_cast<std::int64_t>(TRY(base::rounded(end, 0)));
    }
    return steps;
}

}  // namespace

base::Result<std::vector<SeriesSteps>> chart_steps(const report::Chart& chart) {
    std::vector<SeriesSpans> spans;
    if (chart.kind == report::ChartKind::waterfall) {
        spans.push_back(TRY(waterfall_spans(chart)));
    } else {
        for (std::size_t index = 0; index < series_count(chart); ++index) spans.push_back(spans_from_zero(chart, index));
    }
    Rational longest = longest_extent(spans);
    std::vector<SeriesSteps> series;
    for (const SeriesSpans& one : spans) series.push_back(TRY(scaled(one, longest)));
    return series;
}

AxisSteps reached_steps(const report::Chart& chart, const std::vector<SeriesSteps>& series) {
    AxisSteps reached;
    std::int64_t lowest = steps_of_longest_extent;
    for (const SeriesSteps& steps : series) {
        for (const std::optional<BarSteps>& bar : steps) {
            if (!bar) continue;
            reached.minimum = std::min({reached.minimum, bar->start, bar->end});
            reached.maximum = std::max({reached.maximum, bar->start, bar->end});
            lowest = std::min(lowest, bar->end);
        }
    }
    // Some air below the lowest point, and more where all lie within a tenth of their height: a ripple must not look like a wave.
    if (!chart.starts_at_zero) reached.minimum = lowest - std::max(reached.maximum - lowest, reached.maximum / 10) / 2;
    return reached;
}

AxisSteps with_room(const AxisSteps& reached, std::int64_t low_px, std::int64_t high_px, std::int64_t length_px) {
    std::int64_t range = std::max<std::int64_t>(1, reached.maximum - reached.minimum);
    std::int64_t drawn_px = std::max(length_px / 4, length_px - low_px - high_px);
    return {reached.minimum - range * low_px / drawn_px - 1, reached.maximum + range * high_px / drawn_px + 1};
}

}  // namespace tertial::render
