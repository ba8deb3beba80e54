// The fenced blocks of a template, table and chart: lines of "key: value", with fields between bars.
#pragma once

#include "report/cut_text.hpp"
#include "report/markdown.hpp"
#include "report/parsed.hpp"

namespace tertial::report {

/// Plain text with token marks → inlines. `offset` is where the text begins in the cut line. Issues `digits_in_template`,
/// `token_stands_in_wrong_place` and those of tokens.
[[nodiscard]] ParsedInlines parse_plain(const CutText& cut, std::size_t line_index, std::size_t offset, std::string_view text, base::Issues& issues);
/// Tokens and text of one run of text; digits are not looked for.
void append_tokens(const CutText& cut, std::string_view text, ParsedInlines& inlines, base::Issues& issues);
void check_digits(const CutText& cut, std::size_t line_index, std::size_t offset, std::size_t size, base::Issues& issues);

/// Nothing where the block is neither table nor chart (issue `markdown_is_not_supported`).
[[nodiscard]] std::optional<ParsedBlock> parse_fence(const CutText& cut, const MarkdownBlock& block, base::Issues& issues);

}  // namespace tertial::report
