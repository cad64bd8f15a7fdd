// DLAB_CLONES before a hot function: compiled for several instruction sets, the loader picks at start, so one
// binary runs everywhere and fast. Loops to be vectorised belong into the marked function itself; what it calls is
// cloned with it only if it is inlined.
#pragma once
#include <cstddef>  // defines __GLIBC__ where the loader knows ifuncs

// The loader resolves ifuncs before a sanitizer's runtime is up, and the instrumented resolver crashes there.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define DLAB_CLONES
#elif defined(__GNUC__) && !defined(__clang__) && __GNUC__ >= 12 && defined(__x86_64__) && defined(__GLIBC__)
#define DLAB_CLONES __attribute__((target_clones("default", "arch=x86-64-v3", "arch=x86-64-v4")))
#else
#define DLAB_CLONES
#endif
