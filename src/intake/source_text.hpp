// The bytes of a source file before any column is known: which encoding they are in, and whether some of them cannot be text.
// Reads every byte once, on all cores; never changes or copies the file. First step on the road in.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/encoding.hpp"

namespace tertial::intake {

struct SourceText {
    std::string_view body;  ///< without the byte order mark
    Encoding encoding = Encoding::utf8;
    bool has_byte_order_mark = false;
    bool has_unused_byte = false;       ///< a byte that stands for no letter in Windows-1252, should it be that
    bool has_unreadable_bytes = false;  ///< NUL, or bytes that break the UTF-8 which the mark promises: each text is then looked at
};

/// UTF-8 if a mark says so or every byte agrees, else Windows-1252; `told` (utf-8, windows-1252, latin-1, cp437) where the mapping says it.
/// Issues `file_is_empty`, `text_is_not_readable` (UTF-16).
base::Result<SourceText> survey_source(std::string_view bytes, const std::string& file, const std::string& told = {});

[[nodiscard]] bool has_high_byte(std::string_view text);
/// A byte that stands for no letter in Windows-1252.
[[nodiscard]] bool has_unused_byte(std::string_view text);

/// Lets the system take back the memory of a stretch that has been read; its bytes are read from the file again when asked for.
/// Only for text that lies in a MappedFile: other memory would lose what it holds.
void release_pages(std::string_view mapped);

}  // namespace tertial::intake
