// Use case: which deliveries the logbook names, and what is left of each.
#pragma once

#include <string_view>

#include "base/json.hpp"
#include "engine/state.hpp"

namespace tertial::engine {

/// Which months of a delivery count: all, some (another delivery has replaced the rest), none, or withdrawn.
enum class DeliveryState { in_force, partly_replaced, replaced, withdrawn };
[[nodiscard]] DeliveryState delivery_state(const AcceptedDelivery& delivery);
/// "i kraft", "delvis ersatt", "ersatt", "återtagen".
[[nodiscard]] std::string_view delivery_state_words(DeliveryState state);

/// Every delivery up to the state's position, in the order of the log (docs/formats/delivery.md).
[[nodiscard]] base::Json deliveries_json(const State& state);

}  // namespace tertial::engine
