// The published illusion: KL of truncated, binned densities with a floor, which stays finite where KL is not.
#pragma once
#include <vector>

#include "core/distribution/law.hpp"
#include "core/exhibit/line.hpp"

namespace dlab {

// Masses of equal bins over [low, high], each raised to at least epsilon, renormalised to 1.
std::vector<double> binned_masses(const Law& law, const Binned& binned);
// KL of two such vectors, in nats.
double binned_kl(const std::vector<double>& p, const std::vector<double>& q);

}  // namespace dlab
