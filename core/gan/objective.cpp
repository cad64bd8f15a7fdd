// How objectives are called in files and on the screen.
#include "core/gan/objective.hpp"

namespace dlab {
namespace {

constexpr Choice names[] = {{"minimax", N_("minimax GAN")}, {"non_saturating", N_("non-saturating GAN")},
                            {"wgan", N_("WGAN, clipped")},  {"wgan_gp", N_("WGAN-GP")},
                            {"wgan_lp", N_("WGAN-LP")},     {"least_squares", N_("least squares GAN")},
                            {"hinge", N_("hinge GAN")}};
static_assert(std::size(names) == all_objectives.size());

}  // namespace

std::span<const Choice> objective_choices() { return names; }
const char* objective_key(Objective objective) { return names[static_cast<std::size_t>(objective)].key; }
const char* objective_label(Objective objective) { return names[static_cast<std::size_t>(objective)].label; }

}  // namespace dlab
