// One figure by its address: its value, how it came about, and the source lines beneath.
#include <charconv>

#include "engine/compute.hpp"
#include "engine/explain.hpp"
#include "engine/trace.hpp"
#include "serve/handlers.hpp"

namespace tertial::serve {
namespace {

using base::Json;
using base::make_issue;
using base::Result;

constexpr std::int64_t trace_limit_default = 50;
constexpr std::int64_t trace_limit_max = 500;
constexpr std::int64_t trace_offset_max = 1'000'000'000'000;

struct AskedFigure {
    SharedSnapshot snapshot;
    engine::ComputedFigure computed;

    [[nodiscard]] std::int64_t position() const { return snapshot->state.head.position; }
};

/// As of the position that the address names, else of the head.
Result<AskedFigure> compute_asked(Site& site, const Request& request) {
    auto given = request.parameters.find("address");
    if (given == request.parameters.end() || given->second.empty()) {
        return make_issue("parameter_is_missing", "parametern address saknas", "till exempel ?address=net_cost%40HSN%3A2026-04-ack");
    }
    figures::Address address = TRY(figures::parse_address(given->second));
    SharedSnapshot snapshot = TRY(site.snapshots.find_or_load(address.as_of));
    engine::ComputedFigure computed = TRY(engine::compute_figure(site.workspace, *snapshot, address, facts::UseAggregates::yes));
    return AskedFigure{std::move(snapshot), std::move(computed)};
}

Result<std::int64_t> whole_parameter(const Request& request, const std::string& name, std::int64_t otherwise, std::int64_t least, std::int64_t most) {
    auto given = request.parameters.find(name);
    if (given == request.parameters.end()) return otherwise;
    const std::string& text = given->second;
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number >= least && number <= most) return number;
    return make_issue("parameter_is_not_readable", "parametern " + name + " är \"" + text + "\"",
                      "skriv ett heltal från " + std::to_string(least) + " till " + std::to_string(most));
}

}  // namespace

Result<Response> show_figure(Site& site, const Request& request) {
    AskedFigure asked = TRY(compute_asked(site, request));
    return json_response(asked.position(), engine::figure_json(*asked.snapshot, asked.computed));
}

Result<Response> show_explanation(Site& site, const Request& request) {
    AskedFigure asked = TRY(compute_asked(site, request));
    auto terms = TRY(engine::compute_terms(site.workspace, *asked.snapshot, asked.computed, facts::UseAggregates::yes));
    return json_response(asked.position(), engine::explain_json(*asked.snapshot, asked.computed, engine::pointers_to(terms)));
}

Result<Response> show_trace(Site& site, const Request& request) {
    std::int64_t offset = TRY(whole_parameter(request, "offset", 0, 0, trace_offset_max));
    std::int64_t limit = TRY(whole_parameter(request, "limit", trace_limit_default, 0, trace_limit_max));
    AskedFigure asked = TRY(compute_asked(site, request));
    engine::Trace trace = TRY(engine::trace_figure(site.workspace, *asked.snapshot, asked.computed, offset, limit));
    return json_response(asked.position(), engine::trace_json(*asked.snapshot, asked.computed, trace, offset));
}

}  // namespace tertial::serve
