// Markdown → blocks: the only door to cmark-gfm. Gives the few kinds of blocks that a report has; everything else keeps its name, so
// that it can be refused at its place. Knows no tokens: they are single characters here.
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"

namespace tertial::report {

enum class MarkdownSpanKind { text, strong, emphasis, other };
struct MarkdownSpan {
    MarkdownSpanKind kind = MarkdownSpanKind::text;
    std::string text;  ///< of a text; the name of another kind
    std::vector<MarkdownSpan> content;
};

enum class MarkdownBlockKind { heading, paragraph, bullets, fence, other };
struct MarkdownBlock {
    MarkdownBlockKind kind = MarkdownBlockKind::paragraph;
    std::size_t first_line = 0;  ///< index into the lines given, from 0
    std::size_t last_line = 0;
    int level = 0;                                 ///< of a heading
    std::string name;                              ///< a fence's first line, the name of another kind
    std::vector<MarkdownSpan> spans;               ///< of a heading or a paragraph
    std::vector<std::vector<MarkdownSpan>> items;  ///< of a list
};

base::Result<std::vector<MarkdownBlock>> parse_markdown(const std::string& text, const std::string& file);

}  // namespace tertial::report
