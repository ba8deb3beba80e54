#include "ground/markdown.hpp"

#include <cctype>

#include "base/text.hpp"
#include "ground/project_tree.hpp"

namespace tertial::ground {
namespace {

/// "## Follow one figure" → "follow-one-figure".
std::string anchor_of(std::string_view heading) {
    std::string anchor;
    for (char letter : base::trimmed(heading)) {
        unsigned char byte = static_cast<unsigned char>(letter);
        if (letter == ' ') {
            anchor += '-';
        } else if (std::isalnum(byte) != 0 || letter == '-' || letter == '_' || byte >= 0x80) {
            anchor += static_cast<char>(std::tolower(byte));
        }
    }
    return anchor;
}

void read_links(std::string_view line, std::size_t number, std::vector<MarkdownLink>& links) {
    for (std::size_t middle = line.find("]("); middle != std::string_view::npos; middle = line.find("](", middle + 1)) {
        std::size_t end = line.find(')', middle);
        if (end != std::string_view::npos) links.push_back({std::string(line.substr(middle + 2, end - middle - 2)), number});
    }
}

/// A bar inside a code span or after a backslash parts no cells.
std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells(1);
    bool in_code = false;
    for (std::size_t index = 1; index < line.size(); ++index) {
        if (line[index] == '`') in_code = !in_code;
        if (line[index] == '|' && !in_code && line[index - 1] != '\\') {
            cells.emplace_back();
        } else {
            cells.back() += line[index];
        }
    }
    for (std::string& cell : cells) cell = std::string(base::trimmed(cell));
    if (!cells.empty() && cells.back().empty()) cells.pop_back();
    return cells;
}

/// Without the code spans, whose brackets are no links.
std::string without_spans(std::string_view line) {
    std::string text;
    bool in_code = false;
    for (char letter : line) {
        if (letter == '`') in_code = !in_code;
        if (!in_code) text += letter;
    }
    return text;
}

}  // namespace

std::vector<std::string> spans_of(std::string_view text) {
    std::vector<std::string> spans;
    for (std::size_t open = text.find('`'); open != std::string_view::npos; open = text.find('`', open)) {
        std::size_t close = text.find('`', open + 1);
        if (close == std::string_view::npos) break;
        spans.emplace_back(text.substr(open + 1, close - open - 1));
        open = close + 1;
    }
    return spans;
}

Markdown read_markdown(std::string_view text) {
    Markdown markdown;
    bool in_block = false;
    std::size_t number = 0;
    for (std::string_view line : lines_of(text)) {
        ++number;
        std::string_view trimmed = base::trimmed(line);
        if (trimmed.starts_with("```")) {
            in_block = !in_block;
            if (in_block) markdown.blocks.push_back({std::string(trimmed.substr(3)), {}, number + 1});
            continue;
        }
        if (in_block) {
            markdown.blocks.back().lines.emplace_back(line);
            continue;
        }
        if (line.starts_with("#")) markdown.anchors.push_back(anchor_of(line.substr(std::min(line.find_first_not_of('#'), line.size()))));
        if (line.starts_with("|")) markdown.table_lines.push_back({cells_of(line), number});
        read_links(without_spans(line), number, markdown.links);
        for (std::string& span : spans_of(line)) markdown.code_spans.push_back({std::move(span), number});
    }
    return markdown;
}

}  // namespace tertial::ground
