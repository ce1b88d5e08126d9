@echo off
rem What the kiosk account runs instead of the desktop. Its profile, with the as-run log, is below its own AppData.
setlocal
set "HOME_FOLDER=%~dp0.."
set "CHOICE="
if exist "%HOME_FOLDER%\browser.txt" set /p CHOICE=<"%HOME_FOLDER%\browser.txt"
if defined CHOICE (
  "%HOME_FOLDER%\runtime\node.exe" "%HOME_FOLDER%\kiosk\guard.mjs" --app "%HOME_FOLDER%\app" --profile "%LOCALAPPDATA%\Changming\browser" --browser "%CHOICE%"
) else (
  "%HOME_FOLDER%\runtime\node.exe" "%HOME_FOLDER%\kiosk\guard.mjs" --app "%HOME_FOLDER%\app" --profile "%LOCALAPPDATA%\Changming\browser"
)
