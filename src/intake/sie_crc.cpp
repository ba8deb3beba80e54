#include "intake/sie_crc.hpp"

#include <array>
#include <charconv>

#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::uint32_t polynomial = 0xEDB88320u;
constexpr std::size_t stride = 8;

/// tables[0] takes one byte; tables[n] the same byte with n zeroes after it, so that eight bytes are taken at once.
constexpr std::array<std::array<std::uint32_t, 256>, stride> tables = [] {
    std::array<std::array<std::uint32_t, 256>, stride> made{};
    for (std::uint32_t byte = 0; byte < 256; ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1u) != 0 ? (value >> 1) ^ polynomial : value >> 1;
        made[0][byte] = value;
    }
    for (std::size_t zeroes = 1; zeroes < stride; ++zeroes) {
        for (std::uint32_t byte = 0; byte < 256; ++byte) {
            std::uint32_t before = made[zeroes - 1][byte];
            made[zeroes][byte] = (before >> 8) ^ made[0][before & 0xFFu];
        }
    }
    return made;
}();

void take(std::string_view bytes, std::uint32_t& sum) {
    auto byte_at = [&](std::size_t index) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[index])); };
    std::size_t index = 0;
    for (; index + stride <= bytes.size(); index += stride) {
        std::uint32_t low = sum ^ (byte_at(index) | byte_at(index + 1) << 8 | byte_at(index + 2) << 16 | byte_at(index + 3) << 24);
        sum = tables[7][low & 0xFFu] ^ tables[6][low >> 8 & 0xFFu] ^ tables[5][low >> 16 & 0xFFu] ^ tables[4][low >> 24] ^ tables[3][byte_at(index + 4)] ^
              tables[2][byte_at(index + 5)] ^ tables[1][byte_at(index + 6)] ^ tables[0][byte_at(index + 7)];
    }
    for (; index < bytes.size(); ++index) sum = (sum >> 8) ^ tables[0][(sum ^ byte_at(index)) & 0xFFu];
}

/// What counts of a line.
void take_contents(std::string_view line, std::string& contents) {
    contents.resize(line.size());
    char* end = contents.data();
    bool is_quoted = false;
    for (std::size_t index = 0; index < line.size(); ++index) {
        char letter = line[index];
        if (letter == '\\' && index + 1 < line.size() && line[index + 1] == '"') {
            *end++ = line[++index];
        } else if (letter == '"') {
            is_quoted = !is_quoted;
        } else if (is_quoted || (letter != ' ' && letter != '\t' && letter != '{' && letter != '}')) {
            *end++ = letter;
        }
    }
    contents.resize(static_cast<std::size_t>(end - contents.data()));
}

}  // namespace

void SieCrc::add(std::string_view line) {
    take_contents(line, contents_);
    take(contents_, as_written_);
    if (encoding_ == Encoding::cp437) return;
    bool is_same = !has_high_byte(contents_);
    take(is_same ? contents_ : as_cp437(as_utf8(contents_, encoding_)), as_cp437_);
}

bool SieCrc::matches(std::string_view written) const {
    std::int64_t sum = 0;
    auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), sum);
    if (error != std::errc() || end != written.data() + written.size() || sum < INT32_MIN || sum > UINT32_MAX) return false;
    auto bits = static_cast<std::uint32_t>(sum);
    return bits == ~as_written_ || (encoding_ != Encoding::cp437 && bits == ~as_cp437_);
}

}  // namespace tertial::intake
