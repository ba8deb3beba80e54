#include "report/make.hpp"

#include "report/values.hpp"

namespace tertial::report {
namespace {

class DocumentMaker {
public:
    DocumentMaker(const BoundReport& report, const ReportContents& contents) : report_(report), contents_(contents), values_(report, contents) {}

    void make(const std::vector<BoundBlock>& bound) {
        for (const BoundBlock& block : bound) std::visit([this](const auto& one) { add(one); }, block);
    }

    std::vector<Block> blocks;
    [[nodiscard]] const Values& values() const { return values_; }

private:
    void add(const BoundHeading& heading) { blocks.push_back(Heading{heading.level, heading.id, values_.inlines(heading.content)}); }
    void add(const BoundParagraph& paragraph) { blocks.push_back(Paragraph{values_.inlines(paragraph.content)}); }
    void add(const PageBreak& page_break) { blocks.push_back(page_break); }
    void add(const BoundTable& table) { blocks.push_back(make_table(values_, table)); }
    void add(const BoundChart& chart) { blocks.push_back(make_chart(values_, chart)); }
    void add(const BoundScorecard& scorecard) { blocks.push_back(make_scorecard(values_, scorecard)); }

    void add(const BoundBullets& bullets) {
        BulletList list;
        for (const BoundInlines& item : bullets.items) list.items.push_back(values_.inlines(item));
        blocks.push_back(std::move(list));
    }

    void add(const BoundCommentSlot& bound) {
        const CommentSlot& slot = bound.slot;
        if (bound.text) {
            Quote quote{"Kommentar", {}, bound.text->author_role, static_cast<int>(bound.text->position)};
            for (const BoundInlines& paragraph : bound.text->paragraphs) quote.paragraphs.push_back(values_.person_inlines(paragraph));
            blocks.push_back(std::move(quote));
        } else if (slot.required) {
            values_.add(base::make_issue(
                "comment_is_missing", "kommentaren " + slot.slot + " saknas för " + report_.scope.unit + ", " + base::format_period_words(report_.scope.period),
                "skriv kommentaren eller ta bort required", slot.place));
        }
    }

    void add(const BoundEvents& bound) {
        for (const BoundEvents::One& event : bound.events) {
            Quote quote{event.title, {}, event.text.author_role, static_cast<int>(event.text.position)};
            for (const BoundInlines& paragraph : event.text.paragraphs) quote.paragraphs.push_back(values_.person_inlines(paragraph));
            blocks.push_back(std::move(quote));
        }
    }

    void add(const BoundCondition& condition) {
        if (holds(condition)) make(condition.blocks);
    }

    /// A test of sign needs a value: to leave out a passage because a number is missing must be asked for with "present".
    bool holds(const BoundCondition& condition) {
        bool asks_presence = condition.test == ConditionTest::present;
        const domain::Figure* figure = asks_presence ? values_.find(condition.figure) : values_.require(condition.figure);
        if (figure == nullptr) return false;
        if (asks_presence) return figure->value.has_value();
        int sign = condition.as_shown ? shown_sign(*figure, condition.figure.format).value_or(0) : figure->value->sign();
        return condition.test == ConditionTest::positive ? sign > 0 : condition.test == ConditionTest::negative ? sign < 0 : sign == 0;
    }

    const BoundReport& report_;
    const ReportContents& contents_;
    Values values_;
};

}  // namespace

base::Result<Document> make_document(const model::Model& model, const BoundReport& report, const ReportContents& contents) {
    DocumentMaker maker(report, contents);
    maker.make(report.blocks);
    if (maker.values().has_issues()) return maker.values().issues();
    Document document;
    document.name = report.name;
    document.language = report.language;
    document.cover.title = report.title;
    document.cover.unit_name = model.find_unit(report.scope.unit)->name;
    document.cover.period = {base::format_period_words(report.scope.period), base::format_period(report.scope.period)};
    document.cover.organisation = model.region_name;
    document.blocks = std::move(maker.blocks);
    document.as_of_position = report.scope.as_of_position;
    document.head_hash = contents.head_hash;
    document.model_hash = contents.model_hash;
    return document;
}

}  // namespace tertial::report
