// Frames to a GIF or MP4, through the program ffmpeg.
#pragma once
#include <functional>
#include <string>

#include "app/export/export.hpp"

namespace dlab {

// Writes `count` frames (all of the first one's size; even numbers of pixels for MP4) at `rate` per second.
// frame(i) is called in order, and an Error of it ends the film; progress(i) before each. The film grows
// beside `path` and is renamed when it is whole. Errors: ffmpeg is missing (naming the package), it failed
// (its last line), the target cannot be written.
Status write_movie(const std::string& path, int count, double rate,
                   const std::function<Result<Pixels>(int)>& frame,
                   const std::function<void(int)>& progress = {});

}  // namespace dlab
