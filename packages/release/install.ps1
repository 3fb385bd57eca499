# Installs the command findlet of a release: irm ADDRESS/install.ps1 | iex
# $env:FINDLET_VERSION: which one (0.1.0; default: the newest). $env:FINDLET_FOLDER: where to.
$ErrorActionPreference = 'Stop'

$releases = if ($env:FINDLET_RELEASES) { $env:FINDLET_RELEASES } else { 'https://github.com/findlet/findlet/releases' }
$folder = if ($env:FINDLET_FOLDER) { $env:FINDLET_FOLDER } else { Join-Path $env:LOCALAPPDATA 'findlet' }
$triple = switch ([System.Runtime.InteropServices.RuntimeInformation]::OSArchitecture) {
    'X64' { 'x86_64-pc-windows-gnu' }
    'Arm64' { 'aarch64-pc-windows-gnullvm' }
    default { throw "no release has a program for $_; compile it with cargo install findlet" }
}
$from = if ($env:FINDLET_VERSION) { "$releases/download/v$($env:FINDLET_VERSION)" } else { "$releases/latest/download" }

$place = Join-Path ([System.IO.Path]::GetTempPath()) ([System.Guid]::NewGuid())
New-Item -ItemType Directory -Path $place | Out-Null
try {
    $sums = (Invoke-WebRequest -UseBasicParsing "$from/SHA256SUMS").Content -split "`n"
    $line = $sums | Where-Object { $_ -match "  findlet-.*-$triple\.tar\.gz$" } | Select-Object -First 1
    if (-not $line) { throw "$from/SHA256SUMS names no archive for $triple" }
    $sum, $archive = $line.Trim() -split '  '
    $path = Join-Path $place $archive
    Invoke-WebRequest -UseBasicParsing "$from/$archive" -OutFile $path
    if ((Get-FileHash -Algorithm SHA256 $path).Hash.ToLower() -ne $sum) {
        throw "$archive is not what SHA256SUMS says; nothing was installed"
    }
    tar -xzf $path -C $place
    if ($LASTEXITCODE -ne 0) { throw "$archive can't be unpacked" }
    New-Item -ItemType Directory -Force -Path $folder | Out-Null
    Move-Item -Force (Join-Path (Join-Path $place ($archive -replace '\.tar\.gz$', '')) 'findlet.exe') $folder
    Write-Output "$(& (Join-Path $folder 'findlet.exe') --version) is in $folder"
} finally {
    Remove-Item -Recurse -Force $place
}
