// Reads the rows of one table of a SIE file in a single walk over its lines, batch by batch. What a row shows is the file's own text
// where it can stand as it is. Collects everything that is wrong with the lines it passes; what #KSUMMA says is the survey's.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rational.hpp"
#include "intake/sie_balances.hpp"
#include "intake/sie_line.hpp"
#include "intake/sie_survey.hpp"
#include "intake/sie_text.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {

/// The columns of vouchers, in order; the objects follow. In every other table the columns are the record's fields as they stand.
enum class VoucherColumn : std::size_t {
    serie,
    number,
    voucher,
    date,
    text,
    entry_date,
    signature,
    period,
    account,
    amount,
    row_date,
    row_text,
    quantity,
    row_signature
};
inline constexpr std::size_t voucher_columns = static_cast<std::size_t>(VoucherColumn::row_signature) + 1;

/// What a reader needs to know of the table. Must outlive it.
struct SiePlan {
    SieText text;
    SieLabel label = SieLabel::trans;
    std::size_t first_object_column = voucher_columns;
    std::vector<int> dimensions;  ///< of the object columns, in order; empty where the table has none
    SieBalanceChoice choice;
    SieBalances balances;
};

class SieReader final : public RecordReader {
public:
    SieReader(const SiePlan& plan, const std::vector<int>& slot_of_column, SiePlace from = {});
    bool read(RecordBatch& batch) override;

private:
    enum class VoucherState { none, announced, open };
    /// An added row (#RTRANS), which its copy for older programs (#TRANS) must follow.
    struct AddedRow {
        std::int64_t line = 0;
        std::string_view account;
        std::string_view amount;
        std::vector<SieObject> objects;
    };

    void begin_batch(RecordBatch& batch);
    void take_line(std::string_view line);
    void take_record(const SieLine& line);
    void take_voucher_line(const SieLine& line);
    void begin_voucher(const SieLine& line);
    void end_voucher();
    void leave_voucher_open();
    void take_added_row(const SieLine& line);
    void take_row(const SieLine& line);
    void settle_added_row(bool has_followed);
    void take_balance(const SieLine& line);

    bool is_sound(const SieLine& line, SieRecord& record, bool is_row);
    void add_fault(FaultKind kind, std::int64_t line, std::string value, bool is_row, std::int64_t amount = 0);
    void set_voucher_cells();
    void set_objects(std::size_t row);
    void set(std::size_t column, std::size_t row, std::string_view value) {
        if (cells_[column] != nullptr) cells_[column][row] = value;
    }
    void set(VoucherColumn column, std::size_t row, std::string_view value) { set(static_cast<std::size_t>(column), row, value); }
    [[nodiscard]] bool wants(VoucherColumn column) const { return cells_[static_cast<std::size_t>(column)] != nullptr; }
    /// Room for at least `bytes` more in a text of the batch that will not move.
    std::string& room_for(std::size_t bytes);
    std::string_view text_of(std::string_view field, bool is_escaped);
    std::string_view field_text(const SieRecord& record, std::size_t field) { return text_of(record.fields[field], record.is_escaped(field)); }
    std::string_view day_of(std::string_view digits);
    std::string_view month_of(std::string_view digits);
    std::string_view voucher_text();
    [[nodiscard]] std::string voucher_name() const;

    const SiePlan& plan_;
    const std::vector<int>& slot_of_column_;
    SieLineWalk walk_;
    std::size_t released_ = 0;
    bool checks_bytes_;
    bool has_foreign_text_;  ///< letters beyond ASCII may have to be written anew
    bool has_met_label_ = false;
    bool is_at_end_ = false;

    RecordBatch* batch_ = nullptr;
    std::vector<std::string_view*> cells_;  ///< of each column in the batch at hand; null where nobody asked for it
    SieRecord record_;
    bool line_is_foreign_ = false;  ///< the line that is being handed out has such letters
    std::string unescaped_;

    VoucherState state_ = VoucherState::none;
    std::int64_t voucher_line_ = 0;
    SieRecord voucher_;
    base::Int128 voucher_sum_ = 0;
    bool voucher_is_whole_ = true;  ///< all its rows have been read and can be added
    bool voucher_cells_are_set_ = false;
    std::vector<std::pair<std::string_view*, std::string_view>> voucher_cells_;
    std::optional<AddedRow> added_row_;

    std::string_view last_day_digits_;
    std::string_view last_day_;
    std::string_view last_month_digits_;
    std::string_view last_month_;
};

}  // namespace tertial::intake
