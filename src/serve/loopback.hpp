// What counts as this machine itself: addresses to listen to and names that a client may call us by.
// A foreign name in the Host header means that some web page has pointed its own name here (DNS rebinding); it is refused.
#pragma once

#include <string>
#include <string_view>

namespace tertial::serve {

/// 127.0.0.0/8, ::1 (in brackets or not) or localhost, without port.
[[nodiscard]] bool is_loopback(std::string_view address);

/// The Host header's value: the same, with or without port, an IPv6 address in brackets.
[[nodiscard]] bool is_loopback_host(std::string_view host);

/// "localhost" → "127.0.0.1", "[::1]" → "::1"; any other address as it is.
[[nodiscard]] std::string numeric_address(const std::string& address);

/// "http://127.0.0.1:8080/"
[[nodiscard]] std::string make_url(const std::string& address, unsigned short port);

}  // namespace tertial::serve
