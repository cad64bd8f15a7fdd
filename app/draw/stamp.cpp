#include "app/draw/stamp.hpp"

namespace dlab {

Stamp::Mark Stamp::mark(const ImDrawList& list) {
  return {list.VtxBuffer.Size, list.IdxBuffer.Size, list._VtxCurrentIdx, list._CmdHeader.VtxOffset};
}

void Stamp::keep(const ImDrawList& list, ImVec2 at, const Mark& from) {
  vertices_.clear();
  indices_.clear();
  if (list._CmdHeader.VtxOffset != from.offset) return;
  for (int i = from.vertices; i < list.VtxBuffer.Size; ++i) {
    ImDrawVert vertex = list.VtxBuffer[i];
    vertex.pos = {vertex.pos.x - at.x, vertex.pos.y - at.y};
    vertices_.push_back(vertex);
  }
  for (int i = from.indices; i < list.IdxBuffer.Size; ++i)
    indices_.push_back(static_cast<ImDrawIdx>(list.IdxBuffer[i] - from.first));
}

void Stamp::set_down(ImDrawList* list, ImVec2 to) const {
  list->PrimReserve(static_cast<int>(indices_.size()), static_cast<int>(vertices_.size()));
  const unsigned base = list->_VtxCurrentIdx;
  ImDrawVert* vertex = list->_VtxWritePtr;
  for (const ImDrawVert& own : vertices_) *vertex++ = {{own.pos.x + to.x, own.pos.y + to.y}, own.uv, own.col};
  ImDrawIdx* index = list->_IdxWritePtr;
  for (const ImDrawIdx own : indices_) *index++ = static_cast<ImDrawIdx>(base + own);
  list->_VtxWritePtr = vertex;
  list->_IdxWritePtr = index;
  list->_VtxCurrentIdx += static_cast<unsigned>(vertices_.size());
}

}  // namespace dlab
