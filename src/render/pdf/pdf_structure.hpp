// The last step of a PDF: what the typesetter leaves undone. The first cell of each body row becomes a row header (TH with
// Scope=Row, ISO 14289-1, 7.5), and title, language and identity are set. Changes no word and no number.
// Sole includer of the PDF library's headers (in pdf_structure.cpp).
#pragma once

#include <cstdint>
#include <string>

#include "base/result.hpp"

namespace tertial::render {

struct PdfProperties {
    std::string title;
    std::string language;
};

/// Issue `pdf_is_not_made` if the bytes are no tagged PDF.
[[nodiscard]] base::Result<std::string> finish_pdf(const std::string& bytes, const PdfProperties& properties);

/// What a test asks of a finished file.
struct PdfOutline {
    int page_count = 0;
    bool is_tagged = false;
    std::string title;
    std::string language;
    int table_count = 0;
    int row_header_count = 0;
    int column_header_count = 0;
    int figure_count = 0;  ///< pictures in the structure tree
    int figure_without_alternative_count = 0;
};
[[nodiscard]] base::Result<PdfOutline> read_pdf_outline(const std::string& bytes);

}  // namespace tertial::render
