#include "intake/keyed_hash.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "intake/person_number.hpp"
#include "intake/source_table.hpp"

namespace tertial::intake {
namespace {

constexpr std::string_view hash_prefix = "hmac:";
constexpr std::size_t id_bytes = 8;
constexpr std::size_t hash_bytes = 64;

/// What the key signs beside persons. None of these is any person's name, so no value of a file has the same hash.
constexpr std::string_view id_label = "tertial person key id, version 1";
constexpr std::string_view file_label = "tertial source file, version 1: ";

bool is_hex(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char letter) { return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f'); });
}

}  // namespace

PersonKey::PersonKey(std::string_view secret) : key_(secret), id_(key_.hash(id_label).substr(0, id_bytes)) {}

PersonKey PersonKey::of_chance() {
    std::string secret = base::random_salt() + base::random_salt();
    PersonKey key(secret);
    base::wipe(secret);
    return key;
}

std::string PersonKey::hash_of_person(std::string_view spelt) const { return std::string(hash_prefix) + id_ + ":" + key_.hash(spelt); }

std::string PersonKey::hash_of_file(std::string_view content_hash) const { return key_.hash(std::string(file_label) + std::string(content_hash)); }

base::Issue person_key_is_not_given(const model::Mapping& mapping, const std::string& shown_file) {
    return base::make_issue(
        "person_key_is_not_given",
        "mappningen " + mapping.id + " ersätter " + base::joined(mapping.keyed_hash, ", ") + " med en nycklad hash, men ingen nyckel är angiven",
        "ange nyckelfilen med --person-key FIL eller i TERTIAL_PERSON_KEY_FILE", {shown_file, 0, 0});
}

std::string_view key_id_of(std::string_view text) {
    if (text.size() != hash_prefix.size() + id_bytes + 1 + hash_bytes || !text.starts_with(hash_prefix)) return {};
    std::string_view id = text.substr(hash_prefix.size(), id_bytes);
    bool is_hash = is_hex(id) && text[hash_prefix.size() + id_bytes] == ':' && is_hex(text.substr(text.size() - hash_bytes));
    return is_hash ? id : std::string_view();
}

KeyedHashParser::KeyedHashParser(const model::Field& field, int field_index, const PersonKey* key)
    : ColumnParser(field, field_index), key_(key), hashes_(base::batch_rows_max) {}

void KeyedHashParser::parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) {
    for (std::size_t row = 0; row < rows.count; ++row) {
        std::string_view text = texts[row];
        if (!take_text(text, row, rows, column, faults)) continue;
        if (key_ == nullptr) {
            column.text[row] = text;
        } else if (text.size() > text_bytes_max) {
            refuse(row, rows, column, faults, FaultKind::text_is_too_long, {});
        } else if (text.find('\0') != std::string_view::npos || !base::is_utf8(text)) {
            refuse(row, rows, column, faults, FaultKind::text_is_not_readable, {});
        } else {
            replace(text, row, rows, column, faults);
        }
    }
}

void KeyedHashParser::replace(std::string_view text, std::size_t row, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) {
    std::string_view earlier_key = key_id_of(text);
    if (!earlier_key.empty() && earlier_key != key_->id()) return refuse(row, rows, column, faults, FaultKind::keyed_hash_has_another_key, {});
    if (!earlier_key.empty()) {
        column.text[row] = text;
        return;
    }
    const PersonName name = spelt_person_name(text, base::Date{rows.last_days[row]});
    hashes_[row] = key_->hash_of_person(name.text);
    column.text[row] = hashes_[row];
    ++replaced_.count;
    if (!name.is_known_form) ++replaced_.unknown_form_count;
}

}  // namespace tertial::intake
