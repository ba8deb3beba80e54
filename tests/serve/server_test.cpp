// The protocol alone: limits, connections, workers and stopping, with answers made on the spot.
#include <condition_variable>
#include <mutex>

#include "http_client.hpp"
#include "running.hpp"
#include "serve/beast_server.hpp"

namespace tertial::serve {
namespace {

using std::chrono::milliseconds;

/// Holds every request for "/slow" until it is opened.
class Gate {
public:
    void pass() {
        std::unique_lock lock(mutex_);
        ++waiting_count_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return is_open_; });
    }
    void open() {
        std::lock_guard guard(mutex_);
        is_open_ = true;
        changed_.notify_all();
    }
    void wait_for(int count) {
        std::unique_lock lock(mutex_);
        ASSERT_TRUE(changed_.wait_for(lock, std::chrono::seconds(5), [&] { return waiting_count_ >= count; }));
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int waiting_count_ = 0;
    bool is_open_ = false;
};

class ServerTest : public testing::Test {
protected:
    ServerTest() {
        options_.address = "127.0.0.1";
        options_.limits.message_seconds_max = 2;
        answerer_ = [this](const RawRequest& request) {
            if (request.target.starts_with("/slow")) gate_.pass();
            Response response;
            response.content_type = "text/plain";
            response.body = std::make_shared<const std::string>(request.method + " " + request.target);
            return response;
        };
    }
    ~ServerTest() override { gate_.open(); }

    void start() {
        auto run = [this](const std::atomic<bool>& stop, const Running::Started& started) { return run_server(options_, answerer_, stop, started); };
        running_ = std::make_unique<Running>(run);
    }
    [[nodiscard]] std::uint16_t port() const { return running_->port(); }

    ServerOptions options_;
    Answerer answerer_;
    Gate gate_;
    std::unique_ptr<Running> running_;
};

TEST_F(ServerTest, one_connection_carries_many_requests_and_pipelined_ones_in_order) {
    start();
    HttpClient client(port());
    EXPECT_EQ(client.get("/a").body, "GET /a");
    EXPECT_EQ(client.get("/b").body, "GET /b");
    client.send("GET /c HTTP/1.1\r\nHost: localhost\r\n\r\nGET /d HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(client.read_answer()->body, "GET /c");
    EXPECT_EQ(client.read_answer()->body, "GET /d");
}

TEST_F(ServerTest, head_gives_the_length_and_no_body) {
    start();
    HttpClient client(port());
    Answer head = client.get("/a", "", "HEAD");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("content-length"), "7");
    EXPECT_EQ(client.get("/b").body, "GET /b") << "the body of HEAD was sent after all";
}

TEST_F(ServerTest, every_answer_carries_the_headers_that_protect_a_browser) {
    start();
    Answer answer = fetch(port(), "/a");
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("referrer-policy"), "same-origin");
    EXPECT_EQ(answer.header("cross-origin-resource-policy"), "same-origin");
    EXPECT_EQ(answer.header("cache-control"), "no-cache");
    EXPECT_NE(answer.header("content-security-policy").find("frame-ancestors 'none'"), std::string::npos);
    EXPECT_EQ(answer.header("server"), "");
}

