// Writes rows that know their month into one file per month, in the order they have. It knows nothing of what they mean.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "synth/care_order.hpp"
#include "synth/source_file.hpp"

namespace tertial::synth {

/// "2604-00012": the month and a number that is counted within it.
inline void add_row_number(SourceFile& file, base::Month month, std::int64_t number) {
    const std::string text = base::format_month(month);
    file.add(text.substr(2, 2) + text.substr(5, 2) + "-");
    file.add_padded(number, 5);
}

/// `add_row(file, row, number)` writes one row but its end; `number` counts from one in each month.
template <class Row, class AddRow>
base::Done write_by_month(const CareOrder& order, const std::string& data_set, const std::string& head, const std::vector<Row>& rows, AddRow add_row) {
    std::map<base::Month, std::vector<const Row*>> months;
    for (const Row& row : rows) months[row.month].push_back(&row);
    for (const auto& [month, of_month] : months) {
        SourceFile file = TRY(SourceFile::create(order.out_folder, source_file_name(data_set, month), head));
        std::int64_t number = 0;
        for (const Row* row : of_month) {
            add_row(file, *row, ++number);
            TRY(file.end_row());
        }
        TRY(file.finish());
    }
    return base::Nothing{};
}

}  // namespace tertial::synth
