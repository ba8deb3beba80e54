#include "engine/outcomes.hpp"

#include <set>

#include "engine/assessments.hpp"
#include "engine/initiative_outcomes.hpp"

namespace tertial::engine {
namespace {

using base::Result;
using model::RowOrigin;

/// The months of the figures' rows of the origin.
std::set<base::Month> months_of(const model::Model& model, const std::vector<figures::BoundFigure>& figures, RowOrigin origin) {
    std::set<base::Month> months;
    for (const figures::BoundFigure& figure : figures) {
        for (const figures::BoundAtom& atom : figure.atoms) {
            if (model.find_data_set(atom.data_set)->origin == origin) months.insert(atom.months.begin(), atom.months.end());
        }
    }
    return months;
}

}  // namespace

bool rests_on_outcomes(const model::Model& model, const figures::BoundFigure& figure) {
    return std::any_of(figure.atoms.begin(), figure.atoms.end(), [&](const figures::BoundAtom& atom) {
        const RowOrigin origin = model.find_data_set(atom.data_set)->origin;
        return origin == RowOrigin::assessments || origin == RowOrigin::initiative_outcomes;
    });
}

Result<std::vector<figures::BoundFigure>> bind_outcomes(const Snapshot& snapshot, const std::vector<figures::BoundFigure>& figures) {
    std::vector<figures::BoundFigure> bound;
    std::set<std::string> seen;
    auto keep_new = [&](std::vector<figures::BoundFigure> found) {
        for (figures::BoundFigure& figure : found) {
            if (seen.insert(figures::format_address(figure.address)).second) bound.push_back(std::move(figure));
        }
    };
    for (base::Month month : months_of(*snapshot.model, figures, RowOrigin::assessments)) keep_new(TRY(bind_assessed(snapshot, month)));
    for (base::Month month : months_of(*snapshot.model, figures, RowOrigin::initiative_outcomes)) keep_new(TRY(bind_measured(snapshot, month)));
    return bound;
}

}  // namespace tertial::engine
