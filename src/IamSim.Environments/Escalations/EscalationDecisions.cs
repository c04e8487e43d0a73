using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Escalations;

/// <summary>Decides whether a principal may take a path on a target: every request of it by the engine.</summary>
internal sealed class EscalationDecisions(EnvironmentAnalyzer analyzer, EnvironmentProfiles profiles, EscalationOptions options)
{
    // No instance, image or pipeline has it; nobody names it.
    private const string Identifier = "0123456789abcdef0";

    // Managed policies of AWS: the second leads to the first.
    private const string Administrator = "AdministratorAccess";
    private const string IamAdministrator = "IAMFullAccess";

    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _regions = new(StringComparer.Ordinal);
    private readonly Dictionary<((string, int) Actor, ActionName Action, string Resource, string Region), AccessAnswer> _alike = [];
    private (string, int) _lastActor;

    /// <summary>Takes the path with every name and Region that the actor may choose, until one is allowed.</summary>
    /// <param name="actor">Who takes it.</param>
    /// <param name="path">The path.</param>
    /// <param name="target">On what.</param>
    /// <param name="decidesAll">Whether to go on after a request that is denied.</param>
    /// <returns>The best attempt; <c>null</c> when each was denied, unless <paramref name="decidesAll"/>.</returns>
    public EscalationAttempt? Decide(EscalationState actor, EscalationPath path, EscalationTarget target, bool decidesAll)
    {
        // Principals are looked at one after the other: what one was told is of no use to the next.
        if (_lastActor != actor.Key)
        {
            _lastActor = actor.Key;
            _alike.Clear();
        }

        EscalationAttempt? best = null;
        string[] resources = [.. path.NamedResources.Concat(target.Values.Values.Where(static value => value.Contains("{name}", StringComparison.Ordinal)))];
        foreach (string attached in target.LesserGain is null ? [Administrator] : new[] { Administrator, IamAdministrator })
        {
            foreach (Choice choice in from name in ChosenNames.For(actor.Profile, resources) from region in RegionsFor(actor, path, target) select new Choice(actor.Identity, name, region, attached))
            {
                EscalationAttempt attempt = Attempt(actor, path, target, choice, decidesAll);
                if (best is null || attempt.State > best.State)
                {
                    best = attempt;
                }

                if (attempt.State == AccessState.Allowed)
                {
                    return attempt;
                }
            }

            // What grants less is attached where AdministratorAccess may not be.
            if (best!.State != AccessState.Denied)
            {
                break;
            }
        }

        return decidesAll || best!.State != AccessState.Denied ? best : null;
    }

    /// <summary>Asks the engine with TLS, and what else is stated.</summary>
    public AccessAnswer Ask(CallerProfile caller, ActionName action, string resource) =>
        analyzer.Ask(caller, action, profiles.Resource(resource, action), options.Conditions with { Context = Stated(RequestContext.Empty, "us-east-1") });

    /// <summary>What is known of every request, overruled by what the question states.</summary>
    /// <param name="ofPath">What a path asks for.</param>
    /// <param name="region">The Region that it goes to; <c>null</c> where the actor may choose.</param>
    public RequestContext Stated(RequestContext ofPath, string? region)
    {
        RequestContext context = ofPath
            .With("aws:SecureTransport", true)
            .With("aws:ViaAWSService", false);
        context = region is null ? context : context.With("aws:RequestedRegion", region);
        return options.Conditions.Context.Aggregate(context, static (stated, pair) => stated.With(pair.Key, pair.Value));
    }

