using IamSim.Compilation;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Resources by which a mutant may be told: what the statements name, what there is, and something else of the kind.</summary>
/// <param name="services">The catalog.</param>
/// <param name="environment">Where there are resources; <c>null</c> when the policies are given one by one.</param>
/// <param name="usual">Resources that the suite asks about.</param>
internal sealed class CandidateResources(ServiceReference services, AwsEnvironment? environment, IReadOnlyList<string> usual)
{
    private const int Most = 14;

    /// <summary>The resources that an action can be done on.</summary>
    /// <param name="action">The action.</param>
    /// <param name="principal">Who asks.</param>
    /// <param name="first">The resource to begin with.</param>
    /// <param name="statements">The statements that change, before and after.</param>
    public IReadOnlyList<string> Find(ActionName action, Principal principal, string first, IEnumerable<CompiledStatement> statements)
    {
        ActionDefinition? definition = services.FindAction(action.Text);
        IEnumerable<string> named = statements.SelectMany(static statement => EntriesOf(statement.Source)).Distinct(StringComparer.Ordinal).Select(entry => ExampleArn.Of(entry, principal));
        IEnumerable<string> known = environment?.Resources.Select(static resource => resource.Arn).Concat(environment.Principals.OfType<IamRole>().Select(static role => role.Arn)) ?? [];
        IEnumerable<string> all = named.Prepend(first).Concat(usual).Concat(definition is null ? [] : Examples(definition, principal)).Concat(known).Append("*");
        // Versions of functions and objects of buckets are under the policies of those.
        IEnumerable<string> within = usual.Concat(named).Where(static arn => arn.Contains(":function:", StringComparison.Ordinal)).Select(static arn => arn + ":1")
            .Concat(usual.Where(static arn => arn.StartsWith("arn:aws:s3:::", StringComparison.Ordinal) && !arn.Contains('/', StringComparison.Ordinal)).Select(static arn => arn + "/example"));
        return [.. all.Concat(within).Where(arn => IsPossible(definition, arn)).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    private static bool IsPossible(ActionDefinition? definition, string arn) =>
        definition is null ? true
        : definition.IsResourceLess ? arn == "*"
        : arn == "*" ? !definition.ResourceTypes.Any(static row => row.IsRequired)
        : definition.ResourceTypes.Any(row => row.ResourceType.ArnPatterns.Count == 0 || row.ResourceType.IsMatch(arn));

    private static IEnumerable<string> Examples(ActionDefinition definition, Principal principal) =>
        definition.ResourceTypes.SelectMany(static row => row.ResourceType.ArnPatterns).Select(pattern => Fill(pattern, principal)).OfType<string>();

    private static string? Fill(string pattern, Principal principal)
    {
        string text = pattern
            .Replace("${Partition}", "aws", StringComparison.Ordinal)
            .Replace("${Region}", "eu-west-1", StringComparison.Ordinal)
            .Replace("${Account}", principal.AccountId.Length > 0 ? principal.AccountId : "111122223333", StringComparison.Ordinal);
        while (text.IndexOf("${", StringComparison.Ordinal) is >= 0 and int start)
        {
            int end = text.IndexOf('}', start);
            if (end < 0)
            {
                return null;
            }

            text = $"{text.AsSpan(0, start)}example{text.AsSpan(end + 1)}";
        }

        return text.Replace("*", "example", StringComparison.Ordinal);
    }

    private static IEnumerable<string> EntriesOf(PolicyStatement statement) =>
        ((statement.Resource ?? statement.NotResource)?.Values ?? []).Where(static value => value.Kind == PolicyValueKind.String).Select(static value => value.Text);
}
