// Document → one self-contained web page: style, script, charts and recipes are inside it, and nothing is fetched from another
// origin (a strict content security policy says so). Every number is an element that opens how it came about.
// Knows no indicator and asks no store; `serve` sends the page as it is, or it is opened as a file.
#pragma once

#include <string>

#include "render/chart.hpp"
#include "report/document.hpp"

namespace tertial::render {

struct HtmlOptions {
    ChartDrawings charts;              ///< from draw_charts; a chart that is not among them shows its table
    std::string api_path = "/api/v1";  ///< where the served version answers; empty for a page that never asks
};

[[nodiscard]] std::string render_html(const report::Document& document, const HtmlOptions& options);

}  // namespace tertial::render
