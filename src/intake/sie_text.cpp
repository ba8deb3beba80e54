#include "intake/sie_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#include "base/text.hpp"
#include "intake/person_number.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t stretch_bytes = 4096;
constexpr std::size_t letters_enough = 4096;

/// The first stretch at or after `begin` that has bytes over 0x7F; empty where there is none.
std::string_view stretch_with_high_bytes(std::string_view text, std::size_t begin) {
    for (; begin < text.size(); begin += stretch_bytes) {
        if (has_high_byte(text.substr(begin, stretch_bytes))) return text.substr(begin, stretch_bytes);
    }
    return {};
}

/// By how often the bytes of å, ä, ö, Å, Ä, Ö in each encoding occur, until that is beyond doubt. Code page 437 is what the standard
/// says, so it wins where they do not tell.
Encoding encoding_of(std::string_view text) {
    constexpr std::string_view pc_letters = "\x86\x84\x94\x8F\x8E\x99", windows_letters = "\xE5\xE4\xF6\xC5\xC4\xD6";
    std::array<std::size_t, 256> counts{};
    std::size_t pc_count = 0, windows_count = 0;
    for (std::size_t begin = 0; begin < text.size() && pc_count + windows_count < letters_enough;) {
        std::string_view some = stretch_with_high_bytes(text, begin);
        if (some.empty()) break;
        for (char letter : some) ++counts[static_cast<unsigned char>(letter)];
        pc_count = windows_count = 0;
        for (char letter : pc_letters) pc_count += counts[static_cast<unsigned char>(letter)];
        for (char letter : windows_letters) windows_count += counts[static_cast<unsigned char>(letter)];
        begin = static_cast<std::size_t>(some.data() - text.data()) + some.size();
    }
    return windows_count > pc_count ? Encoding::windows_1252 : Encoding::cp437;
}

std::string_view without_end_mark(std::string_view body) {
    while (body.ends_with('\x1A')) body.remove_suffix(1);
    return body;
}

}  // namespace

base::Result<SieText> survey_sie_text(std::string_view bytes, const std::string& encoding, const std::string& shown_file) {
    SieText text;
    std::optional<Encoding> named = encoding_named(encoding);
    if (!encoding.empty() && !named) {
        return base::make_issue("encoding_is_unknown", "teckenkodningen " + encoding + " är okänd", "skriv utf-8, windows-1252, latin-1 eller cp437",
                                {shown_file, 0, 0});
    }
    SourceText source = TRY(survey_source(bytes, shown_file));
    text.body = without_end_mark(source.body);
    text.is_ascii = stretch_with_high_bytes(text.body, 0).empty();
    bool is_utf8 = source.encoding == Encoding::utf8;
    bool breaks_promise = !is_utf8 && encoding == "utf-8";
    text.has_unreadable_bytes = source.has_unreadable_bytes || breaks_promise;
    text.encoding = named ? *named : is_utf8 ? Encoding::utf8 : encoding_of(text.body);
    if (!text.is_ascii && text.encoding == Encoding::windows_1252) text.has_unreadable_bytes = text.has_unreadable_bytes || source.has_unused_byte;
    return text;
}

std::string_view encoding_words(const SieText& text) {
    if (text.is_ascii) return "ASCII";
    return encoding_words(text.encoding);
}

bool holds_person_number(std::string_view bytes, const SieText& text) {
    // The dash and the blank that word processors put between a number's digits; they are letters of several bytes only in UTF-8.
    constexpr std::string_view windows_signs = "\x96\xA0", pc_signs = "\xFF";
    bool is_plain = text.is_ascii || text.encoding == Encoding::utf8 || !has_high_byte(bytes);
    std::string_view signs = text.encoding == Encoding::cp437 ? pc_signs : windows_signs;
    if (is_plain || bytes.find_first_of(signs) == std::string_view::npos) return contains_person_number(bytes);
    return contains_person_number(as_utf8(bytes, text.encoding));
}

bool is_readable(std::string_view line, const SieText& text) {
    if (text.has_unreadable_bytes) {
        if (std::memchr(line.data(), 0, line.size()) != nullptr) return false;
        if (text.encoding == Encoding::utf8 && !base::is_utf8(line)) return false;
    }
    return text.is_ascii || text.encoding != Encoding::windows_1252 || !text.has_unreadable_bytes || !has_unused_byte(line);
}

}  // namespace tertial::intake
