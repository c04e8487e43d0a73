using IamSim.Diagnostics;

namespace IamSim.Scenarios;

/// <summary>The kinds of findings about the members of a JSON object.</summary>
/// <param name="Unknown">Nobody asked for the member.</param>
/// <param name="Missing">The member is required.</param>
/// <param name="Invalid">The member has a value it cannot have.</param>
internal sealed record MemberFaults(DiagnosticDescriptor Unknown, DiagnosticDescriptor Missing, DiagnosticDescriptor Invalid)
{
    public static readonly MemberFaults OfScenarios = new(DiagnosticDescriptors.UnknownMember, DiagnosticDescriptors.MissingMember, DiagnosticDescriptors.InvalidMember);
}
