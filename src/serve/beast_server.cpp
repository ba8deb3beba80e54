// The one file that includes Boost.Beast and Asio, which take long to compile.
#include "serve/beast_server.hpp"

#include <sys/resource.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <optional>
#include <unordered_set>

#include "base/text.hpp"
#include "serve/issue_answer.hpp"
#include "serve/target.hpp"
#include "serve/work_pool.hpp"

namespace tertial::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using base::make_issue;
using boost::system::error_code;
using Clock = std::chrono::steady_clock;

constexpr auto stop_poll = std::chrono::milliseconds(100);
constexpr auto stop_grace = std::chrono::seconds(5);                   ///< for answers under way when the server is told to stop
constexpr auto farewell_limit = std::chrono::milliseconds(2000);       ///< for a client to close after the last answer
constexpr auto hasty_farewell_limit = std::chrono::milliseconds(200);  ///< the same when the server is told to stop
constexpr auto accept_pause = std::chrono::milliseconds(100);

/// Headers that every answer carries. A policy of the answer's own (a page's) takes the place of the last one.
void set_common_headers(http::fields& fields, const Response& response) {
    fields.set(http::field::cache_control, response.status < 400 ? "no-cache" : "no-store");
    fields.set("X-Content-Type-Options", "nosniff");
    fields.set("Referrer-Policy", "same-origin");
    fields.set("Cross-Origin-Resource-Policy", "same-origin");
    fields.set("Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    if (!response.content_type.empty() && response.body) fields.set(http::field::content_type, response.content_type);
    if (!response.etag.empty()) fields.set(http::field::etag, response.etag);
    for (const auto& [name, value] : response.headers) fields.set(name, value);
}

class Server;

/// One connection: reads a request, has it answered, writes the answer, and so on. Everything but the making of the answer
/// happens on the server's thread, so nothing here is locked. Lives as long as an operation or a job holds it.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(Server& server, tcp::socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void read();
    /// Closes at once unless an answer is being made or written; then after it.
    void end();

private:
    void on_read(error_code error);
    void refuse(error_code error);
    void hand_over();
    void write(const Response& response);
    template <class Body>
    void write_message(http::response<Body> message);
    void on_written(error_code error, bool keeps_open);
    void say_farewell();
    void drain();
    void log(int status) const;

    Server& server_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    std::shared_ptr<const std::string> body_;  ///< of the answer being written
    std::string method_, target_;
    Clock::time_point asked_at_;
    int request_count_ = 0;
    bool is_answering_ = false;
    bool must_close_ = false;
};

class Server {
public:
    Server(const ServerOptions& options, const Answerer& answerer, const std::atomic<bool>& stop)
        : options_(options), answerer_(answerer), stop_(stop), acceptor_(io_), accept_timer_(io_), stop_timer_(io_), connections_max_(find_connections_max()) {}

    base::Done listen();
    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }
    void run();

    void add(Connection* connection) { connections_.insert(connection); }
    void remove(Connection* connection) { connections_.erase(connection); }
    [[nodiscard]] bool is_ending() const { return ends_at_.has_value(); }
    [[nodiscard]] const ServerOptions& options() const { return options_; }
    [[nodiscard]] const Answerer& answerer() const { return answerer_; }
    [[nodiscard]] WorkPool& pool() { return *pool_; }

private:
    [[nodiscard]] std::size_t find_connections_max() const;
    void accept();
    void on_accept(error_code error, tcp::socket socket);
    void look_for_stop();

    const ServerOptions& options_;
    const Answerer& answerer_;
    const std::atomic<bool>& stop_;
    std::unordered_set<Connection*> connections_;  // before io_, whose end destroys the last connections
    asio::io_context io_{1};
    tcp::acceptor acceptor_;
    asio::steady_timer accept_timer_, stop_timer_;
    std::size_t connections_max_;
    std::optional<Clock::time_point> ends_at_;
    std::optional<WorkPool> pool_;  // last: its jobs hold connections
};

// ---- Connection ----------------------------------------------------------------------------------------------------

Connection::Connection(Server& server, tcp::socket socket) : server_(server), stream_(std::move(socket)) {
    server_.add(this);
    error_code ignored;
    stream_.socket().set_option(tcp::no_delay(true), ignored);
}

