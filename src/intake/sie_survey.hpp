// A SIE file read through once and quickly, before any table of it is chosen: which records it has, which dimensions they use, where its
// lines are, whether its CRC is right. Remembers nothing that grows with the file but one place for every 16 384th line.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "intake/sie_line.hpp"
#include "intake/sie_text.hpp"

namespace tertial::intake {

/// A place from which the file can be read anew: the beginning of a line outside any voucher, or of the voucher that is open there.
struct SiePlace {
    std::size_t offset = 0;
    std::int64_t lines_before = 0;
};

struct SieLabelCount {
    std::int64_t rows = 0;
    std::int64_t rows_with_objects = 0;
    std::vector<int> dimensions;       ///< of the first object list, in order
    bool has_different_lists = false;  ///< object lists with other dimensions than the first occur
};

struct SieSurvey {
    std::array<SieLabelCount, sie_label_count> labels;
    std::vector<int> dimensions;   ///< declared or used, in order
    std::string type = "1";        ///< of #SIETYP, which may be left out in type 1
    std::string currency;          ///< of #VALUTA; empty where it is left out
    std::vector<SiePlace> places;  ///< the last at or before each 16 384th line
    /// The first lines of each label, but #TRANS, that hold a person number.
    std::map<SieLabel, std::vector<std::int64_t>> person_number_lines;
    base::Issues findings;  ///< `sie_label_is_unknown`, `sie_checksum_is_wrong`, `sie_checksum_is_missing`

    [[nodiscard]] const SieLabelCount& of(SieLabel label) const { return labels[static_cast<std::size_t>(label)]; }
};

inline constexpr std::int64_t sie_lines_between_places = 16384;

inline constexpr std::size_t sie_person_numbers_max = 20;

/// True if a field of the line, or anything in a line that the standard does not know, holds a person number. Records that hold nothing but
/// numbers, which may be long ones, never do.
[[nodiscard]] bool names_person(std::string_view text, const SieLine& line, const SieText& source);

[[nodiscard]] SieSurvey survey_sie(const SieText& text, const std::string& shown_file);

}  // namespace tertial::intake
