#include "intake/fault.hpp"

#include <algorithm>

#include "intake/person_number.hpp"

namespace tertial::intake {
namespace {

constexpr std::array<std::string_view, 26> codes = {
    "amount_is_not_readable",    "number_is_not_readable",   "number_is_out_of_range",   "date_is_not_readable",    "month_is_not_readable",
    "time_is_not_readable",      "text_is_not_readable",     "field_is_empty",           "code_is_unknown",         "code_is_not_valid_then",
    "unit_is_unknown",           "unit_is_not_valid_then",   "person_number_is_refused", "row_has_wrong_width",     "quote_does_not_end",
    "quote_is_misplaced",        "row_is_outside_the_slice", "duration_is_negative",     "duration_is_too_long",    "cell_has_an_error",
    "formula_has_no_value",      "record_is_not_readable",   "voucher_does_not_balance", "time_is_in_clock_change", "text_is_too_long",
    "keyed_hash_has_another_key"};
static_assert(codes.size() == static_cast<std::size_t>(FaultKind::keyed_hash_has_another_key) + 1);

// More than the words ever show, so that a long value costs no memory.
constexpr std::size_t value_bytes_max = 400;

}  // namespace

std::string_view fault_code(FaultKind kind) { return codes[static_cast<std::size_t>(kind)]; }

void FaultList::add(std::vector<Fault>&& faults, std::int64_t fault_count) {
    std::lock_guard lock(mutex_);
    count_ += fault_count;
    for (Fault& fault : faults) faults_.push_back(std::move(fault));
    if (faults_.size() >= 2 * kept_max_) shorten();
}

void FaultList::shorten() {
    std::sort(faults_.begin(), faults_.end());
    faults_.resize(kept_max_);
    last_line_ = faults_.back().line;
}

std::vector<Fault> FaultList::kept() const {
    std::lock_guard lock(mutex_);
    std::vector<Fault> sorted = faults_;
    std::sort(sorted.begin(), sorted.end());
    if (sorted.size() > kept_max_) sorted.resize(kept_max_);
    return sorted;
}

std::int64_t FaultList::count() const {
    std::lock_guard lock(mutex_);
    return count_;
}

void BatchFaults::add(std::size_t row, std::int64_t line, int field_index, FaultKind kind, std::string_view value, std::int64_t amount) {
    ++count;
    row_is_refused[row] = 1;
    if (!list->wants(line)) return;
    // A person number in a field of another type is refused as what it is, so that no message shows it.
    if (contains_person_number(value)) kind = FaultKind::person_number_is_refused;
    if (kind == FaultKind::person_number_is_refused) value = {};
    faults.push_back({line, field_index, kind, -1, amount, std::string(value.substr(0, value_bytes_max))});
}

void BatchFaults::add_unread(std::size_t row, std::int64_t line, int column_index, FaultKind kind) {
    ++count;
    row_is_refused[row] = 1;
    if (list->wants(line)) faults.push_back({line, -1, kind, column_index, 0, {}});
}

void BatchFaults::add_record(Fault fault) {
    ++count;
    if (!list->wants(fault.line)) return;
    if (contains_person_number(fault.value)) fault.value.clear();
    faults.push_back(std::move(fault));
}

}  // namespace tertial::intake
