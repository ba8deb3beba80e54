// Turns one column of a batch from text to values, with one tight loop per field type. Judges each value by itself (form,
// limits, code list, validity on the row's days); what concerns a whole row is judged in part_reader. Never throws.
#pragma once

#include <map>
#include <memory>
#include <string_view>
#include <vector>

#include "base/row_source.hpp"
#include "intake/code_lookup.hpp"
#include "intake/fault.hpp"
#include "intake/value_form.hpp"
#include "model/model.hpp"

namespace tertial::intake {

/// The rows of the batch at hand. A row's days are those of its period: one day, or a whole month.
struct BatchRows {
    std::size_t count = 0;
    const std::int64_t* lines = nullptr;
    std::vector<std::int32_t> first_days;
    std::vector<std::int32_t> last_days;
    std::vector<std::int32_t> year_months;  ///< yyyymm; 0 where the period could not be read
};

/// Values that a keyed hash has taken the place of.
struct ReplacedValues {
    std::int64_t count = 0;
    std::int64_t unknown_form_count = 0;  ///< of them, those without the form of a person, coordination or reserve number
};

class ColumnParser {
public:
    ColumnParser(const model::Field& field, int field_index) : field_(field), field_index_(field_index) {}
    virtual ~ColumnParser() = default;
    /// Texts that the parser makes itself stand until the next call.
    virtual void parse(const std::string_view* texts, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) = 0;
    [[nodiscard]] virtual ReplacedValues replaced() const { return {}; }

protected:
    [[nodiscard]] bool take_text(std::string_view& text, std::size_t row, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults) const;
    void refuse(std::size_t row, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults, FaultKind kind, std::string_view text) const;

    const model::Field& field_;
    int field_index_;
};

class PersonKey;

/// How a field's text is turned to values, as the mapping says or as was found out from the file.
struct ParserOptions {
    ValueForms forms;
    bool look_for_unreadable_bytes = false;
    bool look_for_person_numbers = true;  ///< false for what is kept: it was judged when it came, by the rules of that day
    bool turns_sign = false;
    int decimals_moved = 0;                                     ///< the source's number is multiplied by ten to this
    const std::map<std::string, std::string>* codes = nullptr;  ///< the source's codes → ours; may be null
    bool is_keyed = false;                                      ///< values are replaced by their keyed hash
    const PersonKey* person_key = nullptr;                      ///< null where what is read was kept, and holds hashes
};

/// A number field that one column adds to and another takes away from: debit and credit. Where one of them is empty it counts for
/// nothing; where both are, the row has no value. The field's limits hold for the difference.
class DifferenceParser {
public:
    DifferenceParser(const model::Field& field, int field_index, const ParserOptions& options);
    void parse(const std::string_view* added, const std::string_view* subtracted, const BatchRows& rows, base::ColumnBatch& column, BatchFaults& faults);

private:
    model::Field side_;  ///< the field without what only holds for the difference
    int field_index_;
    bool is_required_;
    std::int64_t least_;
    std::int64_t most_;
    std::unique_ptr<ColumnParser> parser_;
    base::ColumnBatch taken_away_;
};

/// `codes` for code and unit fields; it must outlive the parser.
[[nodiscard]] std::unique_ptr<ColumnParser> make_column_parser(const model::Field& field, int field_index, const CodeLookup* codes,
                                                               const ParserOptions& options);

/// Parses the period column and fills the days and months of the rows with it.
void parse_period_column(const model::Field& field, int field_index, const ValueForms& forms, const std::string_view* texts, BatchRows& rows,
                         base::ColumnBatch& column, BatchFaults& faults);

}  // namespace tertial::intake
