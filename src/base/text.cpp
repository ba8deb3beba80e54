#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

namespace tertial::base {
namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t column = 0; column <= b.size(); ++column) row[column] = column;
    for (std::size_t line = 1; line <= a.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= b.size(); ++column) {
            std::size_t above = row[column];
            std::size_t replace = diagonal + (a[line - 1] == b[column - 1] ? 0 : 1);
            row[column] = std::min({row[column - 1] + 1, above + 1, replace});
            diagonal = above;
        }
    }
    return row[b.size()];
}

/// Length of the UTF-8 sequence that starts with `lead`, 0 if it cannot start one.
std::size_t sequence_length(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead < 0xE0) return 2;
    if (lead >= 0xE0 && lead < 0xF0) return 3;
    if (lead >= 0xF0 && lead < 0xF5) return 4;
    return 0;
}

std::uint32_t code_point(std::string_view text, std::size_t& index) {
    auto lead = static_cast<unsigned char>(text[index]);
    std::size_t length = std::max<std::size_t>(1, sequence_length(lead));
    std::uint32_t value = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t step = 1; step < length && index + step < text.size(); ++step) {
        value = (value << 6) | (static_cast<unsigned char>(text[index + step]) & 0x3F);
    }
    index += length;
    return value;
}

/// Places letters in Swedish order; upper and lower case get the same weight.
std::uint32_t swedish_weight(std::uint32_t letter) {
    if (letter >= 'A' && letter <= 'Z') return letter + 32;
    switch (letter) {
        case 0xC5:
        case 0xE5: return 'z' + 1;
        case 0xC4:
        case 0xE4:
        case 0xC6:
        case 0xE6: return 'z' + 2;
        case 0xD6:
        case 0xF6:
        case 0xD8:
        case 0xF8: return 'z' + 3;
        case 0xC9:
        case 0xE9:
        case 0xC8:
        case 0xE8: return 'e';
        case 0xDC:
        case 0xFC: return 'y';
        default: return letter < 0x80 ? letter : letter + 1000;
    }
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    auto blank = [](char letter) { return letter == ' ' || letter == '\t' || letter == '\r' || letter == '\n'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::size_t start = 0;
    while (true) {
        std::size_t end = text.find(separator, start);
        parts.emplace_back(text.substr(start, end == std::string_view::npos ? end : end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        if (!text.empty() || &part != &parts.front()) text += separator;
        text += part;
    }
    return text;
}

bool is_utf8(std::string_view text) {
    for (std::size_t index = 0; index < text.size();) {
        auto lead = static_cast<unsigned char>(text[index]);
        std::size_t length = sequence_length(lead);
        if (length == 0 || index + length > text.size()) return false;
        for (std::size_t step = 1; step < length; ++step) {
            if ((static_cast<unsigned char>(text[index + step]) & 0xC0) != 0x80) return false;
        }
        auto second = length > 1 ? static_cast<unsigned char>(text[index + 1]) : 0;
        if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return false;
        if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return false;
        index += length;
    }
    return true;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
    std::string result;
    std::size_t start = 0;
    for (std::size_t found = text.find(from); found != std::string_view::npos; found = text.find(from, start)) {
        result += text.substr(start, found - start);
        result += to;
        start = found + from.size();
    }
    result += text.substr(start);
    return result;
}

std::vector<std::string> nearest_names(std::string_view name, const std::vector<std::string>& candidates) {
    std::vector<std::pair<std::size_t, std::string>> ranked;
    // Of a name of one or two letters everything is near.
    std::size_t distance_max = std::min(std::max<std::size_t>(2, name.size() / 3), std::max<std::size_t>(name.size(), 1) - 1);
    for (const std::string& candidate : candidates) {
        std::size_t distance = edit_distance(name, candidate);
        if (distance <= distance_max) ranked.emplace_back(distance, candidate);
    }
    std::sort(ranked.begin(), ranked.end());
    ranked.erase(std::unique(ranked.begin(), ranked.end()), ranked.end());
    std::vector<std::string> names;
    for (std::size_t index = 0; index < ranked.size() && index < 3; ++index) names.push_back(ranked[index].second);
    return names;
}

std::string did_you_mean(std::string_view name, const std::vector<std::string>& candidates) {
    std::vector<std::string> names = nearest_names(name, candidates);
    if (names.empty()) return {};
    std::string last = names.back();
    names.pop_back();
    std::string text = names.empty() ? last : joined(names, ", ") + " eller " + last;
    return "menade du " + text + "?";
}

std::string choice_hint(std::string_view name, const std::vector<std::string>& candidates) {
    constexpr std::size_t listed_max = 16;
    std::string nearest = did_you_mean(name, candidates);
    if (!nearest.empty()) return nearest;
    if (candidates.empty()) return "det finns inget att välja på i modellen";
    if (candidates.size() <= listed_max) return "välj bland " + joined(candidates, ", ");
    return "välj bland " + joined({candidates.begin(), candidates.begin() + listed_max}, ", ") + " …";
}

bool swedish_less(std::string_view a, std::string_view b) {
    std::size_t a_index = 0, b_index = 0;
    while (a_index < a.size() && b_index < b.size()) {
        std::uint32_t a_weight = swedish_weight(code_point(a, a_index));
        std::uint32_t b_weight = swedish_weight(code_point(b, b_index));
        if (a_weight != b_weight) return a_weight < b_weight;
    }
    if ((a_index < a.size()) != (b_index < b.size())) return b_index < b.size();
    return a < b;
}

std::string with_capital(std::string text) {
    constexpr char case_distance = 'a' - 'A';
    const std::size_t letter = text.starts_with("\xC3") ? 1 : 0;
    if (text.size() <= letter) return text;
    const std::string_view swedish = "\xA4\xA5\xB6";
    const bool is_small = letter == 0 ? 'a' <= text[0] && text[0] <= 'z' : swedish.find(text[letter]) != std::string_view::npos;
    if (is_small) text[letter] = static_cast<char>(text[letter] - case_distance);
    return text;
}

}  // namespace tertial::base
