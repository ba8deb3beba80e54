#include "intake/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/text.hpp"

namespace tertial::intake {
namespace {

struct NamedEncoding {
    std::string_view name;
    std::string_view words;
};
/// In the order of Encoding.
constexpr std::array<NamedEncoding, 4> named_encodings = {{{"utf-8", "UTF-8"}, {"windows-1252", "Windows-1252"}, {"latin-1", "Latin-1"}, {"cp437", "CP437"}}};

// Code points of the bytes 0x80 to 0x9F in Windows-1252; 0 where the byte has none. The rest are as in Latin-1.
constexpr std::array<std::uint16_t, 32> windows_1252_points = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                               0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                               0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// Code points of the bytes 0x80 to 0xFF in code page 437, that of the first PC, which SIE calls PC8.
constexpr std::array<std::uint16_t, 128> cp437_points = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6,
    0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1,
    0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555,
    0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566,
    0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590,
    0x2580, 0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1,
    0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0};

constexpr std::uint32_t no_letter = 0xFFFD;

std::uint32_t point_of(unsigned char byte, Encoding encoding) {
    if (byte < 0x80) return byte;
    if (encoding == Encoding::cp437) return cp437_points[byte - 0x80u];
    if (encoding == Encoding::latin_1 || byte >= 0xA0) return byte;
    return windows_1252_points[byte - 0x80u] == 0 ? no_letter : windows_1252_points[byte - 0x80u];
}

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

}  // namespace

std::optional<Encoding> encoding_named(std::string_view name) {
    for (std::size_t index = 0; index < named_encodings.size(); ++index) {
        if (named_encodings[index].name == name) return static_cast<Encoding>(index);
    }
    return std::nullopt;
}

std::string_view encoding_words(Encoding encoding) { return named_encodings[static_cast<std::size_t>(encoding)].words; }

bool append_as_utf8(std::string_view bytes, Encoding encoding, std::string& utf8) {
    if (encoding == Encoding::utf8 && base::is_utf8(bytes)) {
        utf8 += bytes;
        return true;
    }
    // Bytes that were to be UTF-8 and are not are told from each other all the same.
    Encoding read_as = encoding == Encoding::utf8 ? Encoding::latin_1 : encoding;
    bool is_readable = encoding != Encoding::utf8;
    std::size_t before = utf8.size();
    utf8.resize(before + 3 * bytes.size());
    char* at = utf8.data() + before;
    for (char letter : bytes) {
        std::uint32_t point = point_of(static_cast<unsigned char>(letter), read_as);
        is_readable = is_readable && point != no_letter;
        at = put_point(point, at);
    }
    utf8.resize(static_cast<std::size_t>(at - utf8.data()));
    return is_readable;
}

std::string as_utf8(std::string_view bytes, Encoding encoding) {
    std::string utf8;
    append_as_utf8(bytes, encoding, utf8);
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
