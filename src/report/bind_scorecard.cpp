#include "report/bind_scorecard.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "figures/parse.hpp"
#include "figures/written_out.hpp"
#include "report/bind_table.hpp"
#include "report/person_text.hpp"

namespace tertial::report {
namespace {

using base::make_issue;

class ScorecardBinder {
public:
    ScorecardBinder(FigureList& list, const ParsedScorecard& parsed)
        : list_(list), parsed_(parsed), month_(list.scope().period.last), scheme_(list.model().scheme_at(month_)) {}

    BoundScorecard bind() {
        BoundScorecard bound;
        bound.kind = parsed_.kind;
        bound.scheme = &scheme_;
        bound.id = parsed_.id;
        bound.caption = bind_inlines(list_, parsed_.caption);
        for (const ParsedInlines& note : parsed_.notes) bound.notes.push_back(bind_inlines(list_, note));
        if (parsed_.kind == ScorecardKind::goals) {
            bind_goals(bound.goals);
        } else if (parsed_.kind == ScorecardKind::initiatives) {
            bind_initiatives(bound.initiatives);
        } else if (require_area()) {
            bind_area(bound);
        }
        return bound;
    }

private:
    bool require_area() {
        if (list_.model().find_goal_area(parsed_.id) != nullptr) return true;
        std::vector<std::string> ids;
        for (const model::GoalArea& area : list_.model().goal_areas) ids.push_back(area.id);
        list_.issues().push_back(
            make_issue("goal_area_is_unknown", "målområdet " + parsed_.id + " finns inte", base::choice_hint(parsed_.id, ids), parsed_.place));
        return false;
    }

    /// Another unit's targets are not this unit's to answer for.
    [[nodiscard]] bool holds(const std::string& unit, const base::Period& valid) const {
        return unit == list_.scope().unit && valid.first <= month_ && month_ <= valid.last;
    }

    void bind_area(BoundScorecard& bound) {
        for (const model::Target& target : list_.model().targets) {
            if (parsed_.kind != ScorecardKind::indicators || target.goal_area != parsed_.id || !holds(target.unit, target.valid)) continue;
            domain::NumberFormat format;
            format.unit = target.measure_unit;
            format.decimals = target.decimals;
            format.shown_unit = target.unit_words.empty() ? domain::ShownUnit::yes : domain::ShownUnit::no;
            auto outcome = list_.add(figures::outcome_address(target, month_, list_.scope().as_of_position), format, parsed_.place);
            format.trailing_zeros = domain::TrailingZeros::drop;
            auto goal = list_.add(figures::target_address(target, month_, list_.scope().as_of_position), format, parsed_.place);
            if (outcome && goal) bound.indicators.push_back({&target, *outcome, *goal, bind_newest_text(list_, "indicator/" + target.id)});
        }
        for (const model::Assignment& assignment : list_.model().assignments) {
            if (parsed_.kind == ScorecardKind::assignments && assignment.goal_area == parsed_.id && holds(assignment.unit, assignment.valid)) {
                bound.assignments.push_back({&assignment, bind_newest_text(list_, "assignment/" + assignment.id)});
            }
        }
    }

    [[nodiscard]] static std::string quoted(const std::string& code) { return "'" + base::replaced(code, "'", "''") + "'"; }
    [[nodiscard]] std::string is_assessed() const {
        std::vector<std::string> levels;
        for (const domain::Level& level : scheme_.levels) levels.push_back(quoted(level.id));
        return "level in (" + base::joined(levels, ", ") + ")";
    }

    /// How many assessments pass the test, as a figure of the report's unit and month.
    [[nodiscard]] std::string counted(const std::string& test) const { return "count(" + data_set_ + " where " + test + ")"; }

    FigureUse add(const std::string& expression, const domain::NumberFormat& format) {
        figures::Address address;
        auto parsed = figures::parse_expression(expression, parsed_.place);
        if (!parsed.ok()) {
            list_.issues().insert(list_.issues().end(), parsed.issues().begin(), parsed.issues().end());
            return {};
        }
        address.expression = parsed.value();
        address.unit = list_.scope().unit;
        address.period = base::Period::accumulated(month_);
        address.as_of = list_.scope().as_of_position;
        return list_.add(address, format, parsed_.place).value_or(FigureUse{});
    }

