// A workspace of a tiny region, made through the use cases in a folder of its own and served on a thread: one ledger, two
// units of which one has Swedish letters, one report that lacks nothing and one that lacks a comment and a figure.
#pragma once

#include <memory>
#include <string>

#include "engine/workspace.hpp"
#include "running.hpp"
#include "serve/serve.hpp"

namespace tertial::serve {

class SampleSite : public testing::Test {
protected:
    SampleSite();
    ~SampleSite() override;

    /// A workspace object of its own, as another process would have.
    [[nodiscard]] std::unique_ptr<engine::Workspace> open() const;
    /// Delivers a ledger for a month through `workspace`: the fee and the staff cost of unit N1, in kronor.
    void deliver(engine::Workspace& workspace, const std::string& month, int fee_kronor, int staff_kronor);
    void start();
    [[nodiscard]] std::uint16_t port() const { return running_->port(); }

    std::string folder_;
    ServeOptions options_;
    std::unique_ptr<engine::Workspace> workspace_;
    std::unique_ptr<Running> running_;

private:
    void write(const std::string& path, const std::string& text) const;
    void write_model() const;
};

}  // namespace tertial::serve
