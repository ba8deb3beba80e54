#include "report/narrowed.hpp"

namespace tertial::report {
namespace {

using figures::ExpressionPointer;
using figures::ParsedExpression;
using figures::PredicatePointer;

ExpressionPointer make(ParsedExpression expression) { return std::make_shared<const ParsedExpression>(std::move(expression)); }

PredicatePointer both(const PredicatePointer& left, const PredicatePointer& right) {
    if (!left) return right;
    return std::make_shared<const figures::ParsedPredicate>(figures::ParsedPredicate{figures::ParsedAnd{left, right}, left->column});
}

}  // namespace

ExpressionPointer narrowed(const ExpressionPointer& expression, const PredicatePointer& test) {
    if (const auto* aggregate = std::get_if<figures::ParsedAggregate>(&expression->node)) {
        figures::ParsedAggregate copy = *aggregate;
        copy.predicate = both(copy.predicate, test);
        return make({std::move(copy), expression->column});
    }
    if (const auto* reference = std::get_if<figures::ParsedReference>(&expression->node)) {
        return make({figures::ParsedReference{reference->name, both(reference->predicate, test)}, expression->column});
    }
    if (const auto* negation = std::get_if<figures::ParsedNegation>(&expression->node)) {
        return make({figures::ParsedNegation{narrowed(negation->inner, test)}, expression->column});
    }
    if (const auto* prior = std::get_if<figures::ParsedPrior>(&expression->node)) {
        return make({figures::ParsedPrior{narrowed(prior->inner, test)}, expression->column});
    }
    if (const auto* operation = std::get_if<figures::ParsedOperation>(&expression->node)) {
        return make({figures::ParsedOperation{operation->operation, narrowed(operation->left, test), narrowed(operation->right, test)}, expression->column});
    }
    return expression;
}

}  // namespace tertial::report
