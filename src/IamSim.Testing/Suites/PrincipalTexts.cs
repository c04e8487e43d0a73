using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>Reads who asks: one principal or a list.</summary>
internal static class PrincipalTexts
{
    public static ImmutableArray<Principal> Read(MemberReader members, JsonNode node, TestTexts texts, EnvironmentNames? names, DiagnosticBag findings)
    {
        var principals = ImmutableArray.CreateBuilder<Principal>();
        if (node.Kind != JsonKind.Array)
        {
            Add(members, node, texts, names, findings, principals);
            return principals.ToImmutable();
        }

        foreach (JsonNode item in node)
        {
            Add(members, item, texts, names, findings, principals);
        }

        if (node.CountChildren() == 0)
        {
            members.Invalid(node, "'principal' names nobody", "name a role or user, or several");
        }

        return principals.ToImmutable();
    }

    private static void Add(MemberReader members, JsonNode node, TestTexts texts, EnvironmentNames? names, DiagnosticBag findings, ImmutableArray<Principal>.Builder principals)
    {
        if (members.Text(node, "principal") is not { } written)
        {
            return;
        }

        string text = texts.Fill(written, node);
        string? fault = null;
        if (names is not null ? names.TryFindPrincipal(text, out Principal? principal, out fault) : Principal.TryParse(text, out principal) || Principal.TryParseFederatedProvider(text, out principal))
        {
            principals.Add(principal!);
            return;
        }

        findings.Add(PolicyTestDiagnostics.UnknownPrincipal, node.Source, node.Span, fault ?? $"{JsonNode.Quote(text)} is no principal: policies without an environment know no names: expected an ARN, a service such as lambda.amazonaws.com, or anonymous");
    }
}
