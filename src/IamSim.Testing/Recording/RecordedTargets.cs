using System.Collections.Immutable;
using System.IO.Enumeration;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing.Recording;

/// <summary>Finds what principals are asked about.</summary>
internal sealed class RecordedTargets(EnvironmentAnalyzer analyzer, PolicyTestRecordingOptions options)
{
    private const string Inside = "/example";

    private readonly ServiceReference _services = analyzer.Services;

    /// <summary>The resources with their actions; those of which none is asked are left out.</summary>
    /// <param name="fault">Why there are none.</param>
    public List<RecordedTarget>? Find(out string? fault)
    {
        HashSet<string>? chosen = ChosenActions(out fault);
        if (fault is not null)
        {
            return null;
        }

        var targets = new List<RecordedTarget>();
        if (options.Resources.IsEmpty || options.Resources.Contains("*", StringComparer.Ordinal))
        {
            HashSet<string> services = options.Actions.IsEmpty ? Services() : [];
            ImmutableArray<ActionName> catalog = analyzer.Catalog;
            Add(targets, "*", catalog, analyzer.Cover, action => chosen is null ? services.Contains(action.Service) : chosen.Contains(action.Folded));
        }

        foreach (string arn in Resources(out fault))
        {
            HashSet<string> own = AddResource(targets, arn, chosen, []);
            // What lies in it, as objects do in a bucket, is asked for what the resource itself is not.
            if (own.Count > 0)
            {
                AddResource(targets, arn + Inside, chosen, own);
            }
        }

        fault ??= targets.Count == 0 ? "no action that was chosen is about a resource that was chosen" : null;
        return fault is null ? targets : null;
    }

    private HashSet<string> AddResource(List<RecordedTarget> targets, string arn, HashSet<string>? chosen, HashSet<string> others)
    {
        ActionName[] actions = [.. _services.FindActionsFor(arn).Select(static action => ActionName.Parse(action.FullName))];
        Add(targets, arn, actions, new ActionCover(actions), action => (chosen is null || chosen.Contains(action.Folded)) && !others.Contains(action.Folded));
        return [.. actions.Select(static action => action.Folded)];
    }

    private static void Add(List<RecordedTarget> targets, string resource, IEnumerable<ActionName> actions, ActionCover cover, Func<ActionName, bool> isChosen)
    {
        ActionName[] asked = [.. actions.Where(isChosen)];
        if (asked.Length > 0)
        {
            targets.Add(new RecordedTarget(resource, asked, cover));
        }
    }

    private HashSet<string>? ChosenActions(out string? fault)
    {
        fault = options.Actions.FirstOrDefault(entry => !_services.MatchesAnyAction(entry)) is { } unknown ? $"{Json.JsonNode.Quote(unknown)} covers no action that AWS lists" : null;
        return options.Actions.IsEmpty || fault is not null ? null : [.. options.Actions.SelectMany(_services.ExpandActions).Select(static action => AsciiFold.ToLower(action.FullName))];
    }

    private List<string> Resources(out string? fault)
    {
        string[] patterns = [.. options.Resources.Where(static pattern => pattern != "*")];
        var found = new List<string>();
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (EnvironmentResource resource in options.Resources.IsEmpty || patterns.Length > 0 ? analyzer.Environment.Resources : [])
        {
            // A suite would take these for a pattern or a parameter.
            if (resource.Arn.AsSpan().ContainsAny("*?$"))
            {
                continue;
            }

            string name = resource.Arn[(resource.Arn.AsSpan().LastIndexOfAny(':', '/') + 1)..];
            string? by = Array.Find(patterns, pattern => Matches(pattern, resource.Arn) || Matches(pattern, name));
            if (by is not null || patterns.Length == 0)
            {
                used.Add(by ?? "");
                found.Add(resource.Arn);
            }
        }

        // A whole ARN need not be known.
        found.AddRange(patterns.Where(pattern => !used.Contains(pattern) && Arn.TryParse(pattern, out _) && !pattern.AsSpan().ContainsAny("*?$")).Where(used.Add));
        fault = Array.Find(patterns, pattern => !used.Contains(pattern) && !found.Exists(arn => Matches(pattern, arn))) is { } none ? $"the environment has no resource {Json.JsonNode.Quote(none)}" : null;
        return [.. found.Distinct(StringComparer.Ordinal)];
    }

    public static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: false);

    private HashSet<string> Services()
    {
        AwsEnvironment environment = analyzer.Environment;
        var services = new HashSet<string>(StringComparer.Ordinal) { "iam", "sts" };
        services.UnionWith(environment.Resources.Select(static resource => Arn.TryParse(resource.Arn, out Arn arn) ? arn.Service.ToString() : ""));
        IEnumerable<IamIdentity> identities = environment.Accounts.SelectMany(static account => account.Users.Concat<IamIdentity>(account.Groups).Concat(account.Roles));
        IEnumerable<EnvironmentPolicy?> policies = identities.SelectMany(static identity => identity.InlinePolicies.Concat(identity.AttachedPolicies.Select(static attachment => attachment.Policy)))
            .Concat(environment.Resources.Select(static resource => resource.Policy));
        foreach (PolicyStatement statement in policies.OfType<EnvironmentPolicy>().Select(static policy => policy.Document).OfType<PolicyDocument>().Distinct().SelectMany(static document => document.Statements))
        {
            foreach (PolicyValue entry in statement.Action?.Values ?? [])
            {
                int colon = entry.Text.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0 && !entry.Text.AsSpan(0, colon).ContainsAny('*', '?'))
                {
                    services.Add(AsciiFold.ToLower(entry.Text[..colon]));
                }
            }
        }

        return services;
    }
}
