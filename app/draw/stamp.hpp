// A shape that was drawn once, to be set down again elsewhere: clouds are thousands of equal markers.
#pragma once
#include <imgui.h>

#include <vector>

namespace dlab {

class Stamp {
 public:
  // Calls `draw`, which adds triangles to the list around `at`, and keeps what it added. Stays empty if it
  // added nothing, or if a new index range began meanwhile.
  template <class Draw>
  void take(ImDrawList* list, ImVec2 at, Draw draw) {
    const Mark from = mark(*list);
    draw();
    keep(*list, at, from);
  }
  bool empty() const { return indices_.empty(); }
  // The same shape around `to`. Precondition: not empty.
  void set_down(ImDrawList* list, ImVec2 to) const;

 private:
  struct Mark {
    int vertices, indices;
    unsigned first, offset;
  };
  static Mark mark(const ImDrawList& list);
  void keep(const ImDrawList& list, ImVec2 at, const Mark& from);

  std::vector<ImDrawVert> vertices_;  // about (0, 0)
  std::vector<ImDrawIdx> indices_;    // from its own first vertex
};

}  // namespace dlab