TEST_F(ServerTest, too_long_header_is_431_and_just_short_enough_is_answered) {
    start();
    EXPECT_EQ(fetch(port(), "/a", "X-Long: " + std::string(15'000, 'x') + "\r\n").status, 200);
    HttpClient client(port());
    Answer answer = client.get("/api/v1/a", "X-Long: " + std::string(17'000, 'x') + "\r\n");
    EXPECT_EQ(answer.status, 431);
    EXPECT_NE(answer.body.find("header_is_too_large"), std::string::npos);
    EXPECT_TRUE(client.is_closed_within(1000));
    EXPECT_EQ(fetch(port(), "/" + std::string(20'000, 'a')).status, 431);
}

TEST_F(ServerTest, too_large_body_is_413_whether_announced_or_chunked) {
    start();
    EXPECT_EQ(fetch(port(), "/a", "Content-Length: 2000000\r\n", "POST").status, 413);
    HttpClient client(port());
    client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int piece = 0; piece < 40; ++piece) {
        if (!client.send("8000\r\n" + std::string(0x8000, 'x') + "\r\n")) break;
    }
    auto answer = client.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 413);
}

TEST_F(ServerTest, a_small_body_is_read_past) {
    start();
    HttpClient client(port());
    client.send("POST /a HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello");
    EXPECT_EQ(client.read_answer()->body, "POST /a");
    EXPECT_EQ(client.get("/b").body, "GET /b");
}

TEST_F(ServerTest, what_is_not_http_is_400_and_the_connection_ends) {
    start();
    HttpClient client(port());
    client.send("hej\r\n\r\n");
    auto answer = client.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->status, 400);
    EXPECT_TRUE(client.is_closed_within(1000));
}

TEST_F(ServerTest, a_connection_ends_when_asked_and_after_its_share_of_requests) {
    options_.limits.requests_per_connection_max = 3;
    start();
    HttpClient client(port());
    EXPECT_EQ(client.get("/1").header("connection"), "");
    client.get("/2");
    EXPECT_EQ(client.get("/3").header("connection"), "close");
    EXPECT_TRUE(client.is_closed_within(1000));
    HttpClient other(port());
    EXPECT_EQ(other.get("/1", "Connection: close\r\n").header("connection"), "close");
    EXPECT_TRUE(other.is_closed_within(1000));
    HttpClient old(port());
    old.send("GET /old HTTP/1.0\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(old.read_answer()->body, "GET /old");
    EXPECT_TRUE(old.is_closed_within(1000));
}

TEST_F(ServerTest, a_client_that_sends_slowly_holds_up_nobody_and_is_let_go) {
    start();
    HttpClient slow(port());
    slow.send("GET /a HTTP/1.1\r\nHost: loc");
    auto begun_at = std::chrono::steady_clock::now();
    EXPECT_EQ(fetch(port(), "/b").status, 200);
    EXPECT_LT(std::chrono::steady_clock::now() - begun_at, milliseconds(1000));
    for (int piece = 0; piece < 8; ++piece) {
        slow.send("x");
        std::this_thread::sleep_for(milliseconds(300));  // a byte now and then does not buy more time
    }
    EXPECT_TRUE(slow.is_closed_within(1000));
}

TEST_F(ServerTest, hundreds_of_idle_clients_hold_up_nobody) {
    start();
    std::vector<std::unique_ptr<HttpClient>> idle;
    for (int index = 0; index < 300; ++index) idle.push_back(std::make_unique<HttpClient>(port()));
    EXPECT_EQ(fetch(port(), "/b").status, 200);
}

TEST_F(ServerTest, connections_above_the_limit_are_closed_and_room_comes_back) {
    options_.limits.connections_max = 2;
    start();
    HttpClient first(port());
    first.get("/1");
    {
        HttpClient second(port());
        second.get("/2");
        HttpClient third(port());
        EXPECT_TRUE(third.is_closed_within(1000));
    }
    std::this_thread::sleep_for(milliseconds(200));
    EXPECT_EQ(fetch(port(), "/4").status, 200);
}

TEST_F(ServerTest, slow_work_leaves_the_other_worker_free_and_a_full_queue_is_503) {
    options_.workers = 2;
    options_.limits.waiting_requests_max = 1;
    start();
    HttpClient first(port()), second(port()), third(port());
    first.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    gate_.wait_for(1);
    EXPECT_EQ(fetch(port(), "/quick").status, 200);
    second.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    gate_.wait_for(2);
    third.send("GET /waits HTTP/1.1\r\nHost: localhost\r\n\r\n");
    std::this_thread::sleep_for(milliseconds(200));
    Answer refused = fetch(port(), "/api/v1/too-many");
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.header("retry-after"), "2");
    EXPECT_NE(refused.body.find("server_is_busy"), std::string::npos);
    gate_.open();
    EXPECT_EQ(first.read_answer()->status, 200);
    EXPECT_EQ(second.read_answer()->status, 200);
    EXPECT_EQ(third.read_answer()->body, "GET /waits");
}

TEST_F(ServerTest, stop_ends_idle_connections_at_once_and_answers_what_is_under_way) {
    start();
    HttpClient idle(port()), busy(port());
    idle.get("/a");
    busy.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
    gate_.wait_for(1);
    std::thread later([this] {
        std::this_thread::sleep_for(milliseconds(400));
        gate_.open();
    });
    auto elapsed = running_->end();
    later.join();
    EXPECT_TRUE(idle.is_closed_within(0));
    auto answer = busy.read_answer();
    ASSERT_TRUE(answer.has_value());
    EXPECT_EQ(answer->header("connection"), "close");
    EXPECT_LT(elapsed, milliseconds(3000));
}

TEST_F(ServerTest, stop_without_clients_is_quick_and_frees_the_port) {
    start();
    options_.port = port();
    EXPECT_LT(running_->end(), milliseconds(1000));
    start();
    EXPECT_EQ(fetch(port(), "/a").status, 200);
}

TEST_F(ServerTest, a_port_that_is_taken_is_told) {
    start();
    ServerOptions same = options_;
    same.port = port();
    std::atomic<bool> stop{false};
    auto result = run_server(same, answerer_, stop, {});
    ASSERT_FALSE(result.ok());
    EXPECT_EQ(result.issues().front().code, "address_is_in_use");
}

TEST_F(ServerTest, a_client_that_leaves_while_its_answer_is_made_harms_nobody) {
    start();
    {
        HttpClient leaving(port());
        leaving.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n");
        gate_.wait_for(1);
    }
    gate_.open();
    EXPECT_EQ(fetch(port(), "/a").status, 200);
}

}  // namespace
}  // namespace tertial::serve
