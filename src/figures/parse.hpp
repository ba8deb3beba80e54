// Text → tree. Pure; every issue carries the column where it was found.
#pragma once

#include <string_view>

#include "base/result.hpp"
#include "figures/expression.hpp"

namespace tertial::figures {

/// The whole text must be one expression. Issues `expression_is_not_readable`, `expression_is_too_deep`, `expression_is_too_long`.
base::Result<ExpressionPointer> parse_expression(std::string_view text, const base::Place& place = {});
/// The longest expression at the beginning of the text, and how many bytes it took (blanks after it included).
struct ParsedPrefix {
    ExpressionPointer expression;
    std::size_t size = 0;
};
base::Result<ParsedPrefix> parse_expression_prefix(std::string_view text, const base::Place& place = {});
base::Result<PredicatePointer> parse_predicate(std::string_view text, const base::Place& place = {});

}  // namespace tertial::figures
