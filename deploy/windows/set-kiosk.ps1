# Gives Windows one of the two configurations beside this file, through the MDM Bridge WMI provider. It answers only to
# the account SYSTEM: start this from a shell of SYSTEM (docs: deploy.md), or give the XML to your device management.
#   powershell -ExecutionPolicy Bypass -File set-kiosk.ps1 -Kind ShellLauncher|AssignedAccess [-Remove]
param([Parameter(Mandatory = $true)][ValidateSet('ShellLauncher', 'AssignedAccess')][string]$Kind, [switch]$Remove)
$ErrorActionPreference = 'Stop'
if (-not [Security.Principal.WindowsIdentity]::GetCurrent().IsSystem) { throw 'Only the account SYSTEM may do this.' }

$files = @{ ShellLauncher = 'shell-launcher.xml'; AssignedAccess = 'assigned-access.xml' }
$properties = @{ ShellLauncher = 'ShellLauncher'; AssignedAccess = 'Configuration' }
$instance = Get-CimInstance -Namespace 'root\cimv2\mdm\dmmap' -ClassName 'MDM_AssignedAccess'
$value = $null
if (-not $Remove) {
  $xml = [IO.File]::ReadAllText((Join-Path $PSScriptRoot $files[$Kind]))
  $value = [Net.WebUtility]::HtmlEncode($xml)
}
$property = $properties[$Kind]
$instance.$property = $value
Set-CimInstance -CimInstance $instance
Write-Host 'Written. Restart Windows.'
