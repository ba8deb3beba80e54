// The expression language as a tree (stage: parsed). Two levels: a row predicate, and arithmetic over aggregates.
//
//   expression := term (("+" | "-") term)*
//   term       := factor (("*" | "/") factor)*
//   factor     := number | "months" | "-" factor | "(" expression ")" | "prior" "(" expression ")" | aggregate | reference
//   aggregate  := function "(" data_set ["." field] ["," number] ["where" predicate] ")"
//   function   := "sum" | "count" | "mean_of_days" | "mean_of_months" | "median" | "percentile" | "count_distinct"
//   reference  := name ["[" predicate "]"]            the predicate narrows every aggregate of the named definition
//   predicate  := conjunction ("or" conjunction)*
//   conjunction:= test ("and" test)*
//   test       := "not" test | "(" predicate ")" | "own_board" "(" field ")" | "own_region" "(" field ")"
//               | operand ("=" | "<>" | "<" | "<=" | ">" | ">=") literal
//               | operand "in" "(" literal ("," literal)* ")" | operand "between" literal "and" literal | operand "is" "empty"
//   operand    := field ["." attribute]               attributes are the other columns of the field's code list
//   literal    := number | "'" text "'"               a quote inside a text is doubled
//
// The same grammar serves definitions, bases, addresses, templates, checks and case files.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "base/rational.hpp"

namespace tertial::figures {

struct Operand {
    std::string field;
    std::string attribute;  ///< empty for the field itself
    friend bool operator==(const Operand&, const Operand&) = default;
};

struct Literal {
    std::string text;
    bool is_number = false;
    friend bool operator==(const Literal&, const Literal&) = default;
};

enum class Comparison { equal, not_equal, less, less_or_equal, greater, greater_or_equal, in, between, empty, own_board, own_region };

struct ParsedPredicate;
using PredicatePointer = std::shared_ptr<const ParsedPredicate>;

struct ParsedTest {
    Operand operand;
    Comparison comparison = Comparison::equal;
    std::vector<Literal> literals;
};
struct ParsedNot {
    PredicatePointer inner;
};
struct ParsedAnd {
    PredicatePointer left, right;
};
struct ParsedOr {
    PredicatePointer left, right;
};
struct ParsedPredicate {
    std::variant<ParsedTest, ParsedNot, ParsedAnd, ParsedOr> node;
    std::int64_t column = 0;  ///< where it begins in its text, from 1
};

struct ParsedExpression;
using ExpressionPointer = std::shared_ptr<const ParsedExpression>;

enum class AggregateFunction { sum, count, mean_of_days, mean_of_months, median, percentile, count_distinct };
enum class Operation { add, subtract, multiply, divide };

struct ParsedNumber {
    base::Rational value;
};
/// How many months the period has: what a mean per month is divided by.
struct ParsedMonths {};
struct ParsedAggregate {
    AggregateFunction function = AggregateFunction::sum;
    std::string data_set;
    std::string field;           ///< empty for count, and for a mean of months of rows
    base::Rational percent;      ///< of percentile: above 0, below 100
    PredicatePointer predicate;  ///< nullptr: every row
    std::string definition;      ///< id of the definition that it was written out of; empty for one written directly. Not printed
};
struct ParsedReference {
    std::string name;
    PredicatePointer predicate;
};
struct ParsedNegation {
    ExpressionPointer inner;
};
/// The same, over the same period a year earlier.
struct ParsedPrior {
    ExpressionPointer inner;
};
struct ParsedOperation {
    Operation operation = Operation::add;
    ExpressionPointer left, right;
};
struct ParsedExpression {
    std::variant<ParsedNumber, ParsedMonths, ParsedAggregate, ParsedReference, ParsedNegation, ParsedPrior, ParsedOperation> node;
    std::int64_t column = 0;
};

/// Canonical text; parsing it gives the same tree, and printing that gives the same text.
[[nodiscard]] std::string format_expression(const ParsedExpression& expression);
[[nodiscard]] std::string format_predicate(const ParsedPredicate& predicate);

}  // namespace tertial::figures