Connection::~Connection() { server_.remove(this); }

void Connection::read() {
    parser_.emplace();
    parser_->header_limit(server_.options().limits.header_bytes_max);
    parser_->body_limit(server_.options().limits.body_bytes_max);
    method_.clear();
    target_.clear();
    // One limit for the whole message, so that a client that sends a byte now and then does not stay for ever.
    stream_.expires_after(std::chrono::seconds(server_.options().limits.message_seconds_max));
    http::async_read(stream_, buffer_, *parser_, [self = shared_from_this()](error_code error, std::size_t) { self->on_read(error); });
}

void Connection::on_read(error_code error) {
    asked_at_ = Clock::now();
    if (error == http::error::end_of_stream) return say_farewell();
    const auto& request = parser_->get();
    method_ = std::string(request.method_string());
    target_ = std::string(request.target());
    if (error) return refuse(error);
    is_answering_ = true;
    must_close_ = !request.keep_alive() || ++request_count_ >= server_.options().limits.requests_per_connection_max;
    stream_.expires_never();
    hand_over();
}

/// What came is no message that can be answered in earnest, so the connection ends; a client that was cut off just goes.
void Connection::refuse(error_code error) {
    const Limits& limits = server_.options().limits;
    base::Issue issue = make_issue("request_is_not_readable", "anropet är inte giltig HTTP", "använd en klient för HTTP/1.1");
    if (error == http::error::header_limit || error == http::error::buffer_overflow) {
        issue = make_issue("header_is_too_large", "anropets rubriker är större än " + std::to_string(limits.header_bytes_max / 1024) + " kB",
                           "korta adressen eller kakorna");
    } else if (error == http::error::body_limit) {
        issue = make_issue("body_is_too_large", "anropet är större än " + std::to_string(limits.body_bytes_max / 1024) + " kB",
                           "här går bara att läsa; skicka inget innehåll");
    } else if (error == http::error::partial_message || error.category() != http::make_error_code(http::error::end_of_stream).category()) {
        return;
    }
    is_answering_ = true;
    must_close_ = true;
    write(answer_issues({issue}, form_of(path_of(target_))));
}

void Connection::hand_over() {
    const auto& message = parser_->get();
    RawRequest request{method_, target_, {}, {}};
    auto [first_host, last_host] = message.equal_range(http::field::host);
    for (auto host = first_host; host != last_host; ++host) request.hosts.emplace_back(host->value());
    request.if_none_match = std::string(message[http::field::if_none_match]);
    auto job = [self = shared_from_this(), request = std::move(request)]() mutable {
        Response response = self->server_.answerer()(request);
        // The connection moves on with its answer: its last holder must never be a worker thread.
        auto executor = self->stream_.get_executor();
        asio::post(executor, [self = std::move(self), response = std::move(response)] { self->write(response); });
    };
    if (server_.pool().offer(std::move(job))) return;
    write(answer_issues({make_issue("server_is_busy", "många väntar på svar just nu", "försök igen om några sekunder")}, form_of(path_of(target_))));
}

void Connection::write(const Response& response) {
    must_close_ = must_close_ || server_.is_ending();
    log(response.status);
    unsigned version = parser_->get().version() == 10 ? 10 : 11;
    auto status = static_cast<http::status>(response.status);
    body_ = response.body;
    bool has_body = body_ && method_ != "HEAD";
    if (has_body) {
        http::response<http::span_body<const char>> message{status, version};
        message.body() = {body_->data(), body_->size()};
        set_common_headers(message, response);
        message.prepare_payload();
        return write_message(std::move(message));
    }
    http::response<http::empty_body> message{status, version};
    set_common_headers(message, response);
    if (body_) message.content_length(body_->size());  // HEAD tells the length of what GET would send
    write_message(std::move(message));
}

template <class Body>
void Connection::write_message(http::response<Body> message) {
    message.keep_alive(!must_close_);
    stream_.expires_after(std::chrono::seconds(server_.options().limits.message_seconds_max));
    auto kept = std::make_shared<http::response<Body>>(std::move(message));
    http::async_write(stream_, *kept, [self = shared_from_this(), kept](error_code error, std::size_t) { self->on_written(error, !self->must_close_); });
}

