// A workbook as its parts say it: which sheets there are, in which date system, the shape of each cell style, and the shared strings.
// Office Open XML (ISO/IEC 29500), transitional and strict. Macros, charts and formulas are never looked at. Knows nothing of heads or records.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/zip.hpp"
#include "intake/text_arena.hpp"
#include "intake/xlsx_number.hpp"

namespace tertial::intake {

struct BookSheet {
    std::string name;
    std::string part;  ///< "xl/worksheets/sheet1.xml"
    bool is_hidden = false;
};

struct Book {
    explicit Book(base::ZipContainer opened) : container(std::move(opened)) {}

    base::ZipContainer container;
    std::string shown_file;
    std::vector<BookSheet> sheets;  ///< worksheets alone, in the workbook's order
    DateSystem date_system = DateSystem::from_1900;
    std::vector<NumberShape> shape_of_style;  ///< by the style number of a cell
    std::string strings_part;                 ///< "xl/sharedStrings.xml"; empty where there is none
    TextArena shared_text;
    std::vector<std::string_view> shared_strings;
};

/// A sheet of a million rows and a hundred columns is some gigabytes of XML.
inline constexpr std::uint64_t sheet_bytes_max = std::uint64_t{8} << 30;

/// Issues `format_is_not_supported` (a zip file that is no workbook, or a binary one), `container_is_too_large` (more shared strings than
/// memory is kept for), and those of the container and its XML.
base::Result<std::unique_ptr<Book>> open_book(base::ZipContainer container, const std::string& shown_file);

}  // namespace tertial::intake
