// The keyed hash (nycklad hash) that stands for a person: HMAC-SHA-256 over the person's number in one spelling, so that the same person has
// the same hash in every file, and nobody without the key can find the number that gave it, or try all numbers until one fits.
// The key comes from outside the workspace; here is neither file nor environment.
#pragma once

#include <string>
#include <string_view>

#include "base/hash.hpp"
#include "intake/column_parser.hpp"

namespace tertial::intake {

class PersonKey {
public:
    explicit PersonKey(std::string_view secret);
    /// A key that nobody knows and that is gone with the object: for trials that keep nothing.
    static PersonKey of_chance();

    /// Eight hex digits that tell keys apart, and tell nothing of the key.
    [[nodiscard]] const std::string& id() const { return id_; }
    /// "hmac:<id>:<64 hex digits>" of a person's name in one spelling (spelt_person_name).
    [[nodiscard]] std::string hash_of_person(std::string_view spelt) const;
    /// 64 hex digits that stand for a file's content hash. The plain hash of a file with few rows could be tried out number by number.
    [[nodiscard]] std::string hash_of_file(std::string_view content_hash) const;

private:
    base::HmacKey key_;
    std::string id_;
};

/// Issue: the mapping replaces values, and nobody has said with which key.
[[nodiscard]] base::Issue person_key_is_not_given(const model::Mapping& mapping, const std::string& shown_file);

/// The id of the key that a value of the form above was made with; empty for any other text.
[[nodiscard]] std::string_view key_id_of(std::string_view text);

/// Replaces each value by its keyed hash. One that is such a hash already passes as it is, if it is of the same key.
class KeyedHashParser final : public ColumnParser {
public:
    /// `key` null: what is read was kept, and all its values are hashes.
    KeyedHashParser(const model::Field& field, int field_index, const PersonKey* key);
    void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) override;
    [[nodiscard]] ReplacedValues replaced() const override { return replaced_; }

private:
    void replace(std::string_view text, std::size_t row, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults);

    const PersonKey* key_;
    std::vector<std::string> hashes_;  ///< of the batch at hand, by row
    ReplacedValues replaced_;
};

}  // namespace tertial::intake
