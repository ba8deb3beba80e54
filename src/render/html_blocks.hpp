// Blocks → HTML: headings, paragraphs, lists, quotes, tables and charts. A table is a real table with caption and scopes, inside
// a region that can be scrolled by keyboard. Writes no number of its own. Used by html_page only.
#pragma once

#include <string>
#include <vector>

#include "render/chart.hpp"
#include "report/document.hpp"

namespace tertial::render {

/// A heading with the id and level that it has on the page (its own id, or one made from its place in the document).
struct PageHeading {
    const report::Heading* heading = nullptr;
    std::string id;
    int level = 1;
};

[[nodiscard]] std::vector<PageHeading> page_headings(const std::vector<report::Block>& blocks);
/// A chart without a drawing shows its table instead.
[[nodiscard]] std::string blocks_to_html(const std::vector<report::Block>& blocks, const ChartDrawings& drawings);

}  // namespace tertial::render
