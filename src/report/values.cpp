#include "report/values.hpp"

#include <algorithm>

namespace tertial::report {
namespace {

class InlineMaker {
public:
    enum class Missing { refused, told };
    InlineMaker(Values& values, Missing missing) : values_(values), missing_(missing) {}

    Inlines take() { return std::move(made_); }

    void operator()(const Text& text) { made_.push_back(text); }
    void operator()(const PeriodInline& period) { made_.push_back(period); }
    void operator()(const NameInline& name) { made_.push_back(name); }
    void operator()(const FigureUse& use) {
        if (const domain::Figure* figure = figure_of(use)) made_.push_back(FigureInline{*figure, use.format, std::nullopt});
    }
    void operator()(const BoundWord& word) {
        const domain::Figure* figure = figure_of(word.figure);
        if (figure == nullptr) return;
        auto sign_shown = shown_sign(*figure, word.figure.format);
        if (!sign_shown) {
            // Each of the three words would claim something; the figure says why it cannot.
            made_.push_back(FigureInline{*figure, word.figure.format, std::nullopt});
            return;
        }
        int sign = *sign_shown;
        made_.push_back(WordInline{sign > 0 ? word.if_positive : sign < 0 ? word.if_negative : word.if_zero, figure->address});
    }
    void operator()(const BoundStrong& strong) { made_.push_back(Strong{values_.inlines(strong.content)}); }
    void operator()(const BoundEmphasis& emphasis) { made_.push_back(Emphasis{values_.inlines(emphasis.content)}); }

private:
    const domain::Figure* figure_of(const FigureUse& use) { return missing_ == Missing::refused ? values_.require(use) : values_.find(use); }

    Values& values_;
    Missing missing_;
    Inlines made_;
};

}  // namespace

std::optional<int> shown_sign(const domain::Figure& figure, const domain::NumberFormat& format) {
    auto whole = domain::shown_whole(figure, format);
    if (!whole) return std::nullopt;
    return (*whole > 0) - (*whole < 0);
}

void add_once(const std::string& text, std::vector<std::string>& texts) {
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
}

const domain::Figure* Values::find(const FigureUse& use) {
    const std::string& address = report_.addresses[use.figure_index];
    auto found = contents_.figures.find(address);
    if (found != contents_.figures.end()) return &found->second;
    issues_.push_back(base::make_issue("figure_was_not_computed", "siffran " + address + " har inte räknats fram",
                                       "gör om rapporten; om felet består är det ett fel i programmet", use.place));
    return nullptr;
}

const domain::Figure* Values::require(const FigureUse& use) {
    const domain::Figure* figure = find(use);
    if (figure == nullptr || figure->value) return figure;
    std::string reason = domain::absence_reason(*figure);
    bool may_come =
        figure->absence == domain::Absence::missing || figure->absence == domain::Absence::not_yet || figure->absence == domain::Absence::not_measured;
    missing_by_reason_[reason].push_back(base::make_issue(
        "figure_is_missing", figure->label + " har inget värde: " + reason + "; " + figure->address,
        may_come ? "leverera det som saknas, eller sätt meningen inom {{if … present}} … {{end}}" : "sätt meningen inom {{if … present}} … {{end}}",
        use.place));
    return nullptr;
}

base::Issues Values::issues() const {
    constexpr std::size_t told_max = 3;
    base::Issues all = issues_;
    for (auto [reason, missing] : missing_by_reason_) {
        base::sort_issues(missing);
        // One more than the few is told as itself: a line about one more would save nothing.
        std::size_t told = missing.size() <= told_max + 1 ? missing.size() : told_max;
        all.insert(all.end(), missing.begin(), missing.begin() + static_cast<std::ptrdiff_t>(told));
        if (told == missing.size()) continue;
        const base::Issue& next = missing[told];
        all.push_back(base::make_issue("figure_is_missing", "ytterligare " + std::to_string(missing.size() - told) + " siffror saknar värde: " + reason,
                                       next.hint, next.place));
    }
    base::sort_issues(all);
    return all;
}

QuotedInline Values::quoted(const BoundPersonText& text) {
    QuotedInline quoted{{}, text.author_role, text.position};
    for (const BoundInlines& paragraph : text.paragraphs) {
        if (!quoted.content.empty()) quoted.content.push_back(Text{"\n\n"});
        for (Inline& item : person_inlines(paragraph)) quoted.content.push_back(std::move(item));
    }
    return quoted;
}

std::vector<std::string> Values::targets_of(const std::string& goal_area, std::string_view level) const {
    std::vector<std::string> names;
    for (const ItemAssessment& assessment : contents_.assessments) {
        bool fits = assessment.kind == ItemAssessment::Kind::indicator && assessment.goal_area == goal_area && assessment.level == level;
        if (fits) names.push_back(assessment.short_label);
    }
    return names;
}

const ItemAssessment* Values::assessment(ItemAssessment::Kind kind, const std::string& item) const {
    auto found = std::find_if(contents_.assessments.begin(), contents_.assessments.end(),
                              [&](const ItemAssessment& assessment) { return assessment.kind == kind && assessment.item == item; });
    return found == contents_.assessments.end() ? nullptr : &*found;
}

Inlines Values::inlines(const BoundInlines& bound) {
    InlineMaker maker(*this, InlineMaker::Missing::refused);
    for (const BoundInline& item : bound) std::visit(maker, item);
    return maker.take();
}

Inlines Values::person_inlines(const BoundInlines& bound) {
    InlineMaker maker(*this, InlineMaker::Missing::told);
    for (const BoundInline& item : bound) std::visit(maker, item);
    return maker.take();
}

}  // namespace tertial::report
