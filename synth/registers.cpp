// Small data sets that the assumptions hold row by row: price indices, limits, premises and board meetings. Nothing is drawn here.
#include <map>

#include "synth/monthly_files.hpp"
#include "synth/steering.hpp"
#include "synth/table.hpp"
#include "synth/unit_share.hpp"

namespace tertial::synth {
namespace {

using base::Month;

const char* const region_unit = "REGION";

/// Row numbers of a table by the years that they hold for.
using RowsOfYear = std::map<int, std::vector<std::size_t>>;

/// One file per year: each row once in every month of the year.
template <class AddRow>
base::Done write_years(const CareOrder& order, const std::string& data_set, const std::string& head, const RowsOfYear& years, AddRow add_row) {
    for (const auto& [year, rows] : years) {
        SourceFile file = TRY(SourceFile::create(order.out_folder, data_set + "-" + std::to_string(year) + ".csv", head));
        for (int month = 1; month <= 12; ++month) {
            for (std::size_t row : rows) {
                TRY(add_row(file, row, Month::of(year, month)));
                TRY(file.end_row());
            }
        }
        TRY(file.finish());
    }
    return base::Nothing{};
}

/// A row of a table in a month that it holds for.
struct RowMonth {
    Month month;
    std::size_t row;
};

}  // namespace

base::Done write_price_index(const CareOrder& order, const Region&) {
    Table table = TRY(Table::read(order.assumptions_folder + "/price_index.csv", {"series", "year", "change", "printed_source"}));
    RowsOfYear years;
    for (std::size_t row = 0; row < table.row_count(); ++row) years[static_cast<int>(TRY(table.whole(row, "year")))].push_back(row);
    return write_years(order, "price_index", "Serie;Månad;Enhet;Förändring;Källa", years, [&](SourceFile& file, std::size_t row, Month month) -> base::Done {
        TRY(table.decimal(row, "change"));
        std::string change = table.text(row, "change");
        if (std::size_t point = change.find('.'); point != std::string::npos) change[point] = ',';
        file.add(table.text(row, "series") + ";" + base::format_month(month) + ";" + region_unit + ";" + change + ";" + table.text(row, "printed_source"));
        return base::Nothing{};
    });
}

base::Done write_reference_values(const CareOrder& order, const Region&) {
    Table table = TRY(Table::read(order.assumptions_folder + "/reference_values.csv", {"kind", "first_year", "last_year", "amount_tkr", "hours"}));
    RowsOfYear years;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        const std::int64_t last = TRY(table.whole(row, "last_year"));
        for (std::int64_t year = TRY(table.whole(row, "first_year")); year <= last; ++year) years[static_cast<int>(year)].push_back(row);
    }
    return write_years(order, "reference_value", "Slag;Månad;Enhet;Belopp;Timmar", years, [&](SourceFile& file, std::size_t row, Month month) -> base::Done {
        file.add(table.text(row, "kind") + ";" + base::format_month(month) + ";" + region_unit + ";");
        if (!table.text(row, "amount_tkr").empty()) file.add_kronor(TRY(table.scaled(row, "amount_tkr", 100'000)));
        file.add(';');
        if (!table.text(row, "hours").empty()) file.add_hundredths(TRY(table.scaled(row, "hours", 100)));
        return base::Nothing{};
    });
}

base::Done write_premises(const CareOrder& order, const Region& region) {
    Table table = TRY(Table::read(order.assumptions_folder + "/premises.csv",
                                  {"premises", "unit", "first_month", "last_month", "is_moving", "floor_area", "decided_change"}));
    std::vector<RowMonth> rows;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        TRY(check_unit(region, table.text(row, "unit"), table.place(row)));
        const Span span = TRY(read_span(table, row));
        for (Month month = span.first; month <= span.last; month = month.plus(1)) rows.push_back({month, row});
    }
    return write_by_month(order, "premises", "Lokal;Månad;Enhet;Beslutad_flytt;Lokalyta_m2;Beslutad_förändring_m2", rows,
                          [&](SourceFile& file, const RowMonth& premises, std::int64_t) {
                              file.add(table.text(premises.row, "premises") + ";" + base::format_month(premises.month));
                              for (const char* column : {"unit", "is_moving", "floor_area", "decided_change"}) file.add(";" + table.text(premises.row, column));
                          });
}

base::Done write_board_meetings(const CareOrder& order, const Region& region) {
    Table table = TRY(Table::read(order.assumptions_folder + "/board_meetings.csv", {"board", "date", "kind"}));
    std::vector<RowMonth> rows;
    for (std::size_t row = 0; row < table.row_count(); ++row) {
        TRY(check_unit(region, table.text(row, "board"), table.place(row)));
        auto date = base::parse_date(table.text(row, "date"));
        if (!date) return base::make_issue("date_is_not_readable", "date är inget datum", "skriv datumet som 2026-01-28", table.place(row));
        rows.push_back({Month::of(*date), row});
    }
    return write_by_month(order, "board_meeting", "Sammanträde;Datum;Nämnd;Slag", rows, [&](SourceFile& file, const RowMonth& meeting, std::int64_t number) {
        file.add('S');
        add_row_number(file, meeting.month, number);
        for (const char* column : {"date", "board", "kind"}) file.add(";" + table.text(meeting.row, column));
    });
}

}  // namespace tertial::synth
