// assessment_schemes.yaml: which levels an outcome can get, and when.
#include <algorithm>

#include "base/text.hpp"
#include "model/choose.hpp"
#include "model/read_parts.hpp"

namespace tertial::model {
namespace {

using base::Issues;
using base::make_issue;
using domain::Level;
using domain::LevelRule;

constexpr std::string_view fulfilment_word = "fulfilment ";

/// "met", "within_tolerance", "improved" or "fulfilment 90", in per cent.
void read_condition(const YamlText& text, LevelRule& rule, Issues& issues) {
    if (text.text == "met") {
        rule.is_met = true;
    } else if (text.text == "within_tolerance") {
        rule.is_within_tolerance = true;
    } else if (text.text == "improved") {
        rule.is_improved = true;
    } else {
        std::optional<base::Rational> percent;
        if (text.text.starts_with(fulfilment_word)) percent = base::parse_rational(text.text.substr(fulfilment_word.size()));
        auto share = percent ? base::divide(*percent, base::Rational(100)) : base::Result<base::Rational>(base::Rational());
        if (percent && share.ok() && percent->sign() > 0 && base::compare(share.value(), base::Rational(1)) < 0) {
            rule.fulfilment_least = share.value();
        } else {
            issues.push_back(make_issue("value_is_not_allowed", "when: \"" + text.text + "\" är inget av de tillåtna villkoren",
                                        "välj bland met, within_tolerance, improved och fulfilment PROCENT, mer än 0 och mindre än 100", text.place));
        }
    }
}

struct PlacedLevel {
    Level level;
    base::Place place;
};

PlacedLevel read_level(YamlMap& map, Issues& issues) {
    PlacedLevel placed;
    placed.place = map.place();
    placed.level.id = map.required("level").text;
    placed.level.name = map.required("name").text;
    placed.level.plural = map.text_or("plural", placed.level.name);
    YamlText tone = map.required("tone");
    placed.level.tone = domain::find_tone(tone.text).value_or(domain::Tone::none);
    if (placed.level.tone == domain::Tone::none) {
        issues.push_back(make_issue("value_is_not_allowed", "tone: \"" + tone.text + "\" är inget av de tillåtna värdena",
                                    "välj bland good, nearly, fair, poor och bad", tone.place));
    }
    for (const YamlText& condition : map.list("when")) read_condition(condition, placed.level.rule, issues);
    map.finish();
    return placed;
}

/// True if no outcome that a better level leaves can pass the rule.
bool is_covered(const LevelRule& rule, const std::vector<PlacedLevel>& better) {
    return std::any_of(better.begin(), better.end(), [&](const PlacedLevel& other) {
        const LevelRule& taken = other.level.rule;
        if (taken.takes_the_rest()) return true;
        bool met = !rule.is_met || taken.is_met || taken.fulfilment_least;
        bool tolerance = !rule.is_within_tolerance || taken.is_within_tolerance;
        bool trend = !rule.is_improved || taken.is_improved;
        bool share = !rule.fulfilment_least || (taken.fulfilment_least && base::compare(*taken.fulfilment_least, *rule.fulfilment_least) <= 0);
        return !rule.takes_the_rest() && met && tolerance && trend && share;
    });
}

void check_levels(const std::vector<PlacedLevel>& levels, const base::Place& place, Issues& issues) {
    for (auto level = levels.begin(); level != levels.end(); ++level) {
        const std::vector<PlacedLevel> better(levels.begin(), level);
        const std::string& id = level->level.id;
        bool is_repeated = std::any_of(better.begin(), better.end(), [&](const PlacedLevel& other) { return other.level.id == id; });
        if (is_repeated || id == domain::not_assessed_id) {
            issues.push_back(make_issue("name_is_given_twice", "nivån " + id + (is_repeated ? " finns redan" : " är upptagen av det som inte är bedömt"),
                                        "byt namn på den", level->place));
        }
        if (is_covered(level->level.rule, better)) {
            issues.push_back(make_issue("level_is_never_reached", "nivån " + id + " kan inte nås: en bättre nivå tar alla dess utfall",
                                        "skriv den bästa nivån först, med strängare villkor för bättre nivåer", level->place));
        }
    }
    if (levels.size() < 2 || !levels.back().level.rule.takes_the_rest()) {
        issues.push_back(
            make_issue("scheme_has_a_gap", "skalan lämnar utfall utan nivå", "låt den sista nivån av minst två vara utan when: den tar resten", place));
    }
}

}  // namespace

void read_schemes(YamlMap map, Model& model, Issues& issues) {
    for (YamlMap entry : map.maps("schemes")) {
        domain::AssessmentScheme scheme;
        scheme.id = entry.required("id").text;
        scheme.not_assessed_name = entry.text_or("not_assessed", scheme.not_assessed_name);
        const base::Place place = entry.place();
        if (auto from = entry.optional("valid_from")) {
            scheme.valid_from = base::parse_date(from->text);
            if (!scheme.valid_from || *scheme.valid_from != base::Month::of(*scheme.valid_from).first_day()) {
                issues.push_back(make_issue("date_is_not_readable", "valid_from: \"" + from->text + "\" är ingen första dag i en månad",
                                            "skriv till exempel 2025-01-01", from->place));
            }
        }
        std::vector<PlacedLevel> levels;
        for (YamlMap level : entry.maps("levels")) levels.push_back(read_level(level, issues));
        check_levels(levels, place, issues);
        for (PlacedLevel& level : levels) scheme.levels.push_back(std::move(level.level));
        entry.finish();
        const domain::AssessmentScheme* before = model.schemes.empty() ? nullptr : &model.schemes.back();
        if (before != nullptr && (!scheme.valid_from || (before->valid_from && *scheme.valid_from <= *before->valid_from))) {
            issues.push_back(
                make_issue("validity_is_overlapping", "skalan " + scheme.id + " börjar inte efter den förra", "ge den ett senare valid_from", place));
        }
        if (scheme.levels.size() >= 2) model.schemes.push_back(std::move(scheme));
    }
    map.finish();
}

}  // namespace tertial::model
