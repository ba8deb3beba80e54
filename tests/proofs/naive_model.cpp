#include "proofs/naive_model.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"

namespace tertial::proofs {
namespace {

std::vector<std::string> lines_of(const std::string& path) {
    auto bytes = base::read_file(path);
    if (!bytes.ok()) give_up(base::format_issues(bytes.issues()));
    return base::split(bytes.value(), '\n');
}

/// What stands between two signs of a line: the inside of {…} or […].
std::string inside_of(const std::string& line, char open, char close) {
    std::size_t begin = line.find(open), end = line.rfind(close);
    if (begin == std::string::npos || end == std::string::npos) give_up("a line of the model is not understood: " + line);
    return line.substr(begin + 1, end - begin - 1);
}

std::vector<std::string> list_of(const std::string& line) {
    std::vector<std::string> entries;
    for (const std::string& entry : base::split(inside_of(line, '[', ']'), ',')) {
        if (std::string text(base::trimmed(entry)); !text.empty()) entries.push_back(text);
    }
    return entries;
}

/// "{name: wait, type: text}" by key.
CsvFields pairs_of(const std::string& line) {
    CsvFields pairs;
    for (const std::string& entry : base::split(inside_of(line, '{', '}'), ',')) {
        std::size_t colon = entry.find(": ");
        if (colon == std::string::npos) give_up("a line of the model is not understood: " + line);
        pairs[std::string(base::trimmed(entry.substr(0, colon)))] = base::trimmed(entry.substr(colon + 1));
    }
    return pairs;
}

std::string value_or(const CsvFields& pairs, const std::string& key, const std::string& otherwise) {
    auto found = pairs.find(key);
    return found == pairs.end() ? otherwise : found->second;
}

NaiveField read_field(const CsvFields& pairs) {
    NaiveField field;
    field.name = pairs.at("name");
    field.type = pairs.at("type");
    field.list = field.type == "unit" ? "unit" : value_or(pairs, "list", "");
    field.is_required = value_or(pairs, "required", "false") == "true";
    field.scale = field.type == "money" ? 2 : std::stoi(value_or(pairs, "scale", "0"));
    field.least = std::stoll(value_or(pairs, "least", "0"));
    field.most = std::stoll(value_or(pairs, "most", std::to_string(INT64_MAX)));
    return field;
}

NaiveDataSet read_data_set(const std::string& path) {
    NaiveDataSet data_set;
    for (const std::string& line : lines_of(path)) {
        auto says = [&](const std::string& key) { return line.starts_with(key + ": "); };
        auto value = [&] { return std::string(base::trimmed(line.substr(line.find(':') + 1))); };
        if (says("data_set")) data_set.name = value();
        if (says("unit_field")) data_set.unit_field = value();
        if (says("period_field")) data_set.period_field = value();
        if (says("key")) data_set.key = list_of(line);
        if (!line.starts_with("  - {name: ")) continue;
        CsvFields pairs = pairs_of(line);
        if (pairs.contains("from")) {
            data_set.derived.push_back({pairs.at("name"), pairs.at("kind"), pairs.at("from"), pairs.at("to"), std::stoll(pairs.at("most"))});
        } else {
            data_set.fields.push_back(read_field(pairs));
        }
    }
    return data_set;
}

void read_mapping(const std::string& path, NaiveDataSet& data_set) {
    for (const std::string& line : lines_of(path)) {
        if (line.starts_with("decimal_mark: comma")) data_set.decimal_mark = ',';
        if (!line.starts_with("columns: ")) continue;
        for (const auto& [column, name] : pairs_of(line)) {
            for (NaiveField& field : data_set.fields) {
                if (field.name == name) field.column = column;
            }
        }
    }
    for (const NaiveField& field : data_set.fields) {
        if (field.column.empty()) give_up(path + " has no column for " + field.name);
    }
}

/// The list's own column of codes is the first of its file, whatever it is called there.
CodeTable read_code_table(const std::string& path) {
    std::string head = lines_of(path).front();
    std::string code_column = head.substr(0, head.find(','));
    CodeTable table;
    for (const CsvFields& row : read_csv_rows(path, ',')) table[row.at(code_column)] = row;
    return table;
}

}  // namespace

const NaiveField& NaiveDataSet::field(const std::string& wanted) const {
    auto found = std::find_if(fields.begin(), fields.end(), [&](const NaiveField& one) { return one.name == wanted; });
    if (found == fields.end()) give_up(name + " has no field " + wanted);
    return *found;
}

bool NaiveDataSet::is_in_key(const std::string& wanted) const { return std::find(key.begin(), key.end(), wanted) != key.end(); }

const CsvFields& NaiveModel::code_row(const NaiveField& field, const std::string& code) const {
    const CodeTable& table = code_lists.at(field.list);
    auto row = table.find(code);
    if (row == table.end()) give_up("the code list " + field.list + " has no " + code);
    return row->second;
}

NaiveModel read_naive_model(const std::string& model_folder) {
    NaiveModel model;
    for (const std::string& line : lines_of(model_folder + "/region.yaml")) {
        if (!line.starts_with("  - {id: ")) continue;
        CsvFields pairs = pairs_of(line);
        model.code_lists[pairs.at("id")] = read_code_table(model_folder + "/" + pairs.at("file"));
    }
    auto names = base::list_names(model_folder + "/mappings");
    if (!names.ok()) give_up(base::format_issues(names.issues()));
    for (const std::string& name : names.value()) {
        // A mapping that is called as its data set is that of the demo's own files; others are of other systems' files.
        bool is_own = name.ends_with(".yaml") && base::file_exists(model_folder + "/data_sets/" + name);
        if (!is_own) continue;
        NaiveDataSet data_set = read_data_set(model_folder + "/data_sets/" + name);
        read_mapping(model_folder + "/mappings/" + name, data_set);
        model.data_sets[data_set.name] = std::move(data_set);
    }
    return model;
}

}  // namespace tertial::proofs
