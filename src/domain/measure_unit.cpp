#include "domain/measure_unit.hpp"

#include <algorithm>
#include <array>

namespace tertial::domain {
namespace {

constexpr std::array<MeasureUnit, 14> units = {{
    {"ore", Dimension::money, 1, 1, "öre"},
    {"kr", Dimension::money, 100, 1, "kr"},
    {"tkr", Dimension::money, 100'000, 1, "tkr"},
    {"mkr", Dimension::money, 100'000'000, 1, "mkr"},
    {"count", Dimension::count, 1, 1, ""},
    {"share", Dimension::share, 1, 1, ""},
    {"percent", Dimension::share, 1, 100, "%"},
    {"seconds", Dimension::duration, 1, 1, "sekunder"},
    {"minutes", Dimension::duration, 60, 1, "minuter"},
    {"hours", Dimension::duration, 3600, 1, "timmar"},
    {"h:mm:ss", Dimension::duration, 1, 1, ""},
    {"days", Dimension::duration, 86400, 1, "dygn"},
    {"per_hundred", Dimension::plain, 1, 1, ""},
    {"plain", Dimension::plain, 1, 1, ""},
}};

}  // namespace

const MeasureUnit* find_measure_unit(std::string_view id) {
    auto found = std::find_if(units.begin(), units.end(), [&](const MeasureUnit& unit) { return unit.id == id; });
    return found == units.end() ? nullptr : &*found;
}

std::vector<std::string> measure_unit_ids() {
    std::vector<std::string> ids;
    for (const MeasureUnit& unit : units) ids.emplace_back(unit.id);
    return ids;
}

const MeasureUnit& base_unit(Dimension dimension) {
    switch (dimension) {
        case Dimension::money: return *find_measure_unit("ore");
        case Dimension::count: return *find_measure_unit("count");
        case Dimension::share: return *find_measure_unit("share");
        case Dimension::duration: return *find_measure_unit("seconds");
        case Dimension::plain: return *find_measure_unit("plain");
    }
    return units.back();
}

base::Result<base::Rational> in_unit(const base::Rational& base_value, const MeasureUnit& unit) {
    auto factor = TRY(base::Rational::create(unit.base_denominator, unit.base_numerator));
    return base::multiply(base_value, factor);
}

}  // namespace tertial::domain
