// Document → JSON: the whole block tree with every figure's address, exact value, printed text, unit and absence.
// The format is public and versioned (docs/formats/document-json.md), and it is what the PDF template reads.
// Nothing is computed here and no figure is left out.
#pragma once

#include <string>

#include "base/json.hpp"
#include "report/document.hpp"

namespace tertial::render {

/// Raised when a field changes its meaning or disappears; new fields do not raise it.
inline constexpr int document_json_version = 2;

/// Two spaces of indentation and a newline last. The same document always gives the same bytes.
[[nodiscard]] std::string render_json(const report::Document& document);

/// The same as a value, and one recipe as the pane of the web page reads it.
[[nodiscard]] base::Json document_to_json(const report::Document& document);
[[nodiscard]] base::Json recipe_to_json(const report::Recipe& recipe);

}  // namespace tertial::render
