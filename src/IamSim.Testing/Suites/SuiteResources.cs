using System.Collections.Concurrent;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Matching;

namespace IamSim.Testing.Suites;

/// <summary>Finds the resources that a text of a suite stands for. Thread-safe.</summary>
internal sealed class SuiteResources(EnvironmentNames? names, AwsEnvironment? environment)
{
    private readonly ConcurrentDictionary<string, string[]> _known = new(StringComparer.Ordinal);

    /// <summary>The ARN or pattern of ARNs that a text means; <c>null</c>, with the reason, when it means none.</summary>
    public string? Resolve(string text, ActionName action, out string? fault)
    {
        if (names is null)
        {
            fault = text == "*" || Arn.TryParse(text, out _) ? null : $"{JsonNode.Quote(text)} is no ARN: policies without an environment know no names of resources: expected arn:partition:service:region:account:resource, or * for actions without resources";
            return fault is null ? text : null;
        }

        return names.TryFindResource(text, action, out string? arn, out fault) ? arn : null;
    }

    public static bool IsPattern(string arn) => arn != "*" && arn.AsSpan().ContainsAny('*', '?');

    /// <summary>What the environment has that a pattern covers, in ordinal order.</summary>
    public string[] Known(string pattern) => _known.GetOrAdd(pattern, Find);

    /// <summary>A resource that a pattern covers, which is there or is not.</summary>
    public static string Example(string pattern, Principal caller) => ExampleArn.Of(pattern, caller);

    private string[] Find(string pattern)
    {
        if (environment is null || pattern.Length == 0)
        {
            return [];
        }

        Pattern compiled = Pattern.Compile(pattern, PatternMode.Resource);
        IEnumerable<string> identities = environment.Accounts.SelectMany(static account => account.Users.Concat<IamIdentity>(account.Groups).Concat(account.Roles)).Select(static identity => identity.Arn);
        return [.. environment.Resources.Select(static resource => resource.Arn).Concat(identities).Where(arn => compiled.IsMatch(arn)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
