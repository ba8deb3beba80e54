#include "figures/kinds.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "figures/parse.hpp"

namespace tertial::figures {
namespace {

using base::make_issue;
using base::Place;
using base::Result;
using domain::Dimension;

class ShapeFinder {
public:
    ShapeFinder(const model::Model& model, const Place& place) : model_(model), place_(place) {}

    Result<Shape> find(const ParsedExpression& expression) {
        if (std::holds_alternative<ParsedNumber>(expression.node)) return Shape{};
        if (std::holds_alternative<ParsedMonths>(expression.node)) return Shape{ShapeKind::months, Dimension::plain};
        if (const auto* aggregate = std::get_if<ParsedAggregate>(&expression.node)) return find_aggregate(*aggregate, expression.column);
        if (const auto* reference = std::get_if<ParsedReference>(&expression.node)) return find_reference(*reference, expression.column);
        if (const auto* negation = std::get_if<ParsedNegation>(&expression.node)) return find(*negation->inner);
        if (const auto* prior = std::get_if<ParsedPrior>(&expression.node)) return find(*prior->inner);
        const auto& operation = std::get<ParsedOperation>(expression.node);
        Shape left = TRY(find(*operation.left));
        Shape right = TRY(find(*operation.right));
        return combine(operation.operation, left, right, expression.column);
    }

private:
    Place at(std::int64_t column) const {
        Place place = place_;
        place.column = place.column > 0 ? place.column + column - 1 : column;
        return place;
    }

    Result<Shape> find_aggregate(const ParsedAggregate& aggregate, std::int64_t column) {
        const model::DataSet* data_set = model_.find_data_set(aggregate.data_set);
        if (data_set == nullptr) {
            std::vector<std::string> ids;
            for (const model::DataSet& other : model_.data_sets) ids.push_back(other.id);
            return make_issue("data_set_is_unknown", "datamängden " + aggregate.data_set + " finns inte", base::did_you_mean(aggregate.data_set, ids),
                              at(column));
        }
        if (aggregate.function == AggregateFunction::count) {
            return Shape{data_set->monthly_snapshot ? ShapeKind::stock : ShapeKind::flow, Dimension::count};
        }
        if (aggregate.function == AggregateFunction::count_distinct) return find_distinct(*data_set, aggregate.field, column);
        if (aggregate.function == AggregateFunction::mean_of_months && !data_set->monthly_snapshot) {
            return make_issue("kinds_do_not_mix", data_set->label + " är ingen bild av läget vid månadens slut",
                              "dela summan med months, eller använd mean_of_days för en nivå per dag", at(column));
        }
        if (aggregate.function == AggregateFunction::mean_of_months && aggregate.field.empty()) return Shape{ShapeKind::stock, Dimension::count};
        const model::Measure* measure = data_set->find_measure(aggregate.field);
        if (measure == nullptr) {
            std::vector<std::string> names;
            for (const model::Measure& other : data_set->measures) names.push_back(other.field);
            return make_issue("field_is_not_a_measure", aggregate.field + " är inget mått i datamängden " + data_set->id,
                              base::did_you_mean(aggregate.field, names), at(column));
        }
        if (data_set->monthly_snapshot && measure->kind != model::MeasureKind::distribution) return of_snapshot(aggregate.function, *measure, column);
        return of_measure(aggregate.function, *measure, column);
    }

    /// Different values of a field that holds names or codes: of numbers it would say little.
    Result<Shape> find_distinct(const model::DataSet& data_set, const std::string& name, std::int64_t column) const {
        using model::FieldType;
        std::vector<std::string> names;
        for (const model::Field& field : data_set.fields) {
            const bool is_named = field.type == FieldType::text || field.type == FieldType::code || field.type == FieldType::unit;
            if (is_named && field.name == name) return Shape{ShapeKind::distinct, Dimension::count};
            if (is_named) names.push_back(field.name);
        }
        return make_issue("field_is_unknown", name + " är inget fält med text eller koder i datamängden " + data_set.id, base::did_you_mean(name, names),
                          at(column));
    }

