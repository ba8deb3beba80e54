// A hand-made document in the shape of a board's tertial report: cover, running text with figures, an income statement with six
// columns, ambulance tables with absent figures, a quote, a waterfall and bars. Its numbers are the published ones of April 2026.
#pragma once

#include <string>
#include <vector>

#include "report/document.hpp"

namespace tertial::render_test {

[[nodiscard]] report::Document board_report();
/// Two paragraphs and a table: small enough to read its JSON.
[[nodiscard]] report::Document small_document();

/// January–April, one number per series and month; March is missing in the first series.
[[nodiscard]] report::Chart months_chart(report::ChartKind kind, const std::vector<std::string>& series_names);

/// A sum in tkr, as a figure printed with `decimals`.
[[nodiscard]] report::FigureInline money_tkr(const std::string& address, std::int64_t amount_tkr);
[[nodiscard]] report::FigureInline count_of(const std::string& address, std::int64_t count);
[[nodiscard]] report::FigureInline absent(const std::string& address, domain::Absence absence);

}  // namespace tertial::render_test
