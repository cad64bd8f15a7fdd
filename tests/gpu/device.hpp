// The best device of this machine, for the length of a test program: Mesa's software renderer at least.
#pragma once
#include <gtest/gtest.h>

#include <memory>

#include "app/host/compute_devices.hpp"

namespace dlab {

class OnDevice : public testing::Test {
 protected:
  void SetUp() override {
    Result<std::unique_ptr<GpuDevice>> device = best_compute_device();
    if (!device) GTEST_SKIP() << device.error().text();
    device_ = *std::move(device);
    ASSERT_TRUE(device_->make_current());
  }

  std::unique_ptr<GpuDevice> device_;
};

}  // namespace dlab
