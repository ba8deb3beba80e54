#include "proofs/printed_text.hpp"

#include <utility>

#include "base/text.hpp"

namespace tertial::proofs {

using base::Json;

std::string as_published(std::string text) {
    for (const auto& [from, to] : {std::pair("\u00A0", ""), {"\u2212", "-"}, {",", "."}, {"%", ""}, {"mkr", ""}, {"+", ""}})
        text = base::replaced(text, from, to);
    return text;
}

std::string text_of(const Json& inlines) {
    std::string text;
    for (const Json& item : inlines) {
        if (item.contains("content")) text += text_of(item["content"]);
        if (item.contains("text")) text += item["text"].get<std::string>();
    }
    return text;
}

}  // namespace tertial::proofs
