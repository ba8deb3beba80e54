// Content hashes (BLAKE2b-256, libsodium) as lower-case hex, and random bytes for salts.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace tertial::base {

/// Hash of the bytes, 64 hex digits.
[[nodiscard]] std::string content_hash(std::string_view bytes);
/// 32 hex digits of cryptographic randomness.
[[nodiscard]] std::string random_salt();

/// A hash over bytes that arrive in pieces.
class Hasher {
public:
    Hasher();
    ~Hasher();
    Hasher(const Hasher&) = delete;
    Hasher& operator=(const Hasher&) = delete;
    void add(std::string_view bytes);
    [[nodiscard]] std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace tertial::base
