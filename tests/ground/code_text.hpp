// C++ text without what is no code: comments and the contents of texts become blanks, line breaks stay. So that a rule about
// code is not broken by a sentence about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tertial::ground {

std::string code_only(std::string_view text);

/// The words of an identifier: "MappedFile", "mapped_file_" → mapped, file.
std::vector<std::string> words_of(std::string_view identifier);

struct Identifier {
    std::string text;
    std::size_t line = 0;
};
std::vector<Identifier> identifiers_of(std::string_view text);

}  // namespace tertial::ground
