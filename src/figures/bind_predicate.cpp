#include "figures/bind_predicate.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace tertial::figures {
namespace {

using base::make_issue;
using base::Result;
using model::FieldType;

base::Place at(const PredicateScope& scope, std::int64_t column) {
    base::Place place = scope.place;
    if (column > 0) place.column = place.column > 0 ? place.column + column - 1 : column;
    return place;
}

BoundPredicatePointer make(BoundTest test) { return std::make_shared<const BoundPredicate>(BoundPredicate{std::move(test)}); }

std::vector<std::string> field_names(const model::DataSet& data_set) {
    std::vector<std::string> names;
    for (const model::Field& field : data_set.fields) names.push_back(field.name);
    for (const model::DerivedField& field : data_set.derived) names.push_back(field.name);
    return names;
}

/// The values that a test compares with, as text, by the operand's own order.
bool text_matches(const std::string& value, const ParsedTest& test) {
    const auto& literals = test.literals;
    switch (test.comparison) {
        case Comparison::equal: return value == literals[0].text;
        case Comparison::not_equal: return value == literals[0].text;  // negated by the caller
        case Comparison::less: return value < literals[0].text;
        case Comparison::less_or_equal: return value <= literals[0].text;
        case Comparison::greater: return value > literals[0].text;
        case Comparison::greater_or_equal: return value >= literals[0].text;
        case Comparison::between: return literals[0].text <= value && value <= literals[1].text;
        case Comparison::in: return std::any_of(literals.begin(), literals.end(), [&](const Literal& literal) { return literal.text == value; });
        case Comparison::empty: return true;  // "one of all codes", negated by the caller
        case Comparison::own_board:
        case Comparison::own_region: break;
    }
    return false;
}

bool is_negated(Comparison comparison) { return comparison == Comparison::not_equal || comparison == Comparison::empty; }

bool compares_names(Comparison comparison) { return comparison == Comparison::equal || comparison == Comparison::not_equal || comparison == Comparison::in; }

/// A literal that no member has is a slip of the pen, not an empty set.
Result<base::Nothing> require_known_literals(const PredicateScope& scope, const ParsedTest& test, const std::vector<std::string>& known, std::int64_t column) {
    if (!compares_names(test.comparison)) return base::Nothing{};
    for (const Literal& literal : test.literals) {
        if (std::find(known.begin(), known.end(), literal.text) != known.end()) continue;
        return make_issue("code_is_unknown",
                          "\"" + literal.text + "\" finns inte bland värdena för " + test.operand.field +
                              (test.operand.attribute.empty() ? "" : "." + test.operand.attribute),
                          base::did_you_mean(literal.text, known), at(scope, column));
    }
    return base::Nothing{};
}

Result<BoundPredicatePointer> bind_code_test(const PredicateScope& scope, const ParsedTest& test, const model::CodeList& list, std::int64_t column) {
    const std::string& attribute = test.operand.attribute;
    if (!attribute.empty() && attribute != "name" &&
        std::find(list.attribute_names.begin(), list.attribute_names.end(), attribute) == list.attribute_names.end()) {
        return make_issue("attribute_is_unknown", "kodlistan " + list.id + " har ingen kolumn " + attribute,
                          base::did_you_mean(attribute, list.attribute_names), at(scope, column));
    }
    BoundTest bound{test.operand.field, true, {}, {}, {}};
    std::vector<std::string> known;
    for (const model::Code& code : list.codes) {
        auto found = code.attributes.find(attribute);
        const std::string& value = attribute.empty() ? code.code : attribute == "name" || found == code.attributes.end() ? code.name : found->second;
        known.push_back(value);
        if (text_matches(value, test)) bound.codes.push_back(code.code);
    }
    TRY(require_known_literals(scope, test, known, column));
    std::sort(bound.codes.begin(), bound.codes.end());
    auto predicate = make(std::move(bound));
    return is_negated(test.comparison) ? negated(predicate) : predicate;
}

Result<BoundPredicatePointer> bind_own(const PredicateScope& scope, const ParsedTest& test, const model::CodeList& list, std::int64_t column) {
    if (std::find(list.attribute_names.begin(), list.attribute_names.end(), "unit") == list.attribute_names.end()) {
        return make_issue("attribute_is_unknown", "kodlistan " + list.id + " har ingen kolumn unit, så det går inte att veta vad som är internt",
                          "lägg till kolumnen unit i kodlistans fil", at(scope, column));
    }
    const char* kind = test.comparison == Comparison::own_board ? "board" : "region";
    const model::Model& model = scope.model;
    // Of a group its units' own, where it is the same for all.
    std::set<std::string> tops;
    for (const std::string& unit : model.units_of(scope.asking_unit))
        tops.insert(scope.seen ? model.nearest_above(unit, kind, *scope.seen) : model.nearest_above(unit, kind));
    if (tops.size() > 1) {
        return make_issue("group_has_several_boards", scope.asking_unit + " har enheter i flera nämnder, så det går inte att veta vad som är internt",
                          "fråga efter en nämnd i taget, eller utan underlag", at(scope, column));
    }
    const std::string top = tops.empty() ? std::string() : *tops.begin();
    std::vector<std::string> inside;
    if (!top.empty()) inside = scope.seen ? model.subtree(top, *scope.seen) : model.subtree(top);
    BoundTest bound{test.operand.field, true, {}, {}, {}};
    for (const model::Code& code : list.codes) {
        const std::string& unit = code.attributes.at("unit");
        if (!unit.empty() && std::find(inside.begin(), inside.end(), unit) != inside.end()) bound.codes.push_back(code.code);
    }
    std::sort(bound.codes.begin(), bound.codes.end());
    return make(std::move(bound));
}

Result<BoundPredicatePointer> bind_whole_test(const PredicateScope& scope, const ParsedTest& test, std::int64_t column) {
    BoundTest bound{test.operand.field, false, {}, {}, {}};
    std::vector<std::int64_t> values;
    for (const Literal& literal : test.literals) {
        auto value = literal.is_number ? base::parse_rational(literal.text) : std::nullopt;
        if (!value || value->denominator() != 1 || value->numerator() > INT64_MAX / 2 || value->numerator() < INT64_MIN / 2) {
            return make_issue("number_is_not_readable", test.operand.field + " jämförs med heltal", "skriv ett heltal utan citattecken", at(scope, column));
        }
        values.push_back(static_cast<std::int64_t>(value->numerator()));
    }
    switch (test.comparison) {
        case Comparison::equal:
        case Comparison::not_equal: bound.least = bound.most = values[0]; break;
        case Comparison::less: bound.most = values[0] - 1; break;
        case Comparison::less_or_equal: bound.most = values[0]; break;
        case Comparison::greater: bound.least = values[0] + 1; break;
        case Comparison::greater_or_equal: bound.least = values[0]; break;
        case Comparison::between: bound.least = values[0], bound.most = values[1]; break;
        case Comparison::empty: bound.least = INT64_MIN / 2; break;
        case Comparison::in: {
            BoundAny any;
            for (std::int64_t value : values) any.parts.push_back(make({test.operand.field, false, {}, value, value}));
            return std::make_shared<const BoundPredicate>(BoundPredicate{std::move(any)});
        }
        case Comparison::own_board:
        case Comparison::own_region: break;
    }
    auto predicate = make(std::move(bound));
    return is_negated(test.comparison) ? negated(predicate) : predicate;
}

Result<BoundPredicatePointer> bind_test(const PredicateScope& scope, const ParsedTest& test, std::int64_t column) {
    const model::Field* field = scope.data_set.find_field(test.operand.field);
    const model::DerivedField* derived = scope.data_set.find_derived(test.operand.field);
    if (field == nullptr && derived == nullptr) {
        return make_issue("field_is_unknown", "datamängden " + scope.data_set.id + " har inget fält " + test.operand.field,
                          base::did_you_mean(test.operand.field, field_names(scope.data_set)), at(scope, column));
    }
    FieldType type = field != nullptr ? field->type : FieldType::integer;
    if (type == FieldType::code || type == FieldType::unit) {
        const model::CodeList& list = *scope.model.find_code_list(field->list);
        if (test.comparison == Comparison::own_board || test.comparison == Comparison::own_region) return bind_own(scope, test, list, column);
        return bind_code_test(scope, test, list, column);
    }
    if (!test.operand.attribute.empty()) {
        return make_issue("attribute_is_unknown", test.operand.field + " är ingen kod och har inga attribut", "skriv bara " + test.operand.field,
                          at(scope, column));
    }
    if (type == FieldType::text && compares_names(test.comparison)) {
        BoundTest bound{test.operand.field, true, {}, {}, {}};
        for (const Literal& literal : test.literals) bound.codes.push_back(literal.text);
        std::sort(bound.codes.begin(), bound.codes.end());
        auto predicate = make(std::move(bound));
        return is_negated(test.comparison) ? negated(predicate) : predicate;
    }
    if (type == FieldType::integer || type == FieldType::money) return bind_whole_test(scope, test, column);
    return make_issue("field_has_wrong_type", test.operand.field + " går inte att jämföra på det sättet",
                      "texter jämförs med =, <> och in; datum väljs genom perioden", at(scope, column));
}

}  // namespace

