// The values of a report's figures while the document is made, and what is found lacking. Chooses words; rounds only by the formatter.
#pragma once

#include <map>

#include "report/make.hpp"

namespace tertial::report {

/// -1, 0 or 1 of the number as it is shown; nothing without value.
[[nodiscard]] std::optional<int> shown_sign(const domain::Figure& figure, const domain::NumberFormat& format);

void add_once(const std::string& text, std::vector<std::string>& texts);

class Values {
public:
    Values(const BoundReport& report, const ReportContents& contents) : report_(report), contents_(contents) {}

    /// The figure, with or without value; nullptr (and an issue) if it was never worked out.
    const domain::Figure* find(const FigureUse& use);
    /// The figure, which must have a value; nullptr and the issue `figure_is_missing` otherwise.
    const domain::Figure* require(const FigureUse& use);
    [[nodiscard]] Inlines inlines(const BoundInlines& bound);
    /// What a person wrote. A figure without value stands as its reason: it must not keep the report from being made.
    [[nodiscard]] Inlines person_inlines(const BoundInlines& bound);
    /// The paragraphs of a person's text as one run, for a cell.
    [[nodiscard]] QuotedInline quoted(const BoundPersonText& text);
    /// Short names of the goal area's indicators that have the level, in the plan's order.
    [[nodiscard]] std::vector<std::string> targets_of(const std::string& goal_area, std::string_view level) const;
    /// nullptr where there is none.
    [[nodiscard]] const ItemAssessment* assessment(ItemAssessment::Kind kind, const std::string& item) const;

    /// All issues so far, sorted. Of figures that lack a value for one and the same reason the first few are told, the rest in one issue.
    [[nodiscard]] base::Issues issues() const;
    [[nodiscard]] bool has_issues() const { return !issues_.empty() || !missing_by_reason_.empty(); }
    void add(base::Issue issue) { issues_.push_back(std::move(issue)); }

private:
    const BoundReport& report_;
    const ReportContents& contents_;
    base::Issues issues_;
    std::map<std::string, base::Issues> missing_by_reason_;
};

/// Nothing if a row or a head could not be made; the issues are among the values'.
[[nodiscard]] Table make_table(Values& values, const BoundTable& bound);
[[nodiscard]] Chart make_chart(Values& values, const BoundChart& bound);
[[nodiscard]] Table make_scorecard(Values& values, const BoundScorecard& bound);

}  // namespace tertial::report
