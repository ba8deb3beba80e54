// Inlines as unmarked words, for the places where markup cannot stand: a page's title, alternative texts, tables of contents.
// Also the outline they share. Figures are printed by the formatter; an absent one as its reason. Never used where a figure could keep its address.
#pragma once

#include <string>

#include "report/document.hpp"

namespace tertial::render {

[[nodiscard]] std::string plain_text(const report::Inlines& inlines);
/// What a reader sees in running text: the formatted figure, or the reason in words why there is none.
[[nodiscard]] std::string shown_text(const report::FigureInline& figure);
/// Levels 1–4 of the headings by their place among the blocks. A level that was skipped is closed up, since the order of headings
/// is how a reader with a screen reader finds the way (WCAG 1.3.1), and PDF/UA refuses a gap.
[[nodiscard]] std::map<std::size_t, int> heading_levels(const std::vector<report::Block>& blocks);
/// "Tertialrapport – Hälso- och sjukvårdsnämnden – januari–april 2026", leaving out what is empty.
[[nodiscard]] std::string document_title(const report::Document& document);

}  // namespace tertial::render
