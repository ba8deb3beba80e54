// Charts with values: points and gaps, names in plain words, and what the eye must be told of the drawing.
#include <algorithm>

#include "base/text.hpp"
#include "report/values.hpp"

namespace tertial::report {
namespace {

std::string plain_label(const Inlines& inlines) {
    std::string text;
    for (const Inline& item : inlines) {
        if (const auto* plain = std::get_if<Text>(&item)) text += plain->text;
        if (const auto* name = std::get_if<NameInline>(&item)) text += name->text;
        if (const auto* period = std::get_if<PeriodInline>(&item)) text += period->text;
        if (const auto* word = std::get_if<WordInline>(&item)) text += word->text;
    }
    return text;
}

bool has_any_value(Values& values, const BoundTable& table) {
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const BoundRow& row) {
        return std::any_of(row.cells.begin(), row.cells.end(), [&](const FigureUse& use) {
            const domain::Figure* figure = values.find(use);
            return figure != nullptr && figure->value.has_value();
        });
    });
}

/// Lines that all lie above zero and whose lowest point reaches more than half of the highest: drawn from zero they would all be flat.
bool lie_close(const std::vector<ChartBar>& bars) {
    std::optional<base::Rational> lowest, highest;
    for (const ChartBar& bar : bars) {
        for (const FigureInline& point : bar.figures) {
            if (!point.figure.value) continue;
            if (!lowest || base::compare(*point.figure.value, *lowest) < 0) lowest = point.figure.value;
            if (!highest || base::compare(*point.figure.value, *highest) > 0) highest = point.figure.value;
        }
    }
    if (!lowest || lowest->sign() <= 0 || *lowest == *highest) return false;
    auto doubled = base::add(*lowest, *lowest);
    return doubled.ok() && base::compare(doubled.value(), *highest) > 0;
}

std::vector<Inlines> chart_notes(const Chart& chart) {
    std::vector<Inlines> notes;
    std::vector<std::string> reasons, breaks;
    for (const ChartBar& bar : chart.bars) {
        for (const FigureInline& point : bar.figures) {
            if (point.figure.value && !point.figure.note.empty()) add_once(point.figure.note, breaks);
            if (!point.figure.value) add_once(domain::absence_reason(point.figure), reasons);
        }
    }
    if (!chart.starts_at_zero) notes.push_back({Text{"Den lodräta axeln börjar inte vid noll."}});
    if (!breaks.empty()) notes.push_back({Text{"Att jämföra: "}, NameInline{base::joined(breaks, "; ")}, Text{"."}});
    if (!reasons.empty()) notes.push_back({Text{"Luckor i diagrammet: "}, NameInline{base::joined(reasons, "; ")}, Text{"."}});
    return notes;
}

}  // namespace

Chart make_chart(Values& values, const BoundChart& bound) {
    Chart chart;
    chart.id = bound.id;
    chart.kind = bound.kind;
    chart.title = values.inlines(bound.title);
    chart.alternative = values.inlines(bound.alternative);
    chart.unit_label = bound.unit_label;
    for (const BoundInlines& name : bound.series_names) chart.series_names.push_back(plain_label(values.inlines(name)));
    chart.table = make_table(values, bound.table);
    bool may_have_gaps = bound.kind != ChartKind::waterfall && has_any_value(values, bound.table);
    for (const BoundRow& row : bound.table.rows) {
        ChartBar bar{plain_label(values.inlines(row.label)), {}, row.kind == RowKind::total};
        for (const FigureUse& use : row.cells) {
            const domain::Figure* figure = may_have_gaps ? values.find(use) : values.require(use);
            if (figure != nullptr) bar.figures.push_back({*figure, use.format, std::nullopt});
        }
        if (bar.figures.size() == row.cells.size()) chart.bars.push_back(std::move(bar));
    }
    chart.starts_at_zero = bound.kind != ChartKind::lines || !lie_close(chart.bars);
    chart.notes = chart_notes(chart);
    return chart;
}

}  // namespace tertial::report
