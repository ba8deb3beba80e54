// Document → PDF/UA: the document's JSON and its drawings go to one fixed Typst template, which a small Node process compiles,
// and a last step gives table rows their headers and the file its properties. No text of the document is ever Typst code.
// Writes only below `work_folder` and removes what it wrote. The same document and options give the same bytes.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/result.hpp"
#include "render/chart.hpp"
#include "report/document.hpp"

namespace tertial::render {

struct PdfOptions {
    std::string node_path = "node";   ///< a program name or a path; Node 18 or later
    std::string typst_module_folder;  ///< the node_modules folder that holds @myriaddreamin/typst-ts-node-compiler-linux-x64-gnu
    std::vector<std::string> font_folders = {"/usr/share/fonts/truetype/open-sans"};
    std::string work_folder;               ///< an existing folder for temporary files
    ChartDrawings charts;                  ///< from draw_charts; a chart that is not among them shows its table
    std::optional<base::Date> created_on;  ///< of the file; without it the last day of the document's period
    int time_limit_ms = 120'000;
};

/// The bytes of the file. Issues `pdf_is_not_made` (with what the compiler said) and those of base/files.hpp.
[[nodiscard]] base::Result<std::string> render_pdf(const report::Document& document, const PdfOptions& options);

}  // namespace tertial::render
