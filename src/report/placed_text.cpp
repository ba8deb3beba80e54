#include "report/placed_text.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tertial::report {
namespace {

PlacedText part_of(const PlacedText& whole, std::size_t offset, std::size_t size) {
    return {whole.text.substr(offset, size), place_after(whole.place, std::string_view(whole.text).substr(0, offset))};
}

}  // namespace

base::Place place_after(base::Place place, std::string_view passed) {
    auto breaks = std::count(passed.begin(), passed.end(), '\n');
    std::string_view last = passed.substr(passed.rfind('\n') + 1);
    auto letters = std::count_if(last.begin(), last.end(), [](char letter) { return (static_cast<unsigned char>(letter) & 0xC0) != 0x80; });
    place.line += breaks;
    place.column = breaks > 0 ? letters + 1 : place.column + letters;
    return place;
}

PlacedText trimmed(const PlacedText& text) {
    std::string_view words = base::trimmed(text.text);
    return part_of(text, static_cast<std::size_t>(words.data() - text.text.data()), words.size());
}

std::vector<PlacedText> split(const PlacedText& text, char separator) {
    std::vector<PlacedText> parts;
    std::size_t offset = 0;
    for (const std::string& part : base::split(text.text, separator)) {
        parts.push_back(trimmed(part_of(text, offset, part.size())));
        offset += part.size() + 1;
    }
    return parts;
}

std::vector<PlacedText> words_of(const PlacedText& text) {
    constexpr const char* blanks = " \t\r\n";
    std::vector<PlacedText> words;
    std::size_t start = text.text.find_first_not_of(blanks);
    while (start != std::string::npos) {
        std::size_t end = std::min(text.text.find_first_of(blanks, start), text.text.size());
        words.push_back(part_of(text, start, end - start));
        start = text.text.find_first_not_of(blanks, end);
    }
    return words;
}

PlacedText after_first_word(const PlacedText& text) {
    PlacedText words = trimmed(text);
    std::size_t end = std::min(words.text.find_first_of(" \t\r\n"), words.text.size());
    return trimmed(part_of(words, end, words.text.size() - end));
}

}  // namespace tertial::report
