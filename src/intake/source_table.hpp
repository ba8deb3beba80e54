// A source file as records of text under named columns, whatever its format: what the reader of a format gives, and what a mapping
// binds to the fields of a data set (source.hpp). A table knows nothing of data sets, types or codes; what it gives is the source's
// own text, or for formats with types the text that loses nothing: 1234.50, 2026-04-30, 2026-04-30T13:45:00.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/row_source.hpp"
#include "intake/fault.hpp"

namespace tertial::intake {

/// A record that gave no row, or a value of it that cannot be read in its format.
struct RecordFault {
    std::int64_t line = 0;
    FaultKind kind = FaultKind::row_has_wrong_width;
    std::int64_t amount = 0;  ///< the count that the words need
    int column_index = -1;    ///< of the table's columns; -1: the whole record
    std::string value;        ///< as read, at most 200 bytes; empty where it must not be kept
    bool is_row = true;       ///< false: about the file's form, and no row was lost by it
};

/// One batch of records as text, by slot (a column that somebody asked for). What the views show is valid until the next read, and no longer than the reader
/// lives.
struct RecordBatch {
    RecordBatch() = default;
    /// Room for batch_rows_max records in each of `slot_count` slots.
    explicit RecordBatch(std::size_t slot_count);

    std::size_t row_count = 0;
    std::vector<std::vector<std::string_view>> columns;  ///< by slot; sized batch_rows_max each. An absent value is empty
    std::vector<std::int64_t> lines;                     ///< of each record: the line of a text file, the row of a sheet, from 1
    std::vector<RecordFault> faults;                     ///< at most some batch_rows_max
    std::deque<std::string> kept;                        ///< text that stands nowhere in the source as it is
};

/// Reads one part of a table from its beginning to its end, on one thread.
class RecordReader {
public:
    virtual ~RecordReader() = default;
    /// Fills up to batch_rows_max records; false when there are no more and nothing was found. A batch may hold faults alone.
    virtual bool read(RecordBatch& batch) = 0;
};

/// How numbers and dates are written in a table's text. Formats with types of their own say it; in others it is found out from a sample.
enum class ValueForm { as_written, exact };

class SourceTable {
public:
    virtual ~SourceTable() = default;

    [[nodiscard]] virtual const std::vector<std::string>& column_names() const = 0;
    /// Where the column names stand; 0 where the format has no such line.
    [[nodiscard]] virtual std::int64_t head_line() const = 0;
    [[nodiscard]] virtual ValueForm value_form() const = 0;
    /// What was found out about the file, in Swedish: "UTF-8, semikolon"; "XLSX, blad Data, rubriker på rad 4".
    [[nodiscard]] virtual std::string description() const = 0;
    /// The sheet, or what else the table is called within the file; empty where a file is one table.
    [[nodiscard]] virtual const std::string& name() const = 0;

    /// False where the columns are the format's own: a mapping reads some of them, and one without a value may be left out of the file.
    [[nodiscard]] virtual bool names_its_columns() const { return true; }

    /// True where a value may hold NUL or bytes that are no UTF-8: each text is then looked at.
    [[nodiscard]] virtual bool may_hold_unreadable_text() const { return true; }

    /// Parts can be read in parallel; their order is row order.
    [[nodiscard]] virtual std::size_t part_count() const = 0;
    /// `slot_of_column`: for each column the slot that its values go to, or -1. Must outlive the reader.
    [[nodiscard]] virtual std::unique_ptr<RecordReader> open_part(std::size_t part_index, const std::vector<int>& slot_of_column) = 0;
    /// True once every part has been read to its end: what is wrong with the file as a whole (a checksum, an end that is cut off).
    [[nodiscard]] virtual base::Issues findings() const = 0;

    /// Person numbers in what is kept with the file but gives no record: other sheets, lines above the head, other labels. Issues
    /// `person_number_is_refused` with their places, a few of many. Reads what no reader has read; once per delivery.
    [[nodiscard]] virtual base::Issues person_numbers_beside() { return {}; }

    /// The record on the line, one value per column. Issue `line_is_not_found`.
    [[nodiscard]] virtual base::Result<std::vector<std::string>> record_values(std::int64_t line) = 0;
    /// The same as people see it: the source's own line where it is text, else the values with semicolons between.
    [[nodiscard]] virtual base::Result<std::string> record_text(std::int64_t line) = 0;
};

/// Issue `line_is_not_found`: the file is another than the one that was delivered.
[[nodiscard]] base::Issue line_is_not_found(const std::string& file, std::int64_t line);

/// Issue `file_has_too_many_columns`.
[[nodiscard]] base::Issue too_many_columns(const std::string& file, std::int64_t line);
/// A record that is no text of its own as people see it: its values with semicolons between.
[[nodiscard]] std::string joined_values(std::vector<std::string> values);

/// What a mapping tells of a file's form. What it leaves out is found out from the file.
struct TableOptions {
    std::string shown_file;      ///< what issues call the file
    std::string table;           ///< the sheet, or which of a SIE file's tables; empty: the only one, or the one that fits
    std::int64_t head_line = 0;  ///< where the column names stand; 0: found out
    std::string encoding;        ///< utf-8, windows-1252, latin-1, cp437
    char delimiter = 0;          ///< ; , or tab
    char quote = '"';
    std::vector<std::string> wanted_columns;  ///< that the mapping reads: a head is known by them
    std::size_t part_bytes_min = std::size_t{4} << 20;
};

/// A text that is longer is refused (`text_is_too_long`), and readers need not mend or copy it.
inline constexpr std::size_t text_bytes_max = std::size_t{1} << 20;

/// More columns than this are refused in every format (`file_has_too_many_columns`).
inline constexpr std::size_t columns_max = 2000;

}  // namespace tertial::intake
