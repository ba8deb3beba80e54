// A region of four units and three accounts, held in memory, and the steps from a template's text to a document.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "report/bind.hpp"
#include "report/make.hpp"
#include "report/parse.hpp"

namespace tertial::report_test {

[[nodiscard]] const model::Model& small_model();
[[nodiscard]] report::ReportScope april_2026();

/// A template's front matter, which takes the first three lines.
inline const std::string front_matter = "---\ntitle: Prov\n---\n";

[[nodiscard]] base::Result<report::ParsedReport> parse_text(const std::string& text);
[[nodiscard]] base::Result<report::BoundReport> bind_text(const std::string& text, const report::SaidThings& said = {});

/// Values by address without "asof"; an exact number in base units, or "?" followed by an absence ("?missing"). Every other figure
/// has the value of "*", or none (missing).
using ExactValues = std::map<std::string, std::string>;
[[nodiscard]] report::ReportContents contents_for(const report::BoundReport& bound, const ExactValues& values);
[[nodiscard]] base::Result<report::Document> make_text(const std::string& text, const ExactValues& values, const report::SaidThings& said = {},
                                                       const std::vector<report::ItemAssessment>& assessments = {});

/// "code@line:column" of each issue.
[[nodiscard]] std::vector<std::string> codes_of(const base::Issues& issues);
/// The same of parsing, or else of binding.
[[nodiscard]] std::vector<std::string> codes_of_template(const std::string& text);

}  // namespace tertial::report_test
