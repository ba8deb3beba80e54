#include "intake/measure_words.hpp"

#include "domain/number_format.hpp"

namespace tertial::intake {
namespace {

std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    for (int times = 0; times < exponent; ++times) power *= 10;
    return power;
}

}  // namespace

std::string measure_label(const model::DataSet& data_set, const std::string& measure) {
    const model::Field* field = data_set.find_field(measure);
    const model::DerivedField* derived = data_set.find_derived(measure);
    return field != nullptr ? field->label : derived != nullptr ? derived->label : measure;
}

std::string format_measure(const model::DataSet& data_set, const std::string& measure, base::Int128 sum) {
    const model::Field* field = data_set.find_field(measure);
    domain::Figure figure;
    auto counted = base::divide(base::Rational::of(sum), base::Rational(power_of_ten(field == nullptr ? 0 : field->scale)));
    figure.value = counted.ok() ? counted.value() : base::Rational::of(sum);
    figure.dimension = data_set.find_measure(measure)->dimension;
    bool is_money = figure.dimension == domain::Dimension::money;
    domain::NumberFormat format;
    format.unit = is_money ? "kr" : std::string(domain::base_unit(figure.dimension).id);
    format.decimals = is_money ? 2 : field == nullptr ? 0 : field->scale;
    format.shown_unit = domain::ShownUnit::yes;
    return domain::format_figure(figure, format);
}

base::Int128 stored_amount(const model::DataSet& data_set, const std::string& measure, std::int64_t whole) {
    const model::Field* field = data_set.find_field(measure);
    return base::Int128{whole} * power_of_ten(field == nullptr ? 0 : model::scale_of(*field));
}

}  // namespace tertial::intake
