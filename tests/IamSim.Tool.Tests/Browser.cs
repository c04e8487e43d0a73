using System.Diagnostics;

namespace IamSim.Tool.Tests;

/// <summary>A headless browser of this machine.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <summary>Opens a page and gives back its elements once its script has run. Skips the test where there is no browser.</summary>
    /// <param name="path">The file of the page.</param>
    /// <param name="fragment">What stands behind the <c>#</c>.</param>
    public static string Open(string path, string fragment = "")
    {
        string? executable = Find();
        Assert.SkipWhen(executable is null, "needs chromium or google-chrome on the path");
        using var profile = new TemporaryFolder();
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
            $"--user-data-dir={profile.Location}", "--dump-dom", $"{new Uri(path)}{fragment}",
        ];
        using Process process = Process.Start(new ProcessStartInfo(executable!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        // Read beside, or a full pipe would stop the browser.
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string elements = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return elements;
    }

    private static string? Find() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(static folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);
}
