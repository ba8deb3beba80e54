// Source rows as the naive road sees them: every CSV file of a folder, field by field, in memory. No engine, no intake, no mapping.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "proofs/naive_region.hpp"

namespace tertial::proofs {

/// What is counted by hand; posts and hours in hundredths.
enum class Measure {
    amount,
    response_seconds,
    scheduled_minutes,
    busy_minutes,
    available,
    occupied,
    overcrowded,
    outlying,
    discharge_ready,
    bed_days,
    full_time_equivalents,
    hours,
    none
};
constexpr std::size_t measure_count = static_cast<std::size_t>(Measure::none);

/// One source row. Texts are empty where absent.
struct Record {
    base::Month month;
    std::string unit;  ///< cost centre, ward or station
    std::string account;
    std::string counterparty;
    std::string municipality;
    std::string version;
    std::string supplier;
    std::string profession;
    std::string sex;
    std::optional<std::int64_t> priority;
    std::optional<std::int64_t> employment_rate;
    std::array<std::optional<std::int64_t>, measure_count> measures;

    [[nodiscard]] std::optional<std::int64_t> measure(Measure wanted) const { return measures[static_cast<std::size_t>(wanted)]; }
};

Record make_record(const std::string& data_set, const CsvFields& row);

/// Data set → month → rows. A month that was delivered empty is there, with no rows.
struct SourceBook {
    std::map<std::string, std::map<base::Month, std::vector<Record>>> months_by_data_set;

    [[nodiscard]] bool is_delivered(const std::string& data_set, base::Month month) const;
    [[nodiscard]] base::Month last_month(const std::string& data_set) const;
    [[nodiscard]] std::size_t row_count() const;
};

/// Every file named <data set>-<month or year>.csv in the folder.
SourceBook read_sources(const std::string& folder);

}  // namespace tertial::proofs
