// Inlines bound: words for names, periods and bases; a use for each figure.
#include "base/text.hpp"
#include "report/bind_table.hpp"

namespace tertial::report {
namespace {

using base::make_issue;

class InlineBinder {
public:
    explicit InlineBinder(FigureList& list) : list_(list) {}

    BoundInlines take() { return std::move(bound_); }

    void operator()(const Text& text) { bound_.push_back(text); }
    void operator()(const NameInline& name) { bound_.push_back(name); }
    void operator()(const UnitToken&) { bound_.push_back(NameInline{list_.model().find_unit(list_.scope().unit)->name}); }

    void operator()(const FigureToken& token) {
        if (auto use = list_.add(token.reference, token.format)) bound_.push_back(std::move(*use));
    }

    void operator()(const WordToken& token) {
        if (auto use = list_.add(token.reference, token.format)) {
            bound_.push_back(BoundWord{std::move(*use), token.if_positive, token.if_negative, token.if_zero});
        }
    }

    void operator()(const PeriodToken& token) {
        base::Period period = period_of(token.period, list_.scope().period);
        if (token.form == PeriodForm::month) {
            bound_.push_back(PeriodInline{short_month(period.last), base::format_month(period.last)});
        } else {
            bound_.push_back(PeriodInline{token.form == PeriodForm::year ? std::to_string(period.last.year()) : base::format_period_words(period),
                                          base::format_period(period)});
        }
    }

    void operator()(const NameToken& token) {
        const model::CodeList* codes = list_.model().find_code_list(token.list);
        if (codes == nullptr) {
            std::vector<std::string> ids;
            for (const auto& [id, other] : list_.model().code_lists) ids.push_back(id);
            list_.issues().push_back(
                make_issue("code_list_is_unknown", "kodlistan " + token.list + " finns inte", base::choice_hint(token.list, ids), token.place));
            return;
        }
        if (token.list == "unit" && !list_.require_unit(token.code, token.place)) return;
        const model::Code* code = codes->find(token.code);
        if (code == nullptr) {
            std::vector<std::string> ids;
            for (const model::Code& other : codes->codes) ids.push_back(other.code);
            list_.issues().push_back(
                make_issue("code_is_unknown", "koden " + token.code + " finns inte i " + codes->label, base::choice_hint(token.code, ids), token.place));
            return;
        }
        bound_.push_back(NameInline{code->name});
    }

    void operator()(const BasisToken& token) {
        ReferenceParts parts;
        parts.basis = token.basis;
        parts.place = token.place;
        if (list_.require_basis(parts)) bound_.push_back(Text{list_.model().find_basis(token.basis)->label});
    }

    void operator()(const ParsedStrong& strong) { bound_.push_back(BoundStrong{bind_inlines(list_, strong.content)}); }
    void operator()(const ParsedEmphasis& emphasis) { bound_.push_back(BoundEmphasis{bind_inlines(list_, emphasis.content)}); }

private:
    FigureList& list_;
    BoundInlines bound_;
};

}  // namespace

std::string short_month(base::Month month) { return base::format_month_words(month).substr(0, 3) + "-" + std::to_string(month.year()).substr(2); }

BoundInlines bind_inlines(FigureList& list, const ParsedInlines& inlines) {
    InlineBinder binder(list);
    for (const ParsedInline& item : inlines) std::visit(binder, item);
    return binder.take();
}

}  // namespace tertial::report
