#include "figures/plan.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace tertial::figures {
namespace {

using domain::AggregateQuery;
using domain::FieldClasses;

/// The tests of a predicate, depth first.
void collect_tests(const BoundPredicate& predicate, std::vector<const BoundTest*>& tests) {
    if (const auto* test = std::get_if<BoundTest>(&predicate.node)) tests.push_back(test);
    if (const auto* node = std::get_if<BoundNot>(&predicate.node)) collect_tests(*node->inner, tests);
    if (const auto* all = std::get_if<BoundAll>(&predicate.node)) {
        for (const auto& part : all->parts) collect_tests(*part, tests);
    }
    if (const auto* any = std::get_if<BoundAny>(&predicate.node)) {
        for (const auto& part : any->parts) collect_tests(*part, tests);
    }
}

/// Fields that a row must pass a test of to pass the whole: tests joined by "and" at the top.
void collect_required_fields(const BoundPredicate& predicate, std::set<std::string>& fields) {
    if (const auto* test = std::get_if<BoundTest>(&predicate.node)) fields.insert(test->field);
    if (const auto* all = std::get_if<BoundAll>(&predicate.node)) {
        for (const auto& part : all->parts) collect_required_fields(*part, fields);
    }
}

/// Classes of a code field: codes that pass the same tests share a class; codes that pass none are class 0.
FieldClasses code_classes(const std::string& field, const std::vector<const BoundTest*>& tests) {
    std::map<std::string, std::vector<bool>> passing_by_code;
    for (std::size_t index = 0; index < tests.size(); ++index) {
        for (const std::string& code : tests[index]->codes) {
            auto& passing = passing_by_code[code];
            passing.resize(tests.size());
            passing[index] = true;
        }
    }
    FieldClasses classes{field, {}, {}, false, true};
    std::map<std::vector<bool>, int> class_of_passing;
    for (auto& [code, passing] : passing_by_code) {
        auto [entry, added] = class_of_passing.emplace(passing, static_cast<int>(class_of_passing.size()) + 1);
        classes.class_of_code.emplace_back(code, entry->second);
    }
    return classes;
}

FieldClasses threshold_classes(const std::string& field, const std::vector<const BoundTest*>& tests) {
    std::set<std::int64_t> thresholds;
    for (const BoundTest* test : tests) {
        if (test->least) thresholds.insert(*test->least);
        if (test->most) thresholds.insert(*test->most + 1);
    }
    return FieldClasses{field, {}, {thresholds.begin(), thresholds.end()}, true, true};
}

/// Which classes of the field pass the test. Class 0 never does: there a code passes no test, or the value is absent.
std::vector<bool> passing_classes(const FieldClasses& classes, const BoundTest& test) {
    if (!classes.by_threshold) {
        int class_max = 0;
        for (const auto& [code, number] : classes.class_of_code) class_max = std::max(class_max, number);
        std::vector<bool> passing(static_cast<std::size_t>(class_max) + 1);
        for (const auto& [code, number] : classes.class_of_code) {
            if (std::binary_search(test.codes.begin(), test.codes.end(), code)) passing[static_cast<std::size_t>(number)] = true;
        }
        return passing;
    }
    // Class k (from 1) holds the values from thresholds[k − 2] up to, but not including, thresholds[k − 1].
    std::vector<bool> passing(classes.thresholds.size() + 2);
    for (std::size_t number = 1; number < passing.size(); ++number) {
        bool above_least = !test.least || (number >= 2 && classes.thresholds[number - 2] >= *test.least);
        bool below_most = !test.most || (number <= classes.thresholds.size() && classes.thresholds[number - 1] <= *test.most + 1);
        passing[number] = above_least && below_most;
    }
    return passing;
}

ClassPredicate compile(const BoundPredicate& predicate, const std::vector<FieldClasses>& keys) {
    ClassPredicate compiled;
    if (const auto* test = std::get_if<BoundTest>(&predicate.node)) {
        compiled.kind = ClassPredicate::Kind::test;
        auto key = std::find_if(keys.begin(), keys.end(), [&](const FieldClasses& classes) { return classes.field == test->field; });
        compiled.test = {static_cast<std::size_t>(key - keys.begin()), passing_classes(*key, *test)};
    } else if (const auto* node = std::get_if<BoundNot>(&predicate.node)) {
        compiled.kind = ClassPredicate::Kind::negation;
        compiled.parts.push_back(compile(*node->inner, keys));
    } else {
        const auto* all = std::get_if<BoundAll>(&predicate.node);
        compiled.kind = all != nullptr ? ClassPredicate::Kind::all : ClassPredicate::Kind::any;
        for (const auto& part : all != nullptr ? all->parts : std::get<BoundAny>(predicate.node).parts) compiled.parts.push_back(compile(*part, keys));
    }
    return compiled;
}

/// The keys that parts of atoms of one data set need.
std::vector<FieldClasses> make_keys(const std::vector<const AtomPart*>& parts) {
    std::map<std::string, std::vector<const BoundTest*>> tests_by_field;
    std::map<std::string, std::size_t> requiring_count;
    for (const AtomPart* part : parts) {
        std::vector<const BoundTest*> tests;
        collect_tests(*part->predicate, tests);
        for (const BoundTest* test : tests) {
            auto& known = tests_by_field[test->field];
            if (std::none_of(known.begin(), known.end(), [&](const BoundTest* other) { return *other == *test; })) known.push_back(test);
        }
        std::set<std::string> required;
        collect_required_fields(*part->predicate, required);
        for (const std::string& field : required) ++requiring_count[field];
    }
    std::vector<FieldClasses> keys;
    for (const auto& [field, tests] : tests_by_field) {
        keys.push_back(tests.front()->by_code ? code_classes(field, tests) : threshold_classes(field, tests));
        keys.back().others_matter = requiring_count[field] < parts.size();
    }
    return keys;
}

bool is_kept(const model::DataSet& data_set, const std::string& field) {
    return field == data_set.unit_field || std::find(data_set.dimensions.begin(), data_set.dimensions.end(), field) != data_set.dimensions.end();
}

void plan_query(const model::Model& model, const std::vector<const BoundAtom*>& atoms, Plan& plan) {
    AggregateQuery query;
    query.data_set = atoms.front()->data_set;
    std::vector<const AtomPart*> parts;
    for (const BoundAtom* atom : atoms) {
        for (const AtomPart& part : atom->parts) parts.push_back(&part);
    }
    query.keys = make_keys(parts);
    if (atoms.front()->is_distribution()) query.histogram_field = atoms.front()->field;
    if (atoms.front()->function == AggregateFunction::count_distinct) query.distinct_field = atoms.front()->field;
    std::set<base::Month> months;
    std::set<std::string> sums;
    for (const BoundAtom* atom : atoms) {
        months.insert(atom->months.begin(), atom->months.end());
        if (atom->function == AggregateFunction::sum) sums.insert(atom->field);
    }
    query.months.assign(months.begin(), months.end());
    query.sums.assign(sums.begin(), sums.end());
    for (const BoundAtom* atom : atoms) {
        PlannedAtom planned{atom, plan.queries.size(), 0, {}};
        for (const AtomPart& part : atom->parts) planned.parts.push_back({compile(*part.predicate, query.keys), {part.months.begin(), part.months.end()}});
        auto sum = std::find(query.sums.begin(), query.sums.end(), atom->field);
        if (sum != query.sums.end()) planned.sum_index = static_cast<std::size_t>(sum - query.sums.begin());
        plan.index_of_atom[atom->key()] = plan.atoms.size();
        plan.atoms.push_back(std::move(planned));
    }
    const model::DataSet& data_set = *model.find_data_set(query.data_set);
    plan.answerable_from_aggregates.push_back(
        (!query.distinct_field || is_kept(data_set, *query.distinct_field)) &&
        std::all_of(query.keys.begin(), query.keys.end(), [&](const FieldClasses& key) { return is_kept(data_set, key.field); }));
    plan.queries.push_back(std::move(query));
}

}  // namespace