Result<BoundPredicatePointer> bind_predicate(const PredicateScope& scope, const ParsedPredicate& predicate) {
    if (const auto* test = std::get_if<ParsedTest>(&predicate.node)) return bind_test(scope, *test, predicate.column);
    if (const auto* node = std::get_if<ParsedNot>(&predicate.node)) {
        BoundPredicatePointer inner = TRY(bind_predicate(scope, *node->inner));
        return negated(std::move(inner));
    }
    if (const auto* both = std::get_if<ParsedAnd>(&predicate.node)) {
        BoundPredicatePointer left = TRY(bind_predicate(scope, *both->left));
        BoundPredicatePointer right = TRY(bind_predicate(scope, *both->right));
        BoundAll all{{std::move(left), std::move(right)}};
        return std::make_shared<const BoundPredicate>(BoundPredicate{std::move(all)});
    }
    const auto& either = std::get<ParsedOr>(predicate.node);
    BoundPredicatePointer left = TRY(bind_predicate(scope, *either.left));
    BoundPredicatePointer right = TRY(bind_predicate(scope, *either.right));
    BoundAny any{{std::move(left), std::move(right)}};
    return std::make_shared<const BoundPredicate>(BoundPredicate{std::move(any)});
}

BoundPredicatePointer unit_predicate(const model::DataSet& data_set, std::vector<std::string> units) {
    return make({data_set.unit_field, true, std::move(units), {}, {}});
}

BoundPredicatePointer negated(BoundPredicatePointer inner) { return std::make_shared<const BoundPredicate>(BoundPredicate{BoundNot{std::move(inner)}}); }

bool passes(const BoundPredicate& predicate, const RowValues& row) {
    if (const auto* test = std::get_if<BoundTest>(&predicate.node)) {
        if (test->by_code) {
            const std::string* code = row.code_of(test->field);
            return code != nullptr && std::binary_search(test->codes.begin(), test->codes.end(), *code);
        }
        auto value = row.whole_of(test->field);
        return value && (!test->least || *test->least <= *value) && (!test->most || *value <= *test->most);
    }
    if (const auto* node = std::get_if<BoundNot>(&predicate.node)) return !passes(*node->inner, row);
    auto passes_row = [&](const BoundPredicatePointer& part) { return passes(*part, row); };
    if (const auto* all = std::get_if<BoundAll>(&predicate.node)) return std::all_of(all->parts.begin(), all->parts.end(), passes_row);
    const auto& any = std::get<BoundAny>(predicate.node);
    return std::any_of(any.parts.begin(), any.parts.end(), passes_row);
}

}  // namespace tertial::figures
