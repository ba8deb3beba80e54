#include "intake/checks/series.hpp"

namespace tertial::intake::checks {

Findings check_unit_stops(const Input& input) {
    Findings findings;
    SeriesByGroup groups = series_by_group(input);
    const model::CodeList* units = input.model.find_code_list("unit");
    for (const Stopped& stopped : stopped_groups(input, groups, findings.lacking)) {
        const model::Code* unit = units == nullptr ? nullptr : units->find(stopped.values.at(0));
        // A unit that is closed has reason to be silent.
        if (unit == nullptr || !unit->valid_at(stopped.month.last_day())) continue;
        findings.found.push_back({stopped.month,
                                  group_words(input, {input.data_set.unit_field}, stopped.values) + " har inga rader, men hade det i var och en av de " +
                                      std::to_string(input.check.months) + " månaderna före; det brukar röra sig om " + size_words(input, stopped.usual_size),
                                  0, stopped.usual_size});
    }
    return findings;
}

}  // namespace tertial::intake::checks
