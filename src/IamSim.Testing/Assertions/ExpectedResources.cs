using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Finds the resources that a sentence is about.</summary>
internal static class ExpectedResources
{
    /// <summary>What a resource with wildcards stands for: the known ones that it matches, and an example.</summary>
    public static IEnumerable<string> Expand(string arn, EnvironmentAnalyzer? analyzer)
    {
        if (arn == "*" || !arn.AsSpan().ContainsAny('*', '?'))
        {
            return [arn];
        }

        Pattern pattern = Pattern.Compile(arn, PatternMode.Text);
        return Known(analyzer).Where(known => pattern.IsMatch(known)).Append(arn.Replace("*", "example", StringComparison.Ordinal).Replace('?', 'x'));
    }

    /// <summary>Where an action could be allowed: everywhere at once, on what is known, and on what the policies of a case name.</summary>
    public static IEnumerable<string> ThatCount(ExpectedAction action, PolicyTestSubject subject, PolicyTestCase anywhere)
    {
        IEnumerable<string> known = action.Definition is null ? [] : Known(subject.Analyzer).SelectMany(static arn => new[] { arn, arn + "/example" });
        IEnumerable<string> named = subject.Prepare(anywhere).Policies.Documents()
            .SelectMany(static document => document.Statements)
            .Where(static statement => statement.Effect is { Text: "Allow" } && statement.Resource is not null)
            .SelectMany(static statement => statement.Resource!.Values)
            .Select(entry => ExampleArn.Of(entry.Text, anywhere.Principal));
        return known.Concat(named).Where(arn => arn != "*" && action.Takes(arn)).Prepend("*").Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Known(EnvironmentAnalyzer? analyzer) => analyzer is null
        ? []
        : analyzer.Environment.Resources.Select(static resource => resource.Arn).Concat(analyzer.Environment.Principals.Select(static principal => principal.Arn));
}
