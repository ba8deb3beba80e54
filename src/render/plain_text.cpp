#include "render/plain_text.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "render/match.hpp"

namespace tertial::render {

std::string shown_text(const report::FigureInline& figure) {
    if (!figure.figure.value) return std::string(domain::absence_words(figure.figure.absence));
    return figure.text();
}

std::string plain_text(const report::Inlines& inlines) {
    std::string text;
    for (const report::Inline& item : inlines) {
        text += std::visit(Match{[](const report::FigureInline& figure) { return shown_text(figure); },
                                 [](const report::Strong& strong) { return plain_text(strong.content); },
                                 [](const report::Emphasis& emphasis) { return plain_text(emphasis.content); },
                                 [](const report::QuotedInline& quoted) { return plain_text(quoted.content); },
                                 [](const report::StatusInline& status) { return status.text + (status.words.empty() ? "" : " " + status.words); },
                                 [](const auto& words) { return words.text; }},
                           item);
    }
    return text;
}

std::string document_title(const report::Document& document) {
    std::vector<std::string> parts;
    for (const std::string& part : {document.cover.title, document.cover.unit_name, document.cover.period.text}) {
        if (!part.empty()) parts.push_back(part);
    }
    return parts.empty() ? document.name : base::joined(parts, " – ");
}

std::map<std::size_t, int> heading_levels(const std::vector<report::Block>& blocks) {
    std::map<std::size_t, int> levels;
    int last = 0;
    for (std::size_t block_index = 0; block_index < blocks.size(); ++block_index) {
        const auto* heading = std::get_if<report::Heading>(&blocks[block_index]);
        if (heading == nullptr) continue;
        last = std::clamp(heading->level, 1, std::min(last + 1, 4));
        levels[block_index] = last;
    }
    return levels;
}

}  // namespace tertial::render
