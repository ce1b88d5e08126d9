# Any edition: gives an account the screen instead of the desktop (the policy "Custom User Interface"). As administrator,
# after the account has signed in once and signed out again:
#   powershell -ExecutionPolicy Bypass -File set-shell.ps1 -Account changming [-Remove]
param([Parameter(Mandatory = $true)][string]$Account, [switch]$Remove)
$ErrorActionPreference = 'Stop'

$sid = (New-Object Security.Principal.NTAccount($Account)).Translate([Security.Principal.SecurityIdentifier]).Value
$list = "HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList\$sid"
if (-not (Test-Path -LiteralPath $list)) { throw "$Account has never signed in." }
$home_folder = (Get-ItemProperty -LiteralPath $list).ProfileImagePath

& reg.exe load 'HKU\ChangmingKiosk' "$home_folder\NTUSER.DAT"
if ($LASTEXITCODE -ne 0) { throw "$Account is still signed in." }
$key = 'Registry::HKEY_USERS\ChangmingKiosk\Software\Microsoft\Windows\CurrentVersion\Policies\System'
try {
  if (-not (Test-Path -LiteralPath $key)) { New-Item -Path $key -Force | Out-Null }
  if ($Remove) {
    Remove-ItemProperty -LiteralPath $key -Name Shell
  } else {
    $command = 'cmd.exe /c "{0}\Changming\windows\guard.cmd"' -f $env:ProgramFiles
    Set-ItemProperty -LiteralPath $key -Name Shell -Value $command -Type String
  }
} finally {
  # PowerShell holds keys open until they are collected, and an open key cannot be unloaded.
  [GC]::Collect()
  [GC]::WaitForPendingFinalizers()
  & reg.exe unload 'HKU\ChangmingKiosk'
}
Write-Host 'From the next sign-in on. Ctrl+Alt+Del still signs out.'
