// Batches from counter-based numbers, sixty-four blocks at a time.
#include "core/gan/batch.hpp"

#include <algorithm>
#include <cassert>

#include "core/distribution/law.hpp"
#include "core/distribution/law_2d.hpp"
#include "core/distribution/law_2d_sampler.hpp"
#include "core/distribution/law_piece.hpp"
#include "core/math/random_batch.hpp"

namespace dlab {
namespace {

// Of real samples every row has a block of its own; of noise every four numbers have.
constexpr std::uint64_t rows_a_step = most_batch;
constexpr int lot = static_cast<int>(most_blocks);

double halves(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

// Numbers first … first + count − 1 of a step's row of numbers, four from a block, made by fill(words,
// blocks, numbers): splits need not fall between blocks.
template <class Fill>
void draw_flat(std::uint64_t seed, RandomStream stream, std::uint64_t step, int first, int count, float* out,
               const Fill& fill) {
  RandomWords words;
  float numbers[4 * most_blocks];
  const int end = first + count;
  for (int block = first / 4; 4 * block < end; block += lot) {
    const int blocks = std::min(lot, (end + 3) / 4 - block);
    random_words(seed, static_cast<std::uint32_t>(stream),
                 first_block_of_draw(step) + static_cast<std::uint64_t>(block),
                 static_cast<std::size_t>(blocks), words);
    fill(words, static_cast<std::size_t>(blocks), numbers);
    const int from = std::max(first, 4 * block), to = std::min(end, 4 * (block + blocks));
    std::copy(numbers + (from - 4 * block), numbers + (to - 4 * block), out + (from - first));
  }
}

}  // namespace

// A part of a law on the line: location + scale · a standard variable; an atom has scale 0.
struct DataSource::Line {
  struct Part {
    Piece::Shape shape;
    double location, scale;
  };
  std::vector<Part> list;
  GuideTable table;

  explicit Line(const Law& law) {
    std::vector<double> up_to;
    double sum = 0;
    for (const Piece& piece : law.pieces()) {
      list.push_back({piece.shape, piece_location(piece), piece_scale(piece)});
      up_to.push_back(sum += piece.weight);
    }
    for (const Atom& atom : law.atoms()) {
      list.push_back({Piece::Shape::uniform, atom.at, 0});
      up_to.push_back(sum += atom.mass);
    }
    table = GuideTable(std::move(up_to));
  }
};

struct DataSource::Plane {
  Law2d law;
  Law2dSampler sampler{law};
  explicit Plane(const Distribution2d& distribution) : law(distribution) {}
  Plane(const Plane&) = delete;
};

DataSource::DataSource(const Distribution& distribution)
    : line_(std::make_unique<const Line>(Law(distribution))) {}
DataSource::DataSource(const Distribution2d& distribution)
    : plane_(std::make_unique<const Plane>(distribution)) {}
DataSource::~DataSource() = default;
DataSource::DataSource(DataSource&&) noexcept = default;
DataSource& DataSource::operator=(DataSource&&) noexcept = default;

// A row's words: which part; radius and angle of a normal pair, or the place in a shape; the place along a
// curve.
void DataSource::draw(std::uint64_t seed, RandomStream stream, std::uint64_t step, int first, int count,
                      float* out) const {
  assert(first >= 0 && first + count <= most_batch);
  RandomWords words;
  float x[most_blocks], y[most_blocks];
  for (int done = 0; done < count; done += lot) {
    const auto rows = static_cast<std::size_t>(std::min(lot, count - done));
    random_words(seed, static_cast<std::uint32_t>(stream),
                 step * rows_a_step + static_cast<std::uint64_t>(first + done), rows, words);
    normal_pairs(words[1].data(), words[2].data(), rows, x, y);
    for (std::size_t i = 0; i < rows; ++i) {
      const double choose = words[0][i] * 0x1p-32, along = halves(words[3][i]);
      if (plane_) {
        const std::size_t part = plane_->sampler.part(choose);
        const Point at =
            plane_->sampler.bells(part)
                ? plane_->sampler.on_bells(part, along, {x[i], y[i]})
                : plane_->sampler.on_shape(part, along, {open_unit(words[1][i]), halves(words[2][i])});
        *out++ = static_cast<float>(at.x), *out++ = static_cast<float>(at.y);
      } else {
        const Line::Part& part = line_->list[line_->table.find(choose)];
        const double z = part.shape == Piece::Shape::normal ? x[i] : standard_quantile(part.shape, along);
        *out++ = static_cast<float>(part.location + part.scale * z);
      }
    }
  }
}

void draw_noise(const NoiseSettings& noise, std::uint64_t seed, std::uint64_t step, int first, int count,
                float* out, RandomStream stream) {
  assert(first >= 0 && first + count <= most_batch);
  const bool normal = noise.kind == NoiseKind::normal;
  draw_flat(seed, stream, step, first * noise.dimension, count * noise.dimension, out,
            [normal](const RandomWords& words, std::size_t blocks, float* numbers) {
              if (normal) {
                float x[most_blocks], y[most_blocks];
                for (std::size_t pair = 0; pair < 2; ++pair) {
                  normal_pairs(words[2 * pair].data(), words[2 * pair + 1].data(), blocks, x, y);
                  for (std::size_t i = 0; i < blocks; ++i)
                    numbers[4 * i + 2 * pair] = x[i], numbers[4 * i + 2 * pair + 1] = y[i];
                }
                return;
              }
              for (std::size_t i = 0; i < blocks; ++i)
                for (std::size_t k = 0; k < 4; ++k) numbers[4 * i + k] = 2 * open_unit(words[k][i]) - 1;
            });
}

void draw_between(std::uint64_t seed, std::uint64_t step, int first, int count, float* out,
                  RandomStream stream) {
  assert(first >= 0 && first + count <= most_batch);
  draw_flat(seed, stream, step, first, count, out,
            [](const RandomWords& words, std::size_t blocks, float* numbers) {
              for (std::size_t i = 0; i < blocks; ++i)
                for (std::size_t k = 0; k < 4; ++k) numbers[4 * i + k] = unit(words[k][i]);
            });
}

}  // namespace dlab
