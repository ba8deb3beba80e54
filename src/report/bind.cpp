#include "report/bind.hpp"

#include "report/bind_scorecard.hpp"
#include "report/bind_table.hpp"
#include "report/person_text.hpp"

namespace tertial::report {
namespace {

class BlockBinder {
public:
    BlockBinder(FigureList& list, std::vector<CommentSlot>& slots) : list_(list), slots_(slots) {}

    std::vector<BoundBlock> bind(const std::vector<ParsedBlock>& blocks) {
        std::vector<BoundBlock> bound;
        for (const ParsedBlock& block : blocks) bound.push_back(std::visit([this](const auto& one) { return bind_one(one); }, block));
        return bound;
    }

private:
    BoundBlock bind_one(const ParsedHeading& heading) { return BoundHeading{heading.level, heading.id, bind_inlines(list_, heading.content)}; }
    BoundBlock bind_one(const ParsedParagraph& paragraph) { return BoundParagraph{bind_inlines(list_, paragraph.content)}; }
    BoundBlock bind_one(const PageBreak& page_break) { return page_break; }
    BoundBlock bind_one(const ParsedTable& table) { return bind_table(list_, table); }
    BoundBlock bind_one(const ParsedChart& chart) { return bind_chart(list_, chart); }
    BoundBlock bind_one(const ParsedScorecard& scorecard) { return bind_scorecard(list_, scorecard); }

    BoundBlock bind_one(const ParsedBullets& bullets) {
        BoundBullets bound;
        for (const ParsedInlines& item : bullets.items) bound.items.push_back(bind_inlines(list_, item));
        return bound;
    }

    BoundBlock bind_one(const CommentSlot& slot) {
        slots_.push_back(slot);
        return BoundCommentSlot{slot, bind_newest_text(list_, slot.slot)};
    }

    BoundBlock bind_one(const EventSlot&) { return bind_events(list_); }

    BoundBlock bind_one(const ParsedCondition& condition) {
        BoundCondition bound;
        if (auto use = list_.add(condition.reference, condition.format.value_or(FormatWords{}))) bound.figure = std::move(*use);
        bound.as_shown = condition.format.has_value();
        bound.test = condition.test;
        bound.blocks = bind(condition.blocks);
        return bound;
    }

    FigureList& list_;
    std::vector<CommentSlot>& slots_;
};

}  // namespace

base::Result<BoundReport> bind_report(const model::Model& model, const ParsedReport& report, const ReportScope& scope, const SaidThings& said) {
    base::Issues issues;
    BoundReport bound;
    bound.scope = scope;
    FigureList list(model, bound.scope, said, issues);
    if (model.find_unit(scope.unit) == nullptr) return model::unknown_unit(model, scope.unit);
    bound.blocks = BlockBinder(list, bound.comment_slots).bind(report.blocks);
    if (!issues.empty()) {
        base::sort_issues(issues);
        return issues;
    }
    bound.name = report.name;
    bound.title = report.title;
    bound.language = report.language;
    bound.figures = std::move(list.figures());
    bound.addresses = std::move(list.addresses());
    return bound;
}

base::Issues check_person_text(const model::Model& model, const PersonText& text, std::int64_t position) {
    base::Issues issues;
    auto period = base::parse_period(text.period);
    if (!period.ok()) return period.issues();
    if (model.find_unit(text.unit) == nullptr) return {model::unknown_unit(model, text.unit)};
    ReportScope scope{text.unit, period.value(), position};
    const SaidThings nothing_else;
    FigureList list(model, scope, nothing_else, issues);
    static_cast<void>(bind_person_text(list, text));
    base::sort_issues(issues);
    return issues;
}

}  // namespace tertial::report
