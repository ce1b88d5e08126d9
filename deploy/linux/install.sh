#!/bin/bash
# Installs Changming on a Linux machine with systemd and an installed Chromium or Chrome; needs no network.
# usage: sudo bash linux/install.sh [--session cage|desktop] [--expected <SHA-256 of the manifest>] [--no-usb-storage]
#                                   [--root <folder>]
#   --session   cage: the whole machine is the screen (needs the package "cage"); desktop: inside a desktop session.
#               Without it: cage where it is installed, else desktop
#   --root      writes the files below another folder and changes nothing else; for images and for tests
set -euo pipefail
source_folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root= session= expected= no_usb_storage=

main() {
  read_options "$@"
  check_source
  install_program
  install_policies
  install_units
  install_settings
  [ -n "$root" ] || activate
  say "installed; docs: $root/opt/changming/deploy.md"
}

read_options() {
  while [ $# -gt 0 ]; do
    case $1 in
      --session | --expected | --root) [ $# -ge 2 ] || misuse "$1 needs a value" ;;&
      --session) session=$2 && shift 2 ;;
      --expected) expected=$2 && shift 2 ;;
      --root) root=${2%/} && shift 2 ;;
      --no-usb-storage) no_usb_storage=yes && shift ;;
      *) misuse "unknown: $1" ;;
    esac
  done
  [ -n "$session" ] || session=$(command -v cage >/dev/null && echo cage || echo desktop)
  case $session in cage | desktop) ;; *) misuse "--session $session" ;; esac
  [ -n "$root" ] || [ "$(id -u)" = 0 ] || misuse 'run it with sudo'
}

check_source() {
  if [ -f "$source_folder/manifest.sha256" ]; then
    bash "$source_folder/check.sh" ${expected:+"$expected"}
  else
    misuse "$source_folder is not an installation folder; make one with deploy/usb/make.mjs"
  fi
}

# Read from the stick once more, written, and checked where it will be run from. The old version is kept.
install_program() {
  local home=$root/opt/changming
  rm -rf "$home.new"
  mkdir -p "$home.new"
  cp -R "$source_folder"/{app,kiosk,linux,LICENSE,deploy.md,deploy.zh-CN.md} "$home.new"
  if [ -d "$source_folder/runtime" ]; then cp -R "$source_folder/runtime" "$home.new"; fi
  local written='^.{66}(app|kiosk|runtime|linux)/'
  (cd "$home.new" && grep -E "$written" "$source_folder/manifest.sha256" | sha256sum --check --strict --quiet)
  find "$home.new" -type d -exec chmod 755 {} + -o -type f -exec chmod 644 {} +
  install_node "$home.new"
  rm -rf "$home.old"
  if [ -e "$home" ]; then mv "$home" "$home.old"; fi
  mv "$home.new" "$home"
}

install_node() {
  local node=$1/runtime/node installed
  if [ -f "$node" ]; then
    chmod 755 "$node"
  else
    installed=$(command -v node) || misuse 'no Node in the folder, none installed'
    mkdir -p "$1/runtime"
    ln -s "$installed" "$node"
  fi
}

# Chromium of Debian and its like; Google Chrome.
install_policies() {
  local folder
  for folder in /etc/chromium /etc/opt/chrome; do
    put "$source_folder/linux/policies/changming.json" "$folder/policies/managed/changming.json"
  done
}

install_units() {
  local from=$source_folder/linux
  put "$from/changming-server.service" /etc/systemd/system/changming-server.service
  if [ "$session" = cage ]; then
    put "$from/changming-cage.service" /etc/systemd/system/changming-cage.service
  else
    put "$from/changming-screen.service" /etc/systemd/user/changming-screen.service
    put "$from/changming-screen.desktop" /etc/xdg/autostart/changming-screen.desktop
  fi
}

install_settings() {
  local from=$source_folder/linux
  put "$from/no-blanking/logind.conf" /etc/systemd/logind.conf.d/changming.conf
  put "$from/no-blanking/sleep.conf" /etc/systemd/sleep.conf.d/changming.conf
  put "$from/no-blanking/xorg.conf" /etc/X11/xorg.conf.d/10-changming.conf
  put "$from/no-blanking/gnome.dconf" /etc/dconf/db/local.d/00-changming
  [ -e "$root/etc/dconf/profile/user" ] || put "$from/no-blanking/dconf-profile" /etc/dconf/profile/user
  [ -z "$no_usb_storage" ] || put "$from/optional/no-usb-storage.conf" /etc/modprobe.d/changming-no-usb-storage.conf
}

# No password is set: useradd leaves the account locked, nobody signs in with it, the session is opened by the system.
activate() {
  id changming >/dev/null 2>&1 || useradd --create-home --shell /bin/bash --comment 'Changming screen' changming
  install -d -o changming -g changming -m 700 /var/lib/changming
  if command -v dconf >/dev/null; then dconf update; fi
  systemctl daemon-reload
  systemctl enable changming-server.service
  systemctl restart changming-server.service
  if [ "$session" = cage ]; then
    systemctl enable changming-cage.service
    systemctl set-default graphical.target
    say 'restart the machine: the screen starts by itself'
  else
    say 'let the display manager sign the user "changming" in by itself (docs: deploy.md), then restart the machine'
  fi
}

put() {
  install -D -m 644 "$1" "$root$2"
}

say() {
  printf 'changming: %s\n' "$1"
}

misuse() {
  printf 'changming: %s\n' "$1" >&2
  exit 2
}

main "$@"
