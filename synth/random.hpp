// A small pseudo-random stream whose numbers are the same on every machine (splitmix64, integers only).
// It never asks the system for entropy and never uses floating point, so a seed gives the same files everywhere.
#pragma once

#include <cassert>
#include <cstdint>
#include <string_view>

namespace tertial::synth {

/// Scrambles 64 bits; the output function of splitmix64.
[[nodiscard]] inline std::uint64_t scrambled(std::uint64_t bits) {
    bits += 0x9e3779b97f4a7c15ULL;
    bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9ULL;
    bits = (bits ^ (bits >> 27)) * 0x94d049bb133111ebULL;
    return bits ^ (bits >> 31);
}

/// A seed for one purpose, so that leaving out one data set does not change another.
[[nodiscard]] inline std::uint64_t derived_seed(std::uint64_t seed, std::string_view purpose) {
    std::uint64_t bits = scrambled(seed);
    for (char letter : purpose) bits = scrambled(bits ^ static_cast<unsigned char>(letter));
    return bits;
}

class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t bits = scrambled(state_);
        state_ += 0x9e3779b97f4a7c15ULL;
        return bits;
    }

    /// 0 … limit − 1.
    std::int64_t below(std::int64_t limit) {
        assert(limit > 0);
        __extension__ using Wide = unsigned __int128;
        return static_cast<std::int64_t>((static_cast<Wide>(next()) * static_cast<Wide>(limit)) >> 64);
    }

    /// lowest … highest, both included.
    std::int64_t between(std::int64_t lowest, std::int64_t highest) { return lowest + below(highest - lowest + 1); }

private:
    std::uint64_t state_;
};

}  // namespace tertial::synth
