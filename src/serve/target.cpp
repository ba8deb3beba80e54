#include "serve/target.hpp"

#include <algorithm>
#include <optional>

#include "base/text.hpp"

namespace tertial::serve {
namespace {

using base::make_issue;
using base::Result;

enum class Plus { literal, space };

int hex_value(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
    return -1;
}

base::Issue not_readable(const std::string& what) {
    return make_issue("target_is_not_readable", what, "koda adressens tecken som UTF-8 med %xx, till exempel %C3%A5 för å");
}

std::optional<std::string> unescaped(std::string_view text, Plus plus) {
    std::string result;
    for (std::size_t index = 0; index < text.size(); ++index) {
        if (text[index] == '+' && plus == Plus::space) {
            result += ' ';
        } else if (text[index] != '%') {
            result += text[index];
        } else {
            if (index + 2 >= text.size()) return std::nullopt;
            int high = hex_value(text[index + 1]), low = hex_value(text[index + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            result += static_cast<char>(high * 16 + low);
            index += 2;
        }
    }
    return result;
}

bool has_control_character(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char byte) { return static_cast<unsigned char>(byte) < 0x20 || byte == 0x7f; });
}

Result<std::string> decode(std::string_view text, Plus plus) {
    auto decoded = unescaped(text, plus);
    if (!decoded) return not_readable("adressen har ett procenttecken som inte följs av två hexadecimala siffror");
    if (!base::is_utf8(*decoded)) return not_readable("adressen är inte UTF-8");
    if (has_control_character(*decoded)) return not_readable("adressen innehåller ett styrtecken");
    return std::move(*decoded);
}

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

Result<Target> parse_target(std::string_view text) {
    std::string_view path = path_of(text);
    if (!path.starts_with("/")) return not_readable("adressen ska börja med /");
    Target target;
    if (path.size() > 1) {
        // Split before decoding, so that an encoded slash stays within its segment.
        for (const std::string& segment : base::split(path.substr(1), '/')) target.segments.push_back(TRY(decode(segment, Plus::literal)));
    }
    if (path.size() == text.size()) return target;
    for (const std::string& pair : base::split(text.substr(path.size() + 1), '&')) {
        if (pair.empty()) continue;
        auto equals = pair.find('=');
        std::string name = TRY(decode(pair.substr(0, equals), Plus::space));
        std::string value = equals == std::string::npos ? std::string() : TRY(decode(pair.substr(equals + 1), Plus::space));
        if (!target.parameters.emplace(name, value).second) {
            return make_issue("parameter_is_given_twice", "parametern " + name + " står två gånger", "behåll den ena");
        }
    }
    return target;
}

}  // namespace tertial::serve
