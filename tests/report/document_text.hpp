// A document as lines of text, for golden comparisons: figures as [printed], words as <word>, periods and names plain.
#pragma once

#include <string>

#include "report/document.hpp"

namespace tertial::report_test {

[[nodiscard]] std::string text_of(const report::Inlines& inlines);
[[nodiscard]] std::string text_of(const report::Document& document);
[[nodiscard]] std::string text_of(const report::Table& table);
/// The first table of the document, which must have one.
[[nodiscard]] const report::Table& first_table(const report::Document& document);

}  // namespace tertial::report_test
