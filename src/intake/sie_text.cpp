#include "intake/sie_text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "base/text.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

/// Code points of the bytes 0x80 to 0xFF in code page 437.
constexpr std::array<std::uint16_t, 128> cp437_points = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6,
    0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1,
    0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555,
    0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566,
    0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590,
    0x2580, 0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1,
    0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0};

struct NamedEncoding {
    std::string_view name;
    std::string_view words;
    SieEncoding encoding;
};
constexpr std::array<NamedEncoding, 4> named_encodings = {{{"utf-8", "UTF-8", SieEncoding::utf8},
                                                           {"windows-1252", "Windows-1252", SieEncoding::windows_1252},
                                                           {"latin-1", "Latin-1", SieEncoding::latin_1},
                                                           {"cp437", "CP437", SieEncoding::cp437}}};

/// At most three bytes; returns their end.
char* put_point(std::uint32_t point, char* at) {
    if (point < 0x80) {
        *at++ = static_cast<char>(point);
    } else if (point < 0x800) {
        *at++ = static_cast<char>(0xC0 | (point >> 6));
        *at++ = static_cast<char>(0x80 | (point & 0x3F));
    } else {
        *at++ = static_cast<char>(0xE0 | (point >> 12));
        *at++ = static_cast<char>(0x80 | ((point >> 6) & 0x3F));
        *at++ = static_cast<char>(0x80 | (point & 0x3F));
    }
    return at;
}
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
SieEncoding encoding_of(std::string_view text) {
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
    return windows_count > pc_count ? SieEncoding::windows_1252 : SieEncoding::cp437;
}

std::string_view without_end_mark(std::string_view body) {
    while (body.ends_with('\x1A')) body.remove_suffix(1);
    return body;
}

}  // namespace

base::Result<SieText> survey_sie_text(std::string_view bytes, const std::string& encoding, const std::string& shown_file) {
    SieText text;
    auto named = std::find_if(named_encodings.begin(), named_encodings.end(), [&](const NamedEncoding& one) { return one.name == encoding; });
    if (!encoding.empty() && named == named_encodings.end()) {
        return base::make_issue("encoding_is_unknown", "teckenkodningen " + encoding + " är okänd", "skriv utf-8, windows-1252, latin-1 eller cp437",
                                {shown_file, 0, 0});
    }
    SourceText source = TRY(survey_source(bytes, shown_file));
    text.body = without_end_mark(source.body);
    text.is_ascii = stretch_with_high_bytes(text.body, 0).empty();
    bool is_utf8 = source.encoding == Encoding::utf8;
    bool breaks_promise = !is_utf8 && encoding == "utf-8";
    text.has_unreadable_bytes = source.has_unreadable_bytes || breaks_promise;
    text.encoding = !encoding.empty() ? named->encoding : is_utf8 ? SieEncoding::utf8 : encoding_of(text.body);
    return text;
}

std::string_view encoding_words(const SieText& text) {
    if (text.is_ascii) return "ASCII";
    for (const NamedEncoding& one : named_encodings) {
        if (one.encoding == text.encoding) return one.words;
    }
    return {};
}

bool is_readable(std::string_view line, const SieText& text) {
    if (text.has_unreadable_bytes) {
        if (std::memchr(line.data(), 0, line.size()) != nullptr) return false;
        if (text.encoding == SieEncoding::utf8 && !base::is_utf8(line)) return false;
    }
    if (text.is_ascii || text.encoding != SieEncoding::windows_1252 || !has_high_byte(line)) return true;
    return line.find_first_of("\x81\x8D\x8F\x90\x9D") == std::string_view::npos;
}

void append_utf8(std::string_view bytes, SieEncoding encoding, std::string& utf8) {
    if (encoding == SieEncoding::windows_1252) {
        append_windows_1252(bytes, utf8);
        return;
    }
    if (encoding == SieEncoding::utf8 && base::is_utf8(bytes)) {
        utf8 += bytes;
        return;
    }
    std::size_t before = utf8.size();
    utf8.resize(before + 3 * bytes.size());
    char* at = utf8.data() + before;
    for (char letter : bytes) {
        auto byte = static_cast<unsigned char>(letter);
        at = put_point(encoding == SieEncoding::cp437 && byte >= 0x80 ? cp437_points[byte - 0x80u] : byte, at);
    }
    utf8.resize(static_cast<std::size_t>(at - utf8.data()));
}

std::string as_utf8(std::string_view bytes, SieEncoding encoding) {
    std::string utf8;
    append_utf8(bytes, encoding, utf8);
    return utf8;
}

std::string as_cp437(std::string_view utf8) {
    std::string bytes;
    std::array<char, 3> letter{};
    for (std::size_t index = 0; index < utf8.size();) {
        auto lead = static_cast<unsigned char>(utf8[index]);
        std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        std::string_view wanted = utf8.substr(index, length);
        index += length;
        if (lead < 0x80) {
            bytes += wanted;
            continue;
        }
        auto found = std::find_if(cp437_points.begin(), cp437_points.end(), [&](std::uint16_t point) {
            return std::string_view(letter.data(), static_cast<std::size_t>(put_point(point, letter.data()) - letter.data())) == wanted;
        });
        bytes += found == cp437_points.end() ? '?' : static_cast<char>(0x80 + (found - cp437_points.begin()));
    }
    return bytes;
}

}  // namespace tertial::intake
