#include "serve/loopback.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace tertial::serve {
namespace {

bool is_localhost(std::string_view name) {
    constexpr std::string_view localhost = "localhost";
    auto same = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; };
    return std::equal(name.begin(), name.end(), localhost.begin(), localhost.end(), same);
}

bool is_ipv4_loopback(const std::string& address) {
    in_addr parsed{};
    return inet_pton(AF_INET, address.c_str(), &parsed) == 1 && ntohl(parsed.s_addr) >> 24 == 127;
}

bool is_ipv6_loopback(const std::string& address) {
    in6_addr parsed{};
    return inet_pton(AF_INET6, address.c_str(), &parsed) == 1 && IN6_IS_ADDR_LOOPBACK(&parsed);
}

bool is_port(std::string_view text) {
    return text.size() <= 5 && std::all_of(text.begin(), text.end(), [](char digit) { return digit >= '0' && digit <= '9'; });
}

}  // namespace

bool is_loopback(std::string_view address) {
    std::string text = numeric_address(std::string(address));
    return is_ipv4_loopback(text) || is_ipv6_loopback(text);
}

bool is_loopback_host(std::string_view host) {
    if (host.starts_with("[")) {
        auto end = host.find(']');
        if (end == std::string_view::npos) return false;
        std::string_view port = host.substr(end + 1);
        return is_ipv6_loopback(std::string(host.substr(1, end - 1))) && (port.empty() || (port.front() == ':' && is_port(port.substr(1))));
    }
    auto colon = host.find(':');
    if (colon != std::string_view::npos && !is_port(host.substr(colon + 1))) return false;
    std::string_view name = host.substr(0, colon);
    return is_localhost(name) || is_ipv4_loopback(std::string(name));
}

std::string numeric_address(const std::string& address) {
    if (is_localhost(address)) return "127.0.0.1";
    bool is_bracketed = address.size() > 2 && address.front() == '[' && address.back() == ']';
    return is_bracketed ? address.substr(1, address.size() - 2) : address;
}

std::string make_url(const std::string& address, unsigned short port) {
    bool is_ipv6 = address.find(':') != std::string::npos;
    return "http://" + (is_ipv6 ? "[" + address + "]" : address) + ":" + std::to_string(port) + "/";
}

}  // namespace tertial::serve
