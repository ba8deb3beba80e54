#include "intake/open_table.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"
#include "intake/csv_table.hpp"
#include "intake/fault_text.hpp"
#include "intake/json_lines_table.hpp"
#include "intake/person_number.hpp"
#include "intake/xlsx_table.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t first_bytes_max = 4096;

FileFormat format_of(std::string_view first_bytes) {
    if (first_bytes.starts_with("PAR1")) return FileFormat::parquet;
    if (looks_like_zip(first_bytes) || looks_like_ole(first_bytes)) return FileFormat::xlsx;
    if (looks_like_sie(first_bytes)) return FileFormat::sie;
    if (looks_like_json_lines(first_bytes)) return FileFormat::json_lines;
    return FileFormat::csv;
}

}  // namespace

base::Result<FileOpener> FileOpener::create(const std::string& path) {
    base::MappedFile file = TRY(base::MappedFile::open(path));
    return FileOpener(path, format_of(file.bytes().substr(0, first_bytes_max)));
}

TableOptions table_options(const model::Mapping& mapping, const std::string& shown_file) {
    TableOptions options;
    options.shown_file = shown_file;
    options.table = mapping.form.table;
    options.head_line = mapping.form.head_line;
    options.encoding = mapping.form.encoding;
    options.delimiter = mapping.form.delimiter;
    options.quote = mapping.form.quote;
    for (const auto& [column, field] : mapping.all_columns()) {
        bool is_last = !options.wanted_columns.empty() && options.wanted_columns.back() == column;
        if (!is_last) options.wanted_columns.push_back(column);
    }
    return options;
}

base::Done look_through_names(const SourceTable& table, const std::string& shown_file) {
    const std::vector<std::string>& names = table.column_names();
    bool has_person_number = std::any_of(names.begin(), names.end(), [](const std::string& name) { return contains_person_number(name); });
    if (!has_person_number) return base::Nothing{};
    return person_number_beside("raden med kolumnernas namn", {shown_file, table.head_line(), 0});
}

base::Result<std::unique_ptr<SourceTable>> FileOpener::open(const TableOptions& options) {
    switch (format_) {
        case FileFormat::json_lines: return open_json_lines_table(path_, options);
        case FileFormat::xlsx: return open_xlsx_table(path_, options);
        case FileFormat::sie: {
            std::shared_ptr<const SieFile>& file = sie_files_[options.encoding];
            if (!file) file = TRY(survey_sie_file(path_, options.encoding, options.shown_file));
            return open_sie_table(file, options);
        }
        default: return open_csv_table(path_, options);
    }
}

base::Result<std::unique_ptr<Source>> open_file(const std::string& path, const model::Model& model, ReadPlan plan) {
    if (plan.shown_file.empty()) plan.shown_file = path;
    FileOpener opener = TRY(FileOpener::create(path));
    TableOptions options = table_options(*plan.mapping, plan.shown_file);
    options.part_bytes_min = plan.part_bytes_min;
    auto table = TRY(opener.open(options));
    TRY(look_through_names(*table, plan.shown_file));
    return open_source(std::move(table), model, std::move(plan));
}

}  // namespace tertial::intake
