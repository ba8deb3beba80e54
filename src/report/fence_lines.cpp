#include "report/fence_lines.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/parse_fence.hpp"

namespace tertial::report {
namespace {

using base::make_issue;

FenceField trimmed_field(std::string_view line, std::size_t offset, std::size_t size) {
    std::string_view words = base::trimmed(line.substr(offset, size));
    return {static_cast<std::size_t>(words.data() - line.data()), std::string(words)};
}

bool is_closing_fence(std::string_view line) {
    std::string_view words = base::trimmed(line);
    return words.size() >= 3 && words.find_first_not_of(words[0]) == std::string_view::npos && (words[0] == '`' || words[0] == '~');
}

bool is_id(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '_' || letter == '-';
    });
}

}  // namespace

FenceLines::FenceLines(const CutText& cut, const MarkdownBlock& block) : cut_(cut), block_(block), place_(cut.place_of(block.first_line, 0)) {
    for (const std::string& word : base::split(block.name, ' ')) {
        if (!word.empty()) words_.push_back(word);
    }
}

std::string FenceLines::word(std::size_t index) const { return index < words_.size() ? words_[index] : std::string(); }

void FenceLines::read(std::size_t word_count, const std::vector<std::string>& required, const std::vector<std::string>& optional, base::Issues& issues) {
    id_ = word(word_count);
    if (words_.size() != word_count + 1 || !is_id(id_)) {
        issues.push_back(make_issue("table_is_not_readable", "rutan " + word(0) + " saknar ett namn med små bokstäver a–z, siffror, _ eller -",
                                    "skriv till exempel ```" + std::string(word_count == 1 ? "table" : "chart waterfall") + " income_statement", place_));
    }
    bool closed = block_.last_line > block_.first_line && is_closing_fence(cut_.lines()[block_.last_line].text);
    if (!closed) issues.push_back(make_issue("table_is_not_readable", "rutan har ingen slutrad", "avsluta med en rad ```", place_));
    std::vector<std::string> keys = required;
    keys.insert(keys.end(), optional.begin(), optional.end());
    for (std::size_t index = block_.first_line + 1; index < block_.last_line + (closed ? 0 : 1); ++index) read_line(index, keys, issues);
    for (const std::string& key : required) {
        auto count = std::count_if(lines_.begin(), lines_.end(), [&](const FenceLine& line) { return line.key == key; });
        if (count == 0) issues.push_back(make_issue("key_is_missing", "raden " + key + " saknas", "lägg till \"" + key + ": …\"", place_));
        if (count > 1 && key != "column") issues.push_back(make_issue("key_is_given_twice", "raden " + key + " står flera gånger", "behåll en", place_));
    }
}

void FenceLines::read_line(std::size_t line_index, const std::vector<std::string>& keys, base::Issues& issues) {
    std::string_view text = cut_.lines()[line_index].text;
    if (base::trimmed(text).empty()) return;
    auto colon = text.find(':');
    FenceField key = trimmed_field(text, 0, colon);
    base::Place place = cut_.place_of(line_index, key.offset);
    if (colon == std::string_view::npos) {
        issues.push_back(make_issue("table_is_not_readable", "raden saknar kolon", "skriv \"nyckel: värde\"", place));
        return;
    }
    if (std::find(keys.begin(), keys.end(), key.text) == keys.end()) {
        issues.push_back(make_issue("key_is_unknown", "nyckeln " + key.text + " finns inte här", base::choice_hint(key.text, keys), place));
        return;
    }
    lines_.push_back({key.text, trimmed_field(text, colon + 1, std::string_view::npos), line_index, place});
}

void FenceLines::require_one_of(const std::vector<std::string>& keys, base::Issues& issues) const {
    bool any = std::any_of(lines_.begin(), lines_.end(), [&](const FenceLine& line) { return std::find(keys.begin(), keys.end(), line.key) != keys.end(); });
    if (!any) issues.push_back(make_issue("key_is_missing", "rutan " + word(0) + " har inga rader", "lägg till " + base::joined(keys, ", eller "), place_));
}

std::vector<FenceField> FenceLines::fields(const FenceLine& line, std::size_t count, base::Issues& issues) const {
    std::string_view text = cut_.lines()[line.line_index].text;
    std::vector<FenceField> found;
    std::size_t offset = line.value.offset;
    for (const std::string& part : base::split(line.value.text, '|')) {
        found.push_back(trimmed_field(text, offset, part.size()));
        offset += part.size() + 1;
    }
    if (found.size() > count) {
        issues.push_back(make_issue("table_is_not_readable",
                                    "raden har " + std::to_string(found.size()) + " fält, högst " + std::to_string(count) + " väntades",
                                    "skilj fälten åt med |", line.place));
        return {};
    }
    while (found.size() < count) found.push_back({line.value.offset + line.value.text.size(), ""});
    return found;
}

ParsedInlines FenceLines::inlines(const FenceLine& line, const FenceField& field, base::Issues& issues) const {
    return parse_plain(cut_, line.line_index, field.offset, field.text, issues);
}

PlacedText FenceLines::placed(const FenceLine& line, const FenceField& field, base::Issues& issues) const {
    for (std::size_t offset = 0; offset < field.text.size(); ++offset) {
        auto index = cut_.token_at(field.text, offset);
        if (!index) continue;
        issues.push_back(
            make_issue("token_stands_in_wrong_place", "här ska en siffra skrivas utan {{ }}", "skriv uttrycket som det är", cut_.token(*index).place));
        return {"", cut_.place_of(line.line_index, field.offset)};
    }
    return {field.text, cut_.place_of(line.line_index, field.offset)};
}

}  // namespace tertial::report
