#include "figures/parse.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace tertial::figures {
namespace {

using base::Issue;
using base::Result;

constexpr std::size_t text_size_max = 20'000;
constexpr int depth_max = 100;
/// Signs and "and", "or" in one text. A chain of them is a tree as deep as the chain is long, which is walked by recursion.
constexpr int operations_max = 1000;

bool is_name_start(char letter) { return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_'; }
bool is_digit(char letter) { return letter >= '0' && letter <= '9'; }

/// Recursive descent over the text itself; words are read when they are asked for.
class Parser {
public:
    Parser(std::string_view text, base::Place place) : text_(text), place_(std::move(place)) {}

    Result<ExpressionPointer> expression() {
        Depth depth(*this);
        if (depth.too_deep()) return too_deep();
        ExpressionPointer left = TRY(term());
        while (true) {
            std::int64_t column = here();
            bool is_sum = take("+");
            if (!is_sum && !take("-")) return left;
            TRY(count_operation(column));
            ExpressionPointer right = TRY(term());
            left = operation(is_sum ? Operation::add : Operation::subtract, left, right, column);
        }
    }

    Result<PredicatePointer> predicate() {
        Depth depth(*this);
        if (depth.too_deep()) return too_deep();
        PredicatePointer left = TRY(conjunction());
        while (true) {
            std::int64_t column = here();
            if (!take_word("or")) return left;
            TRY(count_operation(column));
            PredicatePointer right = TRY(conjunction());
            left = std::make_shared<const ParsedPredicate>(ParsedPredicate{ParsedOr{left, right}, left->column});
        }
    }

    Result<base::Nothing> end() {
        skip_blanks();
        if (offset_ < text_.size()) return unexpected("slutet av uttrycket");
        return base::Nothing{};
    }

    [[nodiscard]] std::size_t offset() {
        skip_blanks();
        return offset_;
    }

private:
    struct Depth {
        explicit Depth(Parser& parser) : parser_(parser) { ++parser_.depth_; }
        ~Depth() { --parser_.depth_; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        [[nodiscard]] bool too_deep() const { return parser_.depth_ > depth_max; }
        Parser& parser_;
    };

    static ExpressionPointer operation(Operation operation, ExpressionPointer left, ExpressionPointer right, std::int64_t column) {
        return std::make_shared<const ParsedExpression>(ParsedExpression{ParsedOperation{operation, std::move(left), std::move(right)}, column});
    }

    Result<ExpressionPointer> term() {
        ExpressionPointer left = TRY(factor());
        while (true) {
            std::int64_t column = here();
            bool is_product = take("*");
            if (!is_product && !take("/")) return left;
            TRY(count_operation(column));
            // After a division sign "3/4" is two more factors: a/3/4 is a twelfth of a.
            ExpressionPointer right = TRY(factor(is_product ? Fraction::one_number : Fraction::two_factors));
            left = operation(is_product ? Operation::multiply : Operation::divide, left, right, column);
        }
    }

    Result<base::Nothing> count_operation(std::int64_t column) {
        if (++operation_count_ <= operations_max) return base::Nothing{};
        return issue_at(column, "expression_is_too_long", "uttrycket har fler än 1 000 räknetecken, and och or", "dela upp det i flera definitioner");
    }

    /// How "3/4" is read.
    enum class Fraction { one_number, two_factors };

    Result<ExpressionPointer> factor(Fraction fraction = Fraction::one_number) {
        Depth depth(*this);
        if (depth.too_deep()) return too_deep();
        std::int64_t column = here();
        if (take("-")) {
            ExpressionPointer inner = TRY(factor(fraction));
            return std::make_shared<const ParsedExpression>(ParsedExpression{ParsedNegation{std::move(inner)}, column});
        }
        if (take("(")) {
            ExpressionPointer inner = TRY(expression());
            TRY(expect(")"));
            return inner;
        }
        if (offset_ < text_.size() && is_digit(text_[offset_])) {
            base::Rational value = TRY(number(fraction));
            return std::make_shared<const ParsedExpression>(ParsedExpression{ParsedNumber{value}, column});
        }
        std::string name = TRY(word("ett namn, ett tal eller en parentes"));
        if (name == "prior" && take("(")) {
            ExpressionPointer inner = TRY(expression());
            TRY(expect(")"));
            return std::make_shared<const ParsedExpression>(ParsedExpression{ParsedPrior{std::move(inner)}, column});
        }
        if (peek("(")) return aggregate(name, column);
        if (name == "months" && !peek("[")) return std::make_shared<const ParsedExpression>(ParsedExpression{ParsedMonths{}, column});
        PredicatePointer filter;
        if (take("[")) {
            filter = TRY(predicate());
            TRY(expect("]"));
        }
        return std::make_shared<const ParsedExpression>(ParsedExpression{ParsedReference{name, filter}, column});
    }

    Result<ExpressionPointer> aggregate(const std::string& name, std::int64_t column) {
        // The aggregates, in the order of AggregateFunction, and what else is followed by a parenthesis.
        static const std::vector<std::string> names = {"sum", "count", "mean_of_days", "mean_of_months", "median", "percentile", "count_distinct", "prior"};
        ParsedAggregate aggregate;
        auto found = std::find(names.begin(), names.end() - 1, name);
        if (found == names.end() - 1) {
            return issue_at(column, "expression_is_not_readable", "funktionen " + name + " finns inte", base::did_you_mean(name, names));
        }
        aggregate.function = static_cast<AggregateFunction>(found - names.begin());
        TRY(expect("("));
        aggregate.data_set = TRY(word("en datamängd"));
        if (take(".")) aggregate.field = TRY(word("ett fält"));
        if (aggregate.function == AggregateFunction::percentile) aggregate.percent = TRY(percent());
        if (take_word("where")) aggregate.predicate = TRY(predicate());
        TRY(expect(")"));
        const bool may_count_rows = aggregate.function == AggregateFunction::count || aggregate.function == AggregateFunction::mean_of_months;
        if (aggregate.field.empty() && !may_count_rows) {
            return issue_at(column, "expression_is_not_readable", name + " behöver ett fält", "skriv " + name + "(" + aggregate.data_set + ".fält)");
        }
        if (!aggregate.field.empty() && aggregate.function == AggregateFunction::count) {
            return issue_at(
                column, "expression_is_not_readable", "count räknar rader och tar inget fält",
                "skriv count(" + aggregate.data_set + "), eller count_distinct(" + aggregate.data_set + "." + aggregate.field + ") för olika värden");
        }
        return std::make_shared<const ParsedExpression>(ParsedExpression{std::move(aggregate), column});
    }

    /// ", 90" of a percentile.
    Result<base::Rational> percent() {
        TRY(expect(","));
        const std::int64_t column = here();
        if (offset_ >= text_.size() || !is_digit(text_[offset_])) return unexpected("ett tal mellan 0 och 100");
        base::Rational value = TRY(number(Fraction::one_number));
        if (value.sign() > 0 && base::compare(value, base::Rational(100)) < 0) return value;
        return issue_at(column, "expression_is_not_readable", "en percentil ligger mellan 0 och 100", "skriv till exempel percentile(datamängd.fält, 90)");
    }

    Result<PredicatePointer> conjunction() {
        PredicatePointer left = TRY(test());
        while (true) {
            std::int64_t column = here();
            if (!take_word("and")) return left;
            TRY(count_operation(column));
            PredicatePointer right = TRY(test());
            left = std::make_shared<const ParsedPredicate>(ParsedPredicate{ParsedAnd{left, right}, left->column});
        }
    }

    Result<PredicatePointer> test() {
        Depth depth(*this);
        if (depth.too_deep()) return too_deep();
        std::int64_t column = here();
        if (take_word("not")) {
            PredicatePointer inner = TRY(test());
            return std::make_shared<const ParsedPredicate>(ParsedPredicate{ParsedNot{std::move(inner)}, column});
        }
        if (take("(")) {
            PredicatePointer inner = TRY(predicate());
            TRY(expect(")"));
            return inner;
        }
        ParsedTest test;
        test.operand.field = TRY(word("ett fält"));
        if ((test.operand.field == "own_board" || test.operand.field == "own_region") && take("(")) {
            test.comparison = test.operand.field == "own_board" ? Comparison::own_board : Comparison::own_region;
            test.operand.field = TRY(word("ett fält"));
            TRY(expect(")"));
        } else {
            if (take(".")) test.operand.attribute = TRY(word("ett attribut"));
            TRY(comparison(test));
        }
        return std::make_shared<const ParsedPredicate>(ParsedPredicate{std::move(test), column});
    }

    Result<base::Nothing> comparison(ParsedTest& test) {
        static constexpr std::array<std::pair<const char*, Comparison>, 6> signs = {{{"<>", Comparison::not_equal},
                                                                                     {"<=", Comparison::less_or_equal},
                                                                                     {">=", Comparison::greater_or_equal},
                                                                                     {"=", Comparison::equal},
                                                                                     {"<", Comparison::less},
                                                                                     {">", Comparison::greater}}};
        for (const auto& [sign, comparison] : signs) {
            if (!take(sign)) continue;
            test.comparison = comparison;
            test.literals.push_back(TRY(literal()));
            return base::Nothing{};
        }
        if (take_word("in")) {
            test.comparison = Comparison::in;
            TRY(expect("("));
            do test.literals.push_back(TRY(literal()));
            while (take(","));
            return expect(")");
        }
        if (take_word("between")) {
            test.comparison = Comparison::between;
            test.literals.push_back(TRY(literal()));
            if (!take_word("and")) return unexpected("and");
            test.literals.push_back(TRY(literal()));
            return base::Nothing{};
        }
        if (take_word("is") && take_word("empty")) {
            test.comparison = Comparison::empty;
            return base::Nothing{};
        }
        return unexpected("en jämförelse (=, <>, <, in, between, is empty)");
    }

    Result<Literal> literal() {
        skip_blanks();
        if (offset_ < text_.size() && text_[offset_] == '\'') {
            std::string value;
            for (++offset_; offset_ < text_.size(); ++offset_) {
                if (text_[offset_] != '\'') {
                    value += text_[offset_];
                } else if (offset_ + 1 < text_.size() && text_[offset_ + 1] == '\'') {
                    value += text_[offset_++];
                } else {
                    ++offset_;
                    return Literal{value, false};
                }
            }
            return unexpected("ett avslutande citattecken (')");
        }
        std::size_t start = offset_;
        bool negative = take("-");
        if (offset_ < text_.size() && is_digit(text_[offset_])) {
            base::Rational value = TRY(number(Fraction::one_number));
            return Literal{base::format_exact(negative ? base::negate(value) : value), true};
        }
        offset_ = start;
        return unexpected("ett tal eller en text inom ' '");
    }

    Result<base::Rational> number(Fraction fraction) {
        std::size_t start = offset_;
        while (offset_ < text_.size() && is_digit(text_[offset_])) ++offset_;
        if (offset_ + 1 < text_.size() && text_[offset_] == '.' && is_digit(text_[offset_ + 1])) {
            ++offset_;
            while (offset_ < text_.size() && is_digit(text_[offset_])) ++offset_;
        } else if (fraction == Fraction::one_number && offset_ + 1 < text_.size() && text_[offset_] == '/' && is_digit(text_[offset_ + 1])) {
            ++offset_;
            while (offset_ < text_.size() && is_digit(text_[offset_])) ++offset_;
        }
        auto value = base::parse_rational(text_.substr(start, offset_ - start));
        if (!value) return issue_at(static_cast<std::int64_t>(start) + 1, "expression_is_not_readable", "talet är för stort eller har noll som nämnare", "");
        return *value;
    }

    Result<std::string> word(const char* expected) {
        skip_blanks();
        if (offset_ >= text_.size() || !is_name_start(text_[offset_])) return unexpected(expected);
        std::size_t start = offset_;
        while (offset_ < text_.size() && (is_name_start(text_[offset_]) || is_digit(text_[offset_]))) ++offset_;
        return std::string(text_.substr(start, offset_ - start));
    }

    void skip_blanks() {
        while (offset_ < text_.size() && (text_[offset_] == ' ' || text_[offset_] == '\n' || text_[offset_] == '\t' || text_[offset_] == '\r')) ++offset_;
    }

    std::int64_t here() {
        skip_blanks();
        return static_cast<std::int64_t>(offset_) + 1;
    }

    bool peek(std::string_view sign) {
        skip_blanks();
        return text_.substr(offset_).starts_with(sign);
    }

    bool take(std::string_view sign) {
        if (!peek(sign)) return false;
        offset_ += sign.size();
        return true;
    }

    bool take_word(std::string_view word) {
        if (!peek(word)) return false;
        std::size_t next = offset_ + word.size();
        if (next < text_.size() && (is_name_start(text_[next]) || is_digit(text_[next]))) return false;
        offset_ = next;
        return true;
    }

    Result<base::Nothing> expect(const char* sign) {
        if (take(sign)) return base::Nothing{};
        return unexpected(std::string("\"") + sign + "\"");
    }

    Issue unexpected(const std::string& expected) {
        std::int64_t column = here();
        std::string found = offset_ < text_.size() ? "\"" + std::string(text_.substr(offset_, 1)) + "\"" : "slutet";
        if (offset_ < text_.size() && static_cast<unsigned char>(text_[offset_]) >= 0x80) found = "ett otillåtet tecken";
        return issue_at(column, "expression_is_not_readable", "väntade " + expected + " men fann " + found, "grammatiken står i docs/expressions.md");
    }

    Issue too_deep() { return issue_at(here(), "expression_is_too_deep", "uttrycket har för många nivåer", "dela upp det i flera definitioner"); }

    Issue issue_at(std::int64_t column, const char* code, const std::string& message, const std::string& hint) {
        base::Place place = place_;
        if (place.line == 0) place.line = 1;
        place.column = place_.column > 0 ? place_.column + column - 1 : column;
        return base::make_issue(code, message, hint, place);
    }

    std::string_view text_;
    base::Place place_;
    std::size_t offset_ = 0;
    int depth_ = 0;
    int operation_count_ = 0;
};

Result<base::Nothing> require_size(std::string_view text, const base::Place& place) {
    if (text.size() <= text_size_max) return base::Nothing{};
    return base::make_issue("expression_is_too_long", "uttrycket är längre än 20 000 tecken", "dela upp det i flera definitioner", place);
}

}  // namespace

Result<ExpressionPointer> parse_expression(std::string_view text, const base::Place& place) {
    TRY(require_size(text, place));
    Parser parser(text, place);
    ExpressionPointer expression = TRY(parser.expression());
    TRY(parser.end());
    return expression;
}

Result<ParsedPrefix> parse_expression_prefix(std::string_view text, const base::Place& place) {
    TRY(require_size(text, place));
    Parser parser(text, place);
    ExpressionPointer expression = TRY(parser.expression());
    return ParsedPrefix{expression, parser.offset()};
}

Result<PredicatePointer> parse_predicate(std::string_view text, const base::Place& place) {
    TRY(require_size(text, place));
    Parser parser(text, place);
    PredicatePointer predicate = TRY(parser.predicate());
    TRY(parser.end());
    return predicate;
}

}  // namespace tertial::figures
