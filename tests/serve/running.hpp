// Something that serves on a thread of its own until the object ends, on a port that was free.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <future>
#include <thread>

#include "base/result.hpp"

namespace tertial::serve {

class Running {
public:
    using Started = std::function<void(std::uint16_t port)>;

    /// `serve` is run_server or serve with all but the stop flag and the call at start bound.
    explicit Running(std::function<base::Done(const std::atomic<bool>& stop, const Started& started)> serve) {
        auto tell_port = [this](std::uint16_t port) { port_promise_.set_value(port); };
        thread_ = std::thread([this, tell_port, serve = std::move(serve)] { result_.set_value(serve(stop_, tell_port)); });
        auto port = port_promise_.get_future();
        bool is_started = port.wait_for(std::chrono::seconds(10)) == std::future_status::ready;
        EXPECT_TRUE(is_started);
        if (is_started) port_ = port.get();
    }
    ~Running() {
        if (thread_.joinable()) end();
    }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

    /// Stops it and gives how long that took.
    std::chrono::milliseconds end() {
        auto begun_at = std::chrono::steady_clock::now();
        stop_ = true;
        thread_.join();
        auto result = result_.get_future().get();
        EXPECT_TRUE(result.ok()) << (result.ok() ? "" : base::format_issues(result.issues()));
        return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begun_at);
    }

private:
    std::atomic<bool> stop_{false};
    std::promise<std::uint16_t> port_promise_;
    std::promise<base::Done> result_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace tertial::serve
