#include "proofs/formula_matcher.hpp"

#include <algorithm>

namespace tertial::proofs {
namespace {

bool is_word_sign(char sign) { return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '_' || sign == '.'; }

/// What an operand says of a row: a whole number, a text, or nothing where the field is absent.
struct Operand {
    bool is_whole = false;
    std::optional<std::int64_t> whole;
    std::optional<std::string> text;

    [[nodiscard]] bool is_absent() const { return is_whole ? !whole : !text; }
};

Operand whole_operand(const SourceRow& row, const std::string& field) { return {true, row.whole(field), std::nullopt}; }

Operand value_of(const NaiveModel& model, const SourceRow& row, const std::string& operand) {
    std::size_t dot = operand.find('.');
    std::string name = operand.substr(0, dot);
    for (const NaiveDerived& derived : row.data_set->derived) {
        if (derived.name == operand) return whole_operand(row, operand);
    }
    const NaiveField& field = row.data_set->field(name);
    if (dot == std::string::npos && field.type == "integer") return whole_operand(row, operand);
    bool is_comparable = field.is_coded() || (field.type == "text" && dot == std::string::npos);
    if (!is_comparable) give_up("no reading of the operand " + operand);
    auto text = row.texts.find(name);
    if (text == row.texts.end()) return {};
    if (dot == std::string::npos) return {false, std::nullopt, text->second};
    const CsvFields& code = model.code_row(field, text->second);
    auto attribute = code.find(operand.substr(dot + 1));
    if (attribute == code.end()) give_up("the code list " + field.list + " has no column for " + operand);
    return {false, std::nullopt, attribute->second};
}

/// Reads a predicate and decides it for one record in the same walk.
class Deciding {
public:
    Deciding(const NaiveModel& model, const Region& region, const SourceRow& row, const std::string& asking_unit, const std::string& text)
        : model_(model), region_(region), row_(row), asking_unit_(asking_unit), text_(text) {}

    bool decide() {
        bool passes = disjunction();
        if (next_ != text_.size()) give_up("the formula goes on after its end: " + text_.substr(next_));
        return passes;
    }

private:
    bool disjunction() {
        bool passes = conjunction();
        while (take("or")) passes = conjunction() || passes;
        return passes;
    }

    bool conjunction() {
        bool passes = test();
        while (take("and")) passes = test() && passes;
        return passes;
    }

    bool test() {
        if (take("not")) return !test();
        if (take("(")) {
            bool passes = disjunction();
            expect(")");
            return passes;
        }
        std::string operand = word();
        if (operand == "own_board" || operand == "own_region") return own(operand == "own_board" ? "board" : "region");
        return comparison(value_of(model_, row_, operand));
    }

    bool comparison(const Operand& operand) {
        if (take("in")) return one_of(operand);
        if (take("between")) {
            bool is_above = order_to_literal(operand) >= 0;
            expect("and");
            bool is_below = order_to_literal(operand) <= 0;
            return !operand.is_absent() && is_above && is_below;
        }
        if (take("is")) {
            expect("empty");
            return operand.is_absent();
        }
        // An absent value fails every comparison; being unlike is the opposite of one.
        bool is_there = !operand.is_absent();
        if (take("=")) return order_to_literal(operand) == 0 && is_there;
        if (take("<>")) return order_to_literal(operand) != 0 || !is_there;
        if (take("<=")) return order_to_literal(operand) <= 0 && is_there;
        if (take(">=")) return order_to_literal(operand) >= 0 && is_there;
        if (take("<")) return order_to_literal(operand) < 0 && is_there;
        if (take(">")) return order_to_literal(operand) > 0 && is_there;
        give_up("the formula holds a comparison that is not understood: " + text_.substr(next_));
    }

    /// Below zero where the operand is less than the literal that comes next; of no meaning where it is absent.
    int order_to_literal(const Operand& operand) {
        std::string other = literal();
        if (operand.is_absent()) return 0;
        if (!operand.is_whole) return operand.text->compare(other);
        std::int64_t number = whole_literal(other);
        return *operand.whole < number ? -1 : *operand.whole > number ? 1 : 0;
    }

