// The description of all routes, OpenAPI 3.1: the file openapi.json, byte for byte. It changes with the program, never with the log.
#include "embedded/openapi_json.hpp"
#include "serve/handlers.hpp"

namespace tertial::serve {

base::Result<Response> show_openapi(Site&, const Request&) {
    static const auto body = std::make_shared<const std::string>(embedded::openapi_json);
    static const std::string etag = make_etag(0, *body);
    Response response;
    response.content_type = "application/json";
    response.body = body;
    response.etag = etag;
    return response;
}

}  // namespace tertial::serve
