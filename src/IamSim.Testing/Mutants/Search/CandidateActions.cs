using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Actions by which a mutant may be told: of those that no statement of the policies tells apart one.</summary>
/// <param name="services">The catalog.</param>
/// <param name="usual">Actions that the suite asks about.</param>
internal sealed class CandidateActions(ServiceReference services, IReadOnlyList<ActionName> usual)
{
    private const int Most = 24;
    private const int MostOfEntry = 400;

    // Of services that nearly every organization uses, for entries that cover everything.
    private static readonly ActionName[] Common =
        ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "ec2:RunInstances", "ec2:DescribeInstances", "iam:CreateUser", "iam:PassRole", "sts:AssumeRole", "kms:Decrypt", "lambda:InvokeFunction", "dynamodb:GetItem", "sqs:SendMessage", "organizations:LeaveOrganization", "cloudtrail:StopLogging"];

    /// <summary>The actions, those that only one of the two sides covers first.</summary>
    /// <param name="before">The statements that change.</param>
    /// <param name="after">What becomes of them.</param>
    /// <param name="all">Every statement of the policies.</param>
    public IReadOnlyList<ActionName> Find(IReadOnlyList<CompiledStatement> before, IReadOnlyList<CompiledStatement> after, IReadOnlyList<PlacedStatement> all)
    {
        IEnumerable<ActionName> named = before.Concat(after).SelectMany(static statement => EntriesOf(statement.Source)).Distinct(StringComparer.Ordinal).SelectMany(Expand);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string[] resources = [.. before.Concat(after).SelectMany(static statement => ((statement.Source.Resource ?? statement.Source.NotResource)?.Values ?? []).Select(static value => value.Text)).Distinct(StringComparer.Ordinal)];
        return [.. usual.Concat(named).Concat(Common)
            .DistinctBy(static action => action.Folded, StringComparer.Ordinal)
            .Select(action => (Action: action, Before: Covers(before, action), After: Covers(after, action)))
            .Where(static one => one.Before || one.After)
            .OrderByDescending(static one => one.Before != one.After)
            .Where(one => seen.Add(ClassOf(all, one.Action) + (one.Before != one.After)))
            .OrderByDescending(one => (one.Before != one.After, IsAbout(one.Action, resources)))
            .Take(Most)
            .Select(static one => one.Action)];
    }

    private IEnumerable<ActionName> Expand(string entry)
    {
        if (entry == "*")
        {
            return [];
        }

        if (!entry.AsSpan().ContainsAny('*', '?'))
        {
            return services.FindAction(entry) is { } known ? [known.FullName] : ActionName.TryParse(entry, out ActionName unknown) ? [unknown] : [];
        }

        return services.ExpandActions(entry).Take(MostOfEntry).Select(static action => (ActionName)action.FullName);
    }

    private static IEnumerable<string> EntriesOf(PolicyStatement statement) => ((statement.Action ?? statement.NotAction)?.Values ?? []).Select(static value => value.Text);

    private static bool Covers(IReadOnlyList<CompiledStatement> statements, ActionName action) => statements.Any(statement => statement.MatchesAction(action.Folded));

    // Actions that are done on other types of resources are asked about other resources.
    private string ClassOf(IReadOnlyList<PlacedStatement> all, ActionName action) =>
        $"{action.Service} {string.Concat(all.Select(placed => placed.Statement.MatchesAction(action.Folded) ? '1' : '0'))} {string.Join(' ', services.FindAction(action.Text)?.ResourceTypes.Select(static row => row.Name) ?? [])} ";

    private bool IsAbout(ActionName action, string[] resources) =>
        services.FindAction(action.Text) is not { ResourceTypes.Count: > 0 } definition
        || definition.ResourceTypes.Any(row => Array.Exists(resources, row.ResourceType.CanMatch));
}
