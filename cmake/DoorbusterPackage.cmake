# What is installed, and the Debian package made of it: cpack -G DEB, or the target `package`.
include(GNUInstallDirs)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests and benchmarks need not be built for it: scripts/package.sh says what

# What the program makes of itself: manual pages, completion, a configuration file.
set(made "${CMAKE_BINARY_DIR}/packaging")
add_custom_command(
  OUTPUT "${made}/doorbuster.1" "${made}/doorbuster.toml"
  COMMAND "${CMAKE_COMMAND}" "-DPROGRAM=$<TARGET_FILE:doorbuster>" "-DOUT=${made}"
    "-DCHANGELOG=${CMAKE_SOURCE_DIR}/CHANGELOG.md" -P "${CMAKE_SOURCE_DIR}/packaging/make.cmake"
  DEPENDS doorbuster "${CMAKE_SOURCE_DIR}/packaging/make.cmake" "${CMAKE_SOURCE_DIR}/CHANGELOG.md"
  VERBATIM)
add_custom_target(doorbuster_made ALL DEPENDS "${made}/doorbuster.1" "${made}/doorbuster.toml")

set(packaging "${CMAKE_SOURCE_DIR}/packaging")
install(TARGETS doorbuster RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES "${made}/doorbuster.1.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1")
install(FILES "${made}/doorbuster.toml.5.gz" DESTINATION "${CMAKE_INSTALL_MANDIR}/man5")
install(FILES "${made}/bash-completion" DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions"
  RENAME doorbuster)
install(FILES "${made}/_doorbuster" DESTINATION "${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions")
install(FILES "${packaging}/copyright" "${made}/changelog.gz" "${CMAKE_SOURCE_DIR}/README.md"
  DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/docs/" DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(DIRECTORY "${CMAKE_SOURCE_DIR}/ops/" DESTINATION "${CMAKE_INSTALL_DATADIR}/doorbuster/ops")
# Debian's own places, whatever the prefix.
install(FILES "${packaging}/doorbuster.service" "${packaging}/doorbuster-webhooks.service"
  DESTINATION /lib/systemd/system)
install(FILES "${packaging}/sysusers.conf" DESTINATION /usr/lib/sysusers.d RENAME doorbuster.conf)
install(FILES "${made}/doorbuster.toml" DESTINATION /etc/doorbuster
  PERMISSIONS OWNER_READ OWNER_WRITE GROUP_READ WORLD_READ)
install(FILES "${packaging}/default" DESTINATION /etc/default RENAME doorbuster)
install(FILES "${packaging}/logrotate" DESTINATION /etc/logrotate.d RENAME doorbuster)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME doorbuster)
set(CPACK_PACKAGE_CONTACT "The Doorbuster authors <doorbuster@localhost.localdomain>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "flash-sale order engine")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION "flash-sale order engine
Doorbuster sells limited stock to a crowd: exactly what there is, once to each
who won, at once, and for ever on record. It answers over HTTP; an order that
it has acknowledged is on disk.
.
The package has the server as a service of systemd, the commands that operate
it, and what to load into Prometheus and Grafana beside it.")
set(CPACK_PACKAGE_DIRECTORY "${CMAKE_BINARY_DIR}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd | systemd-standalone-sysusers")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "ca-certificates")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "prometheus, logrotate")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
  "${packaging}/debian/postinst;${packaging}/debian/prerm;${packaging}/debian/postrm;${packaging}/debian/conffiles")
include(CPack)
