using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using IamSim.Scenarios;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>What answers depend on besides the questions. Parts of different settings do not go together. Immutable; equal by value.</summary>
/// <param name="Version">The version of the tool.</param>
/// <param name="Input">What the input is: <c>ndjson</c> or <c>csv</c>.</param>
/// <param name="Columns">The digest of the header of CSV; <c>null</c> for none.</param>
/// <param name="Policies">The file of the policies, as answers name it; when every line is a scenario, the input.</param>
/// <param name="PoliciesDigest">The digest of the texts of all policies; <c>null</c> when every line is a scenario.</param>
/// <param name="Options">The evaluation options.</param>
/// <param name="Now">The time of questions that state none; <c>null</c> for the clock.</param>
internal sealed record ShardSettings(string Version, string Input, string? Columns, string Policies, string? PoliciesDigest, string Options, string? Now)
{
    public static ShardSettings Of(BatchArguments arguments, BatchQuestions questions) => new(
        ToolVersion(),
        arguments.IsCsv ? "csv" : "ndjson",
        questions.Header is { } header ? Hex(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(header.Separator, header.Columns)))) : null,
        arguments.Policies is { } policies ? InputFile.NameOf(policies) : questions.Name,
        questions.Template is { } template ? DigestOf(template, questions) : null,
        arguments.Reader.Evaluation.ToString(),
        arguments.Reader.Now?.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>What a part's digest begins with.</summary>
    public byte[] Seed() => SHA256.HashData(Encoding.UTF8.GetBytes(ToString()));

    /// <summary>The first thing in which other settings differ, in words; <c>null</c> when they are the same.</summary>
    public string? DifferenceTo(ShardSettings other) =>
        Version != other.Version ? $"version {other.Version} of the tool, not {Version}"
        : Input != other.Input ? $"{other.Input} questions, not {Input}"
        : Columns != other.Columns ? "other columns"
        : Policies != other.Policies ? $"policies named {other.Policies}, not {Policies}"
        : PoliciesDigest != other.PoliciesDigest ? "other policies"
        : Options != other.Options ? "other evaluation options"
        : Now != other.Now ? $"the time {other.Now ?? "of the clock"}, not {Now ?? "that of the clock"}"
        : null;

    public static string Hex(ReadOnlySpan<byte> digest) => Convert.ToHexStringLower(digest);

    // The file also holds what is not a policy, such as facts of the organization; and it may name files of policies.
    private static string DigestOf(ScenarioTemplate template, BatchQuestions questions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> texts = template.Documents.Select(static policy => policy.Document.Source.Text).Prepend(questions.PoliciesText!.Text);
        foreach (string text in texts.Distinct(StringComparer.Ordinal))
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        }

        return Hex(hash.GetHashAndReset());
    }

    // Without the commit, which a build of the same sources may lack.
    private static string ToolVersion() =>
        typeof(ShardSettings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
