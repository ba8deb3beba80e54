// One request, one answer: host, target, route and method are settled here, the handler is called, its issues become an answer,
// and a client that has the bytes already is told so. Called on worker threads, several at once; never throws.
#pragma once

#include "serve/message.hpp"
#include "serve/site.hpp"

namespace tertial::serve {

[[nodiscard]] Response answer(Site& site, const RawRequest& raw);

}  // namespace tertial::serve
