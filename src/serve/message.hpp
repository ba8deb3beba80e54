// A request as it came and a response as it leaves, free of any HTTP library. beast_server turns bytes into the one and the
// other into bytes; everything in between speaks of these.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tertial::serve {

struct RawRequest {
    std::string method;
    std::string target;              ///< path and query, still percent-encoded
    std::vector<std::string> hosts;  ///< every Host header; there must be exactly one
    std::string if_none_match;
};

struct Response {
    int status = 200;
    std::string content_type;
    std::shared_ptr<const std::string> body;  ///< shared, since a cached report goes out many times
    std::string etag;                         ///< quoted; empty for an answer that is not to be kept
    std::vector<std::pair<std::string, std::string>> headers;
};

}  // namespace tertial::serve
