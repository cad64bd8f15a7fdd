#include "core/network/activation.hpp"

#include "core/base/catalog.hpp"

namespace dlab {
namespace {

struct Name {
  const char *key, *label;
};
constexpr std::array<Name, all_activations.size()> names{{{"relu", N_("ReLU")},
                                                          {"leaky_relu", N_("leaky ReLU")},
                                                          {"tanh", N_("tanh")},
                                                          {"softplus", N_("softplus")},
                                                          {"elu", N_("ELU")}}};

}  // namespace

const char* activation_key(Activation activation) { return names[static_cast<std::size_t>(activation)].key; }
const char* activation_label(Activation activation) {
  return names[static_cast<std::size_t>(activation)].label;
}

}  // namespace dlab
