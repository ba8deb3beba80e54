// The bytes of a SIE file as text: which encoding they are in, whatever #FORMAT says, and the same text as UTF-8.
// The standard (SIE Gruppen, "SIE filformat, utgåva 4B") knows only PC8, which is code page 437; programs write others under that
// name. Never changes or copies the file. First step on the road in of a SIE file, before any record is known.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "intake/encoding.hpp"

namespace tertial::intake {

struct SieText {
    std::string_view body;  ///< without the byte order mark, and without the end mark of old systems (Ctrl-Z)
    Encoding encoding = Encoding::utf8;
    bool is_ascii = false;
    bool has_unreadable_bytes = false;  ///< NUL, bytes that break the UTF-8 that was promised or that stand for no letter: each line is then looked at
};

/// `encoding` is what a mapping says (utf-8, windows-1252, latin-1, cp437); empty: found out. Bytes that all agree with UTF-8 are that;
/// else the letters å, ä and ö decide between Windows-1252 and code page 437, which it is where they do not.
/// Issues `file_is_empty`, `text_is_not_readable` (UTF-16), `encoding_is_unknown`.
base::Result<SieText> survey_sie_text(std::string_view bytes, const std::string& encoding, const std::string& shown_file);

/// "CP437"; "ASCII" where no letter tells encodings apart.
[[nodiscard]] std::string_view encoding_words(const SieText& text);

/// Whether the bytes, read in the file's encoding, hold a person number.
[[nodiscard]] bool holds_person_number(std::string_view bytes, const SieText& text);

/// False if the line has a byte that no letter belongs to, or a NUL.
[[nodiscard]] bool is_readable(std::string_view line, const SieText& text);

}  // namespace tertial::intake
