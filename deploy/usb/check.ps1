# Compares every file of this folder with manifest.sha256: nothing changed, nothing missing, nothing added.
# usage: powershell -ExecutionPolicy Bypass -File check.ps1 [-Expected <SHA-256 of the manifest>]
# Exit 0: as made. 1: it is not, and why.
param([string]$Expected = '')
$ErrorActionPreference = 'Stop'
$here = $PSScriptRoot
$manifest = Join-Path $here 'manifest.sha256'

function Refuse([string]$message) {
  Write-Host "REFUSED: $message"
  exit 1
}

if (-not (Test-Path -LiteralPath $manifest)) { Refuse 'manifest.sha256 is missing' }
$own = (Get-FileHash -LiteralPath $manifest -Algorithm SHA256).Hash.ToLowerInvariant()
if ($Expected -and $Expected.ToLowerInvariant() -ne $own) { Refuse "the manifest is another one: $own" }

$listed = @{}
foreach ($line in [IO.File]::ReadAllLines($manifest)) {
  if ($line -cnotmatch '^([0-9a-f]{64})  (.+)$') { Refuse "not a line of a manifest: $line" }
  $listed[$Matches[2]] = $Matches[1]
}

$found = Get-ChildItem -LiteralPath $here -Recurse -Force -File
foreach ($file in $found) {
  $name = $file.FullName.Substring($here.TrimEnd('\').Length + 1).Replace('\', '/')
  if ($name -eq 'manifest.sha256') { continue }
  if (-not $listed.ContainsKey($name)) { Refuse "not in the manifest: $name" }
  $hash = (Get-FileHash -LiteralPath $file.FullName -Algorithm SHA256).Hash.ToLowerInvariant()
  if ($hash -ne $listed[$name]) { Refuse "changed: $name" }
  $listed.Remove($name)
}
foreach ($name in $listed.Keys) { Refuse "missing: $name" }
Write-Host "OK: every file as made. Manifest $own"
if (-not $Expected) { Write-Host 'Compare these 64 characters with what was written down.' }