    /// What stands at the month's end adds up over units, and never over months: the binder reads the last one alone.
    Result<Shape> of_snapshot(AggregateFunction function, const model::Measure& measure, std::int64_t column) const {
        const bool is_level = function == AggregateFunction::sum || function == AggregateFunction::mean_of_months;
        if (is_level && measure.kind == model::MeasureKind::stock) return Shape{ShapeKind::stock, measure.dimension};
        if (function == AggregateFunction::sum && measure.kind == model::MeasureKind::rate) return Shape{ShapeKind::rate, measure.dimension};
        return make_issue("kinds_do_not_mix", measure.field + " hör till en bild av läget vid månadens slut",
                          "ge måttet slaget stock i datamängden och använd sum eller mean_of_months", at(column));
    }

    Result<Shape> of_measure(AggregateFunction function, const model::Measure& measure, std::int64_t column) const {
        auto refuse = [&](const std::string& message, const std::string& hint) { return make_issue("kinds_do_not_mix", message, hint, at(column)); };
        switch (measure.kind) {
            case model::MeasureKind::flow:
                if (function == AggregateFunction::sum) return Shape{ShapeKind::flow, measure.dimension};
                return refuse(measure.field + " är ett flöde", "använd sum");
            case model::MeasureKind::stock:
                if (function == AggregateFunction::mean_of_days) return Shape{ShapeKind::stock, measure.dimension};
                if (function == AggregateFunction::sum) return Shape{ShapeKind::level_sum, measure.dimension};
                return refuse(measure.field + " är en nivå", "använd mean_of_days");
            case model::MeasureKind::distribution:
                if (function == AggregateFunction::median || function == AggregateFunction::percentile)
                    return Shape{ShapeKind::distribution, measure.dimension};
                return refuse(measure.field + " är en fördelning", "använd median eller percentile");
            case model::MeasureKind::rate: return refuse(measure.field + " är en takt", "ge datamängden monthly_snapshot: true");
        }
        return Shape{};
    }

    Result<Shape> find_reference(const ParsedReference& reference, std::int64_t column) {
        const model::Definition* definition = model_.find_definition(reference.name);
        if (definition == nullptr) {
            std::vector<std::string> ids;
            for (const model::Definition& other : model_.definitions) ids.push_back(other.id);
            return make_issue("name_is_unknown", "ingen indikator eller rad heter " + reference.name, base::did_you_mean(reference.name, ids), at(column));
        }
        if (std::find(open_.begin(), open_.end(), reference.name) != open_.end()) {
            return make_issue("definition_refers_to_itself",
                              "definitionerna hänvisar till varandra i ring: " + base::joined(open_, " → ") + " → " + reference.name,
                              "ta bort någon av hänvisningarna", definition->place);
        }
        open_.push_back(reference.name);
        ExpressionPointer inner = TRY(parse_expression(definition->expression, definition->place));
        Shape shape = TRY(ShapeFinder(model_, definition->place, open_).find(*inner));
        open_.pop_back();
        if (shape.kind == ShapeKind::rate && reference.predicate) {
            return make_issue("kinds_do_not_mix", reference.name + " är en takt och gäller alla", "ta bort urvalet inom [ ]", at(column));
        }
        shape.dimension = definition->dimension;
        return shape;
    }

    ShapeFinder(const model::Model& model, const Place& place, std::vector<std::string> open) : model_(model), place_(place), open_(std::move(open)) {}

    Result<Shape> combine(Operation operation, Shape left, Shape right, std::int64_t column) const {
        bool is_sum = operation == Operation::add || operation == Operation::subtract;
        if (is_sum && is_rate_and_number(left, right)) return left.kind == ShapeKind::rate ? left : right;
        if (is_sum) {
            bool adds_up = left.kind == right.kind && adds(left.kind);
            if (adds_up && left.dimension == right.dimension) return left;
            return make_issue("kinds_do_not_mix", "de två leden är av olika slag eller kan inte läggas ihop",
                              "kvoter, fördelningar och antal olika räknas om från sina delar, de läggs aldrig ihop", at(column));
        }
        if (right.kind == ShapeKind::months && operation == Operation::divide && left.kind == ShapeKind::flow) {
            return Shape{ShapeKind::ratio, left.dimension};
        }
        // Month by month, and so it adds: the binder sees to that.
        if (left.kind == ShapeKind::flow && right.kind == ShapeKind::rate) return left;
        if (operation == Operation::multiply && left.kind == ShapeKind::rate && right.kind == ShapeKind::flow) return right;
        if (right.kind == ShapeKind::number) return left;
        if (operation == Operation::multiply && left.kind == ShapeKind::number) return right;
        if (operation == Operation::divide && is_part_of_ratio(left.kind) && is_part_of_ratio(right.kind)) {
            return Shape{ShapeKind::ratio, left.dimension == right.dimension ? Dimension::share : Dimension::plain};
        }
        return make_issue("kinds_do_not_mix", "den här uträkningen bryter mot hur talen får räknas ihop",
                          "en kvot är en summa delad med en summa, möjligen gånger ett tal", at(column));
    }

