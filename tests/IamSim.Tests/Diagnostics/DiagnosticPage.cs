using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Diagnostics;

/// <summary>A page of docs/diagnostics taken apart, so that what it shows can be run.</summary>
internal sealed record DiagnosticPage(string Id, string[] Lines)
{
    public static DiagnosticPage Read(string path) => new(Path.GetFileNameWithoutExtension(path), File.ReadAllLines(path));

    /// <summary>
    /// The fenced block whose info string begins with the words, with the kind that it names.
    /// Where it names a number of repetitions, a line of an empty statement stands for so many.
    /// </summary>
    public (string Text, string Kind) Block(string info)
    {
        int start = Assert.Single(Enumerable.Range(0, Lines.Length), i => Lines[i] == $"```{info}" || Lines[i].StartsWith($"```{info} ", StringComparison.Ordinal));
        int end = Array.IndexOf(Lines, "```", start);
        string kind = Lines[start].Split("kind=") is [_, var named] ? named : "identity";
        string text = string.Join('\n', Lines[(start + 1)..end]);
        return Lines[start].Split("repeat=") is [_, var times]
            ? (text.Replace("\n{},\n", "\n" + string.Concat(Enumerable.Repeat("{},\n", int.Parse(times, CultureInfo.InvariantCulture))), StringComparison.Ordinal), kind)
            : (text, kind);
    }

    /// <summary>What is found in an example.</summary>
    public IReadOnlyList<Diagnostic> FindingsOf(string info)
    {
        (string text, string kind) = Block(info);
        if (kind == "scenario")
        {
            ScenarioReading reading = ScenarioReader.Read(new SourceText(text, "scenario.json"), new ScenarioReaderOptions { BaseDirectory = AppContext.BaseDirectory });
            return [.. reading.InputErrors];
        }

        (PolicyKind place, PolicyValidationOptions options) = Place(kind);
        return PolicyValidator.Validate(text, "policy.json", place, options);
    }

    /// <summary>The place of a policy under the name that <c>iamsim validate --kind</c> has for it.</summary>
    public static (PolicyKind Kind, PolicyValidationOptions Options) Place(string kind) => kind switch
    {
        "identity" or "inline-role" => (PolicyKind.Identity, PolicyValidationOptions.Default),
        "inline-group" => (PolicyKind.Identity, new PolicyValidationOptions { IdentityPolicyStorage = IdentityPolicyStorage.InlineGroup }),
        "inline-user" => (PolicyKind.Identity, new PolicyValidationOptions { IdentityPolicyStorage = IdentityPolicyStorage.InlineUser }),
        "managed" => (PolicyKind.Identity, new PolicyValidationOptions { IdentityPolicyStorage = IdentityPolicyStorage.Managed }),
        "boundary" => (PolicyKind.PermissionsBoundary, PolicyValidationOptions.Default),
        "session" => (PolicyKind.Session, PolicyValidationOptions.Default),
        "resource" => (PolicyKind.Resource, PolicyValidationOptions.Default),
        "bucket" => (PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.S3Bucket }),
        "key" => (PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.KmsKey }),
        "trust" => (PolicyKind.Resource, new PolicyValidationOptions { ResourcePolicyKind = ResourcePolicyKind.RoleTrust }),
        "vpc-endpoint" => (PolicyKind.VpcEndpoint, PolicyValidationOptions.Default),
        "gateway-endpoint" => (PolicyKind.VpcEndpoint, new PolicyValidationOptions { VpcEndpointType = VpcEndpointType.Gateway }),
        "scp" => (PolicyKind.ServiceControl, PolicyValidationOptions.Default),
        "rcp" => (PolicyKind.ResourceControl, PolicyValidationOptions.Default),
        _ => throw new ArgumentException($"no policy is of the kind '{kind}'", nameof(kind)),
    };
}
