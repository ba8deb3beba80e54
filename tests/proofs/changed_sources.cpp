#include "proofs/changed_sources.hpp"

#include <algorithm>
#include <filesystem>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "proofs/demo_workspace.hpp"

namespace tertial::proofs {
namespace {

std::vector<std::string> columns_of(const SourceFile& file) { return base::split(base::replaced(base::replaced(file.head, "\r", ""), "\n", ""), ';'); }

}  // namespace

std::string SourceFile::text() const { return head + base::joined(records, ""); }

SourceFile read_source_file(const std::string& path) {
    std::string text = require(base::read_file(path));
    base::CsvCursor cursor(text, ';');
    SourceFile file;
    std::vector<std::string_view> fields;
    while (cursor.next(fields)) {
        std::string record = text.substr(cursor.record_offset(), cursor.offset() - cursor.record_offset());
        if (file.head.empty()) {
            file.head = record;
        } else {
            file.records.push_back(record);
        }
    }
    return file;
}

CsvFields fields_of(const SourceFile& file, const std::string& record) {
    base::CsvCursor cursor(record, ';');
    std::vector<std::string_view> values;
    if (!cursor.next(values)) give_up("an empty record");
    std::vector<std::string> columns = columns_of(file);
    CsvFields fields;
    for (std::size_t index = 0; index < columns.size(); ++index) fields[columns[index]] = std::string(values.at(index));
    return fields;
}

std::string record_of(const SourceFile& file, const CsvFields& fields) {
    std::vector<std::string> values;
    for (const std::string& column : columns_of(file)) values.push_back(base::format_csv_field(fields.at(column), ';'));
    return base::joined(values, ";") + "\n";
}

void shuffle(SourceFile& file, std::mt19937_64& random) {
    for (std::size_t left = file.records.size(); left > 1; --left) std::swap(file.records[left - 1], file.records[random() % left]);
}

void write_reordered(const std::vector<std::string>& paths, const std::string& to, RowOrder order) {
    require(base::make_folders(to));
    std::mt19937_64 random{1177};
    for (const std::string& path : paths) {
        SourceFile file = read_source_file(path);
        if (order == RowOrder::shuffled) shuffle(file, random);
        if (order == RowOrder::reversed) std::reverse(file.records.begin(), file.records.end());
        require(base::write_replaceable_file(to + "/" + std::filesystem::path(path).filename().string(), file.text()));
    }
}

}  // namespace tertial::proofs
