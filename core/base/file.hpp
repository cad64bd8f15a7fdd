// Whole files, read and written with one clear sentence on failure; a write never harms the file that was
// there.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/error.hpp"

namespace dlab {

// Fails with a sentence if the file is missing, a folder, not permitted or longer than `most` bytes.
Result<std::string> read_file(const std::string& path, std::size_t most = std::size_t{1} << 30);

// Writes a file beside the target and renames it, so that a failure leaves the old file as it was. A target
// that is a device or a pipe is written to directly.
Status write_file(const std::string& path, std::string_view bytes);
// What write_file() would say of a path that cannot be a file's: before long work whose result goes there.
Status check_target(const std::string& path);

}  // namespace dlab
