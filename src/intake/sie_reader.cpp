#include "intake/sie_reader.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "base/date.hpp"
#include "base/text.hpp"
#include "intake/number_field.hpp"
#include "intake/person_number.hpp"
#include "intake/source_text.hpp"

namespace tertial::intake {
namespace {

constexpr std::size_t release_bytes = std::size_t{16} << 20;
constexpr std::size_t shown_bytes_max = 200;
constexpr std::size_t kept_bytes = std::size_t{64} << 10;
constexpr std::size_t day_letters = 10;
constexpr std::size_t month_letters = 7;

/// The number that the digits say; -1 where one of them is none.
int digits_of(std::string_view text) {
    int value = 0;
    for (char letter : text) {
        if (letter < '0' || letter > '9') return -1;
        value = value * 10 + (letter - '0');
    }
    return value;
}

std::int64_t clamped(base::Int128 sum) {
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
    return sum < least ? least : sum > most ? most : static_cast<std::int64_t>(sum);
}

/// Text for a finding: none that holds a person number, and no half letter at its end.
std::string shown(std::string text) {
    if (contains_person_number(text)) return {};
    if (text.size() <= shown_bytes_max) return text;
    text.resize(shown_bytes_max);
    while (!text.empty() && !base::is_utf8(text)) text.pop_back();
    return text;
}

}  // namespace

SieReader::SieReader(const SiePlan& plan, const std::vector<int>& slot_of_column, SiePlace from)
    : plan_(plan),
      slot_of_column_(slot_of_column),
      walk_{plan.text.body, from.offset, from.lines_before},
      released_(from.offset),
      checks_bytes_(plan.text.has_unreadable_bytes),
      has_foreign_text_(!plan.text.is_ascii && (plan.text.encoding != Encoding::utf8 || plan.text.has_unreadable_bytes)),
      cells_(slot_of_column.size()) {}

bool SieReader::read(RecordBatch& batch) {
    begin_batch(batch);
    std::string_view line;
    while (batch.row_count < base::batch_rows_max && batch.faults.size() < base::batch_rows_max) {
        if (walk_.next(line)) {
            take_line(line);
            continue;
        }
        if (!is_at_end_) {
            leave_voucher_open();
            release_pages(plan_.text.body);
        }
        is_at_end_ = true;
        break;
    }
    return batch.row_count > 0 || !batch.faults.empty();
}

void SieReader::begin_batch(RecordBatch& batch) {
    batch_ = &batch;
    batch.row_count = 0;
    batch.faults.clear();
    batch.kept.clear();
    for (std::size_t column = 0; column < cells_.size(); ++column) {
        int slot = slot_of_column_[column];
        cells_[column] = slot < 0 ? nullptr : batch.columns[static_cast<std::size_t>(slot)].data();
    }
    voucher_cells_are_set_ = false;
    last_day_digits_ = last_day_ = last_month_digits_ = last_month_ = {};
    if (walk_.offset - released_ < release_bytes || walk_.offset > walk_.text.size()) return;
    release_pages(walk_.text.substr(released_, walk_.offset - released_));
    released_ = walk_.offset;
}

void SieReader::take_line(std::string_view line) {
    SieLine read = read_line(line);
    bool is_row = read.label == plan_.label && read.kind == SieLineKind::record;
    if (checks_bytes_ && !is_readable(line, plan_.text)) {
        add_fault(FaultKind::record_is_not_readable, walk_.line_number, "tecken som inte går att läsa", is_row);
        voucher_is_whole_ = false;
        if (is_row) return;
    }
    switch (read.kind) {
        case SieLineKind::blank: return;
        case SieLineKind::text:
            add_fault(FaultKind::record_is_not_readable, walk_.line_number, has_met_label_ ? "raden har ingen etikett" : "text före den första etiketten",
                      false);
            voucher_is_whole_ = false;
            return;
        case SieLineKind::record: has_met_label_ = true; break;
        default: break;
    }
    if (plan_.label == SieLabel::trans) return take_voucher_line(read);
    if (is_row) take_record(read);
}

void SieReader::take_voucher_line(const SieLine& line) {
    if (line.kind == SieLineKind::record && line.label == SieLabel::trans) return take_row(line);
    if (line.label == SieLabel::unknown && line.kind == SieLineKind::record) return;
    settle_added_row(false);
    switch (line.kind) {
        case SieLineKind::block_begins:
            if (state_ != VoucherState::announced) add_fault(FaultKind::record_is_not_readable, walk_.line_number, "{ utan #VER före", false);
            if (state_ == VoucherState::announced) state_ = VoucherState::open;
            return;
        case SieLineKind::block_ends:
            if (state_ != VoucherState::open) add_fault(FaultKind::record_is_not_readable, walk_.line_number, "} utan #VER och { före", false);
            if (state_ == VoucherState::open) end_voucher();
            return;
        default: break;
    }
    switch (line.label) {
        case SieLabel::rtrans: return take_added_row(line);
        case SieLabel::btrans: return;
        default: leave_voucher_open();
    }
    if (line.label == SieLabel::ver) begin_voucher(line);
}

bool SieReader::is_sound(const SieLine& line, SieRecord& record, bool is_row) {
    line_is_foreign_ = has_foreign_text_ && has_high_byte(line.rest);
    read_record(line.rest, form_of(line.label), record, plan_.text.body.data() + plan_.text.body.size());
    // Every field that is known is a column's, and looked through there; what follows them is kept with the file all the same.
    if (line.label == plan_.label && holds_person_number(record.beyond, plan_.text)) {
        add_fault(FaultKind::person_number_is_refused, walk_.line_number, {}, is_row);
        return false;
    }
    if (record.reason.empty()) return true;
    add_fault(FaultKind::record_is_not_readable, walk_.line_number, std::string(record.reason), is_row);
    return false;
}

void SieReader::begin_voucher(const SieLine& line) {
    is_sound(line, voucher_, false);
    state_ = VoucherState::announced;
    voucher_line_ = walk_.line_number;
    voucher_sum_ = 0;
    voucher_is_whole_ = true;
    voucher_cells_are_set_ = false;
}

void SieReader::end_voucher() {
    state_ = VoucherState::none;
    if (voucher_is_whole_ && voucher_sum_ != 0) add_fault(FaultKind::voucher_does_not_balance, voucher_line_, voucher_name(), false, clamped(voucher_sum_));
}

/// Where something else begins, or the file ends, before the voucher's } has come.
void SieReader::leave_voucher_open() {
    settle_added_row(false);
    if (state_ == VoucherState::announced) add_fault(FaultKind::record_is_not_readable, voucher_line_, "verifikationen har inga rader", false);
    if (state_ == VoucherState::open) add_fault(FaultKind::record_is_not_readable, voucher_line_, "verifikationen avslutas aldrig (} saknas)", false);
    state_ = VoucherState::none;
}

void SieReader::take_added_row(const SieLine& line) {
    if (state_ != VoucherState::open) return add_fault(FaultKind::record_is_not_readable, walk_.line_number, "#RTRANS utanför en verifikation", false);
    if (!is_sound(line, record_, false)) return;
    added_row_ = AddedRow{walk_.line_number, record_.fields[0], record_.fields[1], record_.objects};
}

void SieReader::settle_added_row(bool has_followed) {
    if (!added_row_) return;
    if (!has_followed) {
        add_fault(FaultKind::record_is_not_readable, added_row_->line, "#RTRANS följs inte av samma #TRANS", true);
        voucher_is_whole_ = false;
    }
    added_row_.reset();
}

void SieReader::take_row(const SieLine& line) {
    if (state_ != VoucherState::open) return add_fault(FaultKind::record_is_not_readable, walk_.line_number, "#TRANS utanför en verifikation", true);
    if (!is_sound(line, record_, true)) {
        settle_added_row(true);
        voucher_is_whole_ = false;
        return;
    }
    if (added_row_) {
        settle_added_row(added_row_->account == record_.fields[0] && added_row_->amount == record_.fields[1] && added_row_->objects == record_.objects);
    }
    std::string_view amount = field_text(record_, 1);
    ParsedNumber parsed = amount.empty() ? ParsedNumber{0, NumberFault::not_readable} : parse_number(amount, '.', 2);
    if (parsed.fault != NumberFault::none) {
        voucher_is_whole_ = false;
        std::string reason = "beloppet";
        if (!contains_person_number(amount)) reason.append(1, ' ').append(amount);
        return add_fault(FaultKind::record_is_not_readable, walk_.line_number, std::move(reason), true);
    }
    voucher_sum_ += parsed.value;
    if (!voucher_cells_are_set_) set_voucher_cells();
    std::size_t row = batch_->row_count++;
    batch_->lines[row] = walk_.line_number;
    for (auto& [cells, value] : voucher_cells_) cells[row] = value;
    set(VoucherColumn::account, row, field_text(record_, 0));
    set(VoucherColumn::amount, row, amount);
    if (wants(VoucherColumn::row_date)) set(VoucherColumn::row_date, row, day_of(field_text(record_, 2)));
    if (wants(VoucherColumn::row_text)) set(VoucherColumn::row_text, row, field_text(record_, 3));
    if (wants(VoucherColumn::quantity)) set(VoucherColumn::quantity, row, field_text(record_, 4));
    if (wants(VoucherColumn::row_signature)) set(VoucherColumn::row_signature, row, field_text(record_, 5));
    set_objects(row);
}

void SieReader::take_record(const SieLine& line) {
    bool has_objects = form_of(line.label).list_at >= 0;
    if (!is_sound(line, record_, true)) return;
    if (has_objects) return take_balance(line);
    std::size_t row = batch_->row_count++;
    batch_->lines[row] = walk_.line_number;
    for (std::size_t column = 0; column < plan_.first_object_column; ++column) set(column, row, field_text(record_, column));
}

void SieReader::take_balance(const SieLine& line) {
    std::optional<SieBalanceKey> key = balance_key_of(line.label, record_);
    if (!key) return add_fault(FaultKind::record_is_not_readable, walk_.line_number, "årsnummer, period eller konto går inte att läsa", true);
    if (!plan_.choice.admits(record_)) return;
    if (!record_.objects.empty()) {
        if (!plan_.choice.by_object && plan_.balances.has_total(*key)) return;
        if (plan_.balances.is_divided_twice(*key))
            return add_fault(FaultKind::record_is_not_readable, walk_.line_number, "saldot är delat på olika dimensioner", true);
    }
    std::size_t row = batch_->row_count++;
    batch_->lines[row] = walk_.line_number;
    bool has_period = line.label == SieLabel::psaldo || line.label == SieLabel::pbudget;
    for (std::size_t column = 0; column < plan_.first_object_column; ++column) {
        std::string_view text = field_text(record_, column);
        set(column, row, has_period && column == 1 ? month_of(text) : text);
    }
    set_objects(row);
}

void SieReader::set_objects(std::size_t row) {
    std::size_t first = plan_.first_object_column;
    for (std::size_t index = first; index < cells_.size(); ++index) set(index, row, {});
    for (const SieObject& object : record_.objects) {
        auto found = std::lower_bound(plan_.dimensions.begin(), plan_.dimensions.end(), object.dimension);
        assert(found != plan_.dimensions.end() && *found == object.dimension);  // the survey has met every list
        std::size_t column = first + static_cast<std::size_t>(found - plan_.dimensions.begin());
        if (cells_[column] != nullptr) cells_[column][row] = text_of(object.number, object.has_escapes);
    }
}

void SieReader::set_voucher_cells() {
    bool row_is_foreign = std::exchange(line_is_foreign_, has_foreign_text_);
    voucher_cells_.clear();
    auto keep = [&](VoucherColumn column, std::string_view value) { voucher_cells_.emplace_back(cells_[static_cast<std::size_t>(column)], value); };
    constexpr std::pair<VoucherColumn, std::size_t> texts[] = {
        {VoucherColumn::serie, 0}, {VoucherColumn::number, 1}, {VoucherColumn::text, 3}, {VoucherColumn::signature, 5}};
    for (auto [column, field] : texts) {
        if (wants(column)) keep(column, field_text(voucher_, field));
    }
    if (wants(VoucherColumn::voucher)) keep(VoucherColumn::voucher, voucher_text());
    std::string_view digits = wants(VoucherColumn::date) || wants(VoucherColumn::period) ? field_text(voucher_, 2) : std::string_view();
    std::string_view day = day_of(digits);
    if (wants(VoucherColumn::date)) keep(VoucherColumn::date, day);
    if (wants(VoucherColumn::period)) keep(VoucherColumn::period, day.data() == digits.data() ? digits : day.substr(0, month_letters));
    if (wants(VoucherColumn::entry_date)) keep(VoucherColumn::entry_date, day_of(field_text(voucher_, 4)));
    line_is_foreign_ = row_is_foreign;
    voucher_cells_are_set_ = true;
}

std::string SieReader::voucher_name() const {
    auto plain = [&](std::size_t field) {
        std::string text = as_utf8(voucher_.fields[field], plan_.text.encoding);
        return voucher_.is_escaped(field) ? without_escapes(text) : text;
    };
    std::string name = plain(0) + " " + plain(1);
    return std::string(base::trimmed(name));
}

std::string_view SieReader::voucher_text() {
    std::string_view serie = field_text(voucher_, 0), number = field_text(voucher_, 1);
    std::string& kept = room_for(serie.size() + 1 + number.size());
    std::size_t begin = kept.size();
    kept.append(serie).append(1, ' ').append(number);
    return base::trimmed(std::string_view(kept).substr(begin));
}

/// 20260430 as 2026-04-30; anything else as it stands, for the field's own parser to judge.
std::string_view SieReader::day_of(std::string_view digits) {
    if (digits.empty() || digits == last_day_digits_) return digits.empty() ? digits : last_day_;
    int number = digits.size() == 8 ? digits_of(digits) : -1;
    if (number < 0 || !base::Date::of(number / 10000, number / 100 % 100, number % 100)) return digits;
    std::string& kept = room_for(day_letters);
    kept.append(digits, 0, 4).append(1, '-').append(digits, 4, 2).append(1, '-').append(digits, 6, 2);
    last_day_digits_ = digits;
    return last_day_ = std::string_view(kept).substr(kept.size() - day_letters);
}

/// 202604 as 2026-04; anything else as it stands.
std::string_view SieReader::month_of(std::string_view digits) {
    if (digits == last_month_digits_ && !digits.empty()) return last_month_;
    int number = digits.size() == 6 ? digits_of(digits) : -1;
    if (number < 0 || number % 100 < 1 || number % 100 > 12) return digits;
    std::string& kept = room_for(month_letters);
    kept.append(digits, 0, 4).append(1, '-').append(digits, 4, 2);
    last_month_digits_ = digits;
    return last_month_ = std::string_view(kept).substr(kept.size() - month_letters);
}

std::string& SieReader::room_for(std::size_t bytes) {
    std::deque<std::string>& kept = batch_->kept;
    if (kept.empty() || kept.back().capacity() - kept.back().size() < bytes) kept.emplace_back().reserve(std::max(kept_bytes, bytes));
    return kept.back();
}

std::string_view SieReader::text_of(std::string_view field, bool is_escaped) {
    bool is_foreign = line_is_foreign_ && has_high_byte(field);
    if (!is_foreign && !is_escaped) return field;
    std::string& kept = room_for(3 * field.size());
    std::size_t begin = kept.size();
    // No byte of the signs that are escaped is part of a letter of several bytes, so they can be taken away first.
    std::string_view bytes = is_escaped ? std::string_view(unescaped_ = without_escapes(field)) : field;
    if (is_foreign) {
        append_as_utf8(bytes, plan_.text.encoding, kept);
    } else {
        kept += bytes;
    }
    return std::string_view(kept).substr(begin);
}

void SieReader::add_fault(FaultKind kind, std::int64_t line, std::string value, bool is_row, std::int64_t amount) {
    batch_->faults.push_back({line, kind, amount, -1, shown(std::move(value)), is_row});
}

}  // namespace tertial::intake
