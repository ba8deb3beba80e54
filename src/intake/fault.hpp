// What can be wrong with one value or one record, as small values that cost little to collect while rows stream.
// Words are put to them last, in describe_fault, and only for those that are shown. `code` of each kind is fault_code.
#pragma once

#include <array>
#include <atomic>
#include <compare>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace tertial::intake {

enum class FaultKind {
    amount_is_not_readable,
    number_is_not_readable,
    number_is_out_of_range,
    date_is_not_readable,
    month_is_not_readable,
    time_is_not_readable,
    text_is_not_readable,
    field_is_empty,
    code_is_unknown,
    code_is_not_valid_then,
    unit_is_unknown,
    unit_is_not_valid_then,
    person_number_is_refused,
    row_has_wrong_width,
    quote_does_not_end,
    quote_is_misplaced,
    row_is_outside_the_slice,
    duration_is_negative,
    duration_is_too_long,
    cell_has_an_error,
    formula_has_no_value,
    record_is_not_readable,
    voucher_does_not_balance,
    time_is_in_clock_change,
    text_is_too_long,
    keyed_hash_has_another_key,
};

/// The issue code: the kind's own name.
[[nodiscard]] std::string_view fault_code(FaultKind kind);

struct Fault {
    std::int64_t line = 0;
    int field_index = -1;  ///< of the data set's fields, then its derived fields; -1: the whole record
    FaultKind kind = FaultKind::field_is_empty;
    int column_index = -1;    ///< of the source's columns, for what no field reads
    std::int64_t amount = 0;  ///< the count, month or duration that the words need
    std::string value;        ///< as read, trimmed; empty where it must not be kept

    friend auto operator<=>(const Fault&, const Fault&) = default;
};

/// The faults of one delivery, from all threads. Keeps the first `kept_max` by line, whatever the order they come in,
/// and counts the rest.
class FaultList {
public:
    explicit FaultList(std::size_t kept_max = 1000) : kept_max_(kept_max) {}

    /// False when so many earlier faults are known that one on this line would not be kept.
    [[nodiscard]] bool wants(std::int64_t line) const { return line <= last_line_.load(std::memory_order_relaxed); }
    /// `fault_count` is how many were found, kept or not.
    void add(std::vector<Fault>&& faults, std::int64_t fault_count);
    /// Sorted by line, field and kind.
    [[nodiscard]] std::vector<Fault> kept() const;
    [[nodiscard]] std::int64_t count() const;

private:
    void shorten();

    std::size_t kept_max_;
    mutable std::mutex mutex_;
    std::vector<Fault> faults_;
    std::int64_t count_ = 0;
    std::atomic<std::int64_t> last_line_{INT64_MAX};
};

/// The faults of the batch that one reader is at.
struct BatchFaults {
    const FaultList* list = nullptr;
    std::vector<Fault> faults;
    std::int64_t count = 0;
    std::vector<std::uint8_t> row_is_refused;  ///< per row of the batch

    void add(std::size_t row, std::int64_t line, int field_index, FaultKind kind, std::string_view value, std::int64_t amount = 0);
    /// In a column that no field reads.
    void add_unread(std::size_t row, std::int64_t line, int column_index, FaultKind kind);
    /// Of a record, or of a value in it that the format itself cannot give.
    void add_record(Fault fault);
};

}  // namespace tertial::intake
