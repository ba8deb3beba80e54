#include "proofs/naive_rows.hpp"

#include <set>

#include "base/files.hpp"
#include "base/period.hpp"

namespace tertial::proofs {
namespace {

/// "-1234,56" is -123456; "12" is 1200.
std::int64_t ore_of(const std::string& kronor) {
    std::int64_t ore = 0;
    int decimals = -1;
    bool is_negative = false;
    for (char letter : kronor) {
        if (letter == '-') {
            is_negative = true;
        } else if (letter == ',') {
            decimals = 0;
        } else if (letter >= '0' && letter <= '9') {
            ore = ore * 10 + (letter - '0');
            if (decimals >= 0) ++decimals;
        } else {
            give_up("\"" + kronor + "\" is no amount");
        }
    }
    for (int step = decimals < 0 ? 0 : decimals; step < 2; ++step) ore *= 10;
    return is_negative ? -ore : ore;
}

base::Month month_of(const std::string& text) {
    auto month = base::parse_month(text.substr(0, 7));
    if (!month) give_up("\"" + text + "\" begins with no month");
    return *month;
}

std::int64_t day_of(const std::string& text) {
    auto date = base::parse_date(text);
    if (!date) give_up("\"" + text + "\" is no date");
    return date->day_count;
}

void set(Record& record, Measure measure, std::int64_t value) { record.measures[static_cast<std::size_t>(measure)] = value; }

void read_money(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Period"));
    record.unit = row.at("Kostnadsställe");
    record.account = row.at("Konto");
    record.counterparty = row.at("Motpart");
    if (auto version = row.find("Version"); version != row.end()) record.version = version->second;
    if (auto supplier = row.find("Leverantör"); supplier != row.end()) record.supplier = supplier->second;
    set(record, Measure::amount, ore_of(row.at("Belopp")));
}

void read_mission(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Larmtid"));
    record.unit = row.at("Station");
    record.municipality = row.at("Kommun");
    record.priority = std::stoll(row.at("Prioritet"));
    auto alarm = base::parse_instant(row.at("Larmtid")), arrival = base::parse_instant(row.at("Framme"));
    if (alarm && arrival) set(record, Measure::response_seconds, arrival->epoch_seconds - alarm->epoch_seconds);
}

void read_shift(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Datum"));
    record.unit = row.at("Station");
    set(record, Measure::scheduled_minutes, std::stoll(row.at("Schemalagda_minuter")));
    set(record, Measure::busy_minutes, std::stoll(row.at("Upptagna_minuter")));
}

void read_bed_day(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Datum"));
    record.unit = row.at("Enhet");
    set(record, Measure::available, std::stoll(row.at("Disponibla")));
    set(record, Measure::occupied, std::stoll(row.at("Belagda")));
    set(record, Measure::overcrowded, std::stoll(row.at("Överbeläggningar")));
    set(record, Measure::outlying, std::stoll(row.at("Utlokaliserade")));
    set(record, Measure::discharge_ready, std::stoll(row.at("Utskrivningsklara")));
}

void read_episode(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Utskriven"));
    record.unit = row.at("Enhet");
    set(record, Measure::bed_days, day_of(row.at("Utskriven")) - day_of(row.at("Inskriven")));
}

void read_employment(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Månad"));
    record.unit = row.at("Enhet");
    record.profession = row.at("Yrkesgrupp");
    record.sex = row.at("Kön");
    record.employment_rate = std::stoll(row.at("Sysselsättningsgrad"));
    set(record, Measure::full_time_equivalents, ore_of(row.at("Årsarbetare")));
}

void read_agency_line(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Månad"));
    record.unit = row.at("Enhet");
    record.profession = row.at("Yrkesgrupp");
    set(record, Measure::hours, ore_of(row.at("Timmar")));
    set(record, Measure::amount, ore_of(row.at("Belopp")));
}

void read_purchase(const CsvFields& row, Record& record) {
    record.month = month_of(row.at("Månad"));
    record.unit = row.at("Enhet");
    record.supplier = row.at("Leverantör");
    set(record, Measure::amount, ore_of(row.at("Belopp")));
}

/// The data sets that are read and counted by hand here; the others are left to the tests of the synthesis.
bool is_read_by_hand(const std::string& data_set) {
    static const std::set<std::string> known = {"ledger", "budget",       "ambulance_mission", "ambulance_shift", "bed_day", "inpatient_episode",
                                                "staff",  "agency_staff", "purchase"};
    return known.contains(data_set);
}

}  // namespace

Record make_record(const std::string& data_set, const CsvFields& row) {
    Record record;
    if (data_set == "ledger" || data_set == "budget") {
        read_money(row, record);
    } else if (data_set == "ambulance_mission") {
        read_mission(row, record);
    } else if (data_set == "ambulance_shift") {
        read_shift(row, record);
    } else if (data_set == "bed_day") {
        read_bed_day(row, record);
    } else if (data_set == "inpatient_episode") {
        read_episode(row, record);
    } else if (data_set == "staff") {
        read_employment(row, record);
    } else if (data_set == "agency_staff") {
        read_agency_line(row, record);
    } else if (data_set == "purchase") {
        read_purchase(row, record);
    } else {
        give_up("no reader for " + data_set);
    }
    return record;
}

bool SourceBook::is_delivered(const std::string& data_set, base::Month month) const {
    auto months = months_by_data_set.find(data_set);
    return months != months_by_data_set.end() && months->second.contains(month);
}

base::Month SourceBook::last_month(const std::string& data_set) const { return months_by_data_set.at(data_set).rbegin()->first; }

std::size_t SourceBook::row_count() const {
    std::size_t count = 0;
    for (const auto& [data_set, months] : months_by_data_set) {
        for (const auto& [month, rows] : months) count += rows.size();
    }
    return count;
}

SourceBook read_sources(const std::string& folder) {
    SourceBook book;
    auto names = base::list_names(folder);
    if (!names.ok()) give_up(base::format_issues(names.issues()));
    for (const std::string& name : names.value()) {
        if (!name.ends_with(".csv")) continue;
        std::string data_set = name.substr(0, name.find('-')), period = name.substr(name.find('-') + 1, name.size() - name.find('-') - 5);
        if (!is_read_by_hand(data_set)) continue;
        auto& months = book.months_by_data_set[data_set];
        auto covered = base::parse_period(period);
        if (!covered.ok()) give_up(name + " names no period");
        for (base::Month month = covered.value().first; month <= covered.value().last; month = month.plus(1)) months[month];
        for (const CsvFields& row : read_csv_rows(folder + "/" + name, ';')) {
            Record record = make_record(data_set, row);
            if (!months.contains(record.month)) give_up(name + " holds a row of " + base::format_month(record.month));
            months[record.month].push_back(std::move(record));
        }
    }
    return book;
}

}  // namespace tertial::proofs
