// What a page's content security policy needs.
#pragma once

#include <string>
#include <string_view>

namespace tertial::render {

/// A hash as the policy wants it: base64 of the bytes that `hex` spells.
[[nodiscard]] std::string base64_of_hex(std::string_view hex);

}  // namespace tertial::render