    /// <summary>
    /// The Regions that the actor may choose from: those of its account's resources, or of all where there are none, then those that the policies
    /// of the account and of the organization above it tell apart.
    /// </summary>
    public ImmutableArray<string> RegionsOf(string accountId)
    {
        if (!options.Regions.IsEmpty)
        {
            return options.Regions;
        }

        ImmutableArray<string> used = [.. analyzer.Environment.Resources
            .Where(resource => accountId.Length == 0 || resource.OwnerAccountId == accountId)
            .Select(static resource => Arn.TryParse(resource.Arn, out Arn arn) ? arn.Region.ToString() : "")
            .Where(static region => region.Length > 0)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        ImmutableArray<string> first = !used.IsEmpty ? used : accountId.Length > 0 ? RegionsOf("") : ["us-east-1"];
        return accountId.Length == 0 ? first : [.. first.Union(NamedRegions.Of(analyzer.Environment, profiles, accountId), StringComparer.Ordinal)];
    }

    private ImmutableArray<string> RegionsFor(EscalationState actor, EscalationPath path, EscalationTarget target)
    {
        if (!path.IsRegional)
        {
            return ["us-east-1"];
        }

        bool isPlaced = target.Assumption is null && Arn.TryParse(target.Values.GetValueOrDefault("target"), out Arn placed) && placed.Region.Length > 0;
        return isPlaced ? [Arn.Parse(target.Values["target"]).Region.ToString()] : _regions.GetOrAdd(actor.Identity.AccountId, RegionsOf);
    }

    private EscalationAttempt Attempt(EscalationState actor, EscalationPath path, EscalationTarget target, Choice choice, bool decidesAll)
    {
        var answers = ImmutableArray.CreateBuilder<AccessAnswer>();
        if (target.Trust is { } trust)
        {
            answers.Add(trust);
        }

        foreach (EscalationRequirement requirement in path.Requirements)
        {
            AccessAnswer answer = Decide(actor, path, target, requirement, choice);
            answers.Add(answer);
            if (Certainty(answer) == AccessState.Denied && !decidesAll)
            {
                break;
            }
        }

        return new EscalationAttempt(choice.Fill(target.Name, target), choice.Name, answers.ToImmutable(), answers.Min(Certainty))
        {
            GainsLess = choice.Attached != Administrator,
        };
    }

    /// <summary>The state of an answer: denied also where only policies could allow of which there is no text, for that is no way that was found.</summary>
    internal static AccessState Certainty(AccessAnswer answer) =>
        answer.Partial.Kind == PartialEvaluation.PartialDecisionKind.Denied ? AccessState.Denied : answer.State;

    private AccessAnswer Decide(EscalationState actor, EscalationPath path, EscalationTarget target, EscalationRequirement requirement, Choice choice)
    {
        string resource = choice.Fill(requirement.Resource, target);
        // Who may pass many roles makes the same function for each of them.
        bool isAlike = !requirement.RewritesTrust && requirement.Context.IsEmpty;
        if (isAlike && _alike.TryGetValue((actor.Key, requirement.Action, resource, choice.Region), out AccessAnswer? known))
        {
            return known;
        }

        ResourceProfile profile = profiles.Resource(resource, requirement.Action);
        if (requirement.RewritesTrust)
        {
            profile = profiles.Trusting(resource, actor.Identity);
        }

        RequestContext context = RequestContext.Empty;
        foreach ((string key, string template) in requirement.Context)
        {
            context = template switch
            {
                "{boundary}" => context.With(key, target.BoundaryArn is null ? ContextValue.Absent : ContextValue.FromString(target.BoundaryArn)),
                "{passedTo}" => path.PassedToService is null ? context : context.With(key, path.PassedToService),
                _ => context.With(key, choice.Fill(template, target)),
            };
        }

        AccessConditions stated = options.Conditions with { Context = Stated(context, requirement.Action.Service is "iam" ? "us-east-1" : choice.Region) };
        AccessAnswer answer = Ask(actor, requirement.Action, profile, stated);
        if (isAlike)
        {
            _alike[(actor.Key, requirement.Action, resource, choice.Region)] = answer;
        }

        return answer;
    }

    // Who assumes a role names the session, and may take the name that the trust policy of the next one asks for.
    private AccessAnswer Ask(EscalationState actor, ActionName action, ResourceProfile profile, AccessConditions stated)
    {
        AccessAnswer own = analyzer.Ask(actor.Profile, action, profile, stated);
        if (actor.Identity is not IamRole role || action.Service is not "sts" || Certainty(own) == AccessState.Allowed)
        {
            return own;
        }

        return TrustedSessions.Of(profile.Policy, role)
            .Select(session => analyzer.Ask(actor.Profile.With(session), action, profile, stated))
            .Prepend(own)
            .MaxBy(Certainty)!;
    }

    /// <summary>What an actor chose.</summary>
    private sealed record Choice(IamPrincipal Actor, string Name, string Region, string Attached)
    {
        public string Fill(string template, EscalationTarget target)
        {
            string text = target.Values.Aggregate(template, static (filled, value) => filled.Replace($"{{{value.Key}}}", value.Value, StringComparison.Ordinal));
            return text.Contains('{', StringComparison.Ordinal)
                ? text
                    .Replace("{partition}", Actor.Arn.Split(':')[1], StringComparison.Ordinal)
                    .Replace("{account}", Actor.AccountId, StringComparison.Ordinal)
                    .Replace("{region}", Region, StringComparison.Ordinal)
                    .Replace("{name}", Name, StringComparison.Ordinal)
                    .Replace("{attached}", Attached, StringComparison.Ordinal)
                    .Replace("{id}", Identifier, StringComparison.Ordinal)
                : text;
        }
    }
}

/// <summary>The decisions on a path with one choice of names and Region.</summary>
/// <param name="Target">The target as it was called.</param>
/// <param name="Name">The name that was chosen.</param>
/// <param name="Answers">The decisions.</param>
/// <param name="State">The least certain of them.</param>
internal sealed record EscalationAttempt(string Target, string Name, ImmutableArray<AccessAnswer> Answers, AccessState State)
{
    /// <summary>Whether the policy that was attached is IAMFullAccess, for AdministratorAccess may not be.</summary>
    public bool GainsLess { get; init; }
}
