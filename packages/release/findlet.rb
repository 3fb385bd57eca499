# The formula of Homebrew; `cargo xtask package` fills in the version and the checksums.
class Findlet < Formula
  desc "Search that ships inside a web page"
  homepage "https://github.com/findlet/findlet"
  version "{version}"
  license any_of: ["MIT", "Apache-2.0"]

  {
    [:macos, :arm] => ["aarch64-apple-darwin", "{aarch64-apple-darwin}"],
    [:macos, :intel] => ["x86_64-apple-darwin", "{x86_64-apple-darwin}"],
    [:linux, :arm] => ["aarch64-unknown-linux-musl", "{aarch64-unknown-linux-musl}"],
    [:linux, :intel] => ["x86_64-unknown-linux-musl", "{x86_64-unknown-linux-musl}"],
  }.each do |(os, processor), (triple, checksum)|
    public_send("on_#{os}") do
      public_send("on_#{processor}") do
        url "https://github.com/findlet/findlet/releases/download/v{version}/findlet-{version}-#{triple}.tar.gz"
        sha256 checksum
      end
    end
  end

  def install
    bin.install "findlet"
  end

  test do
    (testpath/"site/index.html").write "<html lang=en><title>Tides</title><main><p>The moon pulls the sea."
    system bin/"findlet", "build", "site"
    assert_path_exists testpath/"site/findlet/findlet.json"
  end
end
