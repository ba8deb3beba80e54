#include "report/markdown.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace tertial::report {
namespace {

struct FreeParser {
    void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
};
struct FreeNode {
    void operator()(cmark_node* node) const { cmark_node_free(node); }
};

std::string text_or_empty(const char* text) { return text == nullptr ? std::string() : std::string(text); }

void append_text(const std::string& text, std::vector<MarkdownSpan>& spans) {
    if (spans.empty() || spans.back().kind != MarkdownSpanKind::text) spans.push_back({});
    spans.back().text += text;
}

std::vector<MarkdownSpan> spans_of(cmark_node* parent) {
    std::vector<MarkdownSpan> spans;
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr; node = cmark_node_next(node)) {
        cmark_node_type type = cmark_node_get_type(node);
        if (type == CMARK_NODE_TEXT) {
            append_text(text_or_empty(cmark_node_get_literal(node)), spans);
        } else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK) {
            append_text(" ", spans);
        } else if (type == CMARK_NODE_STRONG) {
            spans.push_back({MarkdownSpanKind::strong, {}, spans_of(node)});
        } else if (type == CMARK_NODE_EMPH) {
            spans.push_back({MarkdownSpanKind::emphasis, {}, spans_of(node)});
        } else {
            spans.push_back({MarkdownSpanKind::other, cmark_node_get_type_string(node), {}});
        }
    }
    return spans;
}

/// A list whose items are one paragraph each; any other list is of another kind.
bool read_items(cmark_node* list, MarkdownBlock& block) {
    if (cmark_node_get_list_type(list) != CMARK_BULLET_LIST) return false;
    for (cmark_node* item = cmark_node_first_child(list); item != nullptr; item = cmark_node_next(item)) {
        cmark_node* only = cmark_node_first_child(item);
        if (only == nullptr || cmark_node_next(only) != nullptr || cmark_node_get_type(only) != CMARK_NODE_PARAGRAPH) return false;
        block.items.push_back(spans_of(only));
    }
    return true;
}

MarkdownBlock block_of(cmark_node* node) {
    MarkdownBlock block;
    block.first_line = static_cast<std::size_t>(std::max(cmark_node_get_start_line(node), 1)) - 1;
    block.last_line = std::max(block.first_line + 1, static_cast<std::size_t>(std::max(cmark_node_get_end_line(node), 1))) - 1;
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_HEADING) {
        block.kind = MarkdownBlockKind::heading;
        block.level = cmark_node_get_heading_level(node);
        block.spans = spans_of(node);
    } else if (type == CMARK_NODE_PARAGRAPH) {
        block.kind = MarkdownBlockKind::paragraph;
        block.spans = spans_of(node);
    } else if (type == CMARK_NODE_LIST && read_items(node, block)) {
        block.kind = MarkdownBlockKind::bullets;
    } else if (type == CMARK_NODE_CODE_BLOCK && !text_or_empty(cmark_node_get_fence_info(node)).empty()) {
        block.kind = MarkdownBlockKind::fence;
        block.name = text_or_empty(cmark_node_get_fence_info(node));
    } else {
        block.kind = MarkdownBlockKind::other;
        block.name = cmark_node_get_type_string(node);
    }
    return block;
}

}  // namespace

base::Result<std::vector<MarkdownBlock>> parse_markdown(const std::string& text, const std::string& file) {
    static std::once_flag registered;
    std::call_once(registered, [] { cmark_gfm_core_extensions_ensure_registered(); });
    std::unique_ptr<cmark_parser, FreeParser> parser(cmark_parser_new(CMARK_OPT_DEFAULT));
    // Tables and strikethrough are not used, but must be recognised to be refused.
    for (const char* name : {"table", "strikethrough"}) {
        if (cmark_syntax_extension* extension = cmark_find_syntax_extension(name)) cmark_parser_attach_syntax_extension(parser.get(), extension);
    }
    cmark_parser_feed(parser.get(), text.data(), text.size());
    std::unique_ptr<cmark_node, FreeNode> document(cmark_parser_finish(parser.get()));
    if (!document) return base::make_issue("markdown_is_not_supported", "mallen kan inte läsas som Markdown", "kontrollera filen", {file, 1, 1});
    std::vector<MarkdownBlock> blocks;
    for (cmark_node* node = cmark_node_first_child(document.get()); node != nullptr; node = cmark_node_next(node)) blocks.push_back(block_of(node));
    return blocks;
}

}  // namespace tertial::report
