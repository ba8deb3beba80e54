#include "render/page_policy.hpp"

namespace tertial::render {
namespace {

int hex_value(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

}  // namespace

std::string base64_of_hex(std::string_view hex) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    unsigned bits = 0;
    int bit_count = 0;
    for (char digit : hex) {
        bits = (bits << 4) | static_cast<unsigned>(hex_value(digit));
        bit_count += 4;
        if (bit_count < 6) continue;
        bit_count -= 6;
        text += alphabet[(bits >> bit_count) & 63u];
    }
    if (bit_count > 0) text += alphabet[(bits << (6 - bit_count)) & 63u];
    while (text.size() % 4 != 0) text += '=';
    return text;
}

}  // namespace tertial::render
