#include "base/text.hpp"
#include "figures/expression.hpp"

namespace tertial::figures {
namespace {

template <class... Cases>
struct Overloaded : Cases... {
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

std::string format_literal(const Literal& literal) { return literal.is_number ? literal.text : "'" + base::replaced(literal.text, "'", "''") + "'"; }

std::string format_operand(const Operand& operand) { return operand.attribute.empty() ? operand.field : operand.field + "." + operand.attribute; }

std::string format_test(const ParsedTest& test) {
    std::string operand = format_operand(test.operand);
    auto compared = [&](const char* sign) { return operand + " " + sign + " " + format_literal(test.literals[0]); };
    switch (test.comparison) {
        case Comparison::equal: return compared("=");
        case Comparison::not_equal: return compared("<>");
        case Comparison::less: return compared("<");
        case Comparison::less_or_equal: return compared("<=");
        case Comparison::greater: return compared(">");
        case Comparison::greater_or_equal: return compared(">=");
        case Comparison::between: return operand + " between " + format_literal(test.literals[0]) + " and " + format_literal(test.literals[1]);
        case Comparison::empty: return operand + " is empty";
        case Comparison::own_board: return "own_board(" + operand + ")";
        case Comparison::own_region: return "own_region(" + operand + ")";
        case Comparison::in: break;
    }
    std::vector<std::string> literals;
    for (const Literal& literal : test.literals) literals.push_back(format_literal(literal));
    return operand + " in (" + base::joined(literals, ", ") + ")";
}

/// Binding strength: or 1, and 2, the rest 3.
int strength(const ParsedPredicate& predicate) {
    if (std::holds_alternative<ParsedOr>(predicate.node)) return 1;
    return std::holds_alternative<ParsedAnd>(predicate.node) ? 2 : 3;
}

std::string wrapped(const ParsedPredicate& predicate, int least_strength) {
    std::string text = format_predicate(predicate);
    return strength(predicate) < least_strength ? "(" + text + ")" : text;
}

/// Sum 1, product 2, the rest 3.
int strength(const ParsedExpression& expression) {
    const auto* operation = std::get_if<ParsedOperation>(&expression.node);
    if (operation == nullptr) return 3;
    return operation->operation == Operation::add || operation->operation == Operation::subtract ? 1 : 2;
}

std::string wrapped(const ParsedExpression& expression, int least_strength) {
    std::string text = format_expression(expression);
    return strength(expression) < least_strength ? "(" + text + ")" : text;
}

std::string format_aggregate(const ParsedAggregate& aggregate) {
    constexpr const char* names[] = {"sum", "count", "mean_of_days", "mean_of_months", "median", "percentile", "count_distinct"};
    std::string text = std::string(names[static_cast<int>(aggregate.function)]) + "(" + aggregate.data_set;
    if (!aggregate.field.empty()) text += "." + aggregate.field;
    if (aggregate.function == AggregateFunction::percentile) text += ", " + base::format_exact(aggregate.percent);
    if (aggregate.predicate) text += " where " + format_predicate(*aggregate.predicate);
    return text + ")";
}

/// "3/4" or "-3/4", which after a division sign would be read as two factors.
bool is_fraction(const ParsedExpression& expression) {
    if (const auto* negation = std::get_if<ParsedNegation>(&expression.node)) return is_fraction(*negation->inner);
    const auto* number = std::get_if<ParsedNumber>(&expression.node);
    return number != nullptr && number->value.denominator() != 1;
}

std::string format_operation(const ParsedOperation& operation) {
    constexpr const char* signs[] = {" + ", " - ", " * ", " / "};
    bool is_sum = operation.operation == Operation::add || operation.operation == Operation::subtract;
    int own = is_sum ? 1 : 2;
    std::string right = wrapped(*operation.right, own + 1);
    if (operation.operation == Operation::divide && is_fraction(*operation.right)) right = "(" + right + ")";
    return wrapped(*operation.left, own) + signs[static_cast<int>(operation.operation)] + right;
}

}  // namespace

std::string format_predicate(const ParsedPredicate& predicate) {
    return std::visit(
        Overloaded{[](const ParsedTest& test) { return format_test(test); }, [](const ParsedNot& node) { return "not " + wrapped(*node.inner, 3); },
                   [](const ParsedAnd& node) { return wrapped(*node.left, 2) + " and " + wrapped(*node.right, 3); },
                   [](const ParsedOr& node) { return wrapped(*node.left, 1) + " or " + wrapped(*node.right, 2); }},
        predicate.node);
}

std::string format_expression(const ParsedExpression& expression) {
    return std::visit(
        Overloaded{[](const ParsedNumber& number) { return base::format_exact(number.value); }, [](const ParsedMonths&) { return std::string("months"); },
                   [](const ParsedAggregate& aggregate) { return format_aggregate(aggregate); },
                   [](const ParsedReference& reference) {
                       return reference.predicate ? reference.name + "[" + format_predicate(*reference.predicate) + "]" : reference.name;
                   },
                   [](const ParsedNegation& node) { return "-" + wrapped(*node.inner, 3); },
                   [](const ParsedPrior& node) { return "prior(" + format_expression(*node.inner) + ")"; },
                   [](const ParsedOperation& operation) { return format_operation(operation); }},
        expression.node);
}

}  // namespace tertial::figures