    /// "1 + index"
    static bool is_rate_and_number(Shape left, Shape right) {
        return (left.kind == ShapeKind::rate && right.kind == ShapeKind::number) || (left.kind == ShapeKind::number && right.kind == ShapeKind::rate);
    }

    static bool adds(ShapeKind kind) { return kind != ShapeKind::ratio && kind != ShapeKind::distribution && kind != ShapeKind::distinct; }
    static bool is_part_of_ratio(ShapeKind kind) {
        return kind == ShapeKind::flow || kind == ShapeKind::level_sum || kind == ShapeKind::stock || kind == ShapeKind::distinct;
    }

    const model::Model& model_;
    Place place_;
    std::vector<std::string> open_;
};

const char* kind_words(ShapeKind kind) {
    switch (kind) {
        case ShapeKind::number: return "ett tal";
        case ShapeKind::months: return "antalet månader";
        case ShapeKind::flow: return "ett flöde (flow)";
        case ShapeKind::level_sum: return "en summa av nivåer";
        case ShapeKind::stock: return "en nivå (stock)";
        case ShapeKind::ratio: return "en kvot (ratio)";
        case ShapeKind::distribution: return "en fördelning (distribution)";
        case ShapeKind::distinct: return "ett antal olika (distinct)";
        case ShapeKind::rate: return "en takt (rate)";
    }
    return "";
}

}  // namespace

Result<Shape> find_part_shape(const model::Model& model, const ParsedExpression& expression, const Place& place) {
    return ShapeFinder(model, place).find(expression);
}

Result<Shape> find_shape(const model::Model& model, const ParsedExpression& expression, const Place& place) {
    Shape shape = TRY(find_part_shape(model, expression, place));
    if (shape.kind == ShapeKind::level_sum) {
        return make_issue("stock_is_summed_over_time", "en nivå kan inte summeras över tid", "använd mean_of_days, eller dela två summor med varandra", place);
    }
    return shape;
}

Result<base::Nothing> require_kind(const model::Definition& definition, const Shape& shape) {
    using model::DefinitionKind;
    auto fits = [&] {
        switch (definition.kind) {
            case DefinitionKind::flow: return shape.kind == ShapeKind::flow;
            case DefinitionKind::stock: return shape.kind == ShapeKind::stock || shape.kind == ShapeKind::rate;
            case DefinitionKind::ratio: return shape.kind == ShapeKind::ratio;
            case DefinitionKind::distribution: return shape.kind == ShapeKind::distribution;
            case DefinitionKind::distinct: return shape.kind == ShapeKind::distinct;
        }
        return false;
    };
    if (!fits()) {
        if (definition.kind == DefinitionKind::ratio) {
            return make_issue("ratio_has_no_denominator", definition.id + " sägs vara en kvot men uttrycket är " + kind_words(shape.kind),
                              "skriv täljare / nämnare", definition.place);
        }
        return make_issue("definition_has_wrong_kind", definition.id + " är " + kind_words(shape.kind) + ", inte det slag som anges",
                          "rätta kind eller uttrycket", definition.place);
    }
    bool free_dimension = shape.kind == ShapeKind::ratio && shape.dimension != Dimension::money;
    if (!free_dimension && shape.dimension != definition.dimension && shape.kind != ShapeKind::ratio) {
        return make_issue("measure_unit_does_not_fit", "måttenheten " + definition.unit + " passar inte det som " + definition.id + " mäter",
                          "välj en enhet av samma slag", definition.place);
    }
    return base::Nothing{};
}

}  // namespace tertial::figures
