// HTTP: reports as pages and figures as JSON, for those who sit at the machine. There is no sign-in yet, so nothing but a
// loopback address is listened to and nothing but a loopback name is answered. Never writes anything; sees only engine.
//
//   bytes → beast_server (limits) → answer (host, route, method) → handlers in *_routes.cpp → engine → Response → bytes
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "engine/make_report.hpp"
#include "engine/workspace.hpp"
#include "serve/limits.hpp"

namespace tertial::serve {

/// The report that `/` shows.
struct ServedReport {
    std::string name;
    std::string unit;
    std::string period;
};

struct ServeOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;  ///< 0: any that is free
    engine::ReportTools tools;
    ServedReport front;
    int workers = 2;       ///< threads that make answers; input and output have one of their own
    bool verbose = false;  ///< a line per answer on stderr, without the query, which may name a person
    Limits limits;
};

/// Serves until `stop` is set (a signal handler may do that), then lets answers under way be finished and returns. `started` is
/// called once with the address to open. The workspace is used from several threads at once: its log and its query engine allow
/// that, and the rest of it does not change. Issues `address_is_not_loopback`, `address_is_in_use`, `address_is_not_available`.
base::Done serve(engine::Workspace& workspace, const ServeOptions& options, const std::atomic<bool>& stop,
                 const std::function<void(const std::string& url)>& started);

}  // namespace tertial::serve
