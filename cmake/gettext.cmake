# dlab_catalog(target language file): compiles a gettext catalogue (assets/locale/zh.po) with msgfmt and embeds it
# in <target> as dlab::assets::<language>_mo. Call it from the folder that defines the target.
find_program(MSGFMT_PROGRAM msgfmt)
if(NOT MSGFMT_PROGRAM)
  message(FATAL_ERROR "msgfmt was not found; it compiles the translations. Install gettext "
                      "(Debian, Fedora, Homebrew: gettext).")
endif()
function(dlab_catalog target language file)
  set(mo ${PROJECT_BINARY_DIR}/generated/locale/${language}.mo)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/generated/locale)
  add_custom_command(
    OUTPUT ${mo}
    COMMAND ${MSGFMT_PROGRAM} --check-format --check-header --output-file=${mo} ${file}
    DEPENDS ${file}
    COMMENT "Compiling the ${language} catalogue" VERBATIM)
  dlab_embed(${target} ${language}_mo ${mo})
endfunction()
