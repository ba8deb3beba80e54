// What a Markdown text claims about the world: links, code spans, fenced blocks, tables. Enough for the checks, no full reader.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tertial::ground {

struct MarkdownLink {
    std::string target;
    std::size_t line = 0;
};
struct CodeSpan {
    std::string text;
    std::size_t line = 0;
};
struct FencedBlock {
    std::string language;
    std::vector<std::string> lines;
    std::size_t line = 0;  ///< of the first line inside
};
struct TableLine {
    std::vector<std::string> cells;
    std::size_t line = 0;
};

struct Markdown {
    std::vector<MarkdownLink> links;
    std::vector<CodeSpan> code_spans;
    std::vector<FencedBlock> blocks;
    std::vector<std::string> anchors;  ///< of the headings, as links write them
    std::vector<TableLine> table_lines;
};

Markdown read_markdown(std::string_view text);

/// The code spans of one table cell, without their marks.
std::vector<std::string> spans_of(std::string_view text);

}  // namespace tertial::ground
