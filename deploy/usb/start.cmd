@echo off
rem Plays from this folder, to try it. A screen that is to keep its as-run log is installed: windows\install.ps1
setlocal
cd /d "%~dp0"
powershell -NoProfile -ExecutionPolicy Bypass -File check.ps1
if errorlevel 1 (
  pause
  exit /b 1
)
set "NODE=node"
if exist runtime\node.exe set "NODE=runtime\node.exe"
"%NODE%" kiosk\guard.mjs --app app --profile "%LOCALAPPDATA%\Changming\browser" -- %*
