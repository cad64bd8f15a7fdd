// A moment of the arena whose numbers are exact on every processor.
#include "tests/figure/made_up_arena.hpp"

#include "core/exhibit/arena_exhibit.hpp"

namespace dlab {

std::shared_ptr<ArenaResults> made_up(const ArenaScene& scene) {
  auto results = std::make_shared<ArenaResults>();
  results->inputs = scene;
  results->settings = gan_settings(scene, 1);
  auto m = std::make_shared<Diagnosis>();
  const bool plane = dimension_of(scene) == 2;
  m->iteration = 700;
  m->dimension = plane ? 2 : 1;
  m->request.view = results->view = {-2, 2, -2, 2};
  m->request.columns = plane ? 9 : 17;
  m->request.rows = plane ? 9 : 1;
  auto values = std::make_shared<std::vector<float>>();
  for (int row = 0; row < m->request.rows; ++row)
    for (int column = 0; column < m->request.columns; ++column)
      values->push_back(static_cast<float>(column) / 8 - static_cast<float>(row) / 16);
  m->values = m->steepness = values;
  m->low = -0.5;
  m->high = plane ? 1 : 2;
  for (int i = 0; i < 6; ++i) {
    m->real.push_back({0.25 * i, plane ? 0.5 : 0});
    m->fake.push_back({-0.25 * i, plane ? -0.5 : 0});
    m->real_value.push_back(0.75f);
    m->fake_value.push_back(0.25f);
    m->fake_slope.push_back({0.5, plane ? 0.25 : 0});
  }
  for (int i = 0; i < 17 && !plane; ++i) {
    m->real_density.push_back(i / 32.0);
    m->fake_density.push_back((16 - i) / 32.0);
    m->optimal_critic.push_back(i / 16.0);
    m->optimal_discriminator.push_back(i / 16.0);
  }
  m->w1 = {0.25, 1e-12, Method::exact, ""};
  m->estimate = 0.5;
  m->js = 0.25;
  m->modes.covered = 3;
  m->modes.modes = 8;
  m->modes.in_modes = 0.5;
  m->steep_share = 0.03125;
  m->slopes = {0.5f, 0.75f, 1.f, 1.f, 1.25f};
  m->cosine = 0.875;
  m->critic_layers = {0.5, 0.0625, 0.25};
  m->generator_layers = {0.125, 0.25, 0.5};
  m->critic_weights = {-0.5, 0.5, {1, 4, 9, 4}};
  results->diagnosis = m;
  auto record = std::make_shared<std::vector<LossRecord::Row>>();
  auto measures = std::make_shared<std::vector<ArenaMeasure>>();
  for (std::uint64_t i = 0; i <= 700; i += 100) {
    const double share = static_cast<double>(i) / 1024;
    record->push_back({i, {-share, 0, share, 1 - share}});
    measures->push_back({i, share, 1 - share, share / 2, 0, 0, 3});
  }
  results->record = record;
  results->measures = measures;
  results->iterations = 834;
  results->iterations_per_second = 1180;
  results->threads = 2;
  return results;
}

ArenaScene on_the_line() {
  ArenaScene scene;
  scene.p = Distribution(Normal{-1, 0.5});
  scene.q = Distribution(Dirac{1});
  scene.model = ArenaModel::fixed;
  return scene;
}

Figure picture(const ArenaScene& scene, const ArenaResults& results, double width, double height,
               const Look& look) {
  const Catalog words;
  const FixedAdvance measurer;
  const Style style{&theme(ThemeKind::light), &words, &measurer, 1, false, true};
  return figure(scene, results, look, style, width, height);
}

bool says(const Figure& figure, const std::string& what) {
  for (const Primitive& primitive : figure.primitives)
    if (const auto* text = std::get_if<Text>(&primitive); text && text->text.find(what) != std::string::npos)
      return true;
  return false;
}

}  // namespace dlab
