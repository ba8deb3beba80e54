// Room for many short texts that are kept and dropped together: views into it stand until it is cleared, and the room is used again.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace tertial::intake {

class TextArena {
public:
    std::string_view keep(std::string_view text) {
        if (text.empty()) return {};
        byte_count_ += text.size();
        if (text.size() > block_bytes / 4) return keep_alone(text);
        if (block_ == blocks_.size() || used_ + text.size() > block_bytes) open_block();
        char* target = blocks_[block_].get() + used_;
        std::memcpy(target, text.data(), text.size());
        used_ += text.size();
        return {target, text.size()};
    }
    void clear() {
        large_.clear();
        block_ = 0;
        used_ = 0;
        byte_count_ = 0;
    }
    [[nodiscard]] std::size_t byte_count() const { return byte_count_; }

private:
    static constexpr std::size_t block_bytes = std::size_t{256} << 10;

    std::string_view keep_alone(std::string_view text) {
        large_.push_back(std::make_unique<char[]>(text.size()));
        std::memcpy(large_.back().get(), text.data(), text.size());
        return {large_.back().get(), text.size()};
    }
    void open_block() {
        if (block_ < blocks_.size()) ++block_;
        if (block_ == blocks_.size()) blocks_.push_back(std::make_unique<char[]>(block_bytes));
        used_ = 0;
    }

    std::vector<std::unique_ptr<char[]>> blocks_;
    std::vector<std::unique_ptr<char[]>> large_;
    std::size_t block_ = 0;
    std::size_t used_ = 0;
    std::size_t byte_count_ = 0;
};

}  // namespace tertial::intake
