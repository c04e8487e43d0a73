using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;
using static IamSim.Explanations.Wording;

namespace IamSim.Explanations;

/// <summary>Layers in words.</summary>
internal static class LayerText
{
    // A kind can have any number of policies; the first tell enough.
    private const int MaximumListed = 5;

    /// <summary>The layers worth a line: those that there are, and those that would have to be.</summary>
    public static IEnumerable<LayerExplanation> Shown(CheckExplanation check) =>
        check.Layers.Where(layer => layer.Verdict != LayerVerdict.Absent || Blocks(layer, check));

    public static bool Blocks(LayerExplanation layer, CheckExplanation check) => (check.Decision.BlockedBy & PolicyLayers.Of(layer.Kind).Flag) != 0;

    public static string Name(PolicyKind kind, bool isAccessPoint) => kind == PolicyKind.Resource && isAccessPoint ? "access point policy" : DecisionText.Name(kind);

    /// <summary>One word. Capitals say that the layer stands in the way.</summary>
    public static string Verdict(LayerExplanation layer, CheckExplanation check) => layer.Verdict switch
    {
        LayerVerdict.Allow => "allows",
        LayerVerdict.Deny => "DENIES",
        LayerVerdict.Exempt => "exempt",
        LayerVerdict.Silent => Blocks(layer, check) ? "SILENT" : "silent",
        LayerVerdict.Absent => "MISSING",
        _ => throw new ArgumentOutOfRangeException(nameof(layer)),
    };

    public static FormattableString Detail(LayerExplanation layer, CheckExplanation check) => layer switch
    {
        { Verdict: LayerVerdict.Exempt } => Own(DecisionText.Describe(layer.Exemption)),
        { Verdict: LayerVerdict.Deny } => JoinSome(", ", Denials(layer).Select(static statement => Say($"{statement.Statement}")), MaximumListed),
        { Verdict: LayerVerdict.Absent, Kind: PolicyKind.Session } when check.Scope.Check.Caller.Kind == PrincipalKind.FederatedUser =>
            $"there is none, and a federated user's own permissions need one",
        { Verdict: LayerVerdict.Absent } => $"there is none",
        { Statement: { } statement, Kind: PolicyKind.Resource } => $"{statement}, reaching the caller {Own(Reach(check.PolicyGrant, check.Scope.Check.Caller))}",
        { Statement: { } statement } => $"{statement}",
        { Levels.IsEmpty: true } => $"there is no level, and so no Allow",
        { Kind: PolicyKind.ServiceControl or PolicyKind.ResourceControl } => $"no Allow at {JoinSome(" and ", layer.Levels.Where(static level => !level.Allows).Select(Level), MaximumListed)}",
        _ when layer.Levels.All(static level => level.Documents.IsEmpty) => $"there is none",
        _ when layer.Statements.FirstOrDefault(static statement => statement is { Effect: PolicyEffect.Allow, Outcome: StatementOutcome.Matched }) is { } uncounted =>
            $"{uncounted.Statement} allows it, but a bucket policy grants nothing on objects of other accounts (S3-2)",
        _ => Silence(layer),
    };

    /// <summary>A level of an organization's policies: the id of its node, or its number.</summary>
    public static FormattableString Level(LevelExplanation level)
    {
        string[] notes = [.. level is { Name: null, Index: 0 } ? ["the root"] : Array.Empty<string>(), .. level.Documents.IsEmpty ? ["without policy"] : Array.Empty<string>()];
        FormattableString name = level.Name is { } id ? Say($"{id}") : Own($"level {level.Index + 1} of {level.Count}");
        return notes.Length == 0 ? name : Say($"{name} ({Own(string.Join(", ", notes))})");
    }

    public static string Reach(GrantClass grant, Principal caller) => grant switch
    {
        GrantClass.Account => "through its account",
        GrantClass.Behind => $"through the {Behind(caller)} behind its session",
        GrantClass.Direct => "directly",
        GrantClass.None => "not at all",
        _ => throw new ArgumentOutOfRangeException(nameof(grant)),
    };

    /// <summary>What stands behind a session.</summary>
    public static string Behind(Principal caller) => caller.Kind == PrincipalKind.FederatedUser ? "user" : "role";

    public static IEnumerable<StatementExplanation> Denials(LayerExplanation layer) =>
        layer.Statements.Where(static statement => statement is { Effect: PolicyEffect.Deny, Outcome: StatementOutcome.Matched });

    /// <summary>A policy as a sentence calls it. A scenario names policies by their place in it; where that says no more than the kind, it is left out.</summary>
    public static FormattableString Document(string kind, PolicyDocument? document) =>
        document is null || IsKind(document.ToString()) ? Own($"the {kind}") : Say($"the {Own(kind)} {document}");

    private static FormattableString Silence(LayerExplanation layer)
    {
        string[] names = [.. layer.Levels.SelectMany(static level => level.Documents).Select(static document => document.ToString()).Distinct(StringComparer.Ordinal)];
        return names is [{ } only] && IsKind(only) ? Say($"none of its statements allows it") : Say($"no statement of {JoinSome(", ", names.Select(static name => Say($"{name}")), MaximumListed)} allows it");
    }

    private static bool IsKind(string name) => name is "resource" or "accessPoint" or "permissionsBoundary" or "vpcEndpoint";
}
