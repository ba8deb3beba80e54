// The parts of reading a model, one per kind of file. Each adds what it read to the model and its findings to the issues.
#pragma once

#include "base/result.hpp"
#include "model/model.hpp"
#include "model/yaml.hpp"

namespace tertial::model {

/// region.yaml: identity and the list of code list files. Returns (list id, label, file, key column) for each code list.
struct CodeListFile {
    std::string id;
    std::string label;
    YamlText file;
};
std::vector<CodeListFile> read_region(YamlMap map, Model& model, base::Issues& issues);

/// A code list table. Its first column is the code, `name` its name, valid_from and valid_to its validity; others are attributes.
CodeList read_code_list(const CodeListFile& list, const std::string& text, const std::string& file, base::Issues& issues);
/// Builds the tree from the code list "unit" (columns kind and parent).
void build_units(Model& model, base::Issues& issues);
/// organisation_changes.csv, in the order of their months.
void read_organisation_changes(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
/// The tree of each stretch of months, and whether the changes agree with organisation.csv and each other.
void build_unit_trees(Model& model, base::Issues& issues);
/// unit_groups.csv: other trees over the same units. Issues `name_is_given_twice`, `group_is_unknown`, `groups_are_a_ring`, `group_is_empty`,
/// `unit_is_in_two_groups`.
void read_groups(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
/// series_breaks.csv: from which month on an indicator cannot be compared with before, and why.
void read_series_breaks(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
/// What has been decided for the year: goal_areas.csv, targets.csv, assignments.csv and initiatives.csv.
void read_goal_areas(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
void read_assignments(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
void read_targets(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
void read_initiatives(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
/// initiative_years.csv and initiative_steps.csv, which need the initiatives read.
void read_initiative_years(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
void read_initiative_steps(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
/// initiative_methods.csv: how the outcomes are measured. A unit that is left out is the initiative's.
void read_initiative_methods(const std::string& text, const std::string& file, Model& model, base::Issues& issues);
/// assessment_schemes.yaml.
void read_schemes(YamlMap map, Model& model, base::Issues& issues);
/// investments.csv.
void read_investments(const std::string& text, const std::string& file, Model& model, base::Issues& issues);

void read_data_set(YamlMap map, Model& model, base::Issues& issues);
/// The `checks` and `expected` of a data set, whose fields have been read.
void read_checks(YamlMap& map, DataSet& data_set, base::Issues& issues);
void read_expected(YamlMap& map, DataSet& data_set, base::Issues& issues);
void read_mapping(YamlMap map, Model& model, base::Issues& issues);
void read_indicators(YamlMap map, Model& model, base::Issues& issues);
void read_statements(YamlMap map, Model& model, base::Issues& issues);
void read_bases(YamlMap map, Model& model);

/// Every field that the mapping names is in its data set, and every field that must be given is given.
void check_mapping(const Model& model, const Mapping& mapping, base::Issues& issues);
/// Every field that a check names is in its data set, and every key that its kind needs is given, and no other.
void check_delivery_check(const Model& model, const DataSet& data_set, const DeliveryCheck& check, base::Issues& issues);
/// Names that must exist, kinds that must fit, no cycle in the organisation.
void check_references(const Model& model, base::Issues& issues);

}  // namespace tertial::model
