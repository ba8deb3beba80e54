// Makes delivered records many: every row of every source file TIMES times, each copy under a key of its own. Or few, for a run in
// miniature: about ROWS of a file, scattered over it.
//   multiply_rows MODEL SOURCES OUT TIMES [ROWS]
// A key is made new in its text field (visit, invoice, employment). A data set whose key has no text field, one row per unit and day
// or month, cannot have copies and is kept as it is; it is named on standard error. The totals are TIMES as great, so the published
// ones no longer come out: this is for measuring only, where both sides read the same files.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "model/read.hpp"

namespace tertial::bench {
namespace {

using base::Done;
using base::make_issue;
using base::Nothing;
using base::Result;

constexpr char delimiter = ';';

struct Scale {
    int times = 1;
    std::int64_t rows_max = INT64_MAX;  ///< of one file, about, before it is multiplied
};

struct FileCloser {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using OutFile = std::unique_ptr<std::FILE, FileCloser>;

/// How a data set's rows are copied: under a new key, as they are (no key), or not at all.
struct CopyRule {
    bool is_copied = false;
    std::string key_column;  ///< in the source file; empty where the data set has no key
};

CopyRule rule_for(const model::DataSet& data_set, const model::Mapping& mapping) {
    if (data_set.key.empty()) return {true, ""};
    for (const std::string& name : data_set.key) {
        const model::Field* field = data_set.find_field(name);
        if (field == nullptr || field->type != model::FieldType::text) continue;
        for (const auto& [column, target] : mapping.columns) {
            if (target == name) return {true, column};
        }
    }
    return {};
}

/// Some of the rows would not balance: all are taken, also in miniature.
bool has_to_balance(const model::DataSet& data_set) {
    return std::any_of(data_set.checks.begin(), data_set.checks.end(),
                       [](const model::DeliveryCheck& check) { return check.kind == model::CheckKind::balance && check.severity == base::Severity::error; });
}

std::string row_text(const std::vector<std::string_view>& fields, std::optional<std::size_t> key, int copy) {
    std::string text;
    for (std::size_t index = 0; index < fields.size(); ++index) {
        std::string field(fields[index]);
        if (index == key && copy > 1) field += "-x" + std::to_string(copy);
        text += (index > 0 ? std::string(1, delimiter) : "") + base::format_csv_field(field, delimiter);
    }
    return text + "\n";
}

Result<std::optional<std::size_t>> find_column(const std::vector<std::string_view>& head, const std::string& name, const std::string& path) {
    if (name.empty()) return std::optional<std::size_t>();
    for (std::size_t index = 0; index < head.size(); ++index) {
        if (head[index] == name) return std::optional(index);
    }
    return make_issue("column_is_missing", "kolumnen " + name + " finns inte", "låt filen och mappningen stämma överens", {path, 1, 0});
}

/// One row in how many is taken.
std::int64_t stride_for(const std::string& text, const Scale& scale) {
    const std::int64_t line_count = std::count(text.begin(), text.end(), '\n');
    return 1 + line_count / scale.rows_max;
}

/// Scattered, so that what recurs in the order of the rows is not left out.
bool is_taken(std::int64_t number, std::int64_t stride) { return (static_cast<std::uint32_t>(number) * 2654435761U >> 16) % stride == 0; }

Done multiply_file(const std::string& from, const std::string& to, const std::string& key_column, const Scale& scale) {
    const std::string text = TRY(base::read_file(from));
    const std::int64_t stride = stride_for(text, scale);
    OutFile out(std::fopen(to.c_str(), "w"));
    if (!out) return base::write_failure(to, errno);
    base::CsvCursor cursor(text, delimiter);
    std::vector<std::string_view> fields;
    if (!cursor.next(fields)) return Nothing{};
    const std::optional<std::size_t> key = TRY(find_column(fields, key_column, from));
    std::fputs(row_text(fields, key, 1).c_str(), out.get());
    for (std::int64_t number = 0; cursor.next(fields); ++number) {
        if (!is_taken(number, stride)) continue;
        for (int copy = 1; copy <= scale.times; ++copy) {
            const std::string row = row_text(fields, key, copy);
            std::fwrite(row.data(), 1, row.size(), out.get());
        }
    }
    if (std::fflush(out.get()) != 0) return base::write_failure(to, errno);
    return Nothing{};
}

Done multiply_all(const std::string& model_folder, const std::string& from_folder, const std::string& to_folder, const Scale& scale) {
    const model::ModelFiles model_files = TRY(model::read_model_files(model_folder));
    const model::Model model = TRY(model::read_model(model_files, model_folder));
    TRY(base::make_folders(to_folder));
    std::set<std::string> kept;
    for (const std::string& name : TRY(base::list_names(from_folder))) {
        const std::string id = name.substr(0, name.find_first_of("-."));
        const model::DataSet* data_set = model.find_data_set(id);
        const model::Mapping* mapping = model.mapping_of(id);
        if (data_set == nullptr || mapping == nullptr) return make_issue("data_set_is_unknown", "filen " + name + " hör inte till någon datamängd");
        const CopyRule rule = rule_for(*data_set, *mapping);
        if (!rule.is_copied) kept.insert(id);
        Scale own = rule.is_copied ? scale : Scale{};
        if (has_to_balance(*data_set)) own.rows_max = INT64_MAX;
        TRY(multiply_file(from_folder + "/" + name, to_folder + "/" + name, rule.key_column, own));
    }
    for (const std::string& id : kept) std::fprintf(stderr, "%s: nyckeln saknar textfält, raderna står kvar som de är\n", id.c_str());
    return Nothing{};
}

}  // namespace
}  // namespace tertial::bench

int main(int argc, char** argv) {
    tertial::bench::Scale scale;
    scale.times = argc >= 5 ? std::atoi(argv[4]) : 0;
    if (argc >= 6) scale.rows_max = std::atoll(argv[5]);
    if (scale.times < 1 || scale.rows_max < 1) {
        std::fprintf(stderr, "multiply_rows MODELL KÄLLFILER UT GÅNGER [RADER]\n");
        return 2;
    }
    auto done = tertial::bench::multiply_all(argv[1], argv[2], argv[3], scale);
    if (!done.ok()) std::fprintf(stderr, "%s\n", tertial::base::format_issues(done.issues()).c_str());
    return done.ok() ? 0 : 3;
}
