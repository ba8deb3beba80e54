#include "report/cut_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tertial::report {
namespace {

constexpr std::size_t token_count_max = 65'000;
constexpr std::string_view plane_lead = "\xF3";  // the first byte of U+C0000 to U+FFFFF, of which only private use is assigned

std::string mark_of(std::size_t index) {
    char32_t code = 0xF0000 + static_cast<char32_t>(index);
    std::string mark(CutText::mark_size, '\0');
    mark[0] = static_cast<char>(0xF3);
    mark[1] = static_cast<char>(0x80 | ((code >> 12) & 0x3F));
    mark[2] = static_cast<char>(0x80 | ((code >> 6) & 0x3F));
    mark[3] = static_cast<char>(0x80 | (code & 0x3F));
    return mark;
}

std::int64_t letter_count(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; });
}

/// The Markdown reader ends a line at a lone carriage return and changes a NUL, so that its lines would be others than ours.
bool has_control_character(std::string_view line) {
    return std::any_of(line.begin(), line.end(), [](char letter) { return (static_cast<unsigned char>(letter) < 0x20 && letter != '\t') || letter == 0x7F; });
}

bool is_block_token(std::string_view token) {
    std::string_view words = base::trimmed(token);
    std::string_view first = words.substr(0, words.find_first_of(" \n"));
    return first == "comment" || first == "events" || first == "pagebreak" || first == "if" || first == "end";
}

}  // namespace

CutText CutText::cut(const std::string& text, const std::string& file, base::Issues& issues) {
    CutText result;
    result.file_ = file;
    std::string_view content = text;
    if (content.starts_with("\xEF\xBB\xBF")) content.remove_prefix(3);
    std::vector<std::string> lines = base::split(content, '\n');
    for (std::size_t index = 0; index < lines.size(); ++index) {
        std::string& line = lines[index];
        if (line.ends_with("\r")) line.pop_back();
        bool is_plain_text = line.find(plane_lead) == std::string::npos && !has_control_character(line) && base::is_utf8(line);
        if (is_plain_text) continue;
        issues.push_back(base::make_issue("character_is_not_allowed", "raden innehåller ett tecken som inte får stå i en mall",
                                          "ta bort tecknet och spara filen som UTF-8", {file, static_cast<std::int64_t>(index) + 1, 0}));
        line.clear();
    }
    result.read_front_matter(lines, issues);
    result.cut_tokens(lines, issues);
    result.set_block_tokens_apart();
    return result;
}

void CutText::read_front_matter(std::vector<std::string>& lines, base::Issues& issues) {
    if (base::trimmed(lines[0]) != "---") return;
    lines[0].clear();
    for (std::size_t index = 1; index < lines.size(); ++index) {
        std::string line(base::trimmed(lines[index]));
        lines[index].clear();
        if (line == "---") return;
        base::Place place{file_, static_cast<std::int64_t>(index) + 1, 1};
        auto colon = line.find(':');
        if (line.empty()) continue;
        if (colon == std::string::npos) {
            issues.push_back(base::make_issue("front_matter_is_not_readable", "raden \"" + line + "\" saknar kolon", "skriv \"nyckel: värde\"", place));
            continue;
        }
        front_matter_.push_back({std::string(base::trimmed(line.substr(0, colon))), std::string(base::trimmed(line.substr(colon + 1))), place});
    }
    issues.push_back(base::make_issue("front_matter_is_not_readable", "mallens huvud har ingen slutrad", "avsluta huvudet med en rad ---", {file_, 1, 1}));
}

void CutText::cut_tokens(const std::vector<std::string>& lines, base::Issues& issues) {
    for (std::size_t index = 0; index < lines.size(); ++index) {
        CutLine cut{{}, static_cast<std::int64_t>(index) + 1};
        std::string_view rest = lines[index];
        std::int64_t column = 1;
        while (true) {
            auto open = rest.find("{{");
            cut.text += rest.substr(0, open);
            if (open == std::string_view::npos) break;
            column += letter_count(rest.substr(0, open)) + 2;
            base::Place place{file_, static_cast<std::int64_t>(index) + 1, column};
            std::size_t last = index;
            std::string token(rest.substr(open + 2));
            // A token may run on over the lines of its paragraph, never over an empty one.
            while (token.find("}}") == std::string::npos && last + 1 < lines.size() && !base::trimmed(lines[last + 1]).empty()) token += "\n" + lines[++last];
            auto close = token.find("}}");
            if (close == std::string::npos || tokens_.size() >= token_count_max) {
                issues.push_back(base::make_issue("token_is_not_closed", "{{ saknar }} efter sig", "avsluta med }} före nästa tomma rad", place));
                break;
            }
            std::string after = token.substr(close + 2);
            column = last == index ? column + letter_count(std::string_view(token).substr(0, close)) + 2
                                   : letter_count(std::string_view(lines[last]).substr(0, lines[last].size() - after.size())) + 1;
            token.resize(close);
            cut.text += mark_of(tokens_.size());
            tokens_.push_back({std::move(token), place});
            index = last;
            rest = std::string_view(lines[index]).substr(lines[index].size() - after.size());
        }
        lines_.push_back(std::move(cut));
    }
}

/// A block token alone on its line is a block of its own, with or without empty lines around it.
void CutText::set_block_tokens_apart() {
    std::vector<CutLine> apart;
    for (CutLine& line : lines_) {
        std::string_view words = base::trimmed(line.text);
        bool alone = words.size() == mark_size && token_at(words, 0) && is_block_token(tokens_[*token_at(words, 0)].text);
        if (alone) apart.push_back({"", line.line});
        apart.push_back(line);
        if (alone) apart.push_back({"", line.line});
    }
    lines_ = std::move(apart);
}

std::string CutText::markdown() const {
    std::string text;
    for (const CutLine& line : lines_) text += line.text + "\n";
    return text;
}

std::optional<std::size_t> CutText::token_at(std::string_view text, std::size_t offset) const {
    if (text.size() < offset + mark_size || !text.substr(offset).starts_with(plane_lead)) return std::nullopt;
    auto six = [&](std::size_t step) { return static_cast<std::size_t>(static_cast<unsigned char>(text[offset + step]) & 0x3F); };
    std::size_t index = ((six(1) << 12) | (six(2) << 6) | six(3)) & 0xFFFF;
    return index < tokens_.size() ? std::optional(index) : std::nullopt;
}

base::Place CutText::place_of(std::size_t line_index, std::size_t offset) const {
    if (line_index >= lines_.size()) return {file_, 0, 0};
    base::Place place{file_, lines_[line_index].line, 1};
    std::string_view text = lines_[line_index].text;
    for (std::size_t index = 0; index < std::min(offset, text.size());) {
        if (auto token = token_at(text, index)) {
            const Token& cut = tokens_[*token];
            auto breaks = std::count(cut.text.begin(), cut.text.end(), '\n');
            place.line += breaks;
            std::int64_t size = letter_count(std::string_view(cut.text).substr(cut.text.rfind('\n') + 1)) + 2;
            place.column = breaks > 0 ? size + 1 : place.column + size + 2;
            index += mark_size;
        } else {
            if ((static_cast<unsigned char>(text[index]) & 0xC0) != 0x80) ++place.column;
            ++index;
        }
    }
    return place;
}

}  // namespace tertial::report
