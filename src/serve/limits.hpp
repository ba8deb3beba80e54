// How much a client may ask for before it is refused. The defaults are meant for nginx in front; tests set lower ones.
#pragma once

#include <cstdint>

namespace tertial::serve {

struct Limits {
    std::uint32_t header_bytes_max = 16 * 1024;  ///< then 431
    std::uint64_t body_bytes_max = 1024 * 1024;  ///< then 413
    int message_seconds_max = 30;                ///< to send a request, or to take an answer; then the connection is closed
    int requests_per_connection_max = 1000;
    int connections_max = 1000;              ///< those above it are closed at once; half of the process's files at most
    std::size_t waiting_requests_max = 256;  ///< for a worker; then 503
};

}  // namespace tertial::serve
