# dlab_embed(target symbol file): makes `extern const std::string_view dlab::assets::<symbol>` hold the
# bytes of <file>, compiled into <target>; declared in "assets/<symbol>.hpp" of the build tree.
function(dlab_embed target symbol file)
  set(out ${PROJECT_BINARY_DIR}/generated/assets)
  add_custom_command(
    OUTPUT ${out}/${symbol}.cpp ${out}/${symbol}.hpp
    COMMAND ${CMAKE_COMMAND} -DINPUT=${file} -DSYMBOL=${symbol} -DOUTPUT=${out}
            -P ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    DEPENDS ${file} ${PROJECT_SOURCE_DIR}/cmake/embed_file.cmake
    COMMENT "Embedding ${symbol}" VERBATIM)
  target_sources(${target} PRIVATE ${out}/${symbol}.cpp ${out}/${symbol}.hpp)
endfunction()
