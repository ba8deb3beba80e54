#include "synth/professions.hpp"

namespace tertial::synth {

base::Result<Professions> read_professions(const CareOrder& order) {
    Professions professions;
    Table profiles = TRY(Table::read(order.assumptions_folder + "/staff_professions.csv", {"profile", "professions"}));
    for (std::size_t row = 0; row < profiles.row_count(); ++row) {
        professions.by_profile[profiles.text(row, "profile")] = TRY(read_weighted(profiles, row, "professions"));
    }
    Table women = TRY(Table::read(order.assumptions_folder + "/profession_women.csv", {"profession", "women_percent"}));
    for (const auto& [profile, weighted] : professions.by_profile) {
        for (const Weighted& profession : weighted) {
            std::size_t row = TRY(women.find("profession", profession.code));
            professions.women_percent[profession.code] = TRY(women.whole(row, "women_percent"));
        }
    }
    return professions;
}

}  // namespace tertial::synth
