// The plan of the records: how many of each kind, at which units, and which shares and means they shall come to.
// Read from record_lines.csv, unit_sets.csv and record_aims.csv, which point at published cells or hold our assumptions.
// Everything that makes care records begins here.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/rational.hpp"
#include "synth/records.hpp"
#include "synth/region.hpp"

namespace tertial::synth {

/// Units and weights by the set's name.
using UnitSets = std::map<std::string, std::vector<Weighted>>;
base::Result<UnitSets> read_unit_sets(const CareOrder& order, const Region& region);

/// The blocks of the form's data set, with every line's records in them. Issues for lines that point at what is not there.
base::Result<std::vector<RecordBlock>> read_blocks(const CareOrder& order, const Region& region, const RecordForm& form);

/// A published cell; an empty one is none.
base::Result<std::int64_t> published_count(const CareOrder& order, const std::string& table, const std::string& label, const std::string& column);

/// Numbers that a data set's records shall come to, by name and first month.
class RecordAims {
public:
    static base::Result<RecordAims> read(const CareOrder& order, const std::string& data_set);

    /// Issue `row_is_missing`.
    [[nodiscard]] base::Result<base::Rational> of(const std::string& aim, base::Month first) const;
    /// The aim in per cent of `count`, rounded to a whole number.
    [[nodiscard]] base::Result<std::int64_t> share_of(std::size_t count, const std::string& aim, base::Month first) const;
    /// The aim, a mean, times `count` × `factor`, rounded to a whole number.
    [[nodiscard]] base::Result<std::int64_t> total_of(std::size_t count, std::int64_t factor, const std::string& aim, base::Month first) const;

private:
    std::map<std::string, base::Rational> values_;
};

}  // namespace tertial::synth
