#include "ground/code_text.hpp"

#include <cctype>

namespace tertial::ground {
namespace {

bool is_letter(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0 || letter == '_'; }
bool is_letter_or_digit(char letter) { return is_letter(letter) || std::isdigit(static_cast<unsigned char>(letter)) != 0; }

/// Where the comment or text that begins at `start` ends; `start` itself if nothing begins there.
std::size_t end_of_other(std::string_view text, std::size_t start) {
    std::string_view rest = text.substr(start);
    auto past = [&](std::string_view sign, std::size_t from) {
        std::size_t found = text.find(sign, from);
        return found == std::string_view::npos ? text.size() : found + sign.size();
    };
    if (rest.starts_with("//")) {
        std::size_t found = text.find('\n', start);
        return found == std::string_view::npos ? text.size() : found;
    }
    if (rest.starts_with("/*")) return past("*/", start + 2);
    if (rest.starts_with("R\"")) {
        std::size_t open = text.find('(', start);
        return past(")" + std::string(text.substr(start + 2, open - start - 2)) + "\"", open);
    }
    bool is_digit_separator = rest.starts_with("'") && start > 0 && is_letter_or_digit(text[start - 1]);
    if (is_digit_separator || (!rest.starts_with("\"") && !rest.starts_with("'"))) return start;
    for (std::size_t index = start + 1; index < text.size(); ++index) {
        if (text[index] == '\\') {
            ++index;
        } else if (text[index] == text[start]) {
            return index + 1;
        }
    }
    return text.size();
}

}  // namespace

std::string code_only(std::string_view text) {
    std::string code(text);
    for (std::size_t index = 0; index < text.size();) {
        std::size_t end = end_of_other(text, index);
        for (std::size_t blank = index; blank < end; ++blank) {
            if (code[blank] != '\n') code[blank] = ' ';
        }
        index = end > index ? end : index + 1;
    }
    return code;
}

std::vector<std::string> words_of(std::string_view identifier) {
    std::vector<std::string> words;
    bool begins = true;
    for (std::size_t index = 0; index < identifier.size(); ++index) {
        char letter = identifier[index];
        if (letter == '_') {
            begins = true;
            continue;
        }
        bool is_upper = std::isupper(static_cast<unsigned char>(letter)) != 0;
        bool after_lower = index > 0 && std::islower(static_cast<unsigned char>(identifier[index - 1])) != 0;
        if (begins || (is_upper && after_lower)) words.emplace_back();
        words.back() += static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
        begins = false;
    }
    return words;
}

std::vector<Identifier> identifiers_of(std::string_view text) {
    std::string code = code_only(text);
    std::vector<Identifier> identifiers;
    std::size_t line = 1;
    for (std::size_t index = 0; index < code.size();) {
        if (code[index] == '\n') ++line;
        bool begins = is_letter(code[index]) && (index == 0 || !is_letter_or_digit(code[index - 1]));
        std::size_t end = index + 1;
        if (begins) {
            while (end < code.size() && is_letter_or_digit(code[end])) ++end;
            identifiers.push_back({code.substr(index, end - index), line});
        }
        index = end;
    }
    return identifiers;
}

}  // namespace tertial::ground
