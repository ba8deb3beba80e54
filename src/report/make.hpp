// Bound report and values → document: the last step of a report. Pure; rounds nothing and chooses no figure, only words by figures.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "report/bound.hpp"

namespace tertial::report {

/// How an indicator, an assignment, a goal area or an initiative was judged for the report's last month.
struct ItemAssessment {
    enum class Kind { indicator, assignment, goal_area, initiative } kind = Kind::indicator;
    std::string item;
    std::string goal_area;
    std::string short_label;
    std::string level{domain::not_assessed_id};     ///< that counts
    std::string computed{domain::not_assessed_id};  ///< by the scheme
    std::string words;                              ///< a person's; empty where nobody has judged
    std::int64_t position = 0;                      ///< of the person's entry
};

struct ReportContents {
    std::map<std::string, domain::Figure> figures;  ///< by address, one for each of BoundReport::addresses
    std::vector<ItemAssessment> assessments;        ///< each item once
    std::string model_hash;
    std::string head_hash;
};

/// All issues at once: `figure_is_missing` for a sentence, a condition or a waterfall's bar whose figure has no value, or a chart of which
/// nothing has one; `figure_was_not_computed`, `comment_is_missing`. A cell without value stays empty, a point without value is a gap, and
/// the reason stands below. Recipes are left to the engine.
base::Result<Document> make_document(const model::Model& model, const BoundReport& report, const ReportContents& contents);

}  // namespace tertial::report
