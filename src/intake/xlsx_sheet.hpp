// One sheet, streamed: container → XML → rows of cells, each cell as exact text. Whoever receives the rows says which are wanted and
// when to pause. Holds one cell at a time. What is no cell's value is handed over too, for those who look for what a file must not hold; knows nothing of
// heads, columns' names or records.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/xml.hpp"
#include "base/zip.hpp"
#include "intake/xlsx_book.hpp"
#include "intake/xlsx_xml.hpp"

namespace tertial::intake {

inline constexpr std::int64_t sheet_rows_max = 1'048'576;
inline constexpr int sheet_columns_max = 16'384;

enum class CellKind : std::uint8_t {
    text,
    number,                 ///< also a date or a time
    error,                  ///< shows an error (#REF!), or a date that never was
    formula_without_value,  ///< the workbook was saved before it was computed
    unreadable,
};

struct SheetCell {
    int column = 0;  ///< from 0
    CellKind kind = CellKind::text;
    std::string_view text;    ///< valid during the call
    bool is_lasting = false;  ///< the text stands as long as the book
};

/// True of a cell that may hold a person's number: a text, or a number without decimals.
[[nodiscard]] inline bool may_name_a_person(const SheetCell& cell) { return cell.kind != CellKind::number || cell.text.find('.') == std::string_view::npos; }

/// Receives the rows of a sheet. Empty cells are not handed over.
class RowSink {
public:
    virtual ~RowSink() = default;
    /// False: the row is passed over, and nothing more comes of it.
    virtual bool begin_row(std::int64_t line) = 0;
    [[nodiscard]] virtual bool wants(int column) const = 0;
    virtual void cell(const SheetCell& cell) = 0;
    virtual void end_row(std::int64_t line) = 0;
    /// A row, or the rest of one, whose place or whose cells' places cannot be understood. It has no `end_row`.
    virtual void bad_row(std::int64_t line, std::string_view value) = 0;
    /// Text of the sheet that is no cell's value: formulas, headers and footers, links, prompts. `line` is 0 outside the rows.
    virtual void beside(std::int64_t /*line*/, std::string_view /*text*/) {}
};

/// Column and row of "C5"; nothing for what is no place in a sheet.
struct CellPlace {
    int column = 0;
    std::int64_t line = 0;
};
[[nodiscard]] std::optional<CellPlace> read_cell_place(std::string_view text);

class SheetScan : private base::XmlHandler {
public:
    /// Issues of the container. Book and sink must outlive the scan.
    static base::Result<std::unique_ptr<SheetScan>> open(const Book& book, const BookSheet& sheet, RowSink& sink);

    /// Reads on until the sink pauses it or the sheet ends; true while there is more. Issues of the container and its XML.
    base::Result<bool> run();
    /// From the sink. What has begun may still end.
    void pause() { xml_.pause(); }
    /// The last row that began.
    [[nodiscard]] std::int64_t line() const { return line_; }

private:
    enum class Where : std::uint8_t { outside, worksheet, rows, row, cell, value, formula, own_text };
    enum class ValueType : std::uint8_t { number, shared, text, day, truth, error };

    SheetScan(const Book& book, const BookSheet& sheet, base::ZipStream stream, RowSink& sink);
    void start(std::string_view name, const base::XmlAttributes& attributes) override;
    void end(std::string_view name) override;
    void text(std::string_view piece) override;

    void start_row(const base::XmlAttributes& attributes);
    void start_cell(const base::XmlAttributes& attributes);
    void start_in_cell(std::string_view name);
    void tell_beside(std::string_view text) { sink_.beside(where_ >= Where::rows ? line_ : 0, text); }
    void end_beside();
    void refuse_row(std::int64_t line, std::string_view value);
    void refuse_cell(std::string_view value);
    void end_cell();
    void give(CellKind kind, std::string_view text, bool is_lasting = false);
    void give_truth();
    void give_number();
    void give_shared();

    const Book& book_;
    RowSink& sink_;
    base::ZipStream stream_;
    base::XmlReader xml_;
    bool is_ended_ = false;

    Where where_ = Where::outside;
    int passed_over_depth_ = 0;  ///< within an element that nothing is read of
    std::int64_t line_ = 0;
    bool is_row_bad_ = false;
    int column_ = -1;
    ValueType type_ = ValueType::number;
    NumberShape shape_ = NumberShape::plain;
    bool has_formula_ = false;
    bool has_value_ = false;
    bool has_own_text_ = false;
    bool is_too_long_ = false;
    std::string value_;
    std::string number_text_;
    std::string beside_;  ///< of the element at hand
    StringItem own_text_;
};

}  // namespace tertial::intake