bool ClassPredicate::passes(const std::vector<int>& classes) const {
    switch (kind) {
        case Kind::test: {
            auto number = static_cast<std::size_t>(classes[test.key_index]);
            return number < test.passing_classes.size() && test.passing_classes[number];
        }
        case Kind::negation: return !parts[0].passes(classes);
        case Kind::all: return std::all_of(parts.begin(), parts.end(), [&](const ClassPredicate& part) { return part.passes(classes); });
        case Kind::any: return std::any_of(parts.begin(), parts.end(), [&](const ClassPredicate& part) { return part.passes(classes); });
    }
    return false;
}

Plan plan_figures(const model::Model& model, const std::vector<BoundFigure>& figures) {
    // Data set, and field whose values are ranked or told apart → unique atoms, in a fixed order.
    std::map<std::tuple<std::string, std::string, bool>, std::map<std::string, const BoundAtom*>> groups;
    for (const BoundFigure& figure : figures) {
        for (const BoundAtom& atom : figure.atoms) {
            std::string by_value = atom.is_divisible() ? "" : atom.field;
            groups[{atom.data_set, by_value, atom.is_distribution()}].emplace(atom.key(), &atom);
        }
    }
    Plan plan;
    for (const auto& [group, atoms_by_key] : groups) {
        std::vector<const BoundAtom*> atoms;
        for (const auto& [key, atom] : atoms_by_key) atoms.push_back(atom);
        plan_query(model, atoms, plan);
    }
    return plan;
}

domain::RowFilter row_filter(const AtomPart& part) {
    domain::RowFilter filter;
    filter.keys = make_keys({&part});
    filter.months = part.months;
    ClassPredicate predicate = compile(*part.predicate, filter.keys);
    // Every combination of classes is tried; one part has few.
    std::vector<int> classes(filter.keys.size(), 0);
    std::function<void(std::size_t)> visit = [&](std::size_t key_index) {
        if (key_index == filter.keys.size()) {
            if (predicate.passes(classes)) filter.allowed.push_back(classes);
            return;
        }
        const FieldClasses& key = filter.keys[key_index];
        int class_max = key.by_threshold ? static_cast<int>(key.thresholds.size()) + 1 : 0;
        for (const auto& [code, number] : key.class_of_code) class_max = std::max(class_max, number);
        for (int number = 0; number <= class_max; ++number) {
            classes[key_index] = number;
            visit(key_index + 1);
        }
    };
    visit(0);
    return filter;
}

}  // namespace tertial::figures