void Connection::on_written(error_code error, bool keeps_open) {
    is_answering_ = false;
    body_.reset();
    if (error) return;
    if (keeps_open && !server_.is_ending()) return read();
    say_farewell();
}

/// Sends no more, but reads on for a moment: closing while the client still sends would destroy the answer on its way.
void Connection::say_farewell() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    buffer_.clear();
    stream_.expires_after(server_.is_ending() ? hasty_farewell_limit : farewell_limit);
    drain();
}

void Connection::drain() {
    constexpr std::size_t piece_bytes = 16 * 1024;
    stream_.async_read_some(buffer_.prepare(piece_bytes), [self = shared_from_this()](error_code error, std::size_t) {
        if (!error) self->drain();
    });
}

void Connection::end() {
    must_close_ = true;
    if (!is_answering_) stream_.close();
}

/// Never the query: it may hold what a person is known by.
void Connection::log(int status) const {
    if (!server_.options().verbose) return;
    auto elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - asked_at_).count();
    std::string path(path_of(target_));
    std::string asked = (method_.empty() ? "-" : method_) + " " + (path.empty() ? "-" : path);
    write_to_log(asked + " " + std::to_string(status) + " " + std::to_string(elapsed_ms) + " ms");
}

// ---- Server --------------------------------------------------------------------------------------------------------

/// Reports and queries open files too, so connections may take half of what the process is allowed.
std::size_t Server::find_connections_max() const {
    auto wanted = static_cast<std::size_t>(std::max(1, options_.limits.connections_max));
    rlimit files{};
    if (getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
    return std::clamp<std::size_t>(files.rlim_cur / 2, 1, wanted);
}

base::Done Server::listen() {
    error_code error;
    tcp::endpoint endpoint(asio::ip::make_address(options_.address, error), options_.port);
    if (!error) acceptor_.open(endpoint.protocol(), error);
    if (!error) acceptor_.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error) acceptor_.bind(endpoint, error);
    if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
    if (!error) return base::Nothing{};
    std::string shown = options_.address + " port " + std::to_string(options_.port);
    if (error == asio::error::address_in_use) {
        return make_issue("address_is_in_use", "på " + shown + " lyssnar redan ett annat program", "avsluta det, eller välj en annan port med --listen");
    }
    return make_issue("address_is_not_available", "det går inte att lyssna på " + shown + ": " + error.message(),
                      "välj en annan adress eller en port över 1023 med --listen");
}

void Server::run() {
    pool_.emplace(options_.workers, options_.limits.waiting_requests_max);
    accept();
    look_for_stop();
    io_.run();
    pool_.reset();  // waits for answers that nobody waits for any longer
}

void Server::accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) { on_accept(error, std::move(socket)); });
}

void Server::on_accept(error_code error, tcp::socket socket) {
    if (!acceptor_.is_open()) return;
    if (!error) {
        // Above the limit the socket just closes: an answer would need the very resources that are short.
        if (connections_.size() < connections_max_) std::make_shared<Connection>(*this, std::move(socket))->read();
        return accept();
    }
    // Out of files, for example: without a pause the error would come again at once and for ever.
    accept_timer_.expires_after(accept_pause);
    accept_timer_.async_wait([this](error_code cancelled) {
        if (!cancelled && acceptor_.is_open()) accept();
    });
}

/// A signal handler can set a flag and hardly more, so the flag is looked at from time to time.
void Server::look_for_stop() {
    if (stop_.load() && !is_ending()) {
        ends_at_ = Clock::now() + stop_grace;
        error_code ignored;
        acceptor_.close(ignored);
        accept_timer_.cancel();
        for (Connection* connection : connections_) connection->end();
    }
    if (is_ending() && (connections_.empty() || Clock::now() > *ends_at_)) return io_.stop();
    stop_timer_.expires_after(stop_poll);
    stop_timer_.async_wait([this](error_code cancelled) {
        if (!cancelled) look_for_stop();
    });
}

}  // namespace

base::Done run_server(const ServerOptions& options, const Answerer& answerer, const std::atomic<bool>& stop,
                      const std::function<void(std::uint16_t port)>& started) {
    Server server(options, answerer, stop);
    TRY(server.listen());
    if (started) started(server.port());
    server.run();
    return base::Nothing{};
}

}  // namespace tertial::serve
