#include "intake/kept_records.hpp"

#include <algorithm>

#include "base/csv.hpp"

namespace tertial::intake {
namespace {

void append_field(std::string& record, std::string_view value) {
    record += kept_delimiter;
    record += base::format_csv_field(value, kept_delimiter);
}

}  // namespace

KeptRecords::KeptRecords(base::DurableWriter& file, const std::vector<std::string>& column_names) : file_(file) {
    std::string head(kept_line_column);
    for (const std::string& name : column_names) append_field(head, name);
    write(head + "\n");
}

void KeptRecords::add(std::int64_t line, const std::vector<std::string_view>& values) {
    std::string record = std::to_string(line);
    for (std::string_view value : values) append_field(record, value);
    records_.emplace_back(line, record + "\n");
}

void KeptRecords::end_batch() {
    // Records that the mapping leaves out come before the others of their batch.
    std::stable_sort(records_.begin(), records_.end(), [](const auto& one, const auto& other) { return one.first < other.first; });
    std::string text;
    for (const auto& [line, record] : records_) text += record;
    records_.clear();
    write(text);
}

void KeptRecords::write(std::string_view text) {
    if (written_.ok() && !text.empty()) written_ = file_.add(text);
}

}  // namespace tertial::intake
