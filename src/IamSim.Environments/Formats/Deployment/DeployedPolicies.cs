using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Makes policies of an environment from resolved values.</summary>
internal sealed class DeployedPolicies(DeploymentScope scope)
{
    private const int MaximumDepth = 64;

    /// <summary>Makes a policy.</summary>
    /// <param name="value">Its document: a map, or a text that holds JSON.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    /// <param name="shape">Which elements its statements have.</param>
    /// <param name="condition">The symbol of the condition, not known, under which it is deployed; <c>null</c> for none.</param>
    /// <returns>The policy, of which nothing is known when its text is open; <c>null</c>, with a finding, when it is none.</returns>
    public EnvironmentPolicy? Create(DeployedValue value, string name, string? arn, PolicyShape shape, string? condition = null)
    {
        if (condition is not null)
        {
            return Create(DeployedValue.OfChoice(value.Origin, condition, value, null), name, arn, shape);
        }

        switch (value.Kind)
        {
            case DeployedKind.Map when value.IsVerbatim:
            case DeployedKind.Text when value.IsVerbatim:
                return scope.Builder.ReadPolicy(value.Origin, name, arn);
            case DeployedKind.Map:
                return CreateClosed(value, name, arn, shape);
            case DeployedKind.Text when ReadText(value) is { Kind: DeployedKind.Map } map:
                return CreateClosed(map, name, arn, shape);
            case DeployedKind.Text when value.IsOpen:
                return Unknown(value.Origin, name, arn);
            case DeployedKind.Text:
                return scope.Builder.CreatePolicy(value.Text, name, arn, PolicyTexts.PlaceOf(value.Origin));
            case DeployedKind.Choice:
                return CreateChoice(value, name, arn, shape);
            default:
                return scope.Builder.ReadPolicy(value.Origin, name, arn);
        }
    }

    /// <summary>A policy of which nothing is known: who has it is answered about as such.</summary>
    /// <param name="at">Where it stands, for the finding.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    public EnvironmentPolicy Unknown(JsonNode at, string name, string? arn = null)
    {
        scope.Builder.Findings.Add(EnvironmentDiagnostics.UnknownPolicy, at, $"the policy {JsonNode.Quote(OpenText.Show(name))} is only known when it is deployed", "whoever has it is answered about as if nobody knew what it allows or denies");
        return scope.Builder.CreateMissingPolicy(OpenText.Show(name), arn, PolicyTexts.PlaceOf(at));
    }

    private EnvironmentPolicy CreateClosed(DeployedValue policy, string name, string? arn, PolicyShape shape)
    {
        var statements = new OpenStatement(scope, shape);
        DeployedValue closed = !policy.IsOpen ? policy : DeployedValue.OfMap(policy.Origin, policy.Members.Select(member => member.Key == "Statement"
            ? KeyValuePair.Create(member.Key, DeployedValue.OfList(member.Value.Origin, statements.Close(member.Value, [])))
            : KeyValuePair.Create(OpenText.Show(member.Key), OpenStatement.Shown(member.Value))));
        string json = PlacedJson.Write(closed, out SourcePlace place);
        return scope.Builder.CreatePlacedPolicy(json, OpenText.Show(name), arn, place);
    }

    // The statements of both ways, each under its condition.
    private EnvironmentPolicy? CreateChoice(DeployedValue choice, string name, string? arn, PolicyShape shape)
    {
        DeployedValue? known = Documents(choice).FirstOrDefault();
        if (known is null)
        {
            return null;
        }

        if (Documents(choice).Any(static way => way.Kind != DeployedKind.Map))
        {
            return Unknown(choice.Origin, name, arn);
        }

        IEnumerable<KeyValuePair<string, DeployedValue>> others = known.Members.Where(static member => member.Key != "Statement");
        return CreateClosed(DeployedValue.OfMap(known.Origin, others.Append(KeyValuePair.Create("Statement", StatementsOf(choice)!))), name, arn, shape);
    }

    private static IEnumerable<DeployedValue> Documents(DeployedValue value) => value.Kind switch
    {
        DeployedKind.Choice => value.Items.Where(static way => way is not null).SelectMany(static way => Documents(way!)),
        DeployedKind.Text => [ReadText(value) ?? value],
        _ => [value],
    };

    private static DeployedValue? StatementsOf(DeployedValue? value) => value?.Kind switch
    {
        null => null,
        DeployedKind.Choice => DeployedValue.OfChoice(value.Origin, value.Text, StatementsOf(value.Items[0]), StatementsOf(value.Items[1])),
        DeployedKind.Text => ReadText(value)?.Get("Statement"),
        _ => value.Get("Statement"),
    };

    // A text that was put together by functions; its open pieces stand within the texts of the JSON.
    private static DeployedValue? ReadText(DeployedValue value)
    {
        var findings = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(new SourceText(value.Text), MaximumDepth, findings);
        return tree is null || findings.HasErrors ? null : DeployedValue.FromJson(tree.Root, isVerbatim: false, value.Origin, keepsMarks: true);
    }
}
