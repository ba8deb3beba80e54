#include "figures/written_out.hpp"

#include <algorithm>

#include "figures/parse.hpp"

namespace tertial::figures {
namespace {

using base::Result;

PredicatePointer both(PredicatePointer left, PredicatePointer right) {
    if (!left) return right;
    if (!right) return left;
    return std::make_shared<const ParsedPredicate>(ParsedPredicate{ParsedAnd{left, right}, left->column});
}

ExpressionPointer make(ParsedExpression expression) { return std::make_shared<const ParsedExpression>(std::move(expression)); }

/// `owner` is the id of the definition that the expression stands in, or empty.
Result<ExpressionPointer> write_out(const model::Model& model, const ParsedExpression& expression, const PredicatePointer& filter, const std::string& owner) {
    if (std::holds_alternative<ParsedNumber>(expression.node) || std::holds_alternative<ParsedMonths>(expression.node)) return make(expression);
    if (const auto* aggregate = std::get_if<ParsedAggregate>(&expression.node)) {
        ParsedAggregate narrowed = *aggregate;
        // What holds for all units holds for all rows of the others too: a filter of accounts does not narrow an index.
        const model::DataSet* data_set = model.find_data_set(aggregate->data_set);
        if (data_set == nullptr || !data_set->for_all_units) narrowed.predicate = both(aggregate->predicate, filter);
        narrowed.definition = owner;
        return make({std::move(narrowed), expression.column});
    }
    if (const auto* reference = std::get_if<ParsedReference>(&expression.node)) {
        const model::Definition& definition = *model.find_definition(reference->name);
        ExpressionPointer inner = TRY(parse_expression(definition.expression, definition.place));
        return write_out(model, *inner, both(reference->predicate, filter), definition.id);
    }
    if (const auto* negation = std::get_if<ParsedNegation>(&expression.node)) {
        ExpressionPointer inner = TRY(write_out(model, *negation->inner, filter, owner));
        return make({ParsedNegation{std::move(inner)}, expression.column});
    }
    if (const auto* prior = std::get_if<ParsedPrior>(&expression.node)) {
        ExpressionPointer inner = TRY(write_out(model, *prior->inner, filter, owner));
        return make({ParsedPrior{std::move(inner)}, expression.column});
    }
    const auto& operation = std::get<ParsedOperation>(expression.node);
    ExpressionPointer left = TRY(write_out(model, *operation.left, filter, owner));
    ExpressionPointer right = TRY(write_out(model, *operation.right, filter, owner));
    return make({ParsedOperation{operation.operation, std::move(left), std::move(right)}, expression.column});
}

/// What is asked of last year is no term of this year's figure.
void collect_references(const ParsedExpression& expression, std::vector<ParsedReference>& references) {
    if (const auto* reference = std::get_if<ParsedReference>(&expression.node)) {
        references.push_back(*reference);
    } else if (const auto* negation = std::get_if<ParsedNegation>(&expression.node)) {
        collect_references(*negation->inner, references);
    } else if (const auto* operation = std::get_if<ParsedOperation>(&expression.node)) {
        collect_references(*operation->left, references);
        collect_references(*operation->right, references);
    }
}

/// The references of the expression, or of the definition where the expression is nothing but its name.
std::vector<ParsedReference> references_below(const model::Model& model, const ParsedExpression& expression) {
    std::vector<ParsedReference> references;
    const auto* name = std::get_if<ParsedReference>(&expression.node);
    if (name == nullptr) {
        collect_references(expression, references);
        return references;
    }
    const model::Definition* definition = model.find_definition(name->name);
    if (definition == nullptr) return references;
    auto inner = parse_expression(definition->expression, definition->place);
    if (!inner.ok()) return references;
    collect_references(*inner.value(), references);
    for (ParsedReference& reference : references) reference.predicate = both(reference.predicate, name->predicate);
    return references;
}

}  // namespace

Result<ExpressionPointer> written_out(const model::Model& model, const ParsedExpression& expression, const PredicatePointer& filter) {
    return write_out(model, expression, filter, "");
}

std::vector<Address> terms_of(const model::Model& model, const Address& address) {
    std::vector<Address> terms;
    std::vector<std::string> seen;
    // Decided, or said, as a whole.
    if (address.column == Column::target || address.column == Column::forecast || address.column == Column::forecast_deviation) return terms;
    for (ParsedReference& reference : references_below(model, *address.expression)) {
        Address term = address;
        term.expression = make({std::move(reference), 0});
        term.measure_unit.clear();
        std::string text = format_address(term);
        if (std::find(seen.begin(), seen.end(), text) != seen.end()) continue;
        seen.push_back(std::move(text));
        terms.push_back(std::move(term));
    }
    return terms;
}

Address outcome_address(const model::Target& target, base::Month month, std::int64_t as_of) {
    Address address;
    address.expression = make({ParsedReference{target.indicator, nullptr}, 0});
    address.unit = target.outcome_unit;
    address.period = target.span == model::Span::accumulated      ? base::Period::accumulated(month)
                     : target.span == model::Span::rolling_twelve ? base::Period::rolling_twelve(month)
                                                                  : base::Period::month(month);
    address.column = find_column(target.column).value_or(Column::outturn);
    if (target.base_year != 0) address.against.years_back = month.year() - target.base_year;
    address.basis = target.basis;
    address.as_of = as_of;
    return address;
}

Address target_address(const model::Target& target, base::Month month, std::int64_t as_of) {
    Address address = outcome_address(target, month, as_of);
    address.column = Column::target;
    address.against = {};
    return address;
}

Address reference_address(const model::Target& target, base::Month month, std::int64_t as_of) {
    Address address = outcome_address(target, month, as_of);
    address.expression = make({ParsedReference{target.reference, nullptr}, 0});
    return address;
}

}  // namespace tertial::figures
