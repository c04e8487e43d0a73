using IamSim.Diagnostics;
using IamSim.Environments.Questions;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>The statement that decided, in its place of the environment. Immutable.</summary>
/// <param name="Policy">The policy it stands in.</param>
/// <param name="Sid">Its Sid; <c>null</c> for none.</param>
/// <param name="Place">Where it begins: in the file, or, where the policy stands there as a string, in the decoded text.</param>
public sealed record DecidingStatement(EnvironmentPolicy Policy, string? Sid, SourcePlace Place)
{
    /// <summary>The name of the policy, the place and the Sid.</summary>
    public override string ToString() => Sid is null ? $"{PrintableText.Line(Policy.Name)} at {Place}" : $"{PrintableText.Line(Policy.Name)} at {Place} ({PrintableText.Line(Sid)})";

    /// <summary>Finds it among the policies of a question; <c>null</c> when no statement decided, or one that was assumed.</summary>
    internal static DecidingStatement? Find(CallerProfile caller, ResourceProfile resource, AccessConditions stated, PolicyStatement? statement)
    {
        if (statement is null)
        {
            return null;
        }

        foreach (EnvironmentPolicy policy in Policies(caller, resource, stated))
        {
            // Policies of one text share one document for decisions; this one has its own place.
            int index = policy.Content.Document is { } shared ? IndexOf(shared, statement) : -1;
            if (index >= 0 && policy.Document is { } own)
            {
                PolicyStatement found = own.Statements[index];
                LinePosition position = own.Source.GetPosition(found.Span.Start);
                return new DecidingStatement(policy, found.Sid is { Text.Length: > 0 } sid ? sid.Text : null, new SourcePlace(own.Source.Name, position.Line, position.Column));
            }
        }

        return null;
    }

    private static IEnumerable<EnvironmentPolicy> Policies(CallerProfile caller, ResourceProfile resource, AccessConditions stated)
    {
        IEnumerable<EnvironmentPolicy?> single = [caller.PermissionsBoundary, resource.Policy, stated.VpcEndpoint?.Policy];
        return (caller.IdentityPolicies ?? [])
            .Concat(single.OfType<EnvironmentPolicy>())
            .Concat((caller.ServiceControlPolicies ?? []).SelectMany(static level => level))
            .Concat((resource.ResourceControlPolicies ?? []).SelectMany(static level => level));
    }

    private static int IndexOf(PolicyDocument document, PolicyStatement statement)
    {
        for (int i = 0; i < document.Statements.Length; i++)
        {
            if (ReferenceEquals(document.Statements[i], statement))
            {
                return i;
            }
        }

        return -1;
    }
}
