// Looks for person numbers in all of a workbook that gives no records: its other sheets, hidden ones too, and its other parts (comments,
// pivot tables' copies of their rows, charts, names, properties). What lies packed in a part that is no XML is not looked at.
#pragma once

#include "base/result.hpp"
#include "intake/xlsx_book.hpp"

namespace tertial::intake {

/// Issues `person_number_is_refused` with sheet and row, the first of each sheet and part; and those of a part that cannot be read.
/// `read` is the sheet whose records are looked through by their reader.
[[nodiscard]] base::Issues find_person_numbers(const Book& book, const BookSheet& read);

}  // namespace tertial::intake
