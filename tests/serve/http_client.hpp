// A client that sends exactly the bytes it is told to, also such that no real client would send. Reads one answer at a time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace tertial::serve {

struct Answer {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const {
        auto found = headers.find(name);
        return found == headers.end() ? "" : found->second;
    }
};

enum class HasBody { yes, no };

class HttpClient {
public:
    explicit HttpClient(std::uint16_t port, const std::string& address = "127.0.0.1");
    ~HttpClient();
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;

    /// False if the server has closed.
    bool send(const std::string& bytes) const;
    /// Nothing if the connection ends, or five seconds pass, before an answer is there.
    std::optional<Answer> read_answer(HasBody has_body = HasBody::yes);
    /// True if the server closes within the time, with nothing more to say.
    bool is_closed_within(int wait_ms);

    /// "GET target" with Host and the further header lines, each ended by "\r\n".
    Answer get(const std::string& target, const std::string& header_lines = "", const std::string& method = "GET");

private:
    bool receive(int wait_ms);

    int descriptor_;
    std::uint16_t port_;
    std::string received_;
};

/// One request on a connection of its own.
Answer fetch(std::uint16_t port, const std::string& target, const std::string& header_lines = "", const std::string& method = "GET");

/// Percent-encodes all but letters and digits.
std::string encoded(const std::string& text);

}  // namespace tertial::serve
