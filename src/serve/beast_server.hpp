// The HTTP protocol: connections, limits, timeouts and the way from bytes to RawRequest and from Response to bytes. Knows no
// route and no region. All input and output runs on the calling thread; answers are made on the threads of a WorkPool.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>

#include "base/result.hpp"
#include "serve/limits.hpp"
#include "serve/message.hpp"

namespace tertial::serve {

/// Called on worker threads, by several at once. Must not throw.
using Answerer = std::function<Response(const RawRequest&)>;

struct ServerOptions {
    std::string address;  ///< numeric
    std::uint16_t port = 0;
    int workers = 2;
    bool verbose = false;
    Limits limits;
};

/// Listens, calls `started` with the port, and serves until `stop` is set; then takes no more requests, lets those under way be
/// answered, and returns. Issues `address_is_in_use`, `address_is_not_available`.
base::Done run_server(const ServerOptions& options, const Answerer& answerer, const std::atomic<bool>& stop,
                      const std::function<void(std::uint16_t port)>& started);

}  // namespace tertial::serve
