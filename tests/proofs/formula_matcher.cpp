#include "proofs/formula_matcher.hpp"

#include <algorithm>

namespace tertial::proofs {
namespace {

bool is_word_sign(char sign) { return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9') || sign == '_' || sign == '.'; }

/// What an operand says of a record: a text, or nothing where the field is absent.
std::optional<std::string> value_of(const Region& region, const Record& record, const std::string& operand) {
    auto present = [](const std::string& text) { return text.empty() ? std::nullopt : std::optional(text); };
    std::size_t dot = operand.find('.');
    std::string field = operand.substr(0, dot), attribute = dot == std::string::npos ? "" : operand.substr(dot + 1);
    if (field == "account" && attribute.empty()) return record.account;
    if (field == "account") return present(region.accounts.at(record.account).at(attribute));
    if (field == "counterparty" && attribute.empty()) return present(record.counterparty);
    if (field == "counterparty" && attribute == "unit" && !record.counterparty.empty()) return region.unit_of_counterparty.at(record.counterparty);
    if (field == "municipality" && attribute.empty()) return record.municipality;
    if (field == "version" && attribute.empty()) return present(record.version);
    if (field == "priority" && attribute.empty()) return record.priority ? std::optional(std::to_string(*record.priority)) : std::nullopt;
    if ((field == "unit" || field == "station") && attribute.empty()) return record.unit;
    if (field == "unit" || field == "station") return present(region.units.at(record.unit).columns.at(attribute));
    if (auto code = record.codes.find(field); code != record.codes.end() && attribute.empty()) return present(code->second);
    give_up("no reading of the operand " + operand);
}

/// Reads a predicate and decides it for one record in the same walk.
class Deciding {
public:
    Deciding(const Region& region, const Record& record, const std::string& asking_unit, const std::string& text)
        : region_(region), record_(record), asking_unit_(asking_unit), text_(text) {}

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
        auto value = value_of(region_, record_, operand);
        if (take("in")) return one_of(value);
        if (take("=")) return compared(value, true);
        if (take("<>")) return compared(value, false);
        give_up("the formula holds a comparison that is not understood: " + text_.substr(next_));
    }

    bool compared(const std::optional<std::string>& value, bool wanted) {
        std::string other = literal();
        return (value && *value == other) == wanted;
    }

    bool one_of(const std::optional<std::string>& value) {
        expect("(");
        bool found = false;
        do {
            std::string other = literal();
            found = found || (value && *value == other);
        } while (take(","));
        expect(")");
        return found;
    }

    bool own(const std::string& kind) {
        expect("(");
        if (word() != "counterparty") give_up("own_" + kind + " of something else than the counterparty");
        expect(")");
        std::string top = region_.nearest_above(asking_unit_, kind);
        if (top.empty() || record_.counterparty.empty()) return false;
        const std::string& unit = region_.unit_of_counterparty.at(record_.counterparty);
        return !unit.empty() && region_.is_at_or_below(unit, top);
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

    const Region& region_;
    const Record& record_;
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
    if (source.size() > formula.data_set.size()) formula.measure = find_measure(source.substr(formula.data_set.size() + 1));
    bool is_known = function == "sum" || function == "count" || function == "median";
    if (!is_known || (function != "count" && formula.measure == Measure::none)) give_up("the formula is not understood: " + text);
    formula.function = function == "sum" ? PartFunction::sum : function == "count" ? PartFunction::count : PartFunction::median;
    return formula;
}

bool belongs(const Region& region, const Part& part, const Formula& formula, const Record& record) {
    if (std::find(part.months.begin(), part.months.end(), record.month) == part.months.end()) return false;
    if (!region.is_at_or_below(record.unit, part.unit)) return false;
    return formula.predicate.empty() || Deciding(region, record, part.unit, formula.predicate).decide();
}

}  // namespace tertial::proofs