    static std::int64_t whole_literal(const std::string& text) {
        if (text.empty() || text.find_first_not_of("0123456789") != std::string::npos) give_up("\"" + text + "\" is no whole number");
        return std::stoll(text);
    }

    bool one_of(const Operand& operand) {
        expect("(");
        bool found = false;
        do {
            found = (order_to_literal(operand) == 0 && !operand.is_absent()) || found;
        } while (take(","));
        expect(")");
        return found;
    }

    /// The field's code has a unit, and that unit lies within the asking unit's own board or region.
    bool own(const std::string& kind) {
        expect("(");
        Operand unit = value_of(model_, row_, word() + ".unit");
        expect(")");
        std::string top = region_.nearest_above(asking_unit_, kind, row_.month);
        return !top.empty() && unit.text && !unit.text->empty() && region_.is_at_or_below(*unit.text, top, row_.month);
    }

    void skip_blanks() {
        while (next_ < text_.size() && text_[next_] == ' ') ++next_;
    }

    bool take(const std::string& token) {
        skip_blanks();
        if (text_.compare(next_, token.size(), token) != 0) return false;
        bool is_word = is_word_sign(token.back());
        if (is_word && next_ + token.size() < text_.size() && is_word_sign(text_[next_ + token.size()])) return false;
        if (token == "<" && text_.compare(next_, 2, "<>") == 0) return false;
        next_ += token.size();
        skip_blanks();
        return true;
    }

    void expect(const std::string& token) {
        if (!take(token)) give_up("\"" + token + "\" is missing before: " + text_.substr(next_));
    }

    std::string word() {
        skip_blanks();
        std::size_t begin = next_;
        while (next_ < text_.size() && is_word_sign(text_[next_])) ++next_;
        if (begin == next_) give_up("a word is missing before: " + text_.substr(begin));
        return text_.substr(begin, next_ - begin);
    }

    std::string literal() {
        skip_blanks();
        if (next_ >= text_.size() || text_[next_] != '\'') return word();
        std::size_t end = text_.find('\'', next_ + 1);
        std::string inside = text_.substr(next_ + 1, end - next_ - 1);
        next_ = end + 1;
        return inside;
    }

    const NaiveModel& model_;
    const Region& region_;
    const SourceRow& row_;
    const std::string& asking_unit_;
    const std::string& text_;
    std::size_t next_ = 0;
};

}  // namespace

Formula read_formula(const std::string& text) {
    Formula formula;
    std::size_t open = text.find('(');
    if (open == std::string::npos || text.back() != ')') give_up("the formula is no aggregate: " + text);
    std::string function = text.substr(0, open), inside = text.substr(open + 1, text.size() - open - 2);
    std::size_t where = inside.find(" where ");
    std::string source = inside.substr(0, where);
    if (where != std::string::npos) formula.predicate = inside.substr(where + 7);
    formula.data_set = source.substr(0, source.find('.'));
    if (source.size() > formula.data_set.size()) formula.measure = source.substr(formula.data_set.size() + 1);
    // The mean of days is a sum that is divided afterwards.
    bool is_sum = function == "sum" || function == "mean_of_days", is_known = is_sum || function == "count" || function == "median";
    if (!is_known || (function != "count" && formula.measure.empty())) give_up("the formula is not understood: " + text);
    formula.function = is_sum ? PartFunction::sum : function == "count" ? PartFunction::count : PartFunction::median;
    return formula;
}

bool belongs(const NaiveModel& model, const Region& region, const Part& part, const Formula& formula, const SourceRow& row) {
    if (std::find(part.months.begin(), part.months.end(), row.month) == part.months.end()) return false;
    if (!region.is_at_or_below(row.unit, part.unit, row.month)) return false;
    return formula.predicate.empty() || Deciding(model, region, row, part.unit, formula.predicate).decide();
}

}  // namespace tertial::proofs
