#include "serve/serve.hpp"

#include "serve/answer.hpp"
#include "serve/beast_server.hpp"
#include "serve/loopback.hpp"

namespace tertial::serve {

base::Done serve(engine::Workspace& workspace, const ServeOptions& options, const std::atomic<bool>& stop,
                 const std::function<void(const std::string& url)>& started) {
    if (!is_loopback(options.address)) {
        return base::make_issue("address_is_not_loopback",
                                "servern lyssnar inte på " + options.address + ": det finns ingen inloggning än, så bara den egna maskinen får nå den",
                                "använd 127.0.0.1, och en tunnel (ssh -L) från en annan maskin");
    }
    Site site(workspace, options.tools, options.front);
    ServerOptions server{numeric_address(options.address), options.port, options.workers, options.verbose, options.limits};
    auto answerer = [&site](const RawRequest& request) { return answer(site, request); };
    return run_server(server, answerer, stop, [&](std::uint16_t port) {
        if (started) started(make_url(server.address, port));
    });
}

}  // namespace tertial::serve
