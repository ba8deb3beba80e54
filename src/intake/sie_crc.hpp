// The control number of a SIE file (#KSUMMA), by "SIE filformat, utgåva 4B", 10.11–10.14: CRC-32 with the polynomial EDB88320, begun
// and ended with all bits turned, over the labels and the contents of the fields of every record between the two #KSUMMA. Blanks
// between fields, quotes around them, the backslash before a quote, braces and line breaks do not count; a blank within quotes does.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "intake/sie_text.hpp"

namespace tertial::intake {

class SieCrc {
public:
    explicit SieCrc(Encoding encoding) : encoding_(encoding) {}
    void add(std::string_view line);
    /// The standard counts letters in code page 437; a program that writes another encoding may count either, and both are right.
    /// `written` is a whole number with or without a sign.
    [[nodiscard]] bool matches(std::string_view written) const;

private:
    Encoding encoding_;
    std::uint32_t as_written_ = 0xFFFFFFFFu;
    std::uint32_t as_cp437_ = 0xFFFFFFFFu;
    std::string contents_;  ///< of the line at hand
};

}  // namespace tertial::intake
