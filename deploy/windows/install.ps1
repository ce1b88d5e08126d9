# Installs Changming on Windows 10 or 11; needs no network. In a PowerShell that was started as administrator:
#   powershell -ExecutionPolicy Bypass -File windows\install.ps1 [-Expected <SHA-256 of the manifest>]
#       [-Browser <path of chrome.exe>] [-NoUsbStorage]
# Afterwards: windows\set-shell.ps1 (any edition) or windows\set-kiosk.ps1 (see docs: deploy.md)
param([string]$Expected = '', [string]$Browser = '', [switch]$NoUsbStorage)
$ErrorActionPreference = 'Stop'
$source = Split-Path -Parent $PSScriptRoot
$target = Join-Path $env:ProgramFiles 'Changming'

$identity = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
if (-not $identity.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)) {
  throw 'Start PowerShell as administrator.'
}

$powershell = Join-Path $PSHOME 'powershell.exe'
& $powershell -NoProfile -ExecutionPolicy Bypass -File (Join-Path $source 'check.ps1') -Expected $Expected
if ($LASTEXITCODE -ne 0) { throw 'The folder is not as it was made; nothing was installed.' }

# Standard users may read and run what lies below Program Files, and change nothing there.
if (Test-Path -LiteralPath "$target.old") { Remove-Item -LiteralPath "$target.old" -Recurse -Force }
if (Test-Path -LiteralPath $target) { Rename-Item -LiteralPath $target -NewName 'Changming.old' }
New-Item -ItemType Directory -Path $target | Out-Null
foreach ($name in 'app', 'kiosk', 'runtime', 'windows', 'LICENSE', 'deploy.md', 'deploy.zh-CN.md') {
  $from = Join-Path $source $name
  if (Test-Path -LiteralPath $from) { Copy-Item -LiteralPath $from -Destination $target -Recurse }
}
if (-not (Test-Path -LiteralPath "$target\runtime\node.exe")) {
  $node = Get-Command node.exe -ErrorAction SilentlyContinue
  if (-not $node) { throw 'No runtime\node.exe in the folder and no Node installed.' }
  New-Item -ItemType Directory -Force -Path "$target\runtime" | Out-Null
  Copy-Item -LiteralPath $node.Source -Destination "$target\runtime\node.exe"
}
if ($Browser) { Set-Content -LiteralPath "$target\browser.txt" -Value $Browser -Encoding ASCII }

& reg.exe import (Join-Path $source 'windows\chrome-policies.reg')
if ($LASTEXITCODE -ne 0) { throw 'The Chrome policies could not be written.' }
& reg.exe import (Join-Path $source 'windows\edge-policies.reg')
if ($LASTEXITCODE -ne 0) { throw 'The Edge policies could not be written.' }

# Neither the display nor the machine sleeps while it is on mains power.
& powercfg.exe /change monitor-timeout-ac 0
& powercfg.exe /change standby-timeout-ac 0
& powercfg.exe /change hibernate-timeout-ac 0

if ($NoUsbStorage) {
  # 4: disabled. 3 gives sticks back, for an update from one.
  Set-ItemProperty -LiteralPath 'HKLM:\SYSTEM\CurrentControlSet\Services\USBSTOR' -Name Start -Value 4
}
& w32tm.exe /resync
Write-Host "Installed in $target"
