// Inlines → HTML, and the escaping that every word from outside goes through. The only place that writes data-figure: a number
// gets there from the formatter and never as a text of its own. Used by html_blocks and html_page.
#pragma once

#include <string>
#include <string_view>

#include "report/document.hpp"

namespace tertial::render {

/// Safe between tags and inside a quoted attribute.
[[nodiscard]] std::string escape_html(std::string_view text);

/// In a sentence an absent figure says its reason; in a cell the reason is for screen readers only; in a link, a caption of an
/// image or another place that cannot hold a control, the figure is marked but does not open.
enum class FigureUse { sentence, cell, marked_only };

[[nodiscard]] std::string figure_to_html(const report::FigureInline& item, FigureUse use);
[[nodiscard]] std::string inlines_to_html(const report::Inlines& inlines, FigureUse use);
/// The same with the line breaks of texts kept: what a person wrote.
[[nodiscard]] std::string lines_to_html(const report::Inlines& inlines, FigureUse use);

}  // namespace tertial::render
