using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>A statement before and after, compiled for one kind of place.</summary>
/// <param name="Place">The kind of place.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it becomes; <c>null</c> when it is gone.</param>
internal sealed record StatementChange(PolicyPlace Place, CompiledStatement Before, CompiledStatement? After)
{
    /// <summary>The change in some places; the rest of the policy is not compiled again.</summary>
    /// <param name="mutation">A mutation of a statement.</param>
    /// <param name="places">The places.</param>
    public static StatementChange[] In(Mutation mutation, IEnumerable<PolicyPlace> places)
    {
        var ignored = new DiagnosticBag();
        return [.. places.Select(place => new StatementChange(
            place,
            SharedPolicies.Get(mutation.Document, place, ignored).Statements[mutation.Statement],
            mutation.Changed is { } changed ? Compile(changed, mutation.Document, place, ignored) : null))];
    }

    /// <summary>Compiles a statement as a policy would that it stood in.</summary>
    public static CompiledStatement Compile(PolicyStatement statement, PolicyDocument document, PolicyPlace place, DiagnosticBag findings)
    {
        var reporter = new PolicyReporter(document, findings, place.Options.Lenient);
        // VPCE-3 concerns endpoint policies; elsewhere an account is an account.
        VpcEndpointType endpoint = place.Kind == PolicyKind.VpcEndpoint ? place.EndpointType : VpcEndpointType.Interface;
        var compiler = new StatementCompiler(reporter, Grammar.For(place.Kind, place.ResourceKind), place.Options, endpoint, isResourceControlDefault: false, document.Version?.Text == PolicyCompiler.Current);
        return compiler.Compile(statement);
    }
}
