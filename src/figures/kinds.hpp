// Roll-up by kind: what an expression is (flow, stock, ratio, distribution), and which mixtures are refused.
//   flow: sums over time and units. stock: a level, never summed over time. ratio: sum of numerators over sum of denominators.
//   distribution: from the records, never from other distributions. rate: holds for its month; a flow times it is a flow.
//   distinct: how many different values, from the records; it divides and is divided, and never adds.
#pragma once

#include <functional>

#include "figures/expression.hpp"
#include "model/model.hpp"

namespace tertial::figures {

/// `level_sum` is the sum of a stock over unit-days: it has meaning only inside a ratio. `months` is the number of months.
enum class ShapeKind { number, months, flow, level_sum, stock, ratio, distribution, distinct, rate };

struct Shape {
    ShapeKind kind = ShapeKind::number;
    domain::Dimension dimension = domain::Dimension::plain;
};

/// The shape of a part of an expression; a sum of levels is allowed, as in a ratio.
base::Result<Shape> find_part_shape(const model::Model& model, const ParsedExpression& expression, const base::Place& place);
base::Result<Shape> find_shape(const model::Model& model, const ParsedExpression& expression, const base::Place& place);

/// Refuses a definition whose expression is of another kind than it says, or whose measure unit does not fit.
base::Result<base::Nothing> require_kind(const model::Definition& definition, const Shape& shape);

}  // namespace tertial::figures
