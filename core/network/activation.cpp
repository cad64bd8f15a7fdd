#include "core/network/activation.hpp"

namespace dlab {
namespace {

constexpr std::array<Choice, all_activations.size()> names{{{"relu", N_("ReLU")},
                                                            {"leaky_relu", N_("leaky ReLU")},
                                                            {"tanh", N_("tanh")},
                                                            {"softplus", N_("softplus")},
                                                            {"elu", N_("ELU")}}};

}  // namespace

std::span<const Choice> activation_choices() { return names; }
const char* activation_key(Activation activation) { return names[static_cast<std::size_t>(activation)].key; }
const char* activation_label(Activation activation) {
  return names[static_cast<std::size_t>(activation)].label;
}

}  // namespace dlab
