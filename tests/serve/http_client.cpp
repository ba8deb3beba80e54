#include "http_client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace tertial::serve {
namespace {

constexpr int answer_wait_ms = 5000;

void read_header_line(const std::string& line, Answer& answer) {
    auto colon = line.find(": ");
    if (colon == std::string::npos) return;
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    EXPECT_TRUE(answer.headers.emplace(name, line.substr(colon + 2)).second) << "header sent twice: " << name;
}

}  // namespace

HttpClient::HttpClient(std::uint16_t port, const std::string& address) : descriptor_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)), port_(port) {
    sockaddr_in peer{};
    peer.sin_family = AF_INET;
    peer.sin_port = htons(port);
    inet_pton(AF_INET, address.c_str(), &peer.sin_addr);
    EXPECT_EQ(::connect(descriptor_, reinterpret_cast<sockaddr*>(&peer), sizeof peer), 0) << "no server at port " << port;
}

HttpClient::~HttpClient() { ::close(descriptor_); }

bool HttpClient::send(const std::string& bytes) const {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        ssize_t count = ::send(descriptor_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return false;
        sent += static_cast<std::size_t>(count);
    }
    return true;
}

bool HttpClient::receive(int wait_ms) {
    pollfd readable{descriptor_, POLLIN, 0};
    if (::poll(&readable, 1, wait_ms) != 1) return false;
    char piece[65536];
    ssize_t count = ::recv(descriptor_, piece, sizeof piece, 0);
    if (count <= 0) return false;
    received_.append(piece, static_cast<std::size_t>(count));
    return true;
}

std::optional<Answer> HttpClient::read_answer(HasBody has_body) {
    auto end = received_.find("\r\n\r\n");
    for (; end == std::string::npos; end = received_.find("\r\n\r\n")) {
        if (!receive(answer_wait_ms)) return std::nullopt;
    }
    Answer answer;
    std::string head = received_.substr(0, end + 2);
    received_.erase(0, end + 4);
    auto line_end = head.find("\r\n");
    answer.status = std::stoi(head.substr(9, 3));
    for (auto start = line_end + 2; start < head.size(); start = line_end + 2) {
        line_end = head.find("\r\n", start);
        read_header_line(head.substr(start, line_end - start), answer);
    }
    std::size_t size = has_body == HasBody::yes && answer.status != 304 ? std::stoul("0" + answer.header("content-length")) : 0;
    while (received_.size() < size) {
        if (!receive(answer_wait_ms)) return std::nullopt;
    }
    answer.body = received_.substr(0, size);
    received_.erase(0, size);
    return answer;
}

bool HttpClient::is_closed_within(int wait_ms) {
    pollfd readable{descriptor_, POLLIN, 0};
    if (::poll(&readable, 1, wait_ms) != 1) return false;
    char byte = 0;
    return ::recv(descriptor_, &byte, 1, 0) <= 0;
}

Answer HttpClient::get(const std::string& target, const std::string& header_lines, const std::string& method) {
    send(method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(port_) + "\r\n" + header_lines + "\r\n");
    auto answer = read_answer(method == "HEAD" ? HasBody::no : HasBody::yes);
    EXPECT_TRUE(answer.has_value()) << "no answer to " << target;
    return answer.value_or(Answer{});
}

Answer fetch(std::uint16_t port, const std::string& target, const std::string& header_lines, const std::string& method) {
    HttpClient client(port);
    return client.get(target, header_lines, method);
}

std::string encoded(const std::string& text) {
    constexpr const char* digits = "0123456789ABCDEF";
    std::string result;
    for (char letter : text) {
        auto byte = static_cast<unsigned char>(letter);
        bool is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
        result += is_plain ? std::string(1, letter) : std::string{'%', digits[byte >> 4], digits[byte & 15]};
    }
    return result;
}

}  // namespace tertial::serve
