// The encodings that source files are written in, and their text as UTF-8. The one home of code pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tertial::intake {

enum class Encoding { utf8, windows_1252, latin_1, cp437 };

/// As a mapping names it: utf-8, windows-1252, latin-1, cp437.
[[nodiscard]] std::optional<Encoding> encoding_named(std::string_view name);
/// "UTF-8", "Windows-1252", "Latin-1", "CP437".
[[nodiscard]] std::string_view encoding_words(Encoding encoding);

/// Appends the bytes as UTF-8. False if a byte has no meaning in the encoding; it then stands as U+FFFD.
bool append_as_utf8(std::string_view bytes, Encoding encoding, std::string& utf8);
[[nodiscard]] std::string as_utf8(std::string_view bytes, Encoding encoding);

/// Valid UTF-8 in code page 437; a letter that it lacks as '?'.
[[nodiscard]] std::string as_cp437(std::string_view utf8);

}  // namespace tertial::intake