    FigureUse add_count(const std::string& test) {
        domain::NumberFormat format;
        format.unit = "count";
        format.zero = domain::ShownZero::blank;
        return add(counted(test), format);
    }

    BoundLevelCounts add_counts(const std::string& area_test) {
        BoundLevelCounts counts;
        for (const domain::Level& one : scheme_.levels) {
            const std::string level = "level = " + quoted(one.id);
            counts.assignments.push_back(add_count(area_test + "kind = 'assignment' and " + level));
            counts.indicators.push_back(add_count(area_test + "kind = 'indicator' and " + level));
        }
        return counts;
    }

    FigureUse add_share(const std::string& kind, const domain::Level& level) {
        domain::NumberFormat format;
        format.unit = "percent";
        format.shown_unit = domain::ShownUnit::yes;
        const std::string whole = "kind = '" + kind + "' and " + is_assessed();
        return add(counted("kind = '" + kind + "' and level = " + quoted(level.id)) + " / " + counted(whole), format);
    }

    /// The data set that holds the rows, kept for `counted` and the like.
    bool require_data_set(model::RowOrigin origin, const char* code, const std::string& words, const std::string& key) {
        const model::DataSet* data_set = list_.model().find_data_set(origin);
        if (data_set != nullptr) {
            data_set_ = data_set->id;
            return true;
        }
        list_.issues().push_back(
            make_issue(code, "ingen datamängd i modellen håller " + words, "lägg till en datamängd med \"rows: " + key + "\"", parsed_.place));
        return false;
    }

    /// The year's initiatives of one kind, at the report's unit and below it.
    void bind_initiatives(std::vector<BoundInitiativeRow>& rows) {
        if (!require_data_set(model::RowOrigin::initiatives, "initiatives_are_not_in_the_model", "åtgärderna", "initiatives")) return;
        std::vector<std::string> units = list_.model().subtree(list_.scope().unit);
        domain::NumberFormat format;
        format.unit = "mkr";
        format.decimals = 1;
        format.shown_unit = domain::ShownUnit::yes;
        for (const model::Initiative& initiative : list_.model().initiatives) {
            bool is_shown =
                initiative.kind == parsed_.id && initiative.year == month_.year() && std::find(units.begin(), units.end(), initiative.unit) != units.end();
            if (!is_shown) continue;
            std::string test = " where initiative = '" + base::replaced(initiative.id, "'", "''") + "'";
            FigureUse effect = add("sum(" + data_set_ + ".full_year_effect" + test + ")", format);
            rows.push_back({&initiative, list_.model().find_unit(initiative.unit)->name, effect, bind_newest_text(list_, "initiative/" + initiative.id)});
        }
    }

    void bind_goals(BoundGoalSummary& goals) {
        if (!require_data_set(model::RowOrigin::assessments, "goals_are_not_in_the_model", "bedömningarna", "assessments")) return;
        for (const model::GoalArea& area : list_.model().goal_areas) {
            if (area.unit == list_.scope().unit) goals.areas.push_back({&area, add_counts("goal_area = '" + base::replaced(area.id, "'", "''") + "' and ")});
        }
        goals.counts = add_counts("");
        for (const domain::Level& level : scheme_.levels) {
            goals.shares.assignments.push_back(add_share("assignment", level));
            goals.shares.indicators.push_back(add_share("indicator", level));
        }
        goals.assignment_count = add_count("kind = 'assignment' and " + is_assessed());
        goals.indicator_count = add_count("kind = 'indicator' and " + is_assessed());
        goals.whole_count = add_count(is_assessed());
        goals.not_assessed_count = add_count("level = 'not_assessed'");
    }

    FigureList& list_;
    const ParsedScorecard& parsed_;
    base::Month month_;
    const domain::AssessmentScheme& scheme_;
    std::string data_set_;
};

}  // namespace

BoundScorecard bind_scorecard(FigureList& list, const ParsedScorecard& scorecard) { return ScorecardBinder(list, scorecard).bind(); }

}  // namespace tertial::report
