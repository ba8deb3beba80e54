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

/// "2026-04", "2026-01 till 2026-04".
[[nodiscard]] std::string slice_words(const AcceptedDelivery& delivery);
/// "Belopp 397 511 515,50 kr; Timmar 12"; empty for a data set without measures.
[[nodiscard]] std::string sum_words(const model::Model& model, const AcceptedDelivery& delivery);
/// All deliveries as a page, newest first, each leading to its receipt; and what is expected, with what is late first.
[[nodiscard]] std::string deliveries_page(const Snapshot& snapshot, base::Date today);

}  // namespace tertial::engine
