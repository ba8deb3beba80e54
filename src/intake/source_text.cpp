#include "intake/source_text.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <vector>

#include "base/text.hpp"
#include "intake/parallel.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t survey_block_bytes = std::size_t{4} << 20;
constexpr std::uint64_t high_bits = 0x8080808080808080u;
constexpr std::uint64_t low_bits = 0x0101010101010101u;

struct BlockFindings {
    bool is_utf8 = true;
    bool has_nul = false;
};

bool is_continuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::size_t sequence_bytes(char lead) {
    auto byte = static_cast<unsigned char>(lead);
    return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
}

/// Where the first character that begins at or after `offset` begins: one that began in the block before is that block's to judge.
std::size_t first_character(std::string_view text, std::size_t offset) {
    for (std::size_t back = 1; back <= 3 && back <= offset; ++back) {
        char byte = text[offset - back];
        if (is_continuation(byte)) continue;
        bool reaches_over = static_cast<unsigned char>(byte) >= 0xC0 && sequence_bytes(byte) > back;
        return reaches_over ? offset - back + sequence_bytes(byte) : offset;
    }
    return offset;
}

/// Looks at 32 bytes at once; true if all of them are plain ASCII other than NUL.
bool is_plain(const char* bytes) {
    std::uint64_t high = 0, zero = 0;
    for (int index = 0; index < 4; ++index) {
        std::uint64_t word;
        std::memcpy(&word, bytes + 8 * index, 8);
        high |= word;
        zero |= (word - low_bits) & ~word;
    }
    return ((high | zero) & high_bits) == 0;
}

/// The characters that begin in [begin, end); the last of them may reach past the end.
BlockFindings survey_block(std::string_view text, std::size_t begin, std::size_t end) {
    BlockFindings findings;
    std::size_t index = first_character(text, begin);
    while (index < end) {
        if (index + 32 <= end && is_plain(text.data() + index)) {
            index += 32;
            continue;
        }
        std::size_t stop = std::min(end, index + 32);
        while (index < stop) {
            char byte = text[index];
            if (static_cast<unsigned char>(byte) < 0x80) {
                findings.has_nul |= byte == '\0';
                ++index;
                continue;
            }
            std::size_t length = sequence_bytes(byte);
            if (!base::is_utf8(text.substr(index, length))) findings.is_utf8 = false;
            index += findings.is_utf8 ? length : 1;
        }
    }
    return findings;
}

// Code points of the bytes 0x80 to 0x9F in Windows-1252; 0 where the byte has none. The rest are as in Latin-1.
constexpr std::array<std::uint16_t, 32> windows_1252_points = {0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                                               0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                                               0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

// Code points of the bytes 0x80 to 0xFF in CP437, the code page of the IBM PC, which SIE calls PC8.
constexpr std::array<std::uint16_t, 128> cp437_points = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF, 0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6,
    0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9, 0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA, 0x00F1, 0x00D1,
    0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555,
    0x2563, 0x2551, 0x2557, 0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566,
    0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590,
    0x2580, 0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4, 0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1,
    0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0};

}  // namespace

base::Result<SourceText> survey_source(std::string_view bytes, const std::string& file, const std::string& told) {
    SourceText source;
    source.body = bytes;
    if (bytes.starts_with("\xEF\xBB\xBF")) {
        source.has_byte_order_mark = true;
        source.body.remove_prefix(3);
    }
    if (base::trimmed(source.body.substr(0, 4096)).empty() && base::trimmed(source.body).empty()) {
        return base::make_issue("file_is_empty", "filen är tom", "leverera en fil med rubrikrad; en period utan rader har bara rubrikraden", {file, 0, 0});
    }
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        return base::make_issue("text_is_not_readable", "filen är i UTF-16", "spara den som CSV UTF-8", {file, 1, 0});
    }
    std::size_t block_count = (source.body.size() + survey_block_bytes - 1) / survey_block_bytes;
    std::vector<BlockFindings> blocks(block_count);
    run_in_parallel(block_count, [&](std::size_t block) {
        std::size_t begin = block * survey_block_bytes;
        std::size_t end = std::min(source.body.size(), begin + survey_block_bytes);
        blocks[block] = survey_block(source.body, begin, end);
    });
    BlockFindings all;
    for (const BlockFindings& block : blocks) {
        all.is_utf8 &= block.is_utf8;
        all.has_nul |= block.has_nul;
    }
    if (told.empty() ? !all.is_utf8 && !source.has_byte_order_mark : told != "utf-8") {
        source.encoding = told == "cp437" ? Encoding::cp437 : Encoding::windows_1252;
    }
    source.has_unreadable_bytes = all.has_nul || (!all.is_utf8 && source.encoding == Encoding::utf8);
    return source;
}

std::string_view encoding_words(const SourceText& text) {
    switch (text.encoding) {
        case Encoding::windows_1252: return "Windows-1252";
        case Encoding::cp437: return "CP437";
        default: return text.has_byte_order_mark ? "UTF-8 med BOM" : "UTF-8";
    }
}

bool append_as_utf8(std::string_view bytes, Encoding encoding, std::string& utf8) {
    bool readable = true;
    for (char letter : bytes) {
        auto byte = static_cast<unsigned char>(letter);
        std::uint32_t point = byte;
        if (encoding == Encoding::cp437 && byte >= 0x80) point = cp437_points[byte - 0x80];
        if (encoding == Encoding::windows_1252 && byte >= 0x80 && byte < 0xA0) point = windows_1252_points[byte - 0x80];
        if (point == 0 && byte != 0) {
            readable = false;
            point = 0xFFFD;
        }
        if (point < 0x80) {
            utf8 += static_cast<char>(point);
        } else if (point < 0x800) {
            utf8 += static_cast<char>(0xC0 | (point >> 6));
            utf8 += static_cast<char>(0x80 | (point & 0x3F));
        } else {
            utf8 += static_cast<char>(0xE0 | (point >> 12));
            utf8 += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
            utf8 += static_cast<char>(0x80 | (point & 0x3F));
        }
    }
    return readable;
}

bool has_high_byte(std::string_view text) {
    unsigned char all = 0;
    for (char letter : text) all |= static_cast<unsigned char>(letter);
    return all >= 0x80;
}

void release_pages(std::string_view mapped) {
    static const auto page_bytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    auto begin = (reinterpret_cast<std::uintptr_t>(mapped.data()) + page_bytes - 1) / page_bytes * page_bytes;
    auto end = reinterpret_cast<std::uintptr_t>(mapped.data() + mapped.size()) / page_bytes * page_bytes;
    if (begin < end) ::madvise(const_cast<char*>(mapped.data()) + (begin - reinterpret_cast<std::uintptr_t>(mapped.data())), end - begin, MADV_DONTNEED);
}

}  // namespace tertial::intake
