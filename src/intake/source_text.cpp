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
    bool has_unused_byte = false;
};

/// Bytes that stand for no letter in Windows-1252.
constexpr std::array<bool, 256> unused_bytes = [] {
    std::array<bool, 256> unused{};
    for (unsigned char byte : {0x81, 0x8D, 0x8F, 0x90, 0x9D}) unused[byte] = true;
    return unused;
}();

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
    // They belong to a letter of the block before, if that is UTF-8; if it is not, nobody has looked at them.
    for (char byte : text.substr(begin, index - begin)) {
        findings.has_nul |= byte == '\0';
        findings.has_unused_byte |= unused_bytes[static_cast<unsigned char>(byte)];
    }
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
            // Of a file that turns out to be no UTF-8, each byte of what looked like a letter is one of its own.
            for (char each : text.substr(index, findings.is_utf8 ? length : 1)) findings.has_unused_byte |= unused_bytes[static_cast<unsigned char>(each)];
            if (findings.is_utf8 && !base::is_utf8(text.substr(index, length))) findings.is_utf8 = false;
            index += findings.is_utf8 ? length : 1;
        }
    }
    return findings;
}

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
        all.has_unused_byte |= block.has_unused_byte;
    }
    if (told.empty() ? !all.is_utf8 && !source.has_byte_order_mark : told != "utf-8") {
        source.encoding = encoding_named(told).value_or(Encoding::windows_1252);
    }
    source.has_unused_byte = all.has_unused_byte;
    source.has_unreadable_bytes = all.has_nul || (!all.is_utf8 && source.encoding == Encoding::utf8);
    return source;
}

bool has_unused_byte(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char letter) { return unused_bytes[static_cast<unsigned char>(letter)]; });
}

bool has_high_byte(std::string_view text) {
    std::uint64_t all = 0;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word;
        std::memcpy(&word, text.data() + at, 8);
        all |= word;
    }
    for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
    return (all & high_bits) != 0;
}

void release_pages(std::string_view mapped) {
    static const auto page_bytes = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    auto begin = (reinterpret_cast<std::uintptr_t>(mapped.data()) + page_bytes - 1) / page_bytes * page_bytes;
    auto end = reinterpret_cast<std::uintptr_t>(mapped.data() + mapped.size()) / page_bytes * page_bytes;
    if (begin < end) ::madvise(const_cast<char*>(mapped.data()) + (begin - reinterpret_cast<std::uintptr_t>(mapped.data())), end - begin, MADV_DONTNEED);
}

}  // namespace tertial::intake
